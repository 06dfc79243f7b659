"""Layouts and wordings of conference reports, each told in a short paper of our own."""

from __future__ import annotations

from typing import Any

import pytest

from testban.treaty.documents import Source, parse
from testban.treaty.extract import extract_facts

_EN = "CTBT-Art.XIV/2041/9\n\nReport of the Conference\n\n"
_ZH = "CTBT-Art.XIV/2041/9\n\n会议报告\n\n"
_TPNW = "TPNW/MSP/2041/9\n\nReport of the Meeting of States Parties\n\n"


def _stated(text: str, kind: str, *fields: str) -> list[tuple[Any, ...]]:
    document = parse(Source("paper.txt", "0" * 64, "text/plain", text))
    found = [fact.fields for fact in extract_facts(document) if fact.kind == kind]
    return [tuple(fact[name] for name in fields) for fact in found]


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        (
            _EN + "Appendix\n\n2. States listed in Annex 2 to the Treaty which have signed but not "
            "ratified the\nTreaty\nChina, Egypt, Iran (Islamic Republic of), Israel\n\n"
            "3. States listed in Annex 2 to the Treaty which have not signed the Treaty\n"
            "Democratic People's Republic of Korea, India, Pakistan\n",
            [
                ("annex2_signed_not_ratified", ["CHN", "EGY", "IRN", "ISR"]),
                ("annex2_not_signed", ["PRK", "IND", "PAK"]),
            ],
        ),
        (
            # The line breaks within "Democratic Republic of the Congo".
            _EN
            + "Appendix\n\nB. The following 44 States, whose ratification is required, are listed in\n"
            "Annex 2 to the Treaty\nAlgeria, Argentina, Australia, Chile, China, Colombia, Democratic\n"
            "Republic of the Congo, Egypt and Finland.\n",
            [("annex2", ["DZA", "ARG", "AUS", "CHL", "CHN", "COL", "COD", "EGY", "FIN"])],
        ),
        (
            _ZH
            + "附录\n\n二. 《条约》附件 2 所列 44 国\n阿尔及利亚       阿根廷\n孟加拉国         比利时\n",
            [("annex2", ["DZA", "ARG", "BGD", "BEL"])],
        ),
        (
            _EN + "5. The following two States not signatories to the Treaty attended: Cuba and "
            "Pakistan.\n",
            [("attending_other", ["CUB", "PAK"])],
        ),
        (
            _ZH + "4. 根据议事规则第 40 条，下列未签署国派代表出席了会议：古巴和巴基斯坦。\n",
            [("attending_other", ["CUB", "PAK"])],
        ),
    ],
)
def test_lists_of_states(text: str, lists: list[tuple[str, list[str]]]) -> None:
    assert _stated(text, "state_list", "role", "states") == lists


def test_a_sentence_that_ends_in_names_is_no_list_under_a_heading() -> None:
    text = (
        _EN + "7. The States that have ratified the Treaty include the neighbours\nChile and Peru\n"
    )
    told = _EN + "7. Action by the States that have ratified, supported by\nChile and Peru\n"
    assert _stated(text, "state_list", "role") == [("ratified",)]
    assert _stated(told, "state_list", "role") == []


def test_for_whom_a_state_speaks_is_no_name_of_a_state() -> None:
    text = (
        _EN
        + "13. Statements were made by the following States: Algeria, Indonesia, on behalf of the "
        "Movement of Non-Aligned Countries, and Mexico.\n"
    )
    assert _stated(text, "state_list", "role", "states") == [("speakers", ["DZA", "IDN", "MEX"])]
    document = parse(Source("paper.txt", "0" * 64, "text/plain", text))
    assert all("unknown" not in fact.fields for fact in extract_facts(document))


@pytest.mark.parametrize(
    ("text", "appointments"),
    [
        (
            _EN
            + "11. The Committee met on 2 May 2041 and elected Ms. Anna Horváth (Hungary) as its "
            "Chair.\n",
            [("chair", "Credentials Committee", "HUN", "Anna Horváth")],
        ),
        (
            _ZH + "7. 全权证书委员会选举玛丽亚·拉赫蒂女士（芬兰）担任主席。\n",
            [("chair", "全权证书委员会", "FIN", "玛丽亚·拉赫蒂")],
        ),
        (
            _TPNW + "4. The Meeting elected Anna Horváth of Hungary as President by acclamation.\n",
            [("president", "TPNW/MSP/2041", "HUN", "Anna Horváth")],
        ),
        (
            _TPNW + "8. Ireland was appointed gender focal point.\n",
            [("focal_point", "gender", "IRL", None)],
        ),
        (_ZH + "8. 爱尔兰被任命为性别问题协调人。\n", [("focal_point", "性别问题", "IRL", None)]),
    ],
)
def test_officers(text: str, appointments: list[tuple[str, ...]]) -> None:
    assert _stated(text, "appointment", "role", "body", "state", "person") == appointments


def test_a_decision_ends_where_the_numbers_of_the_report_go_on() -> None:
    text = _TPNW + (
        "9. The Meeting adopted the following decisions:\n\nDecision 1\nDeadlines\n"
        "The Meeting decides that the deadline shall be 60 days.\n\nDecision 2\nStructure\n"
        "1. A committee is set up.\n2. Its chair is the President.\n\n"
        "10. The Meeting decided to meet again.\n"
    )
    texts = [text for (text,) in _stated(text, "decision", "text")]
    assert texts[0] == "The Meeting decides that the deadline shall be 60 days."
    assert texts[1].splitlines() == ["1. A committee is set up.", "2. Its chair is the President."]


def test_two_states_that_ratify_respectively_on_one_day_did_so_on_that_day() -> None:
    text = _ZH + "10. 缅甸和斯威士兰王国已于 2016 年 9 月 21 日分别批准《条约》。\n"
    assert _stated(text, "treaty_action", "state", "date") == [
        ("MMR", "2016-09-21"),
        ("SWZ", "2016-09-21"),
    ]


def test_totals_and_observers_of_a_meeting() -> None:
    text = "TPNW/MSP/2041/9\n\n会议报告\n\n" + (
        "7. 以下 34 个国家作为观察员参加了会议：阿尔及利亚、安哥拉、亚美尼亚。\n"
        "8. 以下实体作为观察员出席了会议：红十字国际委员会、国际废除核武器运动和欧洲联盟。\n"
        "9. 截至 2041 年 6 月 23 日，签署国共 86 个，缔约国共 65 个。\n"
    )
    assert {("observer_states", 34), ("signatories", 86), ("states_parties", 65)} <= set(
        _stated(text, "count", "subject", "value")
    )
    assert _stated(text, "organisation_list", "role", "names") == [
        ("observer_organisations", ["红十字国际委员会", "国际废除核武器运动", "欧洲联盟"])
    ]
