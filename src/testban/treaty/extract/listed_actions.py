"""Acts in lists: a sentence says what States did, and each line below it names one and its day.

::

    The following States have ratified the Treaty since 2015:
    Angola (20 March 2015)
    Thailand, 25 September 2018
"""

from __future__ import annotations

from collections.abc import Iterator

from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Fact
from testban.treaty.extract.passage import Mention, Passage

__all__ = ["extract"]

_COLONS = (":", "：")
# Beside the name and the day, a line holds so many letters at most: "on", "deposited".
_WORDS = 12
_DAY = len("2021-09-23")
_NO_STATE = "EU"


def extract(context: Context) -> Iterator[Fact]:
    """Each line of a name and a day below a sentence with one verb of signing or ratifying."""
    action: str | None = None
    treaty: str | None = None
    for passage in context.passages:
        if passage.block.kind in ("footnote", "title"):
            continue
        line = _line(passage) if action else None
        if line is None:
            action, treaty = _introduced(context, passage)
            continue
        name, day = line
        state = context.state(name.value)
        if state != _NO_STATE and len(day.value.date) == _DAY:
            yield context.fact(
                "treaty_action",
                {
                    "treaty": treaty,
                    "state": state,
                    "action": action,
                    "date": day.value.date,
                    "since": None,
                    **context.readings([name.value]),
                },
                passage.text,
                passage.block.place,
            )


def _introduced(context: Context, passage: Passage) -> tuple[str | None, str | None]:
    """The act and the treaty of which the list below is; no act where the words name several."""
    heading = context.pattern("treaty_actions", "act_heading").search(passage)
    if heading is not None:
        acts_of = context.language.table("actions")
        return acts_of.get(heading.words("act").lower()), context.main_treaty
    if not passage.masked.rstrip().endswith(_COLONS):
        return None, None
    end = len(passage.masked)
    first, _ = passage.sentence(end - 1, end - 1, context.full_stops)
    lead = passage.masked[first:]
    if context.language.regex("treaty_actions", "wish").search(lead):
        return None, None
    acts = {act for verb, act in context.language.table("actions").items() if verb in lead.lower()}
    named = [m.value for m in passage.within(first, end) if m.kind == "treaty"]
    treaty = (named[-1] if named else None) or context.main_treaty
    return (acts.pop(), treaty) if len(acts) == 1 else (None, None)


def _line(passage: Passage) -> tuple[Mention, Mention] | None:
    """The State and the day of a line that holds nothing else."""
    names = [m for m in passage.mentions if m.kind == "state"]
    days = [m for m in passage.mentions if m.kind == "date" and m.value.valid]
    if len(passage.mentions) != 2 or len(names) != 1 or len(days) != 1:
        return None
    letters = sum(sign.isalpha() for sign in passage.masked)
    return (names[0], days[0]) if letters <= _WORDS else None
