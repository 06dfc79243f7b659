"""One stretch in which two texts differ, and what it changes in substance."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import zip_longest

from testban.treaty.checks.shown import States
from testban.treaty.compare.characters import TokenHunk
from testban.treaty.compare.model import Change, kinds
from testban.treaty.compare.side import Side, Versions
from testban.treaty.compare.states import Named, SetChange, compare_lists, names_in
from testban.treaty.compare.tokens import Token
from testban.treaty.extract.model import Citation

__all__ = ["Delta", "duty_changed", "kinds_of", "of_kind", "set_change", "short", "step"]

# So much text that one version has and the other has nothing for says something of its own.
_CLAUSE_CHARACTERS = 10
_CLAUSE_WORDS = 6
_SHOWN = 80
# In the order in which a reader asks.
_SUBJECTS = ("number", "date", "symbol", "name", "duty")
_NAMES_OF_KINDS = {"duty": "obligation"}


def step(delta: Delta) -> str:
    """``old → new``, ``+ new`` or ``− old``."""
    if delta.old and delta.new:
        return f"{delta.old} → {delta.new}"
    return f"+ {delta.new}" if delta.new else f"− {delta.old}"


def short(text: str, width: int = _SHOWN) -> str:
    """At most so many characters."""
    return text if len(text) <= width else text[: width - 1] + "…"


def set_change(
    change: SetChange, a: Side, b: Side, one: Token | None = None, two: Token | None = None
) -> Change:
    """A State's change with its place in both; where it is not listed, the list."""
    old, new = change.old, change.new
    values = {}
    if change.kind == "state_ambiguous" and old and new:
        readings = new.states if len(new.states) > 1 else old.states
        values = {
            "readings": States(readings),
            "same": States(tuple(s for s in old.states if s in new.states)),
        }
    elif old or new:
        values = {"states": States(tuple(n.states[0] for n in (old, new) if n and n.states))}
    return Change(
        kinds()[change.kind],
        _place(a, old, one),
        _place(b, new, two),
        old.text if old else "",
        new.text if new else "",
        values,
    )


def _place(side: Side, name: Named | None, listed: Token | None) -> Citation | None:
    if name:
        return side.cite(name.start, name.end)
    if listed:
        return side.cite(listed.start, listed.end)
    return side.whole


class Delta:
    """A stretch that differs, and the strong tokens that only one side of it has."""

    def __init__(self, a: Side, b: Side, hunk: TokenHunk) -> None:
        self.a, self.b, self.hunk = a, b, hunk
        self.mine = a.tokens[hunk.a_start : hunk.a_end]
        self.yours = b.tokens[hunk.b_start : hunk.b_end]
        self.dropped: dict[int, Token] = _only(self.mine, self.yours)
        """The strong tokens that only A has, by where they start."""
        self.added: dict[int, Token] = _only(self.yours, self.mine)
        # Something of it stands elsewhere in the other version.
        self.unmoved = True

    @property
    def range_a(self) -> tuple[int, int]:
        return (self.mine[0].start, self.mine[-1].end) if self.mine else _gap(self.a, self.hunk[0])

    @property
    def range_b(self) -> tuple[int, int]:
        return (
            (self.yours[0].start, self.yours[-1].end) if self.yours else _gap(self.b, self.hunk[2])
        )

    @cached_property
    def old(self) -> str:
        return self.a.words(*self.range_a)

    @cached_property
    def new(self) -> str:
        return self.b.words(*self.range_b)

    @cached_property
    def _same_letters(self) -> bool:
        """Only capitals differ: "States parties" and "States Parties"."""
        return self.old.casefold() == self.new.casefold()

    @cached_property
    def cite_a(self) -> Citation | None:
        return self.a.cite(*self.range_a)

    @cached_property
    def cite_b(self) -> Citation | None:
        return self.b.cite(*self.range_b)

    def clause(self) -> Change | None:
        """A clause that one version has and the other has nothing for."""
        if bool(self.mine) == bool(self.yours):
            return None
        tokens = self.mine or self.yours
        letters = [t for t in tokens if t.strong or _letters(t)]
        spaced = self.a.document.language != "zh"
        long = len(letters) >= (_CLAUSE_WORDS if spaced else _CLAUSE_CHARACTERS)
        if not long or not self.unmoved:
            return None
        kind = kinds()["text_dropped" if self.mine else "text_added"]
        return Change(kind, self.cite_a, self.cite_b, short(self.old), short(self.new))

    def distance(self, other: Delta) -> int:
        """The tokens between two stretches; negative for a stretch and itself."""
        one, two = self.hunk, other.hunk
        return max(two.a_start - one.a_end, one.a_start - two.a_end) if self is not other else -1

    def changes(self, versions: Versions) -> Iterator[Change]:
        """What the stretch changes in substance, and States under other names."""
        yield from self._states(versions)
        yield from self._treaties()
        for subject in _SUBJECTS:
            yield from self._values(subject, versions)
        yield from self._exchanged()
        yield from self._negations()

    def _states(self, versions: Versions) -> Iterator[Change]:
        left, right = (
            [
                name
                for token in tokens.values()
                if token.kind in ("state", "states")
                for name in names_in(versions.names, side.text.shown, token.start, token.end)
            ]
            for side, tokens in ((self.a, self.dropped), (self.b, self.added))
        )
        for change in compare_lists(left, right):
            yield _in_stretch(set_change(change, self.a, self.b), change, self)

    def _treaties(self) -> Iterator[Change]:
        # "The Treaty" for a treaty's name, or the other way round, says nothing new.
        old = [t for t in of_kind(self.dropped, "treaty") if t.value]
        new = [t for t in of_kind(self.added, "treaty") if t.value]
        for one, two in zip(old, new, strict=False):
            yield self._change("treaty_changed", one, two)

    def _values(self, subject: str, versions: Versions) -> Iterator[Change]:
        old, new = of_kind(self.dropped, subject), of_kind(self.added, subject)
        name = _NAMES_OF_KINDS.get(subject, subject)
        for one, two in zip_longest(old, new):
            if subject == "name" and (not (one and two) or self._same_letters):
                continue  # a name left out or put in with its words: the clause says it
            change = "changed" if one and two else "dropped" if one else "added"
            if one and two and subject == "number" and versions.follows(self.a, one, two):
                yield self._change("reference_followed", one, two)
                continue
            if one and two and subject == "duty":
                yield duty_changed(self, one, self, two, versions)
                continue
            yield self._change(f"{name}_{change}", one, two)

    def _exchanged(self) -> Iterator[Change]:
        """The same numbers in another order: 184 votes to 1 are not 1 to 184."""
        old = [token for token in self.mine if token.kind == "number"]
        new = [token for token in self.yours if token.kind == "number"]
        if Counter(t.value for t in old) == Counter(t.value for t in new):
            for one, two in zip(old, new, strict=True):
                if one.value != two.value:
                    yield self._change("number_changed", one, two)

    def _negations(self) -> Iterator[Change]:
        old, new = of_kind(self.dropped, "negation"), of_kind(self.added, "negation")
        for one, two in zip_longest(old, new):
            yield self._change("negation_dropped" if one else "negation_added", one, two)

    def _change(self, kind: str, one: Token | None, two: Token | None) -> Change:
        first, second = one and _whole(self.a, one), two and _whole(self.b, two)
        return Change(
            kinds()[kind],
            self.a.cite(*first) if first else self.cite_a,
            self.b.cite(*second) if second else self.cite_b,
            self.a.words(*first) if first else "",
            self.b.words(*second) if second else "",
        )

    def reworded(self, found: Sequence[Change], versions: Versions) -> bool:
        """Words differ besides those that `found` tells of, and besides articles."""
        told = {change.old for change in found} | {change.new for change in found}
        articles = versions.language.table("compare").get("articles", ()) if found else ()
        return (
            any(
                _letters(token)
                and token.kind in ("plain", "name", "treaty")
                and str(token.key).casefold() not in articles
                for side, tokens in ((self.a, self.mine), (self.b, self.yours))
                for token in tokens
                if side.words(token.start, token.end) not in told
            )
            and not self._same_letters
        )


def _whole(side: Side, token: Token) -> tuple[int, int]:
    """Where the token stands; of a number that is part of a resolution's (71/86), the whole."""
    if token.kind == "number":
        for match in _NUMBER_OF_A_PAPER.finditer(side.text.shown, max(0, token.start - _PART)):
            if match.start() <= token.start and token.end <= match.end():
                return match.span()
            if match.start() > token.start:
                break
    return token.start, token.end


_NUMBER_OF_A_PAPER = re.compile(r"(?<![\d/])[1-9]\d/\d{1,3}(?![\d/])")
_PART = 3


def _in_stretch(change: Change, named: SetChange, delta: Delta) -> Change:
    """In running text, a State that is not listed any more stood where the stretch stands."""
    a = change.a if named.old else delta.cite_a
    b = change.b if named.new else delta.cite_b
    return Change(change.kind, a, b, change.old, change.new, change.values)


def _gap(side: Side, index: int) -> tuple[int, int]:
    place = side.tokens[index - 1].end if index else 0
    return place, place


def _letters(token: Token) -> bool:
    return token.kind != "plain" or any(c.isalnum() for c in str(token.key))


def _only(mine: Sequence[Token], yours: Sequence[Token]) -> dict[int, Token]:
    """The strong tokens of the first that the second has not, as often as it has them."""
    left = Counter(token.key for token in yours)
    found = {}
    for token in mine:
        if not token.strong:
            continue
        if token.kind != "states" and left[token.key]:
            left[token.key] -= 1
        else:
            found[token.start] = token
    return found


def duty_changed(one: Delta, old: Token, two: Delta, new: Token, versions: Versions) -> Change:
    """One word of obligation for another: weaker or stronger, or perhaps the same translated anew."""
    strength = versions.strength(old.value, new.value)
    return Change(
        kinds()["obligation_changed"],
        one.a.cite(old.start, old.end),
        two.b.cite(new.start, new.end),
        one.a.words(old.start, old.end),
        two.b.words(new.start, new.end),
        {"strength": strength} if strength else {},
        retranslation=versions.translated and old.value.force == new.value.force,
    )


def kinds_of(tokens: Mapping[int, Token]) -> set[str]:
    return {token.kind for token in tokens.values()}


def of_kind(tokens: Mapping[int, Token], kind: str) -> list[Token]:
    return [token for token in tokens.values() if token.kind == kind]
