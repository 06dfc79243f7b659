"""Lists of participants: who attended and in what capacity, with people or without them."""

from __future__ import annotations

from typing import Any

import pytest

from testban.treaty.documents import Source, parse
from testban.treaty.extract import extract_facts

WITH_PEOPLE = """CTBT-Art.XIV/2035/INF.3

Conference on Facilitating the Entry into Force of the Treaty

LIST OF PARTICIPANTS

I. RATIFYING STATES AND STATES SIGNATORIES

ALBANIA

H.E. Ms. Ana Berisha, Permanent Representative
Mr. Ilir Gjoni, Second Secretary

UNITED STATES OF AMERICA

Ms. Joan Smith, Deputy Assistant Secretary

II. OTHER STATES

PAKISTAN

Mr. Tariq Aziz, Counsellor

III. INTERGOVERNMENTAL ORGANIZATIONS

EUROPEAN UNION

Mr. Jan Novak, Counsellor

INTERNATIONAL ATOMIC ENERGY AGENCY

Ms. Eva Horn, Head of Office

IV. NON-GOVERNMENTAL ORGANIZATIONS

ARMS CONTROL ASSOCIATION

Mr. Peter Doe
"""

IN_COLUMNS = """CTBT-Art.XIV/2035/INF.3

Conference on Facilitating the Entry into Force of the Treaty

List of participants

Ratifying States and States Signatories

Albania              United States
                     of America

Other States

Pakistan

Intergovernmental organizations

European Union
International Atomic Energy Agency

Non-governmental organizations

Arms Control Association
"""

CHINESE = """CTBT-Art.XIV/2035/INF.3

促进全面禁止核试验条约生效会议

与会者名单

一、批准国和签署国

阿尔巴尼亚

Ana Berisha女士阁下，常驻代表
Ilir Gjoni先生，二等秘书

美利坚合众国

Joan Smith女士，副助理国务卿

二、其他国家

巴基斯坦

Tariq Aziz先生，参赞

三、政府间组织

欧洲联盟

国际原子能机构

四、非政府组织

军备控制协会

Peter Doe先生
"""


def facts(text: str, kind: str) -> list[dict[str, Any]]:
    document = parse(Source("paper.txt", "0" * 64, "text/plain", text))
    return [fact.fields for fact in extract_facts(document) if fact.kind == kind]


@pytest.mark.parametrize("text", [WITH_PEOPLE, IN_COLUMNS, CHINESE])
def test_states_and_organisations_are_listed_by_capacity(text: str) -> None:
    assert [(f["role"], f["states"]) for f in facts(text, "state_list")] == [
        ("attending_ratifiers_and_signatories", ["ALB", "USA"]),
        ("attending_other", ["PAK"]),
    ]
    assert [(f["role"], len(f["names"])) for f in facts(text, "organisation_list")] == [
        ("attending_organisations", 2),
        ("attending_ngos", 1),
    ]
    assert {f["meeting"] for f in facts(text, "state_list")} == {"CTBT-Art.XIV/2035"}


def test_without_a_heading_of_their_own_the_states_simply_attended() -> None:
    text = (
        "Workshop of the Commission\n\nList of participants\n\nAlbania\nMr. Ilir Gjoni\nAlgeria\n"
    )
    assert [(f["role"], f["states"]) for f in facts(text, "state_list")] == [
        ("attending_states", ["ALB", "DZA"])
    ]


def test_a_title_in_a_list_of_documents_is_no_list() -> None:
    text = "The documents of the Conference:\n\nCTBT-Art.XIV/2035/INF.3\tList of participants\n\nFrance\n"
    assert facts(text, "state_list") == []
