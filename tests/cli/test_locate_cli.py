"""`testban locate`: every format out, bad input in one line, nothing half-written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from obspy.geodetics import locations2degrees
from typer.testing import CliRunner, Result

from testban.cli import app
from testban.cli.locate import BulletinFormat, write_found
from testban.errors import BulletinError, TestbanError
from testban.monitoring.formats import Bulletin, read_bulletin
from testban.monitoring.model import Arrival
from testban.store import open_store

MADE_UP = Path(__file__).parents[1] / "monitoring" / "specimens" / "ridge_2031.csv"
# Where its arrivals were computed from, with noise of 0.6 s.
TRUTH = (10.62, -41.48)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["locate", *map(str, arguments)])


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    done = run(MADE_UP, "--format", "json")
    assert done.exit_code == 0, done.output
    (event,) = json.loads(done.stdout)["events"]
    return dict(event)


def test_the_made_up_event_is_found(found: dict[str, Any]) -> None:
    degrees = locations2degrees(*TRUTH, found["latitude"], found["longitude"])
    assert degrees * 111.2 < 20
    assert found["depth_fixed"]
    assert len(found["parameters"]) == 64
    assert {each["type"] for each in found["magnitudes"]} >= {"mb"}
    assert {each["criterion"] for each in found["screening"]} >= {"depth", "Ms:mb"}


def test_a_station_without_coordinates_is_counted_and_named() -> None:
    done = run(MADE_UP, "--format", "csv")
    assert done.exit_code == 0
    assert "XYZ" in done.stderr
    assert "1 arrival" in done.stderr
    assert done.stderr.startswith("testban: ")


def test_the_last_line_says_what_was_left_out_in_all(tmp_path: Path) -> None:
    """An unknown station; an event of one arrival; an arrival given twice and two times that are none."""
    head, *rows = MADE_UP.read_text(encoding="utf-8").splitlines()
    bad = [f"{code},13 o'clock,P,,,," for code in ("AAA", "BBB")]
    more = tmp_path / "more.csv"
    more.write_text("\n".join([head, *rows, rows[0], *bad]) + "\n", encoding="utf-8")
    few = tmp_path / "few.csv"
    few.write_text("station,time\nARCES,2031-01-01T00:00:00Z\n", encoding="utf-8")
    said = run(more, few, "--format", "csv").stderr.splitlines()
    assert said[-1] == (
        "testban: in all: 1 of 21 arrivals left out (1 without coordinates of the station); "
        "1 of 2 events not located; 3 things in the files not read"
    )
    whole = tmp_path / "whole.csv"
    known = [row for row in rows if not row.startswith("XYZ")]
    whole.write_text("\n".join([head, *known]) + "\n", encoding="utf-8")
    assert "in all" not in run(whole, "--format", "csv").stderr


def test_the_number_of_defining_arrivals_is_one_of_arrivals(found: dict[str, Any]) -> None:
    defining = [
        each
        for each in found["arrivals"]
        if each["time_defining"] or each["azimuth_defining"] or each["slowness_defining"]
    ]
    # Every station of the made-up event but the one that nobody knows.
    assert found["quality"]["defining"] == len(defining) == 19


def test_located_again_with_other_stations_it_is_told_of_these_alone(tmp_path: Path) -> None:
    out = tmp_path / "located.xml"
    assert run(MADE_UP, "--format", "quakeml", "-o", out).exit_code == 0
    few = tmp_path / "few.csv"
    rows = ["station,latitude,longitude,elevation_m", "BDFB,-15.64,-48.01,1195"]
    rows += ["ROSC,4.84,-74.32,3020", "DBIC,6.67,-4.86,125", "LPAZ,-16.29,-68.13,4774"]
    few.write_text("\n".join(rows) + "\n", encoding="utf-8")
    told = run(out, "--stations", few, "--format", "csv").stderr
    assert "16 arrivals left out: no coordinates of station AKASG" in told
    assert "1 arrival left out" not in told


@pytest.mark.parametrize("form", ["json", "ims1.0", "quakeml", "css3.0", "csv"])
def test_every_format_is_read_again(form: str, tmp_path: Path, found: dict[str, Any]) -> None:
    out = tmp_path / "located"
    assert run(MADE_UP, "--format", form, "-o", out).exit_code == 0
    again = read_bulletin(tmp_path / "located.origin" if form == "css3.0" else out)
    (event,) = again.events
    assert len(event.arrivals) == 20
    assert again.left_out == ()
    if form != "csv":
        assert event.origin is not None
        assert event.origin.latitude == pytest.approx(found["latitude"], abs=1e-5)
        assert [each.criterion for each in event.screening] == [
            each["criterion"] for each in found["screening"]
        ]
        assert event.notes[0] == found["notes"][0]


def test_a_page_is_written(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    assert run(MADE_UP, "--format", "html", "-o", out).exit_code == 0
    assert "<svg" in out.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_events_are_kept_in_the_store(tmp_path: Path) -> None:
    file = tmp_path / "events.sqlite"
    for said in ("1 saved, 0 replaced", "0 saved, 1 replaced"):
        done = run(MADE_UP, "--save", "--db", file)
        assert said in done.stderr
    with open_store(str(file)) as store:
        (event,) = store.bulletin().events
    assert event.origin is not None
    assert len(event.arrivals) == 20


def test_what_cannot_be_located_is_told_and_the_rest_is_done(tmp_path: Path) -> None:
    few = tmp_path / "few.csv"
    few.write_text("station,time\nARCES,2031-01-01T00:00:00Z\n", encoding="utf-8")
    broken = tmp_path / "broken.json"
    broken.write_text('{"events": [', encoding="utf-8")
    done = run(few, broken, MADE_UP, "--format", "json")
    assert done.exit_code == 1
    assert "broken.json:1: not JSON" in done.stderr
    assert "event few: not located" in done.stderr
    events = json.loads(done.stdout)["events"]
    assert [event["latitude"] is None for event in events] == [True, False]


def test_depth_and_velocity_model_are_obeyed(tmp_path: Path) -> None:
    found = []
    for model in ("ak135", "iasp91"):
        out = tmp_path / f"{model}.json"
        done = run(MADE_UP, "--depth", 35, "--model", model, "--format", "json", "-o", out)
        assert done.exit_code == 0, done.output
        (event,) = read_bulletin(out).events
        assert event.origin is not None
        assert (event.origin.depth_km, event.origin.depth_fixed) == (35.0, True)
        assert event.origin.depth_basis == "fixed by the user"
        assert event.origin.velocity_model == model
        found.append(event.origin.time)
    assert found[0] != found[1]


def test_an_event_that_keeps_its_old_origin_is_not_said_to_be_located(tmp_path: Path) -> None:
    whole = tmp_path / "whole.json"
    assert run(MADE_UP, "--format", "json", "-o", whole).exit_code == 0
    bare = json.loads(whole.read_text(encoding="utf-8"))
    bare["events"][0]["arrivals"] = bare["events"][0]["arrivals"][:1]
    whole.write_text(json.dumps(bare), encoding="utf-8")
    done = run(whole)
    assert done.exit_code == 1
    assert "not located; as given: 2031-" in done.stdout
    assert done.stderr.count("not located: ") == 1
    kept = json.loads(run(whole, "--format", "json").stdout)["events"][0]
    assert kept["latitude"] == bare["events"][0]["latitude"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere.csv",), "no such file"),
        ((MADE_UP, "--stations", "nowhere.xml"), "no such file"),
        ((MADE_UP, "--parameters", MADE_UP), "not TOML"),
        ((MADE_UP, "--db", "x.sqlite"), "--db without --save"),
        ((MADE_UP, "-o", "x.txt"), "a table is for the screen"),
        ((MADE_UP, "--format", "json", "-o", "no/such/folder/x"), "cannot be written"),
    ],
)
def test_a_wrong_argument_is_one_line(
    arguments: tuple[object, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert isinstance(done.exception, TestbanError)
    assert said in str(done.exception)
    assert "\n" not in str(done.exception)
    assert list(tmp_path.iterdir()) == []


def test_none_of_several_files_is_an_error(tmp_path: Path) -> None:
    done = run(tmp_path / "a", tmp_path / "b")
    assert isinstance(done.exception, BulletinError)


@pytest.mark.slow
def test_the_prototype_idcs_events_are_located_near_where_it_had_them(shared: Path) -> None:
    folder = shared / "monitoring"
    done = run(
        folder / "bulletins/obspy_formats/gse_2.0_2_events.txt", "--format", "json",
        "--stations", folder / "tables/iloc/isc_stalist.gz",
    )  # fmt: skip
    for event in json.loads(done.stdout)["events"]:
        published = event["other_origins"][0]
        degrees = locations2degrees(
            event["latitude"], event["longitude"], published["latitude"], published["longitude"]
        )
        assert degrees * 111.2 < published["ellipse"]["semi_major_km"]


def test_ratios_from_a_file_reach_the_screening(tmp_path: Path) -> None:
    ratios = tmp_path / "ratios.csv"
    head = "event,station,phases,low_hz,high_hz,log10_ratio\n"
    ratios.write_text(f"{head}ridge_2031,MDJ,Pn/Lg,4,8,0.56\nother,MDJ,Pn/Lg,4,8,0.1\n")
    done = run(MADE_UP, "--ratios", ratios, "--format", "json")
    assert done.exit_code == 0
    assert "no event is called 'other': its ratios are left out" in done.stderr
    (event,) = json.loads(done.stdout)["events"]
    rows = {each["criterion"]: each["value"] for each in event["screening"]}
    assert rows["P/S"] == rows["P/S at MDJ, 4-8 Hz"] == 0.56


def test_what_stations_did_not_see_reaches_the_magnitude(tmp_path: Path) -> None:
    limits = tmp_path / "limits.csv"
    limits.write_text(
        "station,phase,amplitude_nm,period_s\nYKA,P,1.0,0.8\nSTKA,P,1.0,0.8\nILAR,P,1.0,0.8\n"
        "NOA,P,0.8,0.8\nHFS,P,0.8,0.8\n",
        encoding="utf-8",
    )
    done = run(MADE_UP, "--limits", limits)
    assert "3 limits; maximum likelihood" in " ".join(done.stdout.replace("│", " ").split())
    assert "limits: no mb where one was measured (1: YKA)" in done.stderr
    assert "limits: no mb: distance outside 20°-105° (1: STKA)" in done.stderr
    named = tmp_path / "named.csv"
    named.write_text("event,station,amplitude_nm\nother,YKA,1.0\n", encoding="utf-8")
    assert "no event is called 'other': its limits are left out" in run(
        MADE_UP, "--limits", named
    ).stderr.replace("\n", " ")


@pytest.mark.parametrize(("form", "told"), [("quakeml", True), ("json", False), ("ims1.0", False)])
def test_arrivals_that_a_format_has_no_place_for_are_told_of(
    form: str, told: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    found = Bulletin((), (Arrival("AAA", 0.0), Arrival("BBB", 1.0)))
    write_found(found, BulletinFormat(form), None, {})
    printed = capsys.readouterr()
    assert ("2 arrivals of no event not written" in printed.err) is told
    assert ("AAA" in printed.out) is not told
