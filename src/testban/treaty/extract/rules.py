"""Rules that a paper lays down in figures: a ceiling of 22 per cent, a reserve of 5 per cent."""

from __future__ import annotations

from collections.abc import Iterator

from testban.treaty.documents.labels import chinese_number
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Fact

__all__ = ["extract"]


def _figures(value: str) -> str:
    """A figure in digits, also where the paper writes it in characters.

    >>> _figures("22"), _figures("二十二"), _figures("零点零零一")
    ('22', '22', '0.001')
    """
    whole, _, rest = value.partition("点")
    if value[:1].isdigit() or (chinese_number(whole) is None and whole != "零"):
        return value
    decimals = "".join(str("零一二三四五六七八九".index(digit)) for digit in rest)
    return f"{chinese_number(whole) or 0}" + (f".{decimals}" if decimals else "")


def extract(context: Context) -> Iterator[Fact]:
    """Each figure that a rule of ``[[rule]]`` finds; percentages as ``22%``."""
    taken: set[int] = set()
    for rule, hit in context.hits("rule"):
        where = hit.piece("value").origin[:1]
        if not where or where[0] in taken:
            continue
        taken.add(where[0])
        value = _figures(hit.words("value").replace(" ", ""))
        percent = rule.data.get("percent", True)
        yield context.fact(
            "rule",
            {"name": rule.data["name"], "value": f"{value}%" if percent else value},
            hit.piece(),
            hit.passage.block.place,
        )
