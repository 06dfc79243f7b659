"""States, former States and every name that official papers give them, in six languages.

The tables hold 197 States: the 193 members of the United Nations, the Holy See, the State of
Palestine, the Cook Islands and Niue. They are named by their ISO 3166-1 alpha-3 code; former
States by their ISO 3166-3 code; the European Union, which papers list beside States, as ``EU``.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from testban.errors import UsageError
from testban.reference.tables import read_table

__all__ = [
    "LANGUAGES",
    "FormerState",
    "Name",
    "State",
    "false_friends",
    "find_state",
    "formal_name",
    "former_states",
    "list_name",
    "names",
    "near_states",
    "parse_states",
    "short_name",
    "states",
]

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")

_STATE_COLUMNS = (
    "iso3", "iso2", "m49", "un_status", "regional_group", "ctbt_region", "annex2", "ldc", "sids",
    "group_note", "source",
)  # fmt: skip
_FORMER_COLUMNS = (
    "code", "name_en", "name_zh", "valid_from", "valid_to", "successors", "continued_by", "note",
    "source",
)  # fmt: skip
# How like a name what was typed must be to be taken for a slip of the pen (difflib's ratio).
_CLOSE = 0.75
_NAME_COLUMNS = ("iso3", "lang", "text", "kind", "valid_from", "valid_to", "source")


@dataclass(frozen=True, slots=True)
class State:
    """One State of today.

    Attributes
    ----------
    iso3, iso2, m49
        ISO 3166-1 alpha-3 and alpha-2 codes, and the UN statistical code as three digits.
    un_status
        ``member``, ``observer`` or ``other``.
    regional_group
        UN regional group, or None; `group_note` says where that is not simple.
    ctbt_region
        Region of Annex 1 to the CTBT, or None for a State that the annex does not list.
    annex2
        Listed in Annex 2 to the CTBT, whose 44 States must ratify for entry into force.
    ldc, sids
        Least developed country (list as of 2026-01-01); small island developing State.
    """

    iso3: str
    iso2: str
    m49: str
    un_status: str
    regional_group: str | None
    ctbt_region: str | None
    annex2: bool
    ldc: bool
    sids: bool
    group_note: str = ""


@dataclass(frozen=True, slots=True)
class FormerState:
    """A State that is no more: ISO 3166-3 code, years, successors (ISO 3166-1 alpha-3).

    `continued_by` is the State that continued its membership of the United Nations, if one did.
    """

    code: str
    name_en: str
    name_zh: str
    valid_from: str
    valid_to: str
    successors: tuple[str, ...]
    continued_by: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of one State's name in one language.

    `kind` is ``short`` or ``formal`` (UNTERM's), ``former`` (official once) or ``variant`` (also
    used). The dates are ISO 8601 with the precision known; None means no bound. They say when the
    name was official: papers are sometimes early or late.
    """

    iso3: str
    lang: str
    text: str
    kind: str
    valid_from: str | None
    valid_to: str | None


@cache
def states() -> Mapping[str, State]:
    """The 197 States by ISO 3166-1 alpha-3 code, in the order of the codes."""
    return MappingProxyType(
        {
            row[0]: State(
                iso3=row[0],
                iso2=row[1],
                m49=row[2],
                un_status=row[3],
                regional_group=row[4] or None,
                ctbt_region=row[5] or None,
                annex2=row[6] == "1",
                ldc=row[7] == "1",
                sids=row[8] == "1",
                group_note=row[9],
            )
            for row in read_table("states.csv", _STATE_COLUMNS)
        }
    )


@cache
def former_states() -> Mapping[str, FormerState]:
    """Former States by ISO 3166-3 code (``SUHH``, ``YUCS``, ``CSXX``, …)."""
    return MappingProxyType(
        {
            row[0]: FormerState(
                code=row[0],
                name_en=row[1],
                name_zh=row[2],
                valid_from=row[3],
                valid_to=row[4],
                successors=tuple(row[5].split()),
                continued_by=row[6] or None,
                note=row[7],
            )
            for row in read_table("former_states.csv", _FORMER_COLUMNS)
        }
    )


@cache
def names(lang: str | None = None) -> tuple[Name, ...]:
    """Every spelling, of States, former States and the European Union.

    The same text may stand for two States (多米尼加); the rows are given as they are, and the
    reader of a paper decides by date and neighbours.

    Parameters
    ----------
    lang
        ``ar``, ``en``, ``es``, ``fr``, ``ru`` or ``zh``; None for all six.
    """
    if lang is not None:
        _check_language(lang)
        return tuple(name for name in names() if name.lang == lang)
    return tuple(
        Name(iso3, language, text, kind, valid_from or None, valid_to or None)
        for iso3, language, text, kind, valid_from, valid_to, _ in read_table(
            "names.csv", _NAME_COLUMNS
        )
    )


@cache
def false_friends(lang: str) -> tuple[str, ...]:
    """Longer words in which a State's name is not a name of the State (印度洋, New Mexico)."""
    _check_language(lang)
    rows = read_table("false_friends.csv", ("lang", "text", "note"))
    return tuple(text for language, text, _ in rows if language == lang)


def short_name(iso3: str, lang: str = "en") -> str:
    """UNTERM's short name, without article or asterisk; a former State's usual name."""
    return _official_name(iso3, lang, "short")


def list_name(iso3: str, lang: str = "en") -> str:
    """The name under which lists in United Nations papers give the State: mostly the short name.

    Examples
    --------
    >>> list_name("NLD"), list_name("COG", "zh"), list_name("CHN")
    ('Netherlands (Kingdom of the)', '刚果', 'China')
    """
    return _list_names().get((iso3, lang)) or short_name(iso3, lang)


def formal_name(iso3: str, lang: str = "en") -> str:
    """UNTERM's formal name, without a leading article."""
    return _official_name(iso3, lang, "formal")


def find_state(text: str) -> State:
    """The State that a person means by a code or a name in any of the six languages.

    Case, accents, the width of brackets and the kind of apostrophe do not matter. A name that
    two States share means the one whose official name it is.

    Raises
    ------
    UsageError
        No State is called so, with near matches; or only a former State or a union is.

    Examples
    --------
    >>> find_state("Cote d'Ivoire").iso3
    'CIV'
    >>> find_state("埃及").iso3
    'EGY'
    """
    key = _key(text)
    code = _codes().get(key) or _by_name().get(key)
    if code is None:
        raise UsageError(f"no State is called '{text.strip()}'", cure=_near(text))
    state = states().get(code)
    if state is None:
        raise UsageError(f"'{text.strip()}' is not a State of today", cure=_instead(code))
    return state


def near_states(text: str) -> list[str]:
    """ISO 3166-1 alpha-3 codes of the States whose names are nearly `text`: the nearest first.

    At most three, and none where no name is near.

    Examples
    --------
    >>> near_states("Guatamala"), near_states("Atlantis")
    (['GTM'], [])
    """
    found = difflib.get_close_matches(_key(text), _by_name(), n=5, cutoff=_CLOSE)
    codes = dict.fromkeys(_by_name()[name] for name in found)
    return [code for code in list(codes)[:3] if code in states()]


def parse_states(text: str) -> list[str]:
    """ISO 3166-1 alpha-3 codes of a list such as ``CHN,EGY`` or ``中国、埃及``, each once.

    Raises
    ------
    UsageError
        The list is empty, or holds something that is no State.
    """
    parts = [part for part in re.split(r"[,;，、；\n]", text) if part.strip()]
    if not parts:
        raise UsageError("the list of States is empty", cure="Write it like CHN,EGY")
    return list(dict.fromkeys(find_state(part).iso3 for part in parts))


def _check_language(lang: str) -> None:
    if lang not in LANGUAGES:
        raise UsageError(
            f"no names in language '{lang}'", cure=f"Use one of {', '.join(LANGUAGES)}"
        )


def _official_name(iso3: str, lang: str, kind: str) -> str:
    _check_language(lang)
    found = _official_names().get((iso3, lang, kind))
    if found is None:
        raise UsageError(f"no State has the code '{iso3}'", cure="Use an ISO 3166 alpha-3 code")
    return found


@cache
def _list_names() -> dict[tuple[str, str], str]:
    rows = read_table("list_names.csv", ("iso3", "lang", "text", "source"))
    return {(iso3, lang): text for iso3, lang, text, _ in rows}


@cache
def _official_names() -> dict[tuple[str, str, str], str]:
    table: dict[tuple[str, str, str], str] = {}
    for name in names():
        if name.kind in ("short", "formal"):
            table[name.iso3, name.lang, name.kind] = name.text
        elif name.iso3 in former_states():
            # The first name listed for a former State is the one in common use.
            table.setdefault((name.iso3, name.lang, "short"), name.text)
            table.setdefault((name.iso3, name.lang, "formal"), name.text)
    return table


def _key(text: str) -> str:
    """A form in which spellings that differ only in case, accents or typography are equal."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = " ".join(plain.replace("’", "'").replace("‘", "'").split())
    return plain.removeprefix("the ")


@cache
def _codes() -> dict[str, str]:
    table = {state.iso2.casefold(): iso3 for iso3, state in states().items()}
    table |= {iso3.casefold(): iso3 for iso3 in states()}
    return table | {state.m49: iso3 for iso3, state in states().items()}


@cache
def _by_name() -> dict[str, str]:
    """Code by name; official names are entered first and are not displaced."""
    rank = {"short": 0, "formal": 1, "variant": 2, "former": 3}
    table: dict[str, str] = {}
    for name in sorted(names(), key=lambda n: rank[n.kind]):
        table.setdefault(_key(name.text), name.iso3)
    return table


def _near(text: str) -> str:
    known = [f"{short_name(code)} ({code})" for code in near_states(text)]
    if known:
        return f"Did you mean {' or '.join(known)}?"
    return "Use an ISO code such as CHN or a name in one of the six UN languages"


def _instead(code: str) -> str:
    former = former_states().get(code)
    if former is None:
        return f"Name one of the States of the {short_name(code)}"
    return f"{former.name_en} ended on {former.valid_to}; name {' or '.join(former.successors)}"
