"""States, former States and their names in six languages.

Short and formal names are UNTERM's, codes are ISO's and M49's, regional groups are those of
mledoze/countries checked against a second list, the six regions and the 44 States are read from
Annexes 1 and 2 of the CTBT. Every other spelling is kept by hand in `reference_sources`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from reference_build.names import build_names
from reference_build.tables import HAND_KEPT, read_rows, write_rows

STATES_HEADER = (
    "iso3", "iso2", "m49", "un_status", "regional_group", "ctbt_region", "annex2", "ldc", "sids",
    "group_note", "source",
)  # fmt: skip
FORMER_HEADER = (
    "code", "name_en", "name_zh", "valid_from", "valid_to", "successors", "continued_by", "note",
    "source",
)  # fmt: skip
STATES_SOURCE = (
    "datasets/country-codes@caa72d1 (ISO, M49, SIDS); mledoze/countries@5e9f370 (group); "
    "CTBT Annexes 1 and 2; LDC list as of 2026-01-01"
)

# UNTERM's columns are empty for these two, so the table says nothing of their being States.
WITHOUT_UNTERM = {"CIV", "TUR"}
OBSERVERS = {"VAT", "PSE"}
NEITHER_MEMBER_NOR_OBSERVER = {"COK", "NIU"}

GROUPS = {
    "African Group": "African",
    "Asia and the Pacific Group": "Asia-Pacific",
    "Eastern European Group": "Eastern European",
    "Latin American and Caribbean Group": "Latin American and Caribbean",
    "Western European and Others Group": "Western European and Other",
    "": "",
}
GROUP_FILES = {
    "African": "AFRICANGROUP",
    "Asia-Pacific": "ASIAPACIFICGROUP",
    "Eastern European": "EEG",
    "Latin American and Caribbean": "GRULAC",
    "Western European and Other": "WEOG",
}
REGIONS = {
    "Africa": 53,
    "Eastern Europe": 22,
    "Latin America and the Caribbean": 33,
    "Middle East and South Asia": 26,
    "North America and Western Europe": 28,
    "South East Asia, the Pacific and the Far East": 31,
}
# Names of 1996 that are no State's English short name today.
NAMES_OF_1996 = {
    "Bolivia": "BOL",
    "Cape Verde": "CPV",
    "Côte d'Ivoire": "CIV",
    "Czech Republic": "CZE",
    "Kazakstan": "KAZ",
    "Libyan Arab Jamahiriya": "LBY",
    "Sao Tome & Principe": "STP",
    "Swaziland": "SWZ",
    "The former Yugoslav Republic of Macedonia": "MKD",
    "Turkey": "TUR",
    "Venezuela": "VEN",
    # The Federal Republic of Yugoslavia; Serbia continues its membership.
    "Yugoslavia": "SRB",
    "Zaire": "COD",
}


def build(shared: Path, out: Path) -> None:
    """Write the tables of States and their names into `out`."""
    treaty = shared / "treaty"
    codes = state_rows(treaty)
    build_names(treaty, codes, out / "names.csv")
    write_rows(out / "states.csv", STATES_HEADER, _states(treaty, codes))
    friends = read_rows(HAND_KEPT / "false_friends.csv")
    header: tuple[str, ...] = ("lang", "text", "note")
    write_rows(out / "false_friends.csv", header, ([row[c] for c in header] for row in friends))
    listed = read_rows(HAND_KEPT / "list_names.csv")
    header = ("iso3", "lang", "text", "source")
    write_rows(out / "list_names.csv", header, ([row[c] for c in header] for row in listed))
    former = read_rows(HAND_KEPT / "former_states.csv")
    known = {row["ISO3166-1-Alpha-3"] for row in codes}
    assert all(set(row["successors"].split()) <= known for row in former)
    write_rows(
        out / "former_states.csv",
        FORMER_HEADER,
        ([row[c] for c in FORMER_HEADER] for row in former),
    )


def state_rows(treaty: Path) -> list[dict[str, str]]:
    """Rows of country-codes.csv that are States, in the order of their ISO 3166 alpha-3 code."""
    rows = [
        row
        for row in read_rows(treaty / "names" / "country-codes.csv")
        if row["UNTERM English Short"] or row["ISO3166-1-Alpha-3"] in WITHOUT_UNTERM
    ]
    assert len(rows) == 197, len(rows)
    blank = {row["ISO3166-1-Alpha-3"] for row in rows if not row["UNTERM English Short"]}
    assert blank == WITHOUT_UNTERM, blank
    return sorted(rows, key=lambda row: row["ISO3166-1-Alpha-3"])


def _states(treaty: Path, codes: list[dict[str, str]]) -> list[list[str]]:
    groups = _regional_groups(treaty, codes)
    regions, annex2 = _treaty_annexes(treaty, codes)
    ldc = _ldc(treaty)
    notes = {row["iso3"]: row["note"] for row in read_rows(HAND_KEPT / "group_notes.csv")}
    rows = []
    for row in codes:
        iso3 = row["ISO3166-1-Alpha-3"]
        rows.append(
            [
                iso3,
                row["ISO3166-1-Alpha-2"],
                row["M49"].zfill(3),
                _un_status(iso3),
                groups[iso3],
                regions.get(iso3, ""),
                _flag(iso3 in annex2),
                _flag(iso3 in ldc),
                _flag(row["Small Island Developing States (SIDS)"].strip() == "x"),
                notes.get(iso3, ""),
                STATES_SOURCE,
            ]
        )
    assert sum(r[8] == "1" for r in rows) == 39  # the 37 members plus Cook Islands and Niue
    return rows


def _un_status(iso3: str) -> str:
    if iso3 in OBSERVERS:
        return "observer"
    return "other" if iso3 in NEITHER_MEMBER_NOR_OBSERVER else "member"


def _flag(value: bool) -> str:
    return "1" if value else "0"


def _ldc(treaty: Path) -> set[str]:
    listed = {
        row["ISO-alpha3 Code"]
        for row in read_rows(treaty / "names" / "UNSD-M49-en.csv")
        if row["Least Developed Countries (LDC)"] == "x"
    }
    # Sao Tome and Principe graduated on 2024-12-13 (A/RES/73/133), after the list was made;
    # Bangladesh, Lao PDR and Nepal are due on 2026-11-24 and still count here.
    assert "STP" in listed
    assert len(listed) == 45
    return listed - {"STP"}


def _regional_groups(treaty: Path, codes: list[dict[str, str]]) -> dict[str, str]:
    with (treaty / "names" / "mledoze-countries.json").open(encoding="utf-8") as stream:
        told = {c["cca3"]: GROUPS[c["unRegionalGroup"]] for c in json.load(stream)}
    groups = {row["ISO3166-1-Alpha-3"]: told[row["ISO3166-1-Alpha-3"]] for row in codes}
    sizes = {name: list(groups.values()).count(name) for name in set(groups.values())}
    assert sizes == {
        "African": 54,
        "Asia-Pacific": 54,
        "Eastern European": 23,
        "Latin American and Caribbean": 33,
        "Western European and Other": 29,
        "": 4,
    }, sizes
    _check_second_list(treaty, codes, groups)
    return groups


def _check_second_list(treaty: Path, codes: list[dict[str, str]], groups: dict[str, str]) -> None:
    iso3_of = {row["ISO3166-1-Alpha-2"]: row["ISO3166-1-Alpha-3"] for row in codes}
    doubled = set()
    for group, name in GROUP_FILES.items():
        text = (treaty / "groupings" / f"{name}.yaml").read_text(encoding="utf-8")
        for iso2 in re.findall(r"^- id: '?([A-Z]{2})'?$", text, re.MULTILINE):
            if groups[iso3_of[iso2]] != group:
                doubled.add((iso3_of[iso2], group))
    # The second list names these four under two groups, and agrees with the first on the rest.
    assert doubled == {(i, "Asia-Pacific") for i in ("ARM", "AUS", "AZE", "NZL")}, doubled


def _treaty_annexes(treaty: Path, codes: list[dict[str, str]]) -> tuple[dict[str, str], set[str]]:
    text = (treaty / "texts/nl_verdrag/CTBT_BWBV0004747_en_nl.md").read_text(encoding="utf-8")
    annex1 = text[text.index("\n###  Annex 1 ") : text.index("\n###  Annex 2 ")]
    annex2 = text[text.index("\n###  Annex 2 ") : text.index("####Protocol to the Comprehensive")]
    iso3_of = {
        clean_short_name(row["UNTERM English Short"]): row["ISO3166-1-Alpha-3"] for row in codes
    }
    iso3_of |= NAMES_OF_1996

    regions: dict[str, str] = {}
    for region, size in REGIONS.items():
        listing = annex1.split(f"### *{region}*", 1)[1].split("\n###", 1)[0]
        names = listing.strip().rstrip(".").split(", ")
        assert len(names) == size, (region, len(names))
        regions |= {iso3_of[name]: region for name in names}
    missing = {row["ISO3166-1-Alpha-3"] for row in codes} - set(regions)
    # States that came after 1996, and one that was not a member of the Conference's regions.
    assert missing == {"MNE", "PSE", "SSD", "TLS"}, missing

    listing = annex2.split("“Nuclear Research Reactors in the World”: ", 1)[1]
    annex2_states = {iso3_of[name] for name in listing.strip().rstrip(".").split(", ")}
    assert len(annex2_states) == 44, len(annex2_states)
    return regions, annex2_states


def clean_short_name(name: str) -> str:
    """UNTERM's English short name without article and asterisks."""
    return re.sub(r" \(the\)", "", name).replace("*", "").strip()
