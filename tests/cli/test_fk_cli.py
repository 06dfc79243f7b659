"""The command fk, as a user meets it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.monitoring.arrays.waves import recordings
from typer.testing import CliRunner, Result

from testban.cli import app
from testban.errors import TestbanError


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recording of an array as miniSEED."""
    path = tmp_path_factory.mktemp("array")
    recordings(122.3, 0.2, seconds=20.0).to_stream().write(str(path / "a.mseed"), format="MSEED")
    return path


def _run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["fk", str(folder), "--step", "2", *arguments])


def test_json_csv_and_the_table_agree(folder: Path, tmp_path: Path) -> None:
    told = json.loads(_run(folder, "--format", "json").stdout)
    assert (told["array"], told["band_hz"], len(told["channels"])) == ("ARCES", [1.0, 6.0], 25)
    rows = list(csv.DictReader(io.StringIO(_run(folder, "--format", "csv").stdout)))
    assert [float(row["azimuth_deg"]) for row in rows] == [
        w["azimuth_deg"] for w in told["windows"]
    ]
    assert all(abs(w["azimuth_deg"] - 122.3) < 1.0 for w in told["windows"])
    assert "122." in _run(folder, "--plot", str(tmp_path / "fk.svg")).stdout
    assert (tmp_path / "fk.svg").read_text().startswith("<?xml")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--band", "1"], "no band"),
        (["--band", "6,1"], "Write two frequencies"),
        (["--band", "1,400"], "no band of these recordings"),
        (["--start", "noon"], "no time"),
        (["--array", "NOA"], "no array NOA"),
        (["--points", "1"], "a grid of 1 points"),
        (["--lang", "fr"], "no labels in 'fr'"),
        (["--corrections", "nowhere"], "nowhere: no such file or folder"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(folder: Path, arguments: list[str], said: str) -> None:
    result = _run(folder, *arguments)
    assert isinstance(result.exception, TestbanError)
    assert said in str(result.exception)


def test_corrections_that_are_none(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "sasc.ARCES").write_text("0.5 0.0 1.0\n0\n")
    shifted = json.loads(_run(folder, "--corrections", str(tmp_path), "--format", "json").stdout)
    assert all(w["azimuth_deg"] > 122.6 for w in shifted["windows"])
    (tmp_path / "sasc.ARCES").rename(tmp_path / "sasc.XX")
    assert "no corrections for ARCES" in _run(folder, "--corrections", str(tmp_path)).stderr
    named = _run(folder, "--corrections", str(tmp_path / "sasc.XX"), "--format", "json")
    assert "corrections of XX, applied to ARCES" in named.stderr
    assert json.loads(named.stdout)["windows"] == shifted["windows"]


@pytest.mark.parametrize(
    ("name", "said"), [("fk.gif", "cannot draw"), ("nowhere/fk.png", "cannot be written")]
)
def test_a_picture_without_a_place_is_told_of_before_the_work(
    folder: Path, tmp_path: Path, name: str, said: str
) -> None:
    result = _run(folder, "--plot", str(tmp_path / name))
    assert said in str(result.exception)
    assert "channels" not in result.stderr  # the recordings are read later


def test_times_in_the_table_are_rounded(folder: Path) -> None:
    options = ("--window", "4.15", "--end", "2010-01-22T02:04:53Z")
    (window,) = json.loads(_run(folder, *options, "--format", "json").stdout)["windows"]
    assert window["time"] == "2010-01-22T02:04:50.062Z"
    assert "2010-01-22T02:04:50.1Z" in _run(folder, *options).stdout
