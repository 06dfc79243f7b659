"""What the rules must know of a language beside its pack: ``words.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["Words", "council_resolutions", "words", "years_of"]


@dataclass(frozen=True)
class Words:
    """The words of one language, as ``words.toml`` gives them."""

    data: Mapping[str, Any]

    def regex(self, name: str) -> re.Pattern[str]:
        """A pattern; one that never matches where the language has none."""
        return _compiled(self.data.get(name, r"(?!)"))

    def rows(self, name: str) -> list[Any]:
        """A list; empty where the language has none."""
        found: list[Any] = self.data.get(name, [])
        return found


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


@cache
def _table() -> dict[str, Any]:
    text = resources.files("testban.treaty.checks").joinpath("words.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def words(code: str) -> Words:
    """The words of a language; none for one that the table does not have."""
    return Words(_table().get(code, {}))


def years_of(series: str, number: int) -> range:
    """The years in which a numbered meeting of a series was held; none where it is not known.

    >>> years_of("friends", 3), years_of("assembly", 60)
    (range(2006, 2007), range(2005, 2007))
    """
    known = _table()["series"][series]
    if "years" in known:
        year = known["years"].get(str(number))
        return range(year, year + 1) if year else range(0)
    return range(known["before"] + number, known["before"] + number + known["reach"] + 1)


@cache
def council_resolutions() -> Mapping[int, int]:
    """Resolutions of the Security Council on nuclear tests and weapons: number -> year.

    >>> council_resolutions()[2310]
    2016
    """
    return {int(number): year for number, year in _table()["council"]["years"].items()}
