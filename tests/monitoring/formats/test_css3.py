"""CSS3.0 tables: one text, files side by side, and other producers' columns."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testban.errors import BulletinError
from testban.monitoring.css3_tables import TABLES
from testban.monitoring.formats import Bulletin, read_bulletin, write_bulletin
from testban.monitoring.formats.css3 import write_css3_tables
from testban.monitoring.model import Arrival

from .made import ARRIVALS, BULLETIN, EVENT, ORIGIN


def read(tmp_path: Path, text: str, name: str = "tables.txt") -> Bulletin:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_bulletin(path)


def test_an_event_comes_back_with_every_field(tmp_path: Path) -> None:
    again = read(tmp_path, write_bulletin(BULLETIN, "css3.0"))
    assert again.left_out == ()
    assert again.events == BULLETIN.events
    assert again.unassociated == BULLETIN.unassociated


def test_files_side_by_side_are_read_from_any_of_them(tmp_path: Path) -> None:
    for table, text in write_css3_tables(BULLETIN).items():
        (tmp_path / f"mine.{table}").write_text(text, encoding="utf-8")
    for name in ("mine.arrival", "mine.origin", "mine.assoc", "mine.event", "mine"):
        assert read_bulletin(tmp_path / name).events == BULLETIN.events


def test_the_columns_are_those_of_the_schema() -> None:
    tables = write_css3_tables(Bulletin((EVENT,)))
    line = tables["arrival"].splitlines()[0]
    # Columns of the Schema Reference Manual, counted from 1.
    assert line[0:6] == "USRK  "
    assert float(line[7:24]) == pytest.approx(ARRIVALS[0].time, abs=1e-5)
    assert int(line[25:33]) == 70001
    assert int(line[34:42]) == 2031064  # year and day of the year
    assert line[61:69].strip() == "BHZ"
    assert line[70:78].strip() == "P"  # as reported; the locator's name is in assoc
    assert float(line[88:95]) == 171.25
    assert float(line[136:146]) == 123.4
    assert line[205:222].strip() == "-"
    assoc = tables["assoc"].splitlines()[0]
    assert assoc[25:33].strip() == "Pn"
    # Computed station to event: measured less its residual; and event to station.
    assert float(assoc[48:55]) == pytest.approx(171.25 - 1.375, abs=0.01)
    assert float(assoc[56:63]) == 350.5
    assert assoc[73] == "d"
    origin = tables["origin"].splitlines()[0]
    assert (float(origin[0:9]), float(origin[10:19])) == (41.2931, -129.0764)
    assert origin[126] == "r"  # depth restrained
    assert float(origin[128:135]) == 4.81
    assert {len(each.rstrip("\n")) for each in tables["origerr"].splitlines()} == {257 - 16}
    for table, text in tables.items():
        last = max(field.last for field in TABLES[table])
        assert all(len(each) <= last for each in text.splitlines())


def test_in_the_covariance_x_is_north_and_y_east() -> None:
    line = write_css3_tables(Bulletin((EVENT,)))["origerr"].splitlines()[0]
    assert ORIGIN.covariance is not None
    assert float(line[9:24]) == ORIGIN.covariance[2][2]
    assert float(line[25:40]) == ORIGIN.covariance[1][1]


def test_a_table_of_arrivals_alone_is_the_arrivals_of_one_event(tmp_path: Path) -> None:
    table = write_css3_tables(BULLETIN)["arrival"]
    bulletin = read(tmp_path, table, "day.arrival")
    (event,) = bulletin.events
    assert event.event_id == "day"
    assert [arrival.station for arrival in event.arrivals] == ["USRK", "ASAR", "WRA", "TORD"]


def test_arrivals_associated_with_an_origin_that_is_not_there_stay_together(tmp_path: Path) -> None:
    tables = write_css3_tables(BULLETIN)
    for table in ("arrival", "assoc", "remark"):
        (tmp_path / f"part.{table}").write_text(tables[table], encoding="utf-8")
    bulletin = read_bulletin(tmp_path / "part.assoc")
    (event,) = bulletin.events
    assert event.origin is None
    assert event.arrivals == ARRIVALS
    assert bulletin.unassociated == BULLETIN.unassociated


def test_wider_columns_of_other_producers_are_read_by_their_words(tmp_path: Path) -> None:
    # As the Geophysical Monitoring System writes them: latitudes of eleven columns.
    row = (
        "  64.771400 -146.886500    0.0000 1274313932.99167   101   201  2010140    3    3   -1 "
        "   -1    -1       -   -999.0 f 4.10 -1 -999.0 -1 -999.0 -1 some_program someone -1 20150408"
    )
    bulletin = read(tmp_path, row + "\n", "gms.origin")
    (event,) = bulletin.events
    assert event.origin is not None
    assert (event.origin.latitude, event.origin.longitude) == (64.7714, -146.8865)
    assert event.origin.time == 1274313932.99167
    assert not event.origin.depth_fixed


def test_what_cannot_be_read_is_named_by_table_and_line(tmp_path: Path) -> None:
    tables = write_css3_tables(
        Bulletin((replace(EVENT, event_id="1"), replace(EVENT, event_id="2")))
    )
    for table, text in tables.items():
        (tmp_path / f"cut.{table}").write_text(text, encoding="utf-8")
    lines = tables["arrival"].splitlines(keepends=True)
    (tmp_path / "cut.arrival").write_text("".join(lines[:4]) + lines[4][:20], encoding="utf-8")
    bulletin = read_bulletin(tmp_path / "cut.origin")
    told = "\n".join(bulletin.left_out)
    assert "cut.arrival:5: the file breaks off in this line (fetch it whole); left out" in told
    assert "assoc names an arrival 2 and 1 more that the table of arrivals lacks" in told
    assert [len(event.arrivals) for event in bulletin.events] == [3, 1]


def test_a_table_of_nothing_usable_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(BulletinError) as caught:
        read(tmp_path, "# origin\nnorth of here\n")
    assert "no event and no arrival" in str(caught.value)
    assert "tables.txt:2: no row of the table origin" in str(caught.value)


@given(
    st.lists(st.sampled_from(["1", "70001", None, "a b", "99999999999"]), min_size=1, max_size=6)
)
def test_identifiers_that_are_no_numbers_come_back(keys: list[str | None]) -> None:
    arrivals = tuple(Arrival("AAA", float(place), arrival_id=key) for place, key in enumerate(keys))
    event = replace(EVENT, arrivals=arrivals, magnitudes=())
    tables = write_css3_tables(Bulletin((event,)))
    arids = [line[25:33] for line in tables["arrival"].splitlines()]
    assert len(set(arids)) == len(keys)
