"""Counts and lists: what a paper counts against what it lists, and the lists themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from testban.reference.states import short_name
from testban.treaty.checks.beside import Beside, beside, doubled_beside, items_announced
from testban.treaty.checks.misspelt import misspelt_states
from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper
from testban.treaty.checks.shown import Listed, Printed, States
from testban.treaty.checks.standing import of_another_time
from testban.treaty.extract.doubts import doubtful_names
from testban.treaty.extract.model import Fact
from testban.treaty.extract.patterns import number

__all__ = [
    "doubled",
    "named_as_another",
    "sides_of_a_sum",
    "stated_against_listed",
    "unknown_names",
]

# Which lists, taken together, hold the States that a count counts; the first that the paper has.
_LISTED: dict[str, tuple[tuple[str, ...], ...]] = {
    "ratifiers": (("ratified",),),
    "annex2_states": (("annex2",),),
    "annex2_ratifiers": (("annex2_ratified",),),
    "annex2_remaining": (
        ("annex2_remaining",),
        ("annex2_signed_not_ratified", "annex2_not_signed"),
    ),
    "states_parties": (("parties",),),
    "attending_states_parties": (("attending_states_parties",),),
    "observer_states": (("observer_states",),),
}
# The sum of the parts is the whole.
_SUMS: tuple[tuple[str, str, str], ...] = (
    ("annex2_states", "annex2_ratifiers", "annex2_remaining"),
    ("attending_states", "attending_states_parties", "observer_states"),
)

# A list of less than half the number that is stated is no list of those.
_FAR_OFF = 2


def stated_against_listed(paper: Paper) -> Iterator[Finding]:
    """C101: a number of States is not the number of names in the list that it speaks of."""
    named = list(beside(paper))
    yield from _beside(paper, named)
    yield from _in_headings(paper)
    yield from items_announced(paper)
    lists = _single_lists(paper)
    for fact in paper.of("count"):
        if any(
            start in each.origin or each.origin.start in range(start, end)
            for each in named
            for start, end in fact.cite.spans
        ):
            continue  # its own names follow it
        if of_another_time(paper, fact):
            continue  # "65 when the last meeting closed": the list is of today
        known = next(
            filter(None, (_parts(lists, r) for r in _LISTED.get(fact.fields["subject"], ()))), ()
        )
        listed = sum(_length(part) for part in known)
        if not known or listed == fact.fields["value"] or _FAR_OFF * listed < fact.fields["value"]:
            continue
        lines = Listed(tuple(part.cite.line for part in known))
        value = fact.fields["value"]
        yield paper.finding("C101", fact.cite, listed, stated=value, listed=listed, lines=lines)


def _beside(paper: Paper, named: list[Beside]) -> Iterator[Finding]:
    for each in named:
        listed = len(each.states)
        if listed != each.stated:
            passage = each.hit.passage
            cite = paper.context.cite([each.hit.piece("value")], passage.block.place)
            line = paper.document.source.line(each.hit.piece("states").origin[0])
            yield paper.finding(
                "C101", cite, listed, stated=each.stated, listed=listed, lines=str(line)
            )


def _in_headings(paper: Paper) -> Iterator[Finding]:
    """A number in brackets at the end of the heading of a list: "Signed (5 States):"."""
    ends = [(hit.passage.text.origin[-1], hit) for hit in paper.context.found("beside", "heading")]
    for fact in paper.of("state_list") if ends else ():
        first = min(start for start, _ in fact.cite.spans)
        for end, hit in ends:
            between = paper.document.source.text[end + 1 : first] if end < first else "-"
            stated = number(hit.words("value"), paper.context.language)
            if between.strip() or stated is None or stated == _length(fact):
                continue
            cite = paper.context.cite([hit.piece("value")], hit.passage.block.place)
            line = str(paper.document.source.line(first))
            listed = _length(fact)
            yield paper.finding("C101", cite, listed, stated=stated, listed=listed, lines=line)


def _parts(lists: dict[str, Fact], roles: tuple[str, ...]) -> list[Fact]:
    """The lists of some roles, where the paper has all of them."""
    found = [lists[role] for role in roles if role in lists]
    return found if len(found) == len(roles) else []


def _single_lists(paper: Paper) -> dict[str, Fact]:
    """The list of each role, where the paper has one such list and no more."""
    found: dict[str, list[Fact]] = {}
    for fact in paper.of("state_list"):
        found.setdefault(fact.fields["role"], []).append(fact)
    return {role: facts[0] for role, facts in found.items() if len(facts) == 1}


def _length(fact: Fact) -> int:
    return len(fact.fields["states"]) + len(fact.fields.get("unknown", ()))


def doubled(paper: Paper) -> Iterator[Finding]:
    """C102: a State stands twice in one list."""
    told: set[int] = set()
    for fact in paper.of("state_list", "vote"):
        told.update(entry.origin for entry in paper.entries(fact))
        if fact.kind == "vote":
            continue  # V402 tells it
        for state, times in Counter(fact.fields["states"]).items():
            if times > 1:
                cite = paper.where(fact, state)
                yield paper.finding("C102", cite, state=States((state,)), times=times)
    yield from doubled_beside(paper, told)


def unknown_names(paper: Paper) -> Iterator[Finding]:
    """C103: a name that no State has stands where a State's name should."""
    told: set[int] = set()
    for piece, _ in doubtful_names(paper.context, paper.facts):
        told.add(piece.origin[0])
        yield paper.finding("C103", paper.context.cite([piece], ""), name=piece.text)
    yield from misspelt_states(paper, told)


def sides_of_a_sum(paper: Paper) -> Iterator[Finding]:
    """C104: the parts that a paper states do not add up to the whole that it states."""
    stated = {fact.fields["subject"]: fact for fact in reversed(list(paper.of("count")))}
    for whole, *parts in _SUMS:
        if whole in stated and all(part in stated for part in parts):
            total = sum(stated[part].fields["value"] for part in parts)
            value = stated[whole].fields["value"]
            if total != value:
                cite = stated[parts[-1]].cite
                right = stated[parts[-1]].fields["value"] + value - total
                shown = " + ".join(str(stated[part].fields["value"]) for part in parts)
                yield paper.finding("C104", cite, right, parts=shown, total=total, whole=value)


def named_as_another(paper: Paper) -> Iterator[Finding]:
    """C107: a name that is another State's, which stands beside it under a name of its own."""
    lang = paper.context.language.code
    for passage, entries in paper.named:
        beside = {entry.readings[0] for entry in entries if len(entry.readings) == 1}
        for entry in entries:
            if len(entry.readings) == 1:
                continue
            meant = paper.context.state(entry.readings)
            others = beside.intersection(entry.readings) - {meant}
            official = any(short_name(other, lang) == entry.piece.text for other in others)
            if official and short_name(meant, lang) != entry.piece.text:
                yield paper.finding(
                    "C107",
                    paper.context.cite([entry.piece], passage.block.place),
                    short_name(meant, lang),
                    name=entry.piece.text,
                    state=Printed(meant, short_name(meant, lang)),
                    other=States(tuple(sorted(others))),
                )
