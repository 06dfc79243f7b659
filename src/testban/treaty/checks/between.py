"""Between papers: the same fact, stated in one way here and in another there."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from testban.reference.meetings import meetings
from testban.reference.states import states
from testban.treaty.checks.known import known_meeting, meeting_called, treaty_of, year_named
from testban.treaty.checks.model import Finding, find_rule
from testban.treaty.checks.paper import Paper
from testban.treaty.checks.shown import Days, Held, Parts, Shown, States, Word, said, show
from testban.treaty.documents.model import Document, Source
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Citation, Fact
from testban.treaty.languages import available, pack

__all__ = ["KINDS", "Statement", "contradictions", "kept_statements", "statements"]

KINDS = ("count", "treaty_action", "meeting", "vote", "appointment", "state_list")
"""The kinds of fact by which papers are compared."""

_DAY = len("2021-09-23")
_ONE_DAY = "X907"
_ATTENDING = (
    "attending_ratifiers_and_signatories",
    "attending_other",
    "attending_states_parties",
    "observer_states",
    "vice_presidents",
    "credentials_committee",
)


class Statement(NamedTuple):
    """What a paper says that another may say otherwise.

    Attributes
    ----------
    file
        The paper, as the user named it.
    code
        The rule under which it is compared.
    about
        What it is said of.
    what
        What is said: a number, a day, a set of States.
    cite, column
        Where.
    """

    file: str
    code: str
    about: tuple[Hashable, ...]
    what: Hashable
    cite: Citation
    column: int


_Said = tuple[tuple[Hashable, ...], Hashable, Fact]


def statements(file: str, paper: Paper) -> list[Statement]:
    """What a paper says that another one may contradict."""
    found = []
    for code, rule in _RULES.items():
        for about, what, fact in rule(paper):
            start = fact.cite.spans[0][0] if fact.cite.spans else 0
            column = paper.document.source.column(start)
            found.append(Statement(file, code, about, what, fact.cite, column))
    return found


def kept_statements(
    file: str, symbol: str | None, language: str | None, facts: Sequence[Fact]
) -> list[Statement]:
    """What a paper says whose facts were kept, and whose text is not at hand.

    Parameters
    ----------
    file
        What the messages call it.
    facts
        At least those of the `KINDS`.
    """
    if language not in available():
        return []
    source = Source(file, "", "text/plain", "")
    document = Document(source, (), symbol=symbol, language=language)
    return statements(file, Paper(Context(document, pack(language)), facts, None))


def contradictions(said: Iterable[Statement]) -> Iterator[tuple[str, Finding]]:
    """X901 to X907: where one paper says otherwise than an earlier one.

    Parameters
    ----------
    said
        The statements of several papers, in the order in which the papers were given.

    Returns
    -------
    The later paper's file with the finding, whose message names the place in the earlier one.
    """
    first: dict[tuple[str, tuple[Hashable, ...]], Statement] = {}
    told: set[Hashable] = set()
    for here in said:
        there = first.setdefault((here.code, here.about), here)
        key, place = (here.file, here.code, here.about), (here.file, here.code, here.cite.spans)
        if there.file == here.file or there.what == here.what or key in told:
            continue
        if isinstance(here.what, _Person) and place in told:
            continue  # who names another State names another person, too
        told |= {key, place}
        yield here.file, _finding(here, there)


def _finding(here: Statement, there: Statement) -> Finding:
    code, shown, other = here.code, _shown(here.what), _shown(there.what)
    if isinstance(here.what, frozenset) and isinstance(there.what, frozenset):
        shown, other = _names(here.what - there.what), _names(there.what - here.what)
    elif isinstance(here.what, Days) and isinstance(there.what, Days):
        shown, other = here.what, there.what
        # Who names one day of a meeting does not say that it had no other.
        if _one_of(shown, other):
            code, shown = _ONE_DAY, replace(shown, only=True)
        elif _one_of(other, shown):
            code, other = _ONE_DAY, replace(other, only=True)
    values = {
        "about": _about(here.about),
        "here": shown,
        "there": other,
        "file": there.file,
        "line": there.cite.line,
        "quote": " ".join(there.cite.quote.split())[:120],
    }
    return Finding(find_rule(code), here.cite, here.column, "", values)


def _one_of(day: Days, period: Days) -> bool:
    return day.start == day.end and period.start <= day.start <= period.end


def _about(value: tuple[Hashable, ...]) -> Parts:
    """What is spoken of, in the reader's language."""
    shown = (part for part in value if part not in (None, "") and not isinstance(part, _Unsaid))
    return Parts(tuple(_shown(part) for part in shown))


def _names(codes: frozenset[str]) -> object:
    return States(tuple(sorted(codes))) if codes else "—"


def _shown(value: Hashable) -> object:
    if isinstance(value, Shown):
        return value
    if value in states():
        return States((str(value),))
    held = next((m for m in meetings() if value in (m.id, m.symbol_prefix)), None)
    if show(value, "en") != value:
        return value  # a day
    return Held(held) if held else Word(str(value))


def _counts(paper: Paper) -> Iterator[_Said]:
    own = paper.context.own_meeting
    for fact in paper.of("count"):
        fields = fact.fields
        day = str(fields["as_of"] or "")
        # The days of one meeting are one: a draft is of its first, the report of its last.
        met = own is not None and own.start.isoformat() <= day <= own.end.isoformat()
        of = fields["meeting"] or (paper.context.meeting if met else day)
        # How many States attended is counted in too many ways: with observers, without, by kind.
        if fields["subject"] == "attending_states":
            continue
        if of and (fields["meeting"] or len(day) == _DAY):
            yield (fields["subject"], fields["treaty"], of), fields["value"], fact


def _actions(paper: Paper) -> Iterator[_Said]:
    for fact in paper.of("treaty_action"):
        fields = fact.fields
        if fields["date"] and len(fields["date"]) == _DAY and fields["treaty"]:
            yield (fields["state"], fields["action"], fields["treaty"]), fields["date"], fact


def _meetings(paper: Paper) -> Iterator[_Said]:
    for fact in paper.of("meeting"):
        fields = fact.fields
        start, end = str(fields["start"]), str(fields["end"] or fields["start"])
        name = str(fields["name"])
        treaty = treaty_of(paper, name)
        if len(start) < _DAY:
            continue
        # A conference by its year, a numbered meeting by its number: names differ by language.
        if treaty == "CTBT":
            known = known_meeting(paper, fact)
            year = year_named(paper, fact) or start[:4]
            yield (known.id if known else f"{treaty} {year}",), Days(start, end), fact
        elif fields["ordinal"] is not None:
            known = known_meeting(paper, fact)
            about = (known.id,) if known else (treaty or name, fields["ordinal"])
            yield about, Days(start, end), fact


def _votes(paper: Paper) -> Iterator[_Said]:
    for fact in paper.of("vote"):
        fields = fact.fields
        for side in ("yes", "no", "abstain"):
            about = (fields["resolution"], fields["part"], side)
            if fields["resolution"] and fields[side] is not None:
                yield about, fields[side], fact
            # Those in favour are many, and seldom all named.
            if fields["resolution"] and side != "yes" and fields[f"states_{side}"]:
                yield (*about, "States"), frozenset(fields[f"states_{side}"]), fact


@dataclass(frozen=True, slots=True)
class _Person:
    """A person, known by the last part of the name: papers leave out the others."""

    name: str = field(compare=False)
    last: str

    def shown(self, _lang: str) -> str:
        """The name as the paper has it."""
        return self.name


def _appointments(paper: Paper) -> Iterator[_Said]:
    offices: dict[tuple[Hashable, ...], list[Fact]] = {}
    for fact in paper.of("appointment"):
        if office := _office(paper, fact):
            offices.setdefault(office, []).append(fact)
    for about, facts in offices.items():
        held = [fact for fact in facts if fact.fields["state"]]
        if held:
            yield about, frozenset(str(fact.fields["state"]) for fact in held), held[0]
        people = [fact for fact in facts if fact.fields["person"]]
        if len(people) == 1:
            # Names are spelt by language: those of one language are compared.
            lang = paper.context.language.code
            name = str(people[0].fields["person"])
            last = name.replace("·", " ").split()[-1].casefold()
            yield (*about, _Unsaid(lang)), _Person(name, last), people[0]


@dataclass(frozen=True, slots=True)
class _Unsaid:
    """What tells two statements apart, and is not told."""

    what: str


def _office(paper: Paper, fact: Fact) -> tuple[Hashable, ...] | None:
    """The office: of a known meeting, or of a body of the paper's own meeting."""
    body, role = str(fact.fields["body"] or ""), fact.fields["role"]
    own = paper.context.meeting
    if body == own:
        return own, role
    if (held := meeting_called(paper, body)) is not None:
        return held.symbol_prefix or held.id, role
    if paper.context.language.regex("meetings", "any").search(body) or not own:
        return None  # a meeting that is not known
    # Bodies have one name for both languages.
    return own, role, said("en").get(body, body)


def _attendance(paper: Paper) -> Iterator[_Said]:
    lists: dict[tuple[Hashable, ...], list[Fact]] = {}
    for fact in paper.of("state_list"):
        if fact.fields["meeting"] and fact.fields["role"] in _ATTENDING:
            attended = (fact.fields["meeting"], fact.fields["role"])
            lists.setdefault(attended, []).append(fact)
    for about, facts in lists.items():
        yield about, frozenset(s for fact in facts for s in fact.fields["states"]), facts[0]


_RULES: dict[str, Callable[[Paper], Iterator[_Said]]] = {
    "X901": _counts,
    "X902": _actions,
    "X903": _meetings,
    "X904": _votes,
    "X905": _appointments,
    "X906": _attendance,
}
