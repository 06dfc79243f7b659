"""What a number of States counts where no rule knows the phrase.

As with lists of States, a count is somebody's count whatever the phrase: its clause nearly always
holds a word of the right class (some word for ratifying, for observers, for certifying), and the
sentence before it says of which States they are. The pack keeps the classes under
``[count_words]``, where `subjects` says, the more particular first, which classes make which count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from testban.treaty.extract.context import Context
from testban.treaty.extract.passage import Passage
from testban.treaty.extract.patterns import number

__all__ = ["Counted", "loose_counts"]

_NEAR = 60
# How far back the act may be named to which "have done so" refers.
_BACK = 160
# There are fewer States.
_ALL = 250


@dataclass(frozen=True)
class Counted:
    """A number from `at` to `after` and what it counts; `start` and `end` are those of its clause."""

    subject: str
    value: int
    passage: Passage
    at: int
    after: int
    start: int
    end: int


def loose_counts(context: Context) -> Iterator[Counted]:
    """Every number whose clause says what it counts, in no row and no activity."""
    if not context.language.table("count_words"):
        return
    for passage in context.passages:
        block = passage.block
        origin = passage.text.origin
        if block.kind in ("row", "footnote", "title") or not origin:
            continue
        if origin[0] in context.activity_offsets or id(block) in context.listed:
            continue
        for at in passage.numbers:
            if (found := _counted(context, passage, at)) is not None:
                yield found


def _counted(context: Context, passage: Passage, at: int) -> Counted | None:
    words = context.language.regex
    masked = passage.masked
    match = passage.number.match(masked, at)
    if match is None or words("parts_of_counts", "label").search(masked[max(0, at - _NEAR) : at]):
        return None
    value = number(match.group(), context.language)
    if value is None:
        return None
    first, last = passage.sentence(at, match.end(), context.stops)
    start, end = _clause(context, passage, at, match.end(), first, last)
    before, after = masked[start:at], masked[match.end() : end]
    if not (
        words("count_words", "unit_after").match(masked[match.end() : last])
        or words("count_words", "unit_before").search(before)
    ):
        return None
    if (
        words("count_words", "no_unit").match(after)
        or words("count_words", "no_before").search(before)
        or words("count_words", "elsewhere").search(after)
    ):
        return None
    # A clause that only refers to an act ("have done so") means the one named last.
    clause = masked[start:end]
    wide, sentence = masked[first:end], masked[first:last]
    if words("count_words", "back").search(clause):
        clause = masked[max(0, first - _BACK) : end]
    full, _ = passage.sentence(at, at, context.full_stops)
    refers = words("count_words", "of_these").search(f"{masked[full:first]} {clause}")
    above = masked[:first][-_NEAR * 4 :] if refers else ""
    scope = above + wide
    known: dict[tuple[str, str], bool] = {}

    def holds(name: str, shown: str) -> bool:
        if (name, shown) not in known:  # the rules ask for the same few classes
            known[name, shown] = words("count_words", name).search(shown) is not None
        return known[name, shown]

    for rule in context.language.table("count_words")["subjects"]:
        if not rule.get("least", 2) <= value <= rule.get("most", _ALL):
            continue
        if value in rule.get("unless", ()):
            continue
        if (
            all(holds(name, clause) for name in rule.get("words", ()))
            and all(holds(name, scope) for name in rule.get("scope", ()))
            and all(holds(name, sentence) for name in rule.get("sentence", ()))
            and all(holds(name, after) for name in rule.get("after", ()))
            and not any(holds(name, clause) for name in rule.get("without", ()))
        ):
            return Counted(rule["subject"], value, passage, at, match.end(), start, end)
    return None


def _clause(
    context: Context, passage: Passage, at: int, end: int, first: int, last: int
) -> tuple[int, int]:
    """The masked range of the clause around the number, inside its sentence."""
    separator = context.language.regex("count_words", "separator")
    start = first
    for match in separator.finditer(passage.masked, first, at):
        start = match.end()
    after = separator.search(passage.masked, end, last)
    return start, after.start() if after else last
