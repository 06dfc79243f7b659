"""Every key that `--format json` prints has its place in docs/reference/json.md."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from testban.cli import app

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "json.md"
ARRIVALS = ROOT / "tests" / "monitoring" / "specimens" / "ridge_2031.csv"
PAPERS = sorted((ROOT / "tests" / "specimens").glob("*parity*.txt"))
# Keyed by something else than names of fields.
MAPS = {"names"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("store") / "papers.sqlite"
    printed("ingest", *map(str, PAPERS), "--db", str(file))
    entry = ("--state", "NPL", "--deposited", "2026-09-15", "--source", "invented")
    done = CliRunner().invoke(
        app, ["ledger", "add", "CTBT", "ratification", *entry, "--db", str(file)]
    )
    assert done.exit_code == 0, done.output
    return file


def printed(*arguments: str) -> Any:
    done = CliRunner().invoke(app, [*arguments, "--format", "json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def documented(heading: str) -> set[str]:
    """The words in backticks under a heading of the second level, and under what it points at."""
    text = re.sub(r"^```.*?^```$", "", PAGE.read_text(encoding="utf-8"), flags=re.M | re.S)
    match = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    assert match, heading
    return set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", match[1]))))


def keys(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if name not in MAPS:
                yield key
            yield from keys(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner, name)


@pytest.mark.parametrize(
    ("heading", "arguments", "elsewhere"),
    [
        ("Read", ("read", str(PAPERS[0])), ("Document",)),
        ("Facts", ("facts", str(PAPERS[0])), ("Document",)),
        ("Status", ("status", "CTBT", "--as-of", "2023-11-03"), ()),
        ("List", ("list", "annex2", "--as-of", "2023-11-03"), ()),
        ("Whatif", ("whatif", "CTBT", "--ratify", "CHN", "--on", "2027-01-01"), ("Status",)),
        ("Treaties", ("treaties",), ()),
        ("State", ("state", "CMR", "--db", "STORE"), ("Facts", "Ledger")),
        ("Ledger", ("ledger", "show", "--db", "STORE"), ()),
        ("Ingest", ("ingest", str(PAPERS[0]), "--db", "STORE"), ()),
        ("Search", ("search", "treaty", "--db", "STORE"), ("Facts",)),
        ("Documents", ("documents", "--db", "STORE"), ()),
        ("Locate", ("locate", str(ARRIVALS)), ()),
        ("Traveltimes", ("traveltimes", "--distance", "60"), ()),
    ],
)
def test_every_key_is_documented(
    heading: str, arguments: tuple[str, ...], elsewhere: tuple[str, ...], store: Path
) -> None:
    value = printed(*(str(store) if word == "STORE" else word for word in arguments))
    known = documented(heading).union(*map(documented, elsewhere))
    assert sorted(set(keys(value)) - known) == []
