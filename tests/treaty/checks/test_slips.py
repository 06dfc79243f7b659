"""Slips in names, signs and symbols, wherever they stand: a rule fires on one and is silent without."""

from __future__ import annotations

import pytest

from testban.treaty.checks import check
from testban.treaty.documents import Source, parse
from testban.treaty.ledger import Ledger

LEDGER = Ledger.shipped()
ZH = "CTBT-Art.XIV/2021/6\n\n2021年9月30日\n\n促进《全面禁止核试验条约》生效会议报告\n\n"
EN = "CTBT-Art.XIV/2021/6\n\n30 September 2021\n\nReport of the Conference\n\n"
TPNW = (
    "TPNW/MSP/2023/14\n\nReport of the {} Meeting of States Parties\n\n1. The Meeting was held.\n"
)


def told(text: str) -> list[tuple[str, str]]:
    found = check(parse(Source("paper.txt", "", "text/plain", text)), ledger=LEDGER)
    return [(f.rule.code, f.expected) for f in found]


CASES = [
    # C103: a slip in a name at the end of a list, in a sentence, in English
    (f"{ZH}1. 会议听取了巴西、智利、古巴、埃及和{{}}的发言。\n", "拉乌圭", "乌拉圭", None),
    (f"{ZH}1. 会议感谢{{}}政府。\n", "印度西尼亚", "印度尼西亚", ("C103", "印度尼西亚")),
    (f"{EN}1. The Conference thanked {{}}.\n", "Alegria", "Algeria", ("C103", "Algeria")),
    (f"{ZH}1. 会议感谢{{}}。\n", "联合国", "联合王国", None),
    # of three signs, where nothing is joined to it
    (f"{ZH}1. 名单如下：\n\n安哥拉  埃及  马达加斯加\n{{}}  法国  罗马尼亚\n奥地利  加纳  马耳他\n", "根阿廷", "阿根廷", ("C103", "阿根廷")),
    (f"{ZH}1. 会议感谢{{}}各国。\n", "根阿廷", "阿根廷", None),
    # T801: a last name, and one in English
    (f"{ZH}1. 罗伯特·弗洛伊德先生发言。\n\n2. 罗伯特·{{}}先生再次发言。\n", "弗洛尔德", "弗洛伊德", ("T801", "罗伯特·弗洛伊德")),
    (f"{EN}1. Mr. Robert Floyd spoke.\n\n2. Mr. Robert {{}} spoke again.\n", "Flyod", "Floyd", ("T801", "Robert Floyd")),
    (f"{EN}1. Mr. Robert Carlsson spoke.\n\n2. Mr. Robert {{}} spoke again.\n", "Carlson", "Carlsson", ("T801", "Robert Carlsson")),
    # T803: a round bracket, of either width
    (f"{EN}1. The Treaty {{}} was discussed.\n", "(CTBT", "(CTBT)", ("T803", "")),
    (f"{ZH}1. 会议讨论了附件（附件一{{}}。\n", "", "）", ("T803", "")),
    (f"{EN}1. Items {{}} were agreed.\n", "a) and b)", "(a) and (b)", None),
    # T807: a particle beside a name
    (f"{ZH}1. 会议选举意大利{{}}南非担任主席。\n", "和和", "和", ("T807", "和")),
    # T804: a body of which a sign was lost; an English name without a word, and with a slip
    (f"{ZH}1. 会议感谢{{}}。\n", "筹备员会", "筹备委员会", ("T804", "筹备委员会")),
    (f"{ZH}1. 会议感谢{{}}。\n", "筹备会", "筹备委员会", None),
    (
        f"{EN}1. The Provisional Technical Secretariat met.\n\n2. The Provisional Technical Secretariat "
        "reported.\n\n3. The Provisional Technical Secretariat left.\n\n4. The {} was thanked.\n",
        "Provisional Technical Secretarait",
        "Provisional Technical Secretariat",
        None,
    ),
    (
        f"{EN}1. The Provisional Technical Secretariat met.\n\n2. The Provisional Technical Secretariat "
        "reported.\n\n3. The Provisional Technical Secretariat left.\n\n4. The {} was thanked.\n",
        "Provisional Secretariat",
        "Provisional Technical Secretariat",
        ("T804", "Provisional Technical Secretariat"),
    ),
    # L602: two letters of the series in each other's place
    (f"{ZH}1. 见{{}}。\n", "TCBT-Art.XIV/2021/5", "CTBT-Art.XIV/2021/5", ("L602", "CTBT-Art.XIV/2021/5")),
    (f"{EN}1. See {{}}.\n", "A//RES/75/87", "A/RES/75/87", ("L602", "A/RES/75/87")),
    # L601: a link to a resolution of another session than the one cited by its number alone
    (f"{ZH}1. 大会第74/54号决议。\n\nhttps://undocs.org/ch/A/RES/{{}}/54\n\n2. 完。\n", "75", "74", ("L601", "A/RES/74/54")),
    # D304: a conference of a year that had none
    (f"{ZH}1. 会议回顾{{}}年第十四条大会。\n", "2018", "2019", ("D304", "2017")),
    # S201: the States of Annex 2 are 44, on any day
    ("CTBT-Art.XIV/2033/6\n\n2033年9月30日\n\n会议报告\n\n1. 《条约》必须得到其批准才能生效的{}个国家中已有36个批准《全面禁止核试验条约》。\n", "47", "44", ("S201", "44")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wrong", "right", "expected"), CASES)
def test_a_slip_is_found_and_nothing_else(
    text: str, wrong: str, right: str, expected: tuple[str, str] | None
) -> None:
    found = [each for each in told(text.format(wrong)) if each not in told(text.format(right))]
    assert found == ([expected] if expected else [])


def test_two_states_that_changed_places_are_both_told() -> None:
    text = f"{EN}1. The Conference heard {{}}, Belgium, Brazil, Canada, Chile, Denmark and {{}}.\n"
    assert told(text.format("Austria", "Egypt")) == []
    assert told(text.format("Egypt", "Austria")) == [("C106", ""), ("C106", "")]


def test_a_bracket_that_goes_on_in_the_next_paragraph_is_closed() -> None:
    assert told(f"{EN}1. See the Final Document (Part I\n\nand Part II), annex.\n") == []


def test_the_masthead_carries_the_number_of_the_symbols_meeting() -> None:
    assert ("M704", "2") in told(TPNW.format("Third"))
    assert told(TPNW.format("Second")) == []
