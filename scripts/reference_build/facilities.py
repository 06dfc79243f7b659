"""The 321 stations and 16 laboratories of Annex 1 to the Protocol to the CTBT.

Four copies of the six tables are read: the English and Dutch texts published by the Netherlands,
and the English and French texts of a Canadian act. The first is the base; wherever another copy
reads differently, both readings are written down, and the list of such places is pinned here.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from reference_build.states import NAMES_OF_1996, clean_short_name, state_rows
from reference_build.tables import write_rows

HEADER = (
    "code", "table", "number", "network", "host", "iso3", "station", "name", "latitude",
    "longitude", "type", "disagreement", "note", "source",
)  # fmt: skip
SOURCE = "CTBT Protocol, Annex 1, Table {}; statengeneraal/laws-markdown@91556a8"

# Table: (code prefix, digits, network, rows)
TABLES = {
    "1-A": ("PS", 2, "primary seismic", 50),
    "1-B": ("AS", 3, "auxiliary seismic", 120),
    "2-A": ("RN", 2, "radionuclide", 80),
    "2-B": ("RL", 2, "radionuclide laboratory", 16),
    "3": ("HA", 2, "hydroacoustic", 11),
    "4": ("IS", 2, "infrasound", 60),
}
# Names as printed in the Protocol that are nobody's English short name today.
PRINTED_HOSTS = NAMES_OF_1996 | {"Cook Island": "COK", "Tanzania": "TZA", "United Kingdom": "GBR"}
# Slips of the base copy in setting, mended in the name.
MENDED = {
    "Archi-pelago": "Archipelago",
    "ChagosArchipelago": "Chagos Archipelago",
    "SøndreStrømfjord": "Søndre Strømfjord",
    " The array is subject to relocation at Keskin": "",
}
NOTES = {
    "PS20": "to be determined",
    "PS26": "coordinates to be determined",
    "PS38": "coordinates to be determined",
    "PS43": "the array is subject to relocation at Keskin",
    "AS039": "to be determined",
    "AS114": "no longitude is printed for the South Pole",
    "AS120": "coordinates to be advised",
    "RN35": "to be determined",
    "IS28": "to be determined",
}
TYPES = {
    "3-c": "3-C", "3-c >": "3-C >", "array": "array", "miniréseau": "array",
    "mininetwerk": "array", "hydrophone": "hydrophone", "hydrophones": "hydrophone",
    "hydrofoon": "hydrophone", "t-phase": "T-phase", "phases t": "T-phase", "t-fase": "T-phase",
    "": "",
}  # fmt: skip
CANADIAN_ENGLISH = "the Canadian English text"
OPEN = ("to be determined", "to be advised", "à déterminer", "à indiquer", "nader")

# Where the copies differ, and which is right. A new difference stops the build.
REASONS = {
    ("PS12", "type"): "the other copy lost the second half of the entry",
    ("PS19", "name"): "misprint: Freyung is the place in Bavaria, so too in Table 4",
    ("PS24", "station"): "misprint: the station is KMBO",
    ("PS40", "station"): "misprint: the station is ESDC",
    ("AS024", "host"): "the State is the Cook Islands; this copy lost a letter",
    ("AS071", "station"): "misprint: the station is URZ",
    ("AS101", "station"): "misprint: the station is HFS",
    ("AS104", "type"): "Eskdalemuir is an array, as three copies say",
    ("RN04", "longitude"): "Melbourne in Victoria lies in the eastern hemisphere",
    ("RN54", "name"): "misprint: Kirov, as in Table 1-B",
    ("RN57", "longitude"): "Bilibino lies at 166.4 E, as in Table 1-B",
    ("HA01", "name"): "misprint: Cape Leeuwin",
    ("HA11", "longitude"): "Wake Island lies at 166.6 E, as Table 2-A has it in every copy",
    ("IS21", "latitude"): "the Marquesas Islands lie in the southern hemisphere",
    ("IS32", "name"): "both are misprints of Kilimambogo (Table 1-A)",
    ("IS60", "longitude"): "Wake Island lies at 166.6 E, as Table 2-A has it in every copy",
    ("RL10", "name"): "misprints in two words",
    ("RL13", "name"): "American spelling of Defence",
}


class Entry(NamedTuple):
    """One row of one copy, in comparable form."""

    number: int
    host: str
    station: str
    name: str
    latitude: str
    longitude: str
    type: str


Copy = dict[str, list[Entry]]
# Table 2-B prints name and place in one cell.
LABORATORY_PLACES = (
    "Buenos Aires", "Melbourne, VIC", "Seibersdorf", "Rio de Janeiro", "Ottawa, Ont.", "Beijing",
    "Helsinki", "Montlhéry", "Yavne", "Rome", "Tokai, Ibaraki", "Christchurch", "Moscow",
    "Pelindaba", "Chilton", "Sacramento, CA",
)  # fmt: skip


def build(shared: Path, out: Path) -> None:
    """Write facilities.csv into `out`."""
    texts = shared / "treaty" / "texts"
    markdown = (texts / "nl_verdrag/CTBT_BWBV0004747_en_nl.md").read_text(encoding="utf-8")
    english = _markdown_copy(markdown.split("\n### Annex 1 ", 1)[1], "Table", "en")
    excerpt = shared / "monitoring/tables/ims_stations/ctbt_protocol_annex1.md"
    # The copy among the monitoring tables is an excerpt of the same file.
    assert _markdown_copy(excerpt.read_text(encoding="utf-8"), "Table", "en") == english
    dutch = _markdown_copy(markdown.rsplit("\n### Bijlage 1 ", 1)[1], "Tabel", "nl")
    others = {
        "the Dutch text": _in_order_of(english, dutch),
        CANADIAN_ENGLISH: _xml_copy(texts / "canada_C-36.5/C-36.5.eng.xml", "en"),
        "the Canadian French text": _xml_copy(texts / "canada_C-36.5/C-36.5.fra.xml", "fr"),
    }
    iso3_of = {
        clean_short_name(row["UNTERM English Short"]): row["ISO3166-1-Alpha-3"]
        for row in state_rows(shared / "treaty")
    } | PRINTED_HOSTS
    rows = []
    differing: set[tuple[str, str]] = set()
    for table, (prefix, digits, network, size) in TABLES.items():
        assert [entry.number for entry in english[table]] == list(range(1, size + 1)), table
        for position, entry in enumerate(english[table]):
            code = f"{prefix}{entry.number:0{digits}d}"
            readings = {name: copy[table][position] for name, copy in others.items()}
            fields = _differences(entry, readings)
            differing |= {(code, field) for field in fields}
            name = _laboratory(entry, readings) if table == "2-B" else entry.name
            rows.append(
                [
                    code, table, str(entry.number), network, entry.host,
                    " ".join(iso3_of[host] for host in entry.host.split("/") if host),
                    entry.station, name, _signed(entry.latitude), _signed(entry.longitude),
                    entry.type, _explained(code, entry, fields), NOTES.get(code, ""),
                    SOURCE.format(table),
                ]
            )  # fmt: skip
    assert differing == set(REASONS), differing ^ set(REASONS)
    write_rows(out / "facilities.csv", HEADER, rows)


def _markdown_copy(text: str, word: str, lang: str) -> Copy:
    copy: Copy = {}
    for line in text.splitlines():
        title = re.match(rf"### \*{word}\s+(\d)-?([AB]?)\b", line)
        if title:
            table = "-".join(part for part in title.groups() if part)
            copy[table] = []
        elif re.match(r"\| +\d", line):
            cells = [" ".join(cell.split()) for cell in line.strip().strip("|").split("|")]
            copy[table].append(_entry(table, cells, lang))
        elif line.startswith(("### Annex 2", "### Bijlage 2")):
            break
    assert set(copy) == set(TABLES), set(copy)
    return copy


def _xml_copy(path: Path, lang: str) -> Copy:
    copy: Copy = {}
    for group in etree.parse(str(path)).getroot().iter("TableGroup"):
        caption = " ".join("".join(item.itertext()) for item in group.findall("Caption"))
        title = re.search(r"TABLE(?:AU)? (\d(?:-[AB])?)", caption.upper())
        assert title, caption
        copy[title[1]] = [
            _entry(title[1], [_cell_text(cell) for cell in row.findall("entry")], lang)
            for body in group.iter("tbody")
            for row in body.iter("row")
        ]
    assert {table: len(rows) for table, rows in copy.items()} == {
        table: size for table, (*_, size) in TABLES.items()
    }
    return copy


def _cell_text(cell: etree._Element) -> str:
    return " ".join(" ".join(str(part) for part in cell.itertext()).split())


def _entry(table: str, cells: list[str], lang: str) -> Entry:
    number, host, place, *rest = ["" if _is_open(cell) else cell for cell in cells]
    for slip, mended in MENDED.items():
        place = place.replace(slip, mended)
    station = ""
    if table in ("1-A", "1-B"):
        # A station code, dashes where it has none yet, or only "New Site".
        split = re.match(r"(?:([A-Z][A-Z0-9]{1,4}) ?(?=[A-ZÀ-Þ][^A-Z])|-+ )(.+)", place)
        station, place = (split[1] or "", split[2]) if split else ("", place)
    latitude, longitude = (_hemisphere(v, lang) for v in (*rest, "", "")[:2])
    kind = " > ".join(TYPES[part] for part in "".join(rest[2:]).lower().split(" > "))
    place = re.sub(r",(?=\S)", ", ", place)
    return Entry(int(number), host.replace("’", "'"), station, place, latitude, longitude, kind)


def _is_open(cell: str) -> bool:
    return cell.lower().startswith(OPEN) or not any(c.isalnum() for c in cell)


def _hemisphere(value: str, lang: str) -> str:
    """`40,7 Z` as `40.7 S`: O is west in French (ouest) and east in Dutch (oost)."""
    letters = {"en": {}, "fr": {"O": "W"}, "nl": {"O": "E", "Z": "S"}}[lang]
    read = re.fullmatch(r"(\d+)[.,](\d) ?([A-Z])", value)
    if read is None:
        assert value == "", value
        return ""
    return f"{int(read[1])}.{read[2]} {letters.get(read[3], read[3])}"


def _in_order_of(base: Copy, other: Copy) -> Copy:
    """`other` with its rows put in the order of `base`: the Dutch text sorts by Dutch names."""
    ordered: Copy = {}
    for table, entries in base.items():
        left = list(other[table])
        assert len(left) == len(entries), table
        ordered[table] = []
        for entry in entries:
            best = max(left, key=lambda candidate: _likeness(entry, candidate))
            left.remove(best)
            ordered[table].append(best)
    return ordered


def _likeness(a: Entry, b: Entry) -> float:
    same = [a.latitude == b.latitude, a.longitude == b.longitude, a.station == b.station]
    return sum(same) + difflib.SequenceMatcher(None, a.host + a.name, b.host + b.name).ratio()


def _differences(entry: Entry, readings: dict[str, Entry]) -> dict[str, dict[str, str]]:
    """By field, what the copies that differ say; a translated name is no difference."""
    found: dict[str, dict[str, str]] = {}
    for name, reading in readings.items():
        fields = ["station", "latitude", "longitude", "type"]
        if name == CANADIAN_ENGLISH:
            fields += ["host", "name"]
        for field in fields:
            theirs: str = getattr(reading, field)
            if _letters(theirs) != _letters(getattr(entry, field)):
                found.setdefault(field, {})[name] = theirs
    return found


def _letters(text: str) -> str:
    """Letters and digits only, without accents: typography is not a difference."""
    plain = unicodedata.normalize("NFKD", text.replace("ø", "o"))
    return "".join(c for c in plain if c.isalnum() or c == ">")


def _explained(code: str, entry: Entry, fields: dict[str, dict[str, str]]) -> str:
    return "; ".join(
        f"{field}: '{getattr(entry, field)}' here, "
        + ", ".join(f"'{theirs}' in {name}" for name, theirs in readings.items())
        + f" ({REASONS[code, field]})"
        for field, readings in fields.items()
        if (code, field) in REASONS
    )


def _laboratory(entry: Entry, readings: dict[str, Entry]) -> str:
    """Name and place of a laboratory, with the comma that the base copy lost."""
    place = LABORATORY_PLACES[entry.number - 1]
    assert entry.name.endswith(place), entry.name
    assert readings[CANADIAN_ENGLISH].name.endswith(place), entry.name
    return ", ".join(part for part in (entry.name.removesuffix(place).strip(), place) if part)


def _signed(value: str) -> str:
    """`40.7 S` as `-40.7`; empty stays empty."""
    if not value:
        return ""
    degrees, hemisphere = value.split()
    return f"-{degrees}" if hemisphere in "SW" else degrees
