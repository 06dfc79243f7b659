"""Tables of signatures and ratifications: whatever became of their columns, each day keeps its act."""

from __future__ import annotations

import pytest

from testban.treaty.documents import Source, parse
from testban.treaty.extract import extract_facts

EN = "Status of the Comprehensive Nuclear-Test-Ban Treaty in the series of the Secretariat\n\n"
ZH = "《全面禁止核试验条约》的现况\n\n"

# What every table below says.
ROWS = {
    ("ALB", "signature", "1996-09-27"),
    ("ALB", "ratification", "2003-04-23"),
    ("RUS", "signature", "1996-09-24"),
    ("RUS", "ratification", "2000-06-30"),
    ("RUS", "withdrawal", "2023-11-03"),
    ("CHN", "signature", "1996-09-24"),
    ("GBR", "signature", "1996-09-24"),
    ("GBR", "ratification", "1998-04-06"),
}

TABBED = """State\tDate of signature\tDate of deposit of ratification
Albania\t27 Sept. 1996\t23 Apr. 2003
Bhutan\t-\t-
China*\t24 September 1996\t-
Russian Federation\t24 September 1996\t30 June 2000 (withdrawn 3 November 2023)
United Kingdom of Great Britain and Northern Ireland\t24 September 1996\t6 April 1998
"""
SPACED = """Participant             Signature        Ratification, Acceptance (A),
                                         Accession (a)
Albania                 27 Sep 1996      23 Apr 2003
China                   24 Sep 1996
Russian Federation      24 Sep 1996      30 Jun 2000 (withdrawn 3 Nov 2023)
United Kingdom of Great
Britain and Northern
Ireland                 24 Sep 1996      6 Apr 1998
"""
RUN_TOGETHER = """STATE SIGNATURE RATIFICATION
1. Albania 27 September 1996 23 April 2003
2. Bhutan - -
3. China 24 September 1996
4. Democratic People's Republic of Korea
5. Russian Federation 24 September 1996 30 June 2000 (withdrawn 3 November 2023)
6. United Kingdom of Great Britain and
Northern Ireland 24 September 1996 6 April 1998
"""
ONE_CELL_A_LINE = """States
Date of signature
Date of ratification

Eastern Europe

Albania
27 September 1996
23 April 2003
Russian Federation
24 September 1996
30 June 2000 (withdrawn 3 November 2023)

Other regions

China
24 September 1996
United Kingdom
24 September 1996
6 April 1998
"""
IN_FIGURES = """Country\tSigned\tRatified
Albania\t27/09/1996\t23/04/2003
China\t1996-09-24\t
Russian Federation\t24.09.1996\t30.06.2000 (revoked 03.11.2023)
United Kingdom\t24/9/1996\t6/4/1998
"""
CHINESE = """国家\t签署日期\t批准日期
阿尔巴尼亚\t1996年9月27日\t2003年4月23日
中国*\t1996年9月24日\t—
俄罗斯联邦\t1996年9月24日\t2000年6月30日（2023年11月3日撤销）
大不列颠及北爱尔兰联合王国\t1996年9月24日\t1998年4月6日
"""
CHINESE_RUN_TOGETHER = """缔约国 签署日期 交存批准书日期
阿尔巴尼亚 1996年9月27日 2003年4月23日
不丹 未签署
中国 1996年9月24日
俄罗斯联邦 1996年9月24日 2000年6月30日(2023年11月3日撤销)
大不列颠及北爱尔兰
联合王国 1996年9月24日 1998年4月6日
"""
CHINESE_SPACED = """国家                      签署          批准、接受(A)、加入(a)
阿尔巴尼亚                1996/9/27     2003/4/23
中国                      1996/9/24
俄罗斯联邦                1996/9/24     2000/6/30(2023/11/3撤销)
大不列颠及北爱尔兰联合王国 1996-09-24   1998-04-06
"""


@pytest.mark.parametrize(
    "text",
    [
        EN + TABBED,
        EN + SPACED,
        EN + RUN_TOGETHER,
        EN + ONE_CELL_A_LINE,
        EN + IN_FIGURES,
        ZH + CHINESE,
        ZH + CHINESE_RUN_TOGETHER,
        ZH + CHINESE_SPACED,
    ],
    ids=[
        "tabs",
        "spaces",
        "run together",
        "one cell a line",
        "figures",
        "Chinese",
        "Chinese, run together",
        "Chinese, spaces",
    ],
)
def test_every_layout_says_who_did_what_on_which_day(text: str) -> None:
    assert actions(text) == ROWS


def actions(text: str) -> set[tuple[str, str, str]]:
    document = parse(Source("paper.txt", "0" * 64, "text/plain", text))
    facts = [fact for fact in extract_facts(document) if fact.kind == "treaty_action"]
    for fact in facts:
        cited = "".join(document.source.text[a:b] for a, b in fact.cite.spans)
        assert str(fact.fields["date"])[:4] in cited
    return {(f.fields["state"], f.fields["action"], f.fields["date"]) for f in facts}


def test_a_mark_beside_a_day_says_by_which_act_a_state_joined() -> None:
    table = """Participant\tSignature\tRatification, Acceptance(A), Accession(a), Succession(d)
Cook Islands\t\t4 Sep 2018 a
Niue\t\t6 Aug 2020 (a)
Netherlands\t20 Sep 2017\t8 May 2019 A
Montenegro\t23 Oct 2006 d\t23 Oct 2006
"""
    assert actions("The Treaty on the Prohibition of Nuclear Weapons: status\n\n" + table) == {
        ("COK", "accession", "2018-09-04"),
        ("NIU", "accession", "2020-08-06"),
        ("NLD", "signature", "2017-09-20"),
        ("NLD", "acceptance", "2019-05-08"),
        ("MNE", "succession", "2006-10-23"),
        ("MNE", "ratification", "2006-10-23"),
    }


def test_the_day_of_entry_into_force_is_no_act_of_the_state() -> None:
    table = (
        "State\tSigned\tRatified\tEntry into force\nIndonesia\t20/09/2017\t24/09/2024\t23/12/2024\n"
    )
    assert actions("Status of the TPNW and of the States\n\n" + table) == {
        ("IDN", "signature", "2017-09-20"),
        ("IDN", "ratification", "2024-09-24"),
    }


def test_sentences_and_other_tables_are_no_rows() -> None:
    text = EN + (
        "States signatories met on 24 September 1996 and spoke of signature.\n\n"
        "State      Date              Activity\n"
        "Japan      3 March 2031      Raised ratification of the Treaty with Egypt.\n\n"
        "Albania was visited on 4 March 2031 by the Executive Secretary of the Commission.\n"
    )
    assert actions(text) == set()
