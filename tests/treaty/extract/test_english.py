"""What English sentences in the manner of official papers state, kind by kind, and what they do not.

The sentences are our own. Each stands in a paper of its own, so that nothing around it helps.
"""

from __future__ import annotations

from typing import Any

import pytest

from testban.treaty.documents import Source, parse
from testban.treaty.extract import extract_facts

# "The Treaty" is that of the paper's series; the words make the language plain.
HEAD = "CTBT-Art.XIV/2041/9\n\nNote by the Secretariat of the Conference\n\n"


def stated(text: str, kind: str, head: str = HEAD) -> list[dict[str, Any]]:
    document = parse(Source("paper.txt", "0" * 64, "text/plain", head + text))
    return [fact.fields for fact in extract_facts(document) if fact.kind == kind]


def pairs(text: str, kind: str, *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(fact[name] for name in fields) for fact in stated(text, kind)]


COUNTS = [
    (
        "1. To date 188 States have signed and 179 States have ratified the Treaty, including 35 "
        "whose ratification is necessary for its entry into force (Annex 2 States).",
        {("signatories", 188), ("ratifiers", 179), ("annex2_ratifiers", 35)},
    ),
    (
        "1. As at 2 May 2041, the Treaty had been signed by 188 States and ratified by 179.",
        {("signatories", 188), ("ratifiers", 179)},
    ),
    (
        "1. We call upon the remaining nine States whose ratification is required to act.",
        {("annex2_remaining", 9)},
    ),
    ("1. The nine remaining Annex 2 States should ratify soon.", {("annex2_remaining", 9)}),
    (
        "1. Nine of the 44 States listed in Annex 2 have yet to ratify.",
        {("annex2_remaining", 9), ("annex2_states", 44)},
    ),
    (
        "1. Of the 44 States listed in Annex 2, 41 have signed and 35 have ratified the Treaty.",
        {("annex2_states", 44), ("annex2_signatories", 41), ("annex2_ratifiers", 35)},
    ),
    (
        "1. Thirty-five of the forty-four States whose ratification is required have ratified it.",
        {("annex2_ratifiers", 35)},
    ),
    (
        "1. There are now one hundred and eighty-eight signatories and 71 States parties.",
        {("signatories", 188), ("states_parties", 71)},
    ),
    (
        "1. That brings the total number of ratifications to 179.",
        {("ratifiers", 179)},
    ),
    (
        "1. Of the 337 facilities foreseen, 311 have been certified.",
        {("certified_ims_facilities", 311)},
    ),
    (
        "1. The International Monitoring System counts 311 certified facilities today.",
        {("certified_ims_facilities", 311)},
    ),
    (
        "1. The number of certified facilities has reached 311.",
        {("certified_ims_facilities", 311)},
    ),
    (
        "1. So far 311 out of 337 facilities of the System have been certified.",
        {("certified_ims_facilities", 311)},
    ),
    # All 44 States of Annex 2 must ratify; a smaller number is of those that have not.
    ("1. We urge the nine States listed in Annex 2 to act.", {("annex2_remaining", 9)}),
    ("1. Representatives of 96 States attended the Conference.", {("attending_states", 96)}),
    ("1. The Conference was attended by 96 States.", {("attending_states", 96)}),
    (
        "1. In all, 61 States parties participated in the Meeting and 33 States attended as "
        "observers, as did 84 non-governmental organizations.",
        {("attending_states_parties", 61), ("observer_states", 33), ("attending_ngos", 84)},
    ),
    ("1. A total of 33 observer States were present.", {("observer_states", 33)}),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_numbers_of_states_are_counts(text: str, expected: set[tuple[str, int]]) -> None:
    assert expected <= set(pairs(text, "count", "subject", "value"))
    found = {
        pair for pair in pairs(text, "count", "subject", "value") if pair[0] != "annex2_states"
    }
    assert found <= expected


NO_COUNTS = [
    "1. The report was considered at 3 meetings and adopted under agenda item 12.",
    "1. Twelve experts from five countries took the course in 2040.",
    "1. See paragraph 44 of document CTBT-Art.XIV/2041/6 and rule 40.",
    "1. States that have not signed or ratified the Treaty in 45 years should do so.",
]


@pytest.mark.parametrize("text", NO_COUNTS)
def test_other_numbers_are_no_counts(text: str) -> None:
    assert stated(text, "count") == []


def test_a_count_holds_as_at_the_day_that_its_sentence_names() -> None:
    text = "1. As at 2 May 2041, 188 States had signed. Palau ratified on 3 June 2040."
    assert pairs(text, "count", "value", "as_of") == [(188, "2041-05-02")]


STATE_LISTS = [
    (
        "1. In accordance with rule 40 of the rules of procedure, the following other State "
        "attended the Conference: Pakistan.",
        ("attending_other", ["PAK"]),
    ),
    (
        "1. The following ratifying States and States Signatories participated in the "
        "Conference: Chad, Congo, Democratic Republic of the Congo and Niger.",
        ("attending_ratifiers_and_signatories", ["TCD", "COG", "COD", "NER"]),
    ),
    (
        "1. The following 61 States parties to the Treaty participated in the Meeting: Austria, "
        "Bolivia (Plurinational State of) and Viet Nam.",
        ("attending_states_parties", ["AUT", "BOL", "VNM"]),
    ),
    (
        "1. The following States attended the Meeting as observers, in accordance with rule 1: "
        "Brazil, Netherlands (Kingdom of the) and Switzerland.",
        ("observer_states", ["BRA", "NLD", "CHE"]),
    ),
    (
        "1. The Conference elected the representatives of Kenya, the Netherlands and Spain as "
        "Vice-Presidents of the Conference.",
        ("vice_presidents", ["KEN", "NLD", "ESP"]),
    ),
    (
        "1. Chile, Fiji and Togo were elected Vice-Presidents.",
        ("vice_presidents", ["CHL", "FJI", "TGO"]),
    ),
    (
        "1. The Conference established a Credentials Committee consisting of the representatives "
        "of Canada, Guinea-Bissau and Guinea.",
        ("credentials_committee", ["CAN", "GNB", "GIN"]),
    ),
    (
        "1. The Meeting appointed Malta, Peru and Qatar as members of the Credentials Committee.",
        ("credentials_committee", ["MLT", "PER", "QAT"]),
    ),
    (
        "1. Statements were made by the representatives of the following participating States: "
        "Iran (Islamic Republic of), Iraq and Ireland.",
        ("speakers", ["IRN", "IRQ", "IRL"]),
    ),
    (
        "1. The representatives of Egypt, Jordan and Oman made statements.",
        ("speakers", ["EGY", "JOR", "OMN"]),
    ),
]


@pytest.mark.parametrize(("text", "expected"), STATE_LISTS)
def test_sentences_list_states(text: str, expected: tuple[str, list[str]]) -> None:
    assert pairs(text, "state_list", "role", "states") == [expected]


NO_STATE_LISTS = [
    "1. Kenya, the Netherlands and Spain asked the Vice-Presidents for their advice.",
    "1. The following documents were before the Conference: a letter from Kenya and one from Spain.",
    "1. The representative of Pakistan made a statement.",
]


@pytest.mark.parametrize("text", NO_STATE_LISTS)
def test_states_that_are_merely_named_are_no_list(text: str) -> None:
    assert stated(text, "state_list") == []


TABLES = [
    (
        "States which have not signed the Treaty\n\n"
        "Democratic People's Republic of   India        Saint Vincent and\n"
        "Korea                                          the Grenadines\n"
        "Micronesia                        Pakistan     Tonga\n"
        "(Federated States of)\n",
        ["PRK", "IND", "VCT", "FSM", "PAK", "TON"],
    ),
    (
        "States which have not signed the Treaty\n\nBhutan\n\nBolivia (Plurinational\nState of)\n\n"
        "United Kingdom of Great Britain\nand Northern Ireland\n\nYemen\n",
        ["BTN", "BOL", "GBR", "YEM"],
    ),
    (
        "States which have not signed the Treaty\n\nBhutan Congo India\nSaudi Arabia Tonga Yemen\n",
        ["BTN", "COG", "IND", "SAU", "TON", "YEM"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TABLES)
def test_a_name_may_be_broken_over_lines_of_its_column(text: str, expected: list[str]) -> None:
    assert pairs(text, "state_list", "role", "states") == [("not_signed", expected)]


TREATY_ACTIONS = [
    (
        "1. Palau ratified the Treaty on 1 August 2037.",
        {("PLW", "ratification", "2037-08-01", None)},
    ),
    (
        "1. Palau signed the Treaty on 12 August 2033 and ratified it on 1 August 2037.",
        {("PLW", "signature", "2033-08-12", None), ("PLW", "ratification", "2037-08-01", None)},
    ),
    (
        "1. On 1 August 2037, Palau deposited its instrument of ratification of the Treaty.",
        {("PLW", "ratification", "2037-08-01", None)},
    ),
    (
        "1. Palau, which deposited its instrument of accession with the Secretary-General of the "
        "United Nations on 1 August 2037, took the floor.",
        {("PLW", "accession", "2037-08-01", None)},
    ),
    (
        "1. We welcome the ratification of the Treaty by Palau on 1 August 2037.",
        {("PLW", "ratification", "2037-08-01", None)},
    ),
    (
        "1. We welcome the ratifications by Palau (1 August 2037) and Tonga (3 May 2038).",
        {("PLW", "ratification", "2037-08-01", None), ("TON", "ratification", "2038-05-03", None)},
    ),
    (
        "1. Palau's ratification of the Treaty on 1 August 2037 was noted.",
        {("PLW", "ratification", "2037-08-01", None)},
    ),
    (
        "1. Since the 2039 Conference, Palau has signed and ratified and Tonga has ratified the "
        "Treaty.",
        {
            ("PLW", "signature", None, "2039"),
            ("PLW", "ratification", None, "2039"),
            ("TON", "ratification", None, "2039"),
        },
    ),
    (
        "1. We welcome the ratifications of the Treaty since the 2039 Conference by Palau and "
        "Tonga.",
        {("PLW", "ratification", None, "2039"), ("TON", "ratification", None, "2039")},
    ),
    (
        "1. Since the last conference in 2039 the following States have ratified: Palau and "
        "Tonga; and Niue has signed.",
        {
            ("PLW", "ratification", None, "2039"),
            ("TON", "ratification", None, "2039"),
            ("NIU", "signature", None, "2039"),
        },
    ),
    (
        "1. The Russian Federation withdrew its ratification of the Treaty on 3 November 2023.",
        {("RUS", "withdrawal", "2023-11-03", None)},
    ),
    (
        "1. On 1 August 2037, Palau became the 180th State to ratify the Treaty.",
        {("PLW", "ratification", "2037-08-01", None)},
    ),
]


@pytest.mark.parametrize(("text", "expected"), TREATY_ACTIONS)
def test_sentences_tell_treaty_actions(text: str, expected: set[tuple[Any, ...]]) -> None:
    found = pairs(text, "treaty_action", "state", "action", "date", "since")
    assert set(found) == expected
    assert len(found) == len(expected)


NO_TREATY_ACTIONS = [
    "1. We urge Palau to sign and ratify the Treaty before 1 August 2037.",
    "1. Palau has not ratified the Treaty.",
    "1. Palau hopes to ratify the Treaty in 2037.",
    "1. Palau called on Tonga, which had not yet signed, to do so.",
    "1. The Treaty was opened for signature on 24 September 1996.",
    "1. Palau wrote to Tonga on 1 August 2037 about early ratification.",
    "1. The Conference approved the report on 1 August 2037 and Palau took the floor.",
]


@pytest.mark.parametrize("text", NO_TREATY_ACTIONS)
def test_what_is_asked_for_or_missing_is_no_action(text: str) -> None:
    assert stated(text, "treaty_action") == []


def test_it_is_the_treaty_named_last_where_a_paper_names_two() -> None:
    text = (
        "1. Palau ratified the Comprehensive Nuclear-Test-Ban Treaty on 1 August 2037. It signed "
        "the Treaty on the Prohibition of Nuclear Weapons on 2 May 2036 and ratified it on 5 June "
        "2038."
    )
    head = "A/96/12\n\nViews of Governments on the cessation of tests\n\n"
    found = [(f["treaty"], f["action"], f["date"]) for f in stated(text, "treaty_action", head)]
    assert sorted(found) == [
        ("CTBT", "ratification", "2037-08-01"),
        ("TPNW", "ratification", "2038-06-05"),
        ("TPNW", "signature", "2036-05-02"),
    ]


VOTES = [
    (
        "1. Resolution 95/61 was adopted by a recorded vote of 181 to 1 (Democratic People's "
        "Republic of Korea), with 3 abstentions (India, Mauritius and Syrian Arab Republic).",
        ("A/RES/95/61", None, 181, 1, 3, ["PRK"], ["IND", "MUS", "SYR"]),
    ),
    (
        "1. By 181 votes to none, with 3 abstentions, the Assembly adopted resolution 95/61.",
        ("A/RES/95/61", None, 181, None, 3, [], []),
    ),
    (
        "1. Operative paragraph 4 of resolution 95/61 was retained by a separate recorded vote of "
        "170 to 2, with 9 abstentions.",
        ("A/RES/95/61", "operative paragraph 4", 170, 2, 9, [], []),
    ),
    (
        "1. Resolution 95/61 was adopted by a recorded vote of 3 to 1, with 2 abstentions, as "
        "follows:\n\nIn favour:\nAlbania, Bolivia (Plurinational State of), Chad.\n\nAgainst:\n"
        "Niger.\n\nAbstaining:\nNigeria, Oman.\n",
        ("A/RES/95/61", None, 3, 1, 2, ["NER"], ["NGA", "OMN"]),
    ),
]


@pytest.mark.parametrize(("text", "expected"), VOTES)
def test_sentences_and_roll_calls_tell_votes(text: str, expected: tuple[Any, ...]) -> None:
    fields = ("resolution", "part", "yes", "no", "abstain", "states_no", "states_abstain")
    assert pairs(text, "vote", *fields) == [expected]


def test_a_roll_call_lists_those_in_favour() -> None:
    found = stated(VOTES[3][0], "vote")
    assert found[0]["states_yes"] == ["ALB", "BOL", "TCD"]


def test_a_ratio_is_no_vote() -> None:
    assert stated("1. Some 4 to 6 experts will travel, with 3 assistants, in 2041.", "vote") == []


MEETINGS = [
    (
        "1. The twenty-first Conference will be held at United Nations Headquarters in New York "
        "from 21 to 23 September 2043.",
        ("2043-09-21", "2043-09-23", "New York"),
    ),
    (
        "1. The Assembly welcomed the eighth Meeting of States Parties, held in Vienna from 3 to "
        "7 March 2042.",
        ("2042-03-03", "2042-03-07", "Vienna"),
    ),
    (
        "1. At its last session it decided that the eighth Meeting of States Parties would take "
        "place in Geneva from 30 November to 4 December 2042.",
        ("2042-11-30", "2042-12-04", "Geneva"),
    ),
    (
        "1. We, the ratifying States, met in New York on 23 September 2041 for the Conference on "
        "Facilitating the Entry into Force of the Treaty.",
        ("2041-09-23", "2041-09-23", "New York"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), MEETINGS)
def test_sentences_name_meetings(text: str, expected: tuple[str, str, str]) -> None:
    assert pairs(text, "meeting", "start", "end", "place") == [expected]


NO_MEETINGS = [
    "1. At the 2nd plenary meeting, on 23 September 2041, the Conference adopted its agenda.",
    "1. The General Assembly adopted resolution 95/61 on 4 December 2040.",
    "1. The Preparatory Committee for the 2046 Review Conference, held from 3 to 7 May 2041, met.",
]


@pytest.mark.parametrize("text", NO_MEETINGS)
def test_plenary_meetings_are_no_meetings(text: str) -> None:
    assert stated(text, "meeting") == []


APPOINTMENTS = [
    (
        "1. The Conference elected by acclamation Algeria and Germany as Presidents of the "
        "Conference.",
        {("president", "DZA", None), ("president", "DEU", None)},
    ),
    (
        "1. The Meeting elected Ana María Ortiz-Reyes (Panama) as President of the fourth Meeting.",
        {("president", "PAN", "Ana María Ortiz-Reyes")},
    ),
    (
        "1. The Conference elected Ms. Ana Ortiz (Panama) and Mr. Per Aas (Norway) as its "
        "Presidents.",
        {("president", "PAN", "Ana Ortiz"), ("president", "NOR", "Per Aas")},
    ),
    (
        "1. The Conference elected Mr. Per Aas, Minister for Foreign Affairs of Norway, and Ms. Ana "
        "Ortiz (Panama) as Presidents.",
        {("president", "NOR", "Per Aas"), ("president", "PAN", "Ana Ortiz")},
    ),
    (
        "1. The Conference confirmed the nomination by the Secretary-General of Mr. Per Aas, "
        "Executive Secretary of the Preparatory Commission, as Secretary of the Conference.",
        {("secretary", None, "Per Aas")},
    ),
    (
        "1. The Meeting confirmed Ana Ortiz, of the Office for Disarmament Affairs, as "
        "Secretary-General of the Meeting.",
        {("secretary_general", None, "Ana Ortiz")},
    ),
    (
        "1. The informal working group on universalization will be co-chaired by Chile and Fiji;",
        {("co_chair", "CHL", None), ("co_chair", "FJI", None)},
    ),
    (
        "1. Decides to appoint Malta as gender focal point and Ireland and Thailand as informal "
        "facilitators;",
        {("focal_point", "MLT", None), ("facilitator", "IRL", None), ("facilitator", "THA", None)},
    ),
    (
        "1. Finland and Peru, which had been selected as coordinators of the ratifying States, "
        "reported.",
        {("coordinator", "FIN", None), ("coordinator", "PER", None)},
    ),
]


@pytest.mark.parametrize(("text", "expected"), APPOINTMENTS)
def test_sentences_tell_appointments(text: str, expected: set[tuple[Any, ...]]) -> None:
    assert set(pairs(text, "appointment", "role", "state", "person")) == expected


def test_a_president_who_speaks_is_not_being_elected() -> None:
    text = "1. The President of Panama and the Secretary of State of Norway addressed the meeting."
    assert stated(text, "appointment") == []


def test_agenda_items_carry_the_labels_of_their_parents() -> None:
    text = (
        "4. The Conference adopted the following agenda:\n\n1. Opening of the Conference.\n"
        "2. Organization:\n(a) Election of officers; and\n(b) Other matters:\n(i) Dates;\n"
        "(ii) Place.\n3. Closure.\n\n5. The Conference held two meetings.\n"
    )
    assert pairs(text, "agenda_item", "label", "title") == [
        ("1", "Opening of the Conference"),
        ("2", "Organization"),
        ("2(a)", "Election of officers"),
        ("2(b)", "Other matters"),
        ("2(b)(i)", "Dates"),
        ("2(b)(ii)", "Place"),
        ("3", "Closure"),
    ]


def test_measures_stand_under_the_words_that_announce_them() -> None:
    text = (
        "8. Convinced of the importance of universal adherence, we:\n\n"
        "(a) Encourage the remaining Annex 2 States to sign;\n"
        "(b) Request the Preparatory Commission to hold workshops;\n"
        "(c) Will spare no effort.\n\n9. The Conference closed.\n"
    )
    assert pairs(text, "measure", "label", "addressee") == [
        ("a", "remaining Annex 2 States"),
        ("b", "Preparatory Commission"),
        ("c", None),
    ]


def test_items_of_a_request_are_no_measures() -> None:
    text = "8. The note covers two subjects:\n\n(a) The budget;\n(b) The calendar.\n"
    assert stated(text, "measure") == []


def test_a_decision_holds_all_that_stands_under_its_heading() -> None:
    text = (
        "Annex\n\nDecision 1\n\nDates\n\nThe Meeting decides:\n\n(a) To meet in March;\n\n"
        "(b) To meet again.\n\nDecision 2\n\nPlace\n\nThe Meeting decides to meet in Vienna.\n"
    )
    assert pairs(text, "decision", "label", "title", "text") == [
        ("1", "Dates", "The Meeting decides:\n(a) To meet in March;\n(b) To meet again."),
        ("2", "Place", "The Meeting decides to meet in Vienna."),
    ]


def test_lists_of_documents_say_who_submitted_each() -> None:
    text = (
        "Documents\n\nTPNW/MSP/2041/1 and Add.1\tProvisional agenda\n"
        "TPNW/MSP/2041/WP.1\tFunding: working paper submitted by Norway and Panama\n"
        "TPNW/MSP/2041/3\tReport submitted by the Scientific Advisory Group\n"
    )
    assert pairs(text, "document_entry", "symbol", "submitter") == [
        ("TPNW/MSP/2041/1", None),
        ("TPNW/MSP/2041/1/Add.1", None),
        ("TPNW/MSP/2041/WP.1", "Norway and Panama"),
        ("TPNW/MSP/2041/3", "Scientific Advisory Group"),
    ]


def test_a_statement_stands_under_the_name_of_its_state() -> None:
    text = (
        "II. Replies received\n\nMexico\n\n[Original: Spanish]\n[27 May 2041]\n\n"
        "Mexico supports the Treaty.\n\nNew Zealand\n\n[Original: English]\n[30 May 2041]\n\n"
        "New Zealand does too.\n"
    )
    assert pairs(text, "statement", "state", "original_language", "date", "text") == [
        ("MEX", "es", "2041-05-27", "Mexico supports the Treaty."),
        ("NZL", "en", "2041-05-30", "New Zealand does too."),
    ]


REFERENCES = [
    ("its resolution 60/95 of 8 December 2005", ["A/RES/60/95"]),
    (
        "Security Council resolutions 1718 (2006), 2087 (2013) and 2397 (2017)",
        ["S/RES/1718 (2006)", "S/RES/2087 (2013)", "S/RES/2397 (2017)"],
    ),
    ("General Assembly resolutions 50/245, 72/70 and 73/86", ["A/RES/50/245", "A/RES/72/70", "A/RES/73/86"]),
    ("Economic and Social Council resolution 1996/31", ["E/RES/1996/31"]),
    ("document A/50/1027 and A/61/50 and Corr.1", ["A/50/1027", "A/61/50", "A/61/50/Corr.1"]),
    ("depositary notification C.N.118.2032.TREATIES-XXVI.4", ["C.N.118.2032.TREATIES-XXVI.4"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), REFERENCES)
def test_documents_are_cited_by_symbol(text: str, expected: list[str]) -> None:
    assert [f["symbol"] for f in stated(f"1. See {text}.", "reference")] == expected


AMOUNTS = [
    ("Norway paid US$ 150,000 towards a seminar in Lima.", (150000, "USD", "a seminar in Lima")),
    ("The cost was estimated at $287,300.", (287300, "USD", None)),
    ("The European Union gave 2.1 million euros for training.", (2100000, "EUR", "training")),
    ("A sum of €1.2 million was received.", (1200000, "EUR", None)),
    ("It gave 500 000 Czech koruny.", (500000, "CZK", None)),
    ("It gave 90,000 United States dollars.", (90000, "USD", None)),
]


@pytest.mark.parametrize(("text", "expected"), AMOUNTS)
def test_sums_of_money_have_a_currency(text: str, expected: tuple[Any, ...]) -> None:
    assert pairs(f"1. {text}", "amount", "value", "currency", "purpose") == [expected]


RULES = [
    ("Decides to apply a maximum assessment rate of 22 per cent", ("assessment_ceiling", "22%")),
    ("No State shall be assessed more than 22 per cent of the cost", ("assessment_ceiling", "22%")),
    ("The estimate includes a 15 per cent contingency reserve", ("contingency_reserve", "15%")),
    ("A reserve of not more than 5 per cent is set aside", ("contingency_reserve", "5%")),
    ("The minimum assessment is 0.01 per cent", ("assessment_floor", "0.01%")),
]


@pytest.mark.parametrize(("text", "expected"), RULES)
def test_rules_are_laid_down_in_figures(text: str, expected: tuple[str, str]) -> None:
    assert pairs(f"1. {text}.", "rule", "name", "value") == [expected]


def test_organisations_are_parted_at_the_right_conjunction() -> None:
    text = (
        "1. In accordance with rule 1 (2), the International Atomic Energy Agency, the Organization "
        "for Security and Co-operation in Europe and the European Union attended the Meeting as "
        "observers."
    )
    assert stated(text, "organisation_list")[0]["names"] == [
        "International Atomic Energy Agency",
        "Organization for Security and Co-operation in Europe",
        "European Union",
    ]


TABLE_HEAD = "Annex\n\n1. Bilateral efforts\n1(a) Activities related to Annex 2 States\n"
ROWS = [
    # Interleaved: the comment follows in narrow lines, the period goes on in the next line.
    "State Date/period Activity and background Comments\n"
    "Norway 30 November to\n4 December 2040 Norway raised the matter with China\n"
    "from 1 to 4 March 2041 as well, and wrote to\nEgypt about the same.\n"
    "Egypt replied.\n"
    "May 2041 Norway invited officials of the Republic of\nKorea to Oslo for a week of talks.\n",
    # Columns side by side.
    "State     Date/period         Activity and background            Comments\n\n"
    "Norway    30 November to      Norway raised the matter with      Egypt replied.\n"
    "          4 December 2040     China from 1 to 4 March 2041 as\n"
    "                              well, and wrote to Egypt about\n"
    "                              the same.\n"
    "          May 2041            Norway invited officials of the\n"
    "                              Republic of Korea to Oslo for a\n"
    "                              week of talks.\n",
    # Cells parted by tabs.
    "State\tDate/period\tActivity and background\tComments\n"
    "Norway\t30 November to 4 December 2040\tNorway raised the matter with China from 1 to 4 March "
    "2041 as well, and wrote to Egypt about the same.\tEgypt replied.\n"
    "\tMay 2041\tNorway invited officials of the Republic of Korea to Oslo for a week of talks.\t\n",
]


@pytest.mark.parametrize("table", ROWS, ids=["interleaved", "columns", "tabs"])
def test_a_table_of_activities_is_read_in_every_layout(table: str) -> None:
    fields = ("section", "actor", "start", "end", "targets", "comment")
    assert pairs(TABLE_HEAD + table, "activity", *fields) == [
        ("1a", "NOR", "2040-11-30", "2040-12-04", ["CHN", "EGY"], "Egypt replied."),
        ("1a", "NOR", "2041-05", "2041-05", ["KOR"], None),
    ]


@pytest.mark.parametrize(
    ("names", "unknown"),
    [
        ("Albania, Atlantis, Algeria and Andorra", ["Atlantis"]),
        ("Albania and the Kingdom of Nowhere, Algeria", ["Kingdom of Nowhere"]),
        ("Albania, Algeria and Andorra", None),
    ],
)
def test_a_name_that_no_state_has_is_given_without_its_commas(
    names: str, unknown: list[str] | None
) -> None:
    sentence = (
        "3. The following States which had deposited their instruments of ratification "
        f"participated in the Conference: {names}."
    )
    (found,) = stated(sentence, "state_list")
    assert found.get("unknown") == unknown
