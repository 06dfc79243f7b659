"""The command traveltimes, as a user meets it."""

from __future__ import annotations

import csv
import io
import json
import sys

import pytest
from typer.testing import CliRunner, Result

from testban.cli import app
from testban.errors import TestbanError


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(app, ["traveltimes", *arguments])
    if result.exception and not isinstance(result.exception, SystemExit | TestbanError):
        raise result.exception
    return result


def test_the_phases_asked_for_in_that_order() -> None:
    done = run("--phase", "P,PKP,S", "--distance", "60", "--depth", "10", "--format", "json")
    found = json.loads(done.stdout)
    assert found["model"] == "ak135"
    assert [a["phase"] for a in found["arrivals"]] == ["P", "PKP", "S"]
    # ObsPy's TauP: 606.709 s.
    assert found["arrivals"][0]["time_s"] == pytest.approx(606.709, abs=0.01)
    assert found["arrivals"][1]["time_s"] is None


def test_all_phases_in_the_order_of_arrival() -> None:
    rows = list(csv.DictReader(io.StringIO(run("--distance", "30", "--format", "csv").stdout)))
    times = [float(row["time_s"]) for row in rows]
    assert times == sorted(times)
    names = [row["phase"] for row in rows]
    assert names[0] == "P"
    assert len(set(names)) == len(names)
    # No depth phase of a source at the surface.
    assert "pP" not in names


def test_several_distances_and_depths() -> None:
    done = run("--phase", "P", "--distance", "30,60", "--depth", "0,10", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["distance_deg"], row["depth_km"]) for row in rows] == [
        ("30.0", "0.0"),
        ("30.0", "10.0"),
        ("60.0", "0.0"),
        ("60.0", "10.0"),
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--distance", "x"), "--distance: 'x' is no number from 0 to 180"),
        (("--distance", "60", "--depth", "900"), "--depth: '900' is no number from -10 to 760"),
        (("--distance", "60", "--phase", "PKQ"), "no phase 'PKQ' in ak135. Did you mean PK"),
        (("--distance", "60", "--model", "nowhere"), "nowhere: no such velocity model"),
    ],
)
def test_what_is_wrong_is_one_line(arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert isinstance(done.exception, TestbanError)
    assert said in str(done.exception)


def test_a_missing_extra_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("testban.monitoring.travel")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "numba", None)
    done = run("--distance", "60")
    assert str(done.exception) == (
        "this command needs numba, which is not installed. "
        "Install it with: pip install 'testban[monitoring]'"
    )


def test_a_wave_that_comes_the_long_way_round_is_explained() -> None:
    """PKKP passes the antipode of where it began: farther stations are nearer to its end."""
    assert "the long way round" in run("--phase", "PKKPbc", "--distance", "100").stdout
    assert "the long way round" not in run("--phase", "P", "--distance", "60").stdout
