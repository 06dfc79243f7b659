"""Right text of which a part looks like a mistake, and the mistake beside it that is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from testban.treaty.checks import check
from testban.treaty.documents import Source, parse, read_document
from testban.treaty.ledger import Ledger

LEDGER = Ledger.shipped()
EN = "CTBT-Art.XIV/2021/6\n\n30 September 2021\n\nReport of the Conference\n\n"
ZH = "CTBT-Art.XIV/2021/6\n\n2021年9月30日\n\n促进《全面禁止核试验条约》生效会议报告\n\n"
EN_2017 = "CTBT-Art.XIV/2017/WP.1\n\n20 September 2017\n\nFinal declaration\n\n"
ZH_2017 = "CTBT-Art.XIV/2017/WP.1\n\n2017年9月20日\n\n最后宣言\n\n"
TPNW = (
    "TPNW/MSP/2023/5\n\n1 December 2023\n\nReport of the Second Meeting of States Parties to the "
    "Treaty on the Prohibition of Nuclear Weapons\n\n"
)


def codes(text: str) -> list[str]:
    return [
        f.rule.code
        for f in check(parse(Source("paper.txt", "", "text/plain", text)), ledger=LEDGER)
    ]


@pytest.mark.parametrize(
    "text",
    [
        # A total, and then those who came lately.
        f"{EN_2017}1. 183 States have signed and 166 States have ratified the Treaty, including 36 "
        "Annex 2 States. Since the 2015 Conference, the following States have ratified the Treaty:"
        "\n\nEswatini\n\nMyanmar\n\n2. We welcome this progress.\n",
        f"{ZH_2017}1. 截至2017年9月20日，已有166个国家批准《全面禁止核试验条约》。自上届会议以来新批准《条约》"
        "的国家如下：\n\n缅甸\n\n斯威士兰\n\n2. 我们对此表示欢迎。\n",
        # Some of them, who do something.
        f"{EN}1. Two States Signatories, Egypt and China, took the floor.\n",
        f"{EN}1. The proposal was supported by 15 signatories.\n",
        f"{TPNW}1. 4 States parties requested assistance.\n",
        f"{TPNW}1. The proposal was supported by 65 States parties to the Treaty.\n",
        f"{ZH}1. 两个签署国（埃及和中国）作了发言。4个签署国提出了提案。\n",
        # A treaty of a kind, and signs of two kinds that pair.
        f"{EN}1. The Comprehensive Nuclear-Test-Ban Treaty is a comprehensive nuclear test-ban treaty.\n",
        f'{EN}1. The States of this Treaty (hereinafter \u201cthe States") met.\n',
        # Another time.
        f"{EN}1. At the time of the 1999 Conference, 51 States had ratified the Treaty.\n",
        f"{EN}1. By the end of 2011, 155 States had ratified the Treaty.\n",
        f"{ZH}1. 1999年会议召开时，已有51个国家批准《条约》。\n",
        # Some of a region, or more than before.
        f"{EN}1. In Africa, 51 States have ratified the Treaty.\n",
        f"{EN}1. Since 2019, eight more States have ratified.\n",
        f"{EN}1. Two more Annex 2 States expressed support.\n",
        f"{ZH}1. 非洲已有51个国家批准《条约》。\n",
        # The 2 of "Annex 2 States" counts nothing.
        f"{ZH}1. 下列附件 2 国家签而未批：中国、埃及、伊朗、以色列和美国。\n",
        # The day of a row is not that of the paper.
        "2035 年 7 月至 2037 年 6 月批准国和签署国活动一览\n\n导言\n\n"
        "国家          日期                       对象国             说明\n\n"
        "澳大利亚      2035 年 11 月              印度               外长访印期间提出\n"
        "              2036 年 3 月 4 日          埃及               照会\n"
        "加拿大        2036 年 5 月 12 日         美利坚合众国       两国官员磋商\n",
        # Lists in another order, or with one State first or last by courtesy.
        f"{ZH}1. 阿根廷、巴西、德国、法国、加拿大、日本、意大利和中国的代表作了发言。\n",
        f"{ZH}1. 阿根廷、巴西、加拿大、法国、德国、日本、墨西哥和中国的代表作了发言。\n",
    ],
)
def test_right_text_is_not_called_wrong(text: str) -> None:
    assert [code for code in codes(text) if code[0] in "CS"] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            f"{EN}1. At the time of the 1999 Conference, 61 States had ratified the Treaty.\n",
            "S201",
        ),
        (f"{EN}1. By the end of 2011, 165 States had ratified the Treaty.\n", "S201"),
        (f"{ZH}1. 1999年会议召开时，已有61个国家批准《条约》。\n", "S201"),
        (f"{EN}1. The Treaty now has 186 signatories.\n", "S201"),
        (f"{EN}1. As at 23 September 2021, 17 States had ratified the Treaty.\n", "S201"),
        (f"{TPNW}1. The Treaty has 93 signatories and 79 States parties.\n", "S201"),
        (
            f"{EN}1. Nine more Annex 2 States must ratify before the Treaty enters into force.\n",
            "S206",
        ),
        (
            f"{ZH}1. 阿根廷、巴西、加拿大、中国、德国、日本、墨西哥、葡萄牙、法国和瑞典的代表作了发言。\n",
            "C106",
        ),
    ],
)
def test_the_mistake_beside_it_is_told(text: str, code: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        # A State and its facility, of the same name.
        ("| 11 | Japan | Japan Atomic Institute |\n| 12 | Palau | Palau |\n", False),
        ("| 11 | Asia | Japan, Palau, Japan |\n| 12 | Others | Fiji, Malta |\n", True),
    ],
)
def test_only_a_cell_is_a_list(rows: str, told: bool, tmp_path: Path) -> None:
    path = tmp_path / "paper.md"
    head = "1. These are they.\n\n| No | A | B |\n| --- | --- | --- |\n"
    path.write_text(EN + head + rows, encoding="utf-8")
    found = [f.rule.code for f in check(read_document(path), ledger=LEDGER)]
    assert ("C102" in found) == told
