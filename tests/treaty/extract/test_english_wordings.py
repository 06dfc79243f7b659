"""One statement in the several wordings that English papers give it: each is read alike."""

from __future__ import annotations

import pytest

from testban.treaty.documents import Source, parse
from testban.treaty.extract import extract_facts
from tests.treaty.extract.reading import HEAD, pairs

REMAINING = [
    "Of the 44 States listed in Annex 2, eight have still to ratify.",
    "Of the 44 Annex 2 States, 41 have signed and 36 have ratified, and eight have yet to ratify.",
    "Eight Annex 2 ratifications are still outstanding.",
    "Eight ratifications of Annex 2 States are still missing.",
    "Its entry into force still requires ratification by eight States.",
]


@pytest.mark.parametrize("text", REMAINING)
def test_annex_2_states_that_have_still_to_ratify(text: str) -> None:
    found = pairs(text, "count", "subject", "value")
    assert ("annex2_remaining", 8) in found
    assert not [value for subject, value in found if subject == "ratifiers"]


def test_the_resolution_on_the_treaty_counts_signatures_and_ratifications_apart() -> None:
    text = (
        "The Treaty has been signed by 187 States, including 41 of the 44 needed for its entry into "
        "force, and the Assembly welcomes the ratification of 178 States, including 36 of the 44."
    )
    assert pairs(text, "count", "subject", "value") == [
        ("signatories", 187),
        ("annex2_signatories", 41),
        ("ratifiers", 178),
        ("annex2_ratifiers", 36),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile has ratified. Its instrument was deposited on 4 May 2034.", ("CHL", "2034-05-04")),
        ("Chile's instrument of ratification was deposited on 4 May 2034.", ("CHL", "2034-05-04")),
        (
            "On 4 May 2034, the Depositary received the instrument of ratification of Chile.",
            ("CHL", "2034-05-04"),
        ),
        (
            "Ratification by Chile of the Treaty took place on 4 May 2034.",
            ("CHL", "2034-05-04"),
        ),
        (
            "With the deposit by Chile of its instrument of ratification on 4 May 2034, all is done.",
            ("CHL", "2034-05-04"),
        ),
    ],
)
def test_a_ratification(text: str, expected: tuple[str, str]) -> None:
    assert pairs(text, "treaty_action", "state", "date") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Chile and Peru ratified the Treaty, Chile on 4 May 2034 and Peru on 6 May 2034.",
        "Chile and Peru ratified the Treaty on 4 and 6 May 2034, respectively.",
        "Since 2033 two States have ratified, namely Chile (4 May 2034) and Peru (6 May 2034).",
        "Chile: ratified 4 May 2034. Peru: ratified 6 May 2034.",
    ],
)
def test_two_states_that_ratified_each_on_its_day(text: str) -> None:
    assert pairs(text, "treaty_action", "state", "action", "date") == [
        ("CHL", "ratification", "2034-05-04"),
        ("PER", "ratification", "2034-05-06"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Chile notified the Depositary on 4 May 2034 of the withdrawal of its ratification.",
        "In a note, Chile informed the Secretary-General that it had revoked its ratification "
        "of the Treaty on 4 May 2034.",
        "On 4 May 2034, Chile revoked its ratification.",
    ],
)
def test_a_ratification_withdrawn(text: str) -> None:
    assert pairs(text, "treaty_action", "state", "action", "date") == [
        ("CHL", "withdrawal", "2034-05-04")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 88/70 was adopted by 181 votes to 1, with 2 abstentions. Chile voted against; "
        "Peru and Togo abstained.",
        "Resolution 88/70 was adopted with 181 in favour, 1 against (Chile) and 2 abstaining "
        "(Peru, Togo).",
        "Resolution 88/70 was adopted (181-1-2). Chile cast the only negative vote. Peru and Togo "
        "abstained from voting.",
        "The vote on resolution 88/70 was: in favour, 181; against, 1; abstentions, 2. Those voting "
        "against were Chile; those abstaining were Peru and Togo.",
    ],
)
def test_a_vote(text: str) -> None:
    fields = ("resolution", "yes", "no", "abstain", "states_no", "states_abstain")
    assert pairs(text, "vote", *fields) == [("A/RES/88/70", 181, 1, 2, ["CHL"], ["PER", "TGO"])]


@pytest.mark.parametrize(
    "text",
    [
        "The previous Conferences were held in Vienna from 6 to 8 October 2033, in New York from 11 "
        "to 13 November 2035 and in Vienna on 17 September 2037.",
        "The first Conference was held in Vienna from 6 to 8 October 2033; the second, in New York, "
        "from 11 to 13 November 2035; and the third in Vienna, on 17 September 2037.",
    ],
)
def test_conferences_in_a_row(text: str) -> None:
    assert pairs(text, "meeting", "start", "end", "place") == [
        ("2033-10-06", "2033-10-08", "Vienna"),
        ("2035-11-11", "2035-11-13", "New York"),
        ("2037-09-17", "2037-09-17", "Vienna"),
    ]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Chile, Peru and Togo attended the Conference as observers.", "observer_states"),
        (
            "The Conference heard statements by the representatives of Chile, Peru and Togo.",
            "speakers",
        ),
        ("Chile, Peru and Togo served on the Credentials Committee.", "credentials_committee"),
        ("As Vice-Presidents the Conference elected Chile, Peru and Togo.", "vice_presidents"),
        (
            "States listed in Annex 2 which have not signed the Treaty: Chile, Peru, Togo.",
            "annex2_not_signed",
        ),
    ],
)
def test_a_list_of_states(text: str, role: str) -> None:
    assert pairs(text, "state_list", "role", "states") == [(role, ["CHL", "PER", "TGO"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mr. Aldo Rossi of the Office for Disarmament Affairs was confirmed as "
            "Secretary-General of the Meeting.",
            ("secretary_general", None, "Aldo Rossi"),
        ),
        ("The Secretary of the Conference was Mr. Aldo Rossi.", ("secretary", None, "Aldo Rossi")),
        (
            "The Conference was presided over by Mr. Aldo Rossi (Italy).",
            ("president", "ITA", "Aldo Rossi"),
        ),
    ],
)
def test_an_officer(text: str, expected: tuple[str, str | None, str]) -> None:
    assert pairs(text, "appointment", "role", "state", "person") == [expected]


def test_names_in_columns_run_over_three_lines() -> None:
    table = (
        "Appendix\n\nStates which have ratified the Treaty\n\n"
        "Chile                      Colombia                   Democratic Republic of\n"
        "                                                      the Congo\n"
        "Ukraine                    United Kingdom of Great    Viet Nam\n"
        "                           Britain and Northern\n"
        "                           Ireland\n"
        "Vanuatu                    Venezuela (Bolivarian      Zambia\n"
        "                           Republic of)\n"
    )
    facts = extract_facts(parse(Source("p.txt", "0" * 64, "text/plain", HEAD + table)))
    assert [f.fields["states"] for f in facts if f.kind == "state_list"] == [
        ["CHL", "COL", "COD", "UKR", "GBR", "VNM", "VUT", "VEN", "ZMB"]
    ]


ACTIVITIES = """Part I: Bilateral activities

1. Bilateral activities related to Annex 2 States

State          Date              Activity

Canada         June 2031–        Canada encouraged Egypt to complete its
               May 2033          ratification process.

Italy          24 and 25         Italy's Minister raised the Treaty during a visit
               January 2033      to Islamabad, Pakistan.

Chile          5-7 November      Chile wrote to China.
               2032

Malta          Throughout the    Malta spoke of the Treaty with India and with
               period            Israel.

Togo           March 2033        Togo wrote to Egypt.
"""


def test_periods_that_run_over_two_lines_of_their_column() -> None:
    found = pairs(ACTIVITIES, "activity", "actor", "start", "end", "targets")
    assert found == [
        ("CAN", "2031-06", "2033-05", ["EGY"]),
        ("ITA", "2033-01-24", "2033-01-25", ["PAK"]),
        ("CHL", "2032-11-05", "2032-11-07", ["CHN"]),
        ("MLT", None, None, ["IND", "ISR"]),
        ("TGO", "2033-03", "2033-03", ["EGY"]),
    ]


def test_a_corrigendum_below_its_symbol_in_a_list_of_documents() -> None:
    text = (
        "The Conference noted with satisfaction that much had been done since the last\n"
        "one. The following documents were before the Conference:\n\n"
        "     CTBT-Art.XIV/2041/3         Background document by the Provisional\n"
        "     and Corr.1                  Technical Secretariat of the Preparatory\n"
        "                                 Commission\n\n"
        "     CTBT-Art.XIV/2041/4         Report of the Credentials Committee\n"
    )
    title = (
        "Background document by the Provisional Technical Secretariat of the Preparatory Commission"
    )
    assert pairs(text, "document_entry", "symbol", "title") == [
        ("CTBT-Art.XIV/2041/3", title),
        ("CTBT-Art.XIV/2041/3/Corr.1", title),
        ("CTBT-Art.XIV/2041/4", "Report of the Credentials Committee"),
    ]


def test_two_days_of_two_states_stand_in_their_order() -> None:
    text = "Chile and Peru ratified the Treaty on 4 May 2034 and 6 June 2035."
    assert pairs(text, "treaty_action", "state", "date") == [
        ("CHL", "2034-05-04"),
        ("PER", "2035-06-06"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "6. Having considered the matter, we commit ourselves individually and jointly to:",
        "6. To that end, we shall spare no effort and will, in particular:",
        "6. We therefore resolve, each in its own region, to:",
    ],
)
def test_measures_that_states_commit_themselves_to(line: str) -> None:
    text = f"{line}\n\n(a) Consider the options;\n\n(b) Support the Youth Group.\n"
    assert pairs(text, "measure", "label", "text") == [
        ("a", "Consider the options;"),
        ("b", "Support the Youth Group."),
    ]


def test_a_state_that_was_among_the_first_to_sign() -> None:
    text = "Chile was among the first to sign, on 4 May 2034; it ratified a year later, on 6 June 2035."
    assert pairs(text, "treaty_action", "state", "action", "date") == [
        ("CHL", "signature", "2034-05-04"),
        ("CHL", "ratification", "2035-06-06"),
    ]


def test_a_state_that_ratified_having_signed_before() -> None:
    text = "Chile ratified the Treaty on 6 June 2035, having signed it on 4 May 2034."
    found = pairs(text, "treaty_action", "state", "action", "date")
    assert sorted(found) == [
        ("CHL", "ratification", "2035-06-06"),
        ("CHL", "signature", "2034-05-04"),
    ]


def test_who_attended_by_kind_is_no_total_of_the_treaty() -> None:
    text = "A total of 92 ratifying States and 8 signatory States were represented."
    subjects = {subject for subject, _ in pairs(text, "count", "subject", "value")}
    assert not subjects & {"ratifiers", "signatories"}


def test_the_reply_of_an_organisation_of_states_under_a_heading_in_words() -> None:
    text = (
        "III. Reply received from the European Union\n\n[Original: English] [31 May 2034]\n\n"
        "The European Union calls for more.\n"
    )
    assert pairs(text, "statement", "state", "original_language", "date") == [
        ("EU", "en", "2034-05-31")
    ]


MARKDOWN = """---
symbol: CTBT-Art.XIV/2041/4
title: "Activities of ratifying States"
date: "2041-09-20"
---

# Activities of ratifying States

### (a) Activities relating to Annex 2 States

| State | Date | Activity | Comment |
|---|---|---|---|
| Chile | 3 October 2040 | Chile's Minister called upon Egypt and India to ratify. | |
| | 12–14 March 2041 | Chile, as coordinator of the Article XIV process, met officials of Israel. | Ongoing. |

### (b) Activities relating to non-Annex 2 States

| State | Date | Activity | Comment |
|---|---|---|---|
| Togo | May 2041 | Togo wrote to the Comoros. | |
"""


def test_a_table_of_activities_in_markdown() -> None:
    document = parse(Source("p.txt", "0" * 64, "text/plain", MARKDOWN))
    assert (document.symbol, document.date) == ("CTBT-Art.XIV/2041/4", "2041-09-20")
    assert document.title == "Activities of ratifying States"
    facts = [fact for fact in extract_facts(document) if fact.kind == "activity"]
    fields = ("section", "actor", "start", "end", "targets", "comment")
    assert [tuple(fact.fields[name] for name in fields) for fact in facts] == [
        ("1a", "CHL", "2040-10-03", "2040-10-03", ["EGY", "IND"], None),
        ("1a", "CHL", "2041-03-12", "2041-03-14", ["ISR"], "Ongoing."),
        ("1b", "TGO", "2041-05", "2041-05", ["COM"], None),
    ]
    for fact in facts:
        cited = "".join(MARKDOWN[a:b] for a, b in fact.cite.spans)
        assert "".join(fact.fields["text"].split()) in "".join(cited.split())
