"""Every message is whole in both languages: days, weekdays, cities, numerals, lists of States."""

from __future__ import annotations

import re

import pytest

from testban.treaty.checks import Finding, check, rules
from testban.treaty.checks.model import LANGUAGES
from testban.treaty.checks.shown import said
from testban.treaty.documents import Source, parse
from testban.treaty.ledger import Ledger

LEDGER = Ledger.shipped()
EN = "CTBT-Art.XIV/2021/6\n\n30 September 2021\n\nReport of the Conference\n\n"
ZH = "CTBT-Art.XIV/2021/6\n\n2021年9月30日\n\n促进《全面禁止核试验条约》生效会议报告\n\n"


def found(text: str, code: str) -> Finding:
    findings = check(parse(Source("paper.txt", "", "text/plain", text)), ledger=LEDGER)
    return next(f for f in findings if f.rule.code == code)


@pytest.mark.parametrize(
    ("text", "code", "en", "zh"),
    [
        (
            f"{EN}1. The Conference opened on Wednesday, 23 September 2021.\n",
            "D306",
            "23 September 2021 was a Thursday",
            "2021年9月23日应为星期四",
        ),
        (
            f"{ZH}1. 会议于2021年9月23日（星期三）开幕。\n",
            "D306",
            "23 September 2021 was a Thursday",
            "2021年9月23日应为星期四",
        ),
        (
            f"{EN}1. The 2003 Article XIV Conference was held in New York from 3 to 5 September 2003.\n",
            "M707",
            "the 2003 Conference on Facilitating the Entry into Force of the CTBT was held in Vienna, "
            "not in New York",
            "2003年促进《全面禁止核试验条约》生效会议在维也纳举行，而非纽约",
        ),
        (
            f"{EN}1. The text is as contained in annex IV below.\n\nAnnex I\n\nFirst\n\nText one.\n\n"
            "Annex II\n\nSecond\n\nText two.\n",
            "N506",
            "there is no such annex here: 'annex IV below'; there are I, II",
            "本文没有“annex IV below”，现有：一、二",
        ),
        (
            f"{EN}1. It met.\n\nAnnex I\n\nFirst\n\nText one.\n\nAnnex III\n\nThird\n\nText three.\n",
            "N504",
            "'Annex III' follows number I; II would be next",
            "编号一之后为“Annex III”，应为二",
        ),
        (
            f"{EN}1. Of the 44 States listed in Annex 2, 36 have ratified the Treaty. The remaining nine "
            "States listed in Annex 2 have not.\n",
            "C104",
            "36 + 9 make 45, and the whole is stated as 44; one of the numbers is wrong: if it is this "
            "one, it should be 8",
            "36 + 9合计45，总数却为44；其中必有一误，若误在此处，则应为8",
        ),
        (
            f"{EN}1. Cabo Verde ratified the Treaty on 1 October 1996.\n",
            "S203",
            "Cabo Verde ratified the CTBT on 1 March 2006, not 1 October 1996 as stated; on that day, it "
            "signed it",
            "佛得角于2006年3月1日批准《全面禁止核试验条约》，而非文中的1996年10月1日；该国当日的行动是签署",
        ),
        (
            f"{EN}1. China ratified the Treaty on 24 September 1996.\n",
            "S205",
            "by the ledger of the CTBT, China had done no such thing by 24 September 1996; the ledger has "
            "signature on 24 September 1996",
            "按《全面禁止核试验条约》台账，中国到1996年9月24日并无此行动；台账所载为1996年9月24日签署",
        ),
    ],
)
def test_a_message_in_both_languages(text: str, code: str, en: str, zh: str) -> None:
    finding = found(text, code)
    assert (finding.message("en"), finding.message("zh")) == (en, zh)


def test_both_languages_say_the_same() -> None:
    only_english = set(said("en")) - set(said("zh"))
    assert [name for name in only_english if name.isascii() and not name.endswith("_one")] == []
    for rule in rules().values():
        for part in ("message", "message_alone"):
            named = [
                set(re.findall(r"{(\w+)", rule.text[lang].get(part, ""))) for lang in LANGUAGES
            ]
            assert named[0] == named[1], rule.code
