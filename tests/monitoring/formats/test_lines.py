"""Notes on an arrival name the file and the line that it was read from, in every format, in two languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from testban.monitoring.formats import read_bulletin, write_bulletin
from testban.monitoring.model import Arrival
from testban.monitoring.pipeline import solve
from testban.monitoring.places import with_places
from testban.monitoring.sentences import translated

HEAD = "station,time,phase,slowness_s_per_deg,amplitude_nm,period_s"
ROWS = (
    "BDFB,2031-03-05T14:04:34.02Z,P,,17.0,0.81",
    "ROSC,2031-03-05T14:05:26.13Z,P,,1e12,0.9",
    "DBIC,2031-03-05T14:05:55.23Z,P,8.42,25.9,",
    "LPAZ,2031-03-05T14:06:05.85Z,P,8.09,8.5,20",
    "CPUP,2031-03-05T14:06:26.19Z,P,8.26,21600,0.92",
    "TORD,2031-03-05T14:07:44.89Z,P,8.06,18.6,1.06",
    "ESDC,2031-03-05T14:07:00.44Z,P,8.17,13.4,0.9",
    "SCHQ,2031-03-05T14:07:34.24Z,P,,30.6,0.76",
    "PLCA,2031-03-05T14:08:43.63Z,P,6.97,21.5,0.95",
    "PDAR,2031-03-05T14:09:42.50Z,P,200,10.7,0.78",
    "YKA,2031-03-05T14:10:20.17Z,PP,5.63,21.5,1.04",
    "ARCES,2031-03-05T14:10:15.87Z,P,6.03,42.2,1.09",
    "XYZ,2031-03-05T14:09:10.00Z,P,,,",
    "ESDC,2031-03-05T14:12:00Z,LR,,1e9,20",
    "ARCES,2031-03-05T14:13:00Z,,,10,1",
)
"""Of one event in the Atlantic: amplitudes, periods, slownesses and phases that are of no use, a clock a minute
wrong, a station that nobody knows."""
SAID = {
    "no coordinates of station": ["XYZ"],
    "does not use": ["YKA", "ESDC"],
    "no wave has it": ["PDAR"],
    "does not fit: TORD": ["TORD"],
    "near no phase in use": ["ARCES"],
    "look at its clock": ["TORD"],
    "1e+12 nm is impossible": ["ROSC"],
    "no period": ["DBIC"],
    "period outside": ["LPAZ"],
    "taken from PP": ["YKA"],
    "larger than any event": ["ESDC"],
    "without a phase": ["ARCES"],
    "CPUP gives": ["CPUP"],
}
"""What a note says, and what stands at each of the places that it names."""
PLACES = re.compile(r" \[(.+):(\d+)(?:, (\d+))?\]")


@pytest.fixture(scope="module")
def arrivals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lines") / "nasty (1).csv"
    path.write_text("\n".join([HEAD, *ROWS, ""]), encoding="utf-8")
    return path


def _places(note: str) -> Iterator[tuple[Path, int]]:
    found = PLACES.search(note)
    assert found, note
    for line in filter(None, found.groups()[1:]):
        yield Path(found[1]), int(line)


@pytest.mark.parametrize(
    ("form", "ending"),
    [
        ("csv", ".csv"),
        ("ims1.0", ".txt"),
        ("quakeml", ".xml"),
        ("css3.0", ".txt"),
        ("json", ".json"),
    ],
)
def test_every_note_on_an_arrival_names_its_line(
    arrivals: Path, tmp_path: Path, form: str, ending: str
) -> None:
    path = tmp_path / f"given{ending}"
    path.write_text(write_bulletin(read_bulletin(arrivals), form), encoding="utf-8")
    text = path.read_text(encoding="utf-8").splitlines()
    (event,) = solve(read_bulletin(path)).events
    for words, there in SAID.items():
        (note,) = [each for each in event.notes if words in each]
        found = list(_places(note))
        assert [file for file, _ in found] == [path] * len(there)
        # A pick of QuakeML begins some lines before the code of its station.
        near = 12 if form == "quakeml" else 1
        for code, (_, line) in zip(there, found, strict=True):
            assert code in "\n".join(text[line - 1 : line - 1 + near])


def test_every_note_is_said_in_chinese_with_its_place(arrivals: Path) -> None:
    (event,) = solve(read_bulletin(arrivals)).events
    assert len(event.notes) >= len(SAID)
    for note in event.notes:
        said = translated(note, "zh")
        assert f"［{arrivals}:" in said
        # Codes, phases, scales and units of slowness are the same in both languages.
        assert not re.search(r"[a-z]{3}", said.partition("［")[0]), said


def test_an_arrival_is_the_same_wherever_it_was_read() -> None:
    assert Arrival("AAA", 1.0, read_from="a.csv:2") == Arrival("AAA", 1.0, read_from="b.xml:9")


def test_of_many_places_the_first_are_named_and_the_others_counted() -> None:
    many = [Arrival("AAA", float(k), read_from=f"a.csv:{k}") for k in range(2, 11)]
    note = with_places("late", [*many[:2], Arrival("AAA", 0.0, read_from="b.csv:7"), *many[2:]])
    assert note == "late [a.csv:2, 3, b.csv:7, a.csv:4, 5, 6 and 4 more]"
    assert translated(note, "zh").endswith("a.csv:4, 5, 6等（另有4个）］")
    assert with_places("late", [Arrival("AAA", 0.0)]) == "late"
