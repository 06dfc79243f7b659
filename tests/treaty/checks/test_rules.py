"""Every rule fires on a mistake, at its place, and is silent where nothing is wrong."""

from __future__ import annotations

from datetime import date

import pytest

from testban.errors import UsageError
from testban.reference.states import short_name
from testban.reference.treaties import find_treaty
from testban.treaty.checks import Finding, check, rules, selected
from testban.treaty.documents import Source, parse
from testban.treaty.ledger import Ledger
from testban.treaty.lists import list_states
from testban.treaty.status import status

LEDGER = Ledger.shipped()


def found(text: str, ledger: Ledger | None = LEDGER) -> list[Finding]:
    return check(parse(Source("paper.txt", "", "text/plain", text)), ledger=ledger)


def told(text: str, ledger: Ledger | None = LEDGER) -> list[tuple[str, int, str]]:
    return [(f.rule.code, f.cite.line, f.expected) for f in found(text, ledger)]


ZH = "CTBT-Art.XIV/2021/6\n\n2021年9月30日\n\n促进《全面禁止核试验条约》生效会议报告\n\n"
EN = "CTBT-Art.XIV/2021/6\n\n30 September 2021\n\nReport of the Conference\n\n"


@pytest.mark.parametrize(
    ("wrong", "right", "code", "expected"),
    [
        (
            f"{EN}1. The following 4 States attended as observers: Chile, Fiji and Togo.\n",
            f"{EN}1. The following 3 States attended as observers: Chile, Fiji and Togo.\n",
            "C101",
            "3",
        ),
        (
            f"{ZH}1. 下列4个国家以观察员身份出席了会议：智利、斐济和多哥。\n",
            f"{ZH}1. 下列3个国家以观察员身份出席了会议：智利、斐济和多哥。\n",
            "C101",
            "3",
        ),
        (
            f"{EN}1. Statements were made by: Chile, Fiji, Chile and Togo.\n",
            f"{EN}1. Statements were made by: Chile, Fiji, Cuba and Togo.\n",
            "C102",
            "",
        ),
        (
            f"{EN}1. The Conference met. Brazil, Chile, Guatamala, Japan and Peru spoke.\n",
            f"{EN}1. The Conference met. Brazil, Chile, Guatemala, Japan and Peru spoke.\n",
            "C103",
            "",
        ),
        (
            f"{ZH}1. 截至2021年9月23日，185个国家已经签署以及171个国家已经批准了《条约》。\n",
            f"{ZH}1. 截至2021年9月23日，185个国家已经签署以及170个国家已经批准了《条约》。\n",
            "S201",
            "170",
        ),
        (
            f"{ZH}1. 佛得角于2006年2月6日批准了《全面禁止核试验条约》。\n",
            f"{ZH}1. 佛得角于2006年3月1日批准了《全面禁止核试验条约》。\n",
            "S203",
            "2006-03-01",
        ),
        (
            f"{EN}1. Cabo Verde ratified the Comprehensive Nuclear-Test-Ban Treaty on 6 February 2006.\n",
            f"{EN}1. Cabo Verde ratified the Comprehensive Nuclear-Test-Ban Treaty in March 2006.\n",
            "S203",
            "2006-03-01",
        ),
        (
            f"{EN}1. India ratified the Comprehensive Nuclear-Test-Ban Treaty on 24 September 1996.\n",
            f"{EN}1. China signed the Comprehensive Nuclear-Test-Ban Treaty on 24 September 1996.\n",
            "S205",
            "",
        ),
        (
            f"{ZH}1. 会议于2021年2月30日开幕。\n",
            f"{ZH}1. 会议于2021年2月28日开幕。\n",
            "D301",
            "",
        ),
        (
            f"{EN}1. The resolution was adopted by 182 votes to 5, with 20 abstentions.\n",
            f"{EN}1. The resolution was adopted by 162 votes to 5, with 20 abstentions.\n",
            "V403",
            "",
        ),
        (
            f"{ZH}1. 会议开幕。\n\n2. 会议通过议程。\n\n4. 会议闭幕。\n",
            f"{ZH}1. 会议开幕。\n\n2. 会议通过议程。\n\n3. 会议闭幕。\n",
            "N501",
            "3",
        ),
        (
            f"{ZH}1. 会议听取了阿卜杜拉·沙希德先生的发言。\n\n2. 会议感谢阿不都拉·沙希德先生。\n",
            f"{ZH}1. 会议听取了阿卜杜拉·沙希德先生的发言。\n\n2. 会议感谢阿卜杜拉·沙希德先生。\n",
            "T801",
            "阿卜杜拉·沙希德",
        ),
        (
            f"{ZH}1. 会议收到了有关文件（见A/61/50号文件。\n",
            f"{ZH}1. 会议收到了有关文件（见A/61/50号文件）。\n",
            "T803",
            "",
        ),
    ],
)
def test_a_rule_fires_on_a_mistake_and_is_silent_without_it(
    wrong: str, right: str, code: str, expected: str
) -> None:
    assert [(c, e) for c, _, e in told(wrong)] == [(code, expected)]
    assert told(right) == []


def test_a_state_that_presides_and_does_not_attend() -> None:
    text = (
        f"{ZH}1. 下列批准国和签署国出席了会议：智利、斐济和多哥。\n\n"
        "2. 会议选举{0}担任会议主席。\n\n3. 会议选举智利和{0}的代表担任副主席。\n"
    )
    assert {(c, line) for c, line, _ in told(text.format("南非"))} == {("M701", 9), ("M701", 11)}
    assert told(text.format("多哥")) == []


def test_a_list_of_ratifiers_with_one_state_exchanged_for_another() -> None:
    day = date(2021, 9, 23)
    there = status(LEDGER, find_treaty("CTBT"), day)
    names = [short_name(code, "zh") for code in list_states(there, "ratified", "zh").states]
    head = f"{ZH}1. 截至2021年9月23日，170个国家已经批准了《条约》。\n\n附录\n\n国家名单\n\nA. 已批准《条约》国\n\n"
    rows = "\n".join(f"{name}" for name in names)
    assert told(f"{head}{rows}\n") == []
    wrong = told(f"{head}{rows.replace('古巴', '印度')}\n")
    assert sorted((code, expected) for code, _, expected in wrong) == [
        ("C106", ""),
        ("S202", ""),
        ("S204", "CUB"),
    ]


def test_votes_against_their_lists() -> None:
    text = (
        "A/RES/60/95\n\n1. 决议以172票赞成、{1}票反对、4票弃权获得通过。"
        "4个国家弃权（哥伦比亚、印度、毛里求斯{0}），一个国家投票反对（美国）。\n"
    )
    assert "V401" in {code for code, _, _ in told(text.format("", 1))}
    assert told(text.format("和阿拉伯叙利亚共和国", 1)) == []


def test_a_link_to_another_document_than_the_one_cited() -> None:
    text = (
        "TPNW/MSP/2033/14\n\n缔约国会议报告\n\n1. 会议收到了第一次会议报告(TPNW/MSP/2032/6)。\n\n"
        "https://undocs.org/ch/TPNW/MSP/{0}/6\n\n2. 会议闭幕。\n"
    )
    assert told(text.format(2033)) == [("L601", 7, "TPNW/MSP/2032/6")]
    assert told(text.format(2032)) == []


def test_without_a_ledger_only_what_the_paper_itself_contradicts() -> None:
    text = f"{ZH}1. 佛得角于2006年2月6日批准了《全面禁止核试验条约》。\n\n2. 下列4个国家以观察员身份出席了会议：智利、斐济和多哥。\n"
    assert {code for code, _, _ in told(text)} == {"S203", "C101"}
    assert {code for code, _, _ in told(text, None)} == {"C101"}


def test_a_finding_points_at_the_words_that_are_wrong() -> None:
    (finding,) = found(f"{ZH}1. 佛得角于2006年2月6日批准了《全面禁止核试验条约》。\n")
    assert (finding.cite.quote, finding.cite.line, finding.column) == ("2006年2月6日", 7, 8)
    assert (
        finding.message("en")
        == "Cabo Verde ratified the CTBT on 1 March 2006, not 6 February 2006 as stated; "
        "on that day, Cameroon ratified it"
    )
    assert (
        finding.message("zh")
        == "佛得角于2006年3月1日批准《全面禁止核试验条约》，而非文中的2006年2月6日；当日批准的是喀麦隆"
    )


def test_two_states_whose_days_are_exchanged_are_told_so() -> None:
    text = f"{EN}1. Cabo Verde ratified the Treaty on {{}}.\n\n2. Cameroon ratified the Treaty on {{}}.\n"
    one, other = found(text.format("6 February 2006", "1 March 2006"))
    assert one.message().endswith("; the dates of Cabo Verde and Cameroon are exchanged")
    assert other.message("zh").endswith("；喀麦隆与佛得角的日期互换了")
    (alone,) = found(text.format("6 February 2006", "6 February 2006"))
    assert "exchanged" not in alone.message()


def test_a_meeting_is_named_in_the_language_of_the_message() -> None:
    (finding,) = found(f"{ZH}1. 2005年第十四条大会于2006年9月21日至23日在纽约举行。\n")
    name = "the 2005 Conference on Facilitating the Entry into Force of the CTBT"
    days = "21–23 September 2005; the paper says 21–23 September 2006"
    assert finding.message() == f"{name} was held on {days}"
    assert finding.message("zh").startswith("2005年促进《全面禁止核试验条约》生效会议的会期为")


def test_two_forms_of_a_name_are_counted() -> None:
    text = "The joint chairs and the co-chair met. The co-chair spoke."
    told = [f.message() for f in found(f"{EN}1. {text}\n") if f.rule.code == "T804"]
    assert told == [
        "'joint chair' is used once, 'co-chair' 2 times (line 7); one form should be kept"
    ]


def test_what_a_later_ledger_would_know_is_not_held_against_a_paper() -> None:
    # The shipped ledger was gathered before: it cannot know.
    assert told(f"{EN}1. As at 1 May 2090, 171 States had ratified the Treaty.\n") == []


@pytest.mark.parametrize("code", rules())
def test_every_rule_says_what_and_why_in_both_languages(code: str) -> None:
    rule = rules()[code]
    assert rule.severity in ("error", "warning", "info")
    assert rule.cause in ("paper", "translation", "extraction")
    for lang in ("en", "zh"):
        assert set(rule.text[lang]) - {"message_alone"} == {"title", "message", "why", "example"}
        assert all(rule.text[lang].values())


def test_rules_are_selected_by_group_and_by_code() -> None:
    assert selected("v, S203") == ["S203", "V401", "V402", "V403", "V404", "V405"]
    assert selected("") == list(rules())
    with pytest.raises(UsageError, match="'Q' selects no rule"):
        selected("S,Q")


def test_a_paper_in_a_language_without_a_pack_is_refused_in_one_line() -> None:
    with pytest.raises(UsageError, match=r"paper.txt: papers in 'ru' cannot be checked yet"):
        found("Доклад Конференции. Конференция приняла доклад.\n")
