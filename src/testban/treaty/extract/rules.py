"""Rules that a paper lays down in figures: a ceiling of 22 per cent, a reserve of 5 per cent."""

from __future__ import annotations

from collections.abc import Iterator

from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Fact

__all__ = ["extract"]


def extract(context: Context) -> Iterator[Fact]:
    """Each figure that a rule of ``[[rule]]`` finds; percentages as ``22%``."""
    taken: set[int] = set()
    for rule, hit in context.hits("rule"):
        where = hit.piece("value").origin[:1]
        if not where or where[0] in taken:
            continue
        taken.add(where[0])
        value = hit.words("value").replace(" ", "")
        percent = rule.data.get("percent", True)
        yield context.fact(
            "rule",
            {"name": rule.data["name"], "value": f"{value}%" if percent else value},
            hit.piece(),
            hit.passage.block.place,
        )
