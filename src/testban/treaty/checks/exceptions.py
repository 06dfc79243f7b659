"""Findings that somebody has looked at and lets stand, each with a reason."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from testban.errors import UsageError
from testban.files import opened
from testban.treaty.checks.model import Finding, find_rule

__all__ = ["Waiver", "read_waivers", "waived"]

_SHAPE = (
    'Write [[exception]] with code = "S203", reason = "…", and where it holds: line = 612, '
    'quote = "…" or file = "…"'
)
_MOST_BYTES = 1 << 20
_KEYS = ("code", "reason", "line", "quote", "file")


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that may stand: its rule, why, and what tells its place.

    Attributes
    ----------
    line, quote, file
        Of the finding; None where any will do, but for one of them.
    """

    code: str
    reason: str
    line: int | None = None
    quote: str | None = None
    file: str | None = None

    def covers(self, finding: Finding, file: str) -> bool:
        """Whether it is this finding that may stand."""
        return (
            self.code == finding.rule.code
            and self.line in (None, finding.cite.line)
            and self.file in (None, Path(file).name)
            and (self.quote is None or self.quote in finding.cite.quote)
        )


def read_waivers(path: Path) -> list[Waiver]:
    """The exceptions that a TOML file makes.

    Raises
    ------
    UsageError
        It cannot be read, is no TOML, or an exception lacks its code, its place or its reason.
    """
    with opened(path, UsageError) as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise UsageError("too large for a list of exceptions", where=path.name, cure=_SHAPE)
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"no TOML ({error})", where=path.name, cure=_SHAPE) from error
    rows = table.get("exception", [])
    if not isinstance(rows, list) or set(table) - {"exception"}:
        raise UsageError("no list of exceptions", where=path.name, cure=_SHAPE)
    return [_waiver(row, f"{path.name}, exception {n}") for n, row in enumerate(rows, start=1)]


def _waiver(row: Any, where: str) -> Waiver:
    if not isinstance(row, dict) or set(row) - set(_KEYS):
        raise UsageError(
            "something else than a code, a place and a reason", where=where, cure=_SHAPE
        )
    kinds = {"line": int}
    if any(not isinstance(value, kinds.get(key, str)) for key, value in row.items()):
        raise UsageError("a line is a number, all else is text", where=where, cure=_SHAPE)
    if not str(row.get("reason", "")).strip():
        raise UsageError(
            "no reason is given", where=where, cure='Say why it may stand: reason = "…"'
        )
    if "code" not in row or not set(row) & {"line", "quote", "file"}:
        raise UsageError("it does not say which finding", where=where, cure=_SHAPE)
    return Waiver(**{**row, "code": find_rule(row["code"]).code})


def waived(
    findings: Iterable[Finding], file: str, waivers: Iterable[Waiver]
) -> tuple[list[Finding], set[Waiver]]:
    """The findings that no exception covers, and the exceptions that covered one."""
    every = list(waivers)
    kept: list[Finding] = []
    used: set[Waiver] = set()
    for finding in findings:
        covering = [waiver for waiver in every if waiver.covers(finding, file)]
        used.update(covering)
        if not covering:
            kept.append(finding)
    return kept, used
