"""Names, titles, signs and the order of lists: a rule fires on a mistake and is silent without."""

from __future__ import annotations

import pytest

from testban.treaty.checks import check
from testban.treaty.checks.variants import _near
from testban.treaty.documents import Source, parse
from testban.treaty.ledger import Ledger

LEDGER = Ledger.shipped()
ZH = "CTBT-Art.XIV/2021/6\n\n2021年9月30日\n\n促进《全面禁止核试验条约》生效会议报告\n\n"
EN = "CTBT-Art.XIV/2021/6\n\n30 September 2021\n\nReport of the Conference\n\n"


def told(text: str) -> list[tuple[str, str]]:
    found = check(parse(Source("paper.txt", "", "text/plain", text)), ledger=LEDGER)
    return [(f.rule.code, f.expected) for f in found]


CASES = [
    # C106
    (
        f"{EN}1. The Conference heard Austria, Belgium, Brazil, {{}}Canada, Chile, Denmark and Egypt.\n",
        "Morocco, ",
        "",
        [("C106", "")],
    ),
    (
        f"{ZH}1. 会议听取了奥地利、比利时、巴西、{{}}加拿大、智利、丹麦和埃及的发言。\n",
        "摩洛哥、",
        "",
        [("C106", "")],
    ),
    # T804: two forms of one office; an office that lost a word
    (
        f"{EN}1. The co-chairs met.\n\n2. The co-chairs reported.\n\n3. The {{}} thanked them.\n",
        "joint chair",
        "co-chair",
        [("T804", "co-chair")],
    ),
    (
        f"{ZH}1. 共同主席主持了会议。\n\n2. 工作组共同主席作了报告。\n\n3. 会议感谢{{}}。\n",
        "联合主席",
        "共同主席",
        [("T804", "共同主席")],
    ),
    (f"{ZH}1. 会议听取了{{}}的发言。\n", "筹备委员执行秘书", "筹备委员会执行秘书", [("T804", "筹备委员会执行秘书")]),
    (f"{ZH}1. 会议听取了{{}}的说明。\n", "筹备委员会秘书", "筹备委员会秘书处", [("T804", "筹备委员会执行秘书")]),
    (
        f"{ZH}1. 海洋科学考察规划组织（海洋考察规划组织）出席了会议。\n\n2. {{}}提交了报告。\n",
        "海洋规划组织",
        "海洋考察规划组织",
        [("T804", "海洋考察规划组织")],
    ),
    (
        f"{EN}1. The Conference called upon the {{}} States of the Comprehensive Nuclear-Test-Ban Treaty.\n",
        "Annex II",
        "Annex 2",
        [("T804", "Annex 2")],
    ),
    # T805
    (
        f"{EN}1. The Comprehensive Nuclear-Test-Ban Treaty was recalled.\n\n2. The {{}} is vital.\n",
        "Comprehensive Test Ban Treaty",
        "Comprehensive Nuclear-Test-Ban Treaty",
        [("T805", "Comprehensive Nuclear-Test-Ban Treaty")],
    ),
    (
        f"{ZH}1. 会议回顾《全面禁止核试验条约》。\n\n2. 会议重申{{}}的重要性。\n",
        "《全面禁止核实验条约》",
        "《全面禁止核试验条约》",
        [("T805", "《全面禁止核试验条约》")],
    ),
    # T806
    (
        f"{EN}1. The Provisional Technical Secretariat (PTS) met.\n\n2. The {{}} reported.\n",
        "Provisional Technical Secretariat",
        "PTS",
        [("T806", "PTS")],
    ),
    (f"{ZH}1. 会议提到联合国大会（联大）。\n\n2. {{}}通过了决议。\n", "联合国大会", "联大", [("T806", "联大")]),
    # T807
    (f"{EN}1. The Conference took note of {{}} report.\n", "the the", "the", [("T807", "the")]),
    (f"{ZH}1. 会议注意到{{}}报告。\n", "秘书处秘书处的", "秘书处的", [("T807", "秘书处")]),
    # T808
    (
        f"{ZH}1. 会议开幕，{'代表发言，' * 10}主席致辞{{}}会议闭幕。\n",
        ",",
        "，",
        [("T808", "，")],
    ),
    # T810
    (f"{EN}1. The COVID-19 pandemic went on.\n\n2. {{}} went on.\n", "COVID 19", "COVID-19", [("T810", "COVID-19")]),
    (f"{ZH}1. COVID-19大流行仍在继续。\n\n2. {{}}仍在继续。\n", "COVID 19", "COVID-19", [("T810", "COVID-19")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wrong", "right", "expected"), CASES)
def test_a_rule_fires_on_a_mistake_and_is_silent_without_it(
    text: str, wrong: str, right: str, expected: list[tuple[str, str]]
) -> None:
    assert told(text.format(wrong)) == expected
    assert told(text.format(right)) == []


def test_a_list_is_in_order_by_the_name_that_a_state_had_on_the_day() -> None:
    names = "塞内加尔、塞尔维亚、新加坡、苏丹、{}、瑞典、瑞士、泰国"
    text = "A/{}/9\n\n{}年9月30日\n\n秘书长的报告\n\n1. 下列国家作了发言：{}。\n"
    assert told(text.format(61, 2006, names.format("斯威士兰"))) == []
    assert told(text.format(76, 2021, names.format("斯威士兰"))) == [("C106", "")]


def test_a_table_is_read_down_as_well_as_across() -> None:
    head = f"{ZH}1. 会议闭幕。\n\n附录\n\n国家名单\n\n《条约》附件2所列国家中已签署并批准《条约》国\n\n"
    down = "阿尔及利亚\t比利时\t芬兰\n阿根廷\t巴西\t法国\n澳大利亚\t加拿大\t德国\n"
    assert "C106" not in {code for code, _ in told(head + down)}
    across = "阿尔及利亚\t阿根廷\t澳大利亚\n比利时\t巴西\t加拿大\n芬兰\t法国\t德国\n"
    assert "C106" not in {code for code, _ in told(head + across)}
    wrong = across.replace("加拿大", "秘鲁")
    assert "C106" in {code for code, _ in told(head + wrong)}


def test_a_list_that_follows_no_alphabet_is_left_alone() -> None:
    assert (
        told(f"{EN}1. The Conference heard Peru, Chile, Togo, Fiji, Japan, Cuba and Egypt.\n") == []
    )


def test_a_quotation_may_be_of_two_paragraphs() -> None:
    assert told(f"{ZH}1. 会议通过决议：“各国注意到。\n\n2. 各国决定。”\n") == []
    assert told(f"{ZH}1. 会议通过决议：“各国注意到。\n\n2. 各国决定。\n") == [("T803", "")]


def test_a_title_with_two_signs_lost_or_one_changed_is_near_and_others_are_not() -> None:
    title = "全面禁核试条约组织"
    for near in ("全面禁核试组织", "全面核试条约组织", "全面禁核式条约组织"):
        assert list(_near(title, f"在{near}里")) == [(1, 1 + len(near))]
    for other in (title, "禁核试条约组织", "全面组织", "核条约组织"):
        assert list(_near(title, f"在{other}里")) == []
