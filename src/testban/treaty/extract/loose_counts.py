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
    match = passage.number.match(passage.masked, at)
    value = number(match.group(), context.language) if match else None
    if match is None or value is None:
        return None
    first, last = passage.sentence(at, match.end(), context.stops)
    start, end = _clause(context, passage, at, match.end(), first, last)
    masked = passage.masked
    before, after = masked[start:at], masked[match.end() : end]
    if words("parts_of_counts", "label").search(masked[max(0, at - _NEAR) : at]):
        return None
    if not (
        words("count_words", "unit_after").match(masked[match.end() : last])
        or words("count_words", "unit_before").search(before)
    ):
        return None
    if words("count_words", "no_unit").match(after) or words("count_words", "no_before").search(
        before
    ):
        return None
    # A clause that only refers to an act ("have done so") means the one named last.
    clause = masked[start:end]
    wide = masked[first:end]
    if words("count_words", "back").search(clause):
        clause = masked[max(0, first - _BACK) : end]
    above = masked[:first][-_NEAR * 4 :] if words("count_words", "of_these").search(clause) else ""
    scope = above + wide
    for rule in context.language.table("count_words")["subjects"]:
        if not rule.get("least", 2) <= value <= rule.get("most", _ALL):
            continue
        if value in rule.get("unless", ()):
            continue
        held = (
            all(words("count_words", name).search(clause) for name in rule.get("words", ()))
            and all(words("count_words", name).search(scope) for name in rule.get("scope", ()))
            and all(
                words("count_words", name).search(masked[first:last])
                for name in rule.get("sentence", ())
            )
            and all(words("count_words", name).search(after) for name in rule.get("after", ()))
            and not any(
                words("count_words", name).search(clause) for name in rule.get("without", ())
            )
        )
        if held:
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
