"""What a message names, in the words of the reader's language: States, meetings, days, codes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Protocol, runtime_checkable

from testban.reference.meetings import Meeting, meetings
from testban.reference.states import short_name
from testban.reference.treaties import treaties

__all__ = [
    "Clause",
    "Days",
    "Held",
    "Listed",
    "Numeral",
    "Ordinal",
    "Parts",
    "Place",
    "Printed",
    "Shown",
    "States",
    "Weekday",
    "Word",
    "said",
    "show",
]


@runtime_checkable
class Shown(Protocol):
    """Anything that a message names and that differs by language."""

    def shown(self, lang: str) -> str:
        """The words, in Chinese (``zh``) or English (``en``)."""
        ...


@cache
def said(lang: str) -> Mapping[str, str]:
    """The words and clauses of messages in a language, from ``said.toml``."""
    text = resources.files("testban.treaty.checks").joinpath("said.toml").read_text("utf-8")
    found: Mapping[str, str] = tomllib.loads(text)[lang]
    return found


_DAY = r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?"
_DAYS = re.compile(rf"({_DAY})(?:/({_DAY}))?")


def show(value: Any, lang: str) -> Any:
    """A value as a message's template takes it: days, which programs write in figures, in words.

    >>> show("2006-03-01", "en"), show("2006-03", "zh"), show(7, "en")
    ('1 March 2006', '2006年3月', 7)
    """
    if isinstance(value, Shown):
        return value.shown(lang)
    days = _DAYS.fullmatch(str(value)) if isinstance(value, (str, date)) else None
    return Days(days[1], days[2] or "").shown(lang) if days else value


@dataclass(frozen=True, slots=True)
class States:
    """States in a message: codes that become names."""

    codes: tuple[str, ...]

    def shown(self, lang: str) -> str:
        """The names, parted as the language parts a list."""
        return said(lang)["comma_in_list"].join(short_name(code, lang) for code in self.codes)


@dataclass(frozen=True, slots=True)
class Printed:
    """A State that the paper calls by a name which may not be the message's."""

    code: str
    name: str

    def shown(self, lang: str) -> str:
        """The State's name, and the paper's where it is another."""
        name = short_name(self.code, lang)
        return name if self.name == name else said(lang)["printed"].format(name, self.name)


@dataclass(frozen=True, slots=True)
class Word:
    """A code of the facts (``vice_presidents``), an act or a treaty (``CTBT``)."""

    code: str

    def shown(self, lang: str) -> str:
        """The word; a treaty's name in Chinese; the code where there is no word for it."""
        if self.code in treaties():
            return f"《{treaties()[self.code].names['zh']}》" if lang == "zh" else self.code
        return said(lang).get(self.code, self.code.replace("_", " "))


@dataclass(frozen=True, slots=True)
class Held:
    """A known meeting, by its name."""

    meeting: Meeting

    def shown(self, lang: str) -> str:
        """The Chinese name; the English one with the treaty's abbreviation."""
        if lang == "zh":
            return self.meeting.name_zh
        treaty = treaties()[self.meeting.treaty]
        return f"the {self.meeting.name_en.replace(treaty.names['en'], treaty.id)}"


@dataclass(frozen=True, slots=True)
class Days:
    """A day or a period: ISO dates of any precision; `only` marks one day among several.

    >>> Days("2021-09-23", "2021-09-24").shown("en"), Days("2005-08").shown("zh")
    ('23–24 September 2021', '2005年8月')
    """

    start: str
    end: str = ""
    only: bool = False

    def shown(self, lang: str) -> str:
        """As papers print them."""
        start, end = (tuple(each.split("-")) for each in (self.start, self.end or self.start))
        if start == end:
            text = _day(start, lang)
        elif len(start) == len(end) == 3 and start[:2] == end[:2]:
            first, month = _day(start, lang), _day(start[:2], lang)
            text = said(lang)["days_of_month"].format(first, int(end[2]), int(start[2]), month)
        else:
            text = said(lang)["days"].format(_day(start, lang), _day(end, lang))
        return said(lang)["only"].format(text) if self.only else text


def _day(parts: tuple[str, ...], lang: str) -> str:
    words = said(lang)
    months = words["months"]
    numbers = [int(part) for part in parts]
    if len(numbers) > 1 and not 1 <= numbers[1] <= len(months):
        return "-".join(parts)
    form = words[("year", "month", "date")[len(numbers) - 1]]
    month = months[numbers[1] - 1] if len(numbers) > 1 else ""
    return form.format(year=numbers[0], month=month, day=numbers[-1])


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of ``said.toml`` with its values; one whose ``n`` is 1 may have a form of its own."""

    name: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def shown(self, lang: str) -> str:
        """The clause."""
        words = said(lang)
        one = f"{self.name}_one"
        name = one if self.values.get("n") == 1 and one in words else self.name
        return words[name].format(**{key: show(each, lang) for key, each in self.values.items()})


@dataclass(frozen=True, slots=True)
class Parts:
    """Several things, one after the other."""

    parts: tuple[Any, ...]

    def shown(self, lang: str) -> str:
        """The parts that are there, parted by commas."""
        return said(lang)["comma"].join(str(show(each, lang)) for each in self.parts)


@dataclass(frozen=True, slots=True)
class Numeral:
    """The number of an annex or appendix: Roman in English, Chinese in Chinese."""

    value: int

    def shown(self, lang: str) -> str:
        """The numeral."""
        numerals = said(lang)["numerals"]
        return str(numerals[self.value - 1] if 0 < self.value <= len(numerals) else self.value)


@dataclass(frozen=True, slots=True)
class Ordinal:
    """An ordinal number.

    >>> [Ordinal(n).shown("en") for n in (1, 12, 22, 63)], Ordinal(3).shown("zh")
    (['1st', '12th', '22nd', '63rd'], '第3')
    """

    value: int

    def shown(self, lang: str) -> str:
        """In digits."""
        if form := said(lang).get("ordinal"):
            return form.format(n=self.value)
        teens = self.value % 100 in (11, 12, 13)
        ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(self.value % 10, "th")
        return f"{self.value}{ending}"


@dataclass(frozen=True, slots=True)
class Listed:
    """Things of one kind in a row."""

    things: tuple[Any, ...]

    def shown(self, lang: str) -> str:
        """The things, parted as the language parts a list; a dash for none."""
        return (
            said(lang)["comma_in_list"].join(str(show(each, lang)) for each in self.things) or "—"
        )


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, counted from Monday as 0."""

    number: int

    def shown(self, lang: str) -> str:
        """The name."""
        return said(lang)["weekdays"][self.number]


@dataclass(frozen=True, slots=True)
class Place:
    """A city in which a known meeting was held, by its name in either language."""

    name: str

    def shown(self, lang: str) -> str:
        """The name in the reader's language; the paper's own where no meeting was held there."""
        for held in meetings():
            if self.name in (held.place_en, held.place_zh):
                return held.place_zh if lang == "zh" else held.place_en
        return self.name
