"""Sessions and sittings: numbers of the General Assembly's sessions, and of a conference's meetings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper
from testban.treaty.checks.shown import Ordinal
from testban.treaty.documents.mapped import MappedText
from testban.treaty.extract.patterns import number

__all__ = ["meeting_never_held", "session_against_symbol"]

_OF_A_SESSION = re.compile(r"^A/(?:RES/|C\.\d/|INF/|BUR/)?(\d{2,3})/")


def session_against_symbol(paper: Paper) -> Iterator[Finding]:
    """D311: a session's number is not that of the symbol, or of the resolution adopted at it."""
    match = _OF_A_SESSION.match(paper.document.symbol or "")
    right = int(match[1]) if match else None
    stated = paper.document.session
    if right and stated and right != stated and (head := _session_line(paper, stated)) is not None:
        cite = paper.context.cite([head], "")
        symbol = paper.document.symbol
        yield paper.finding(
            "D311", cite, right, stated=Ordinal(stated), symbol=symbol, right=Ordinal(right)
        )
    for name in ("at_session", "session_after"):
        for hit in paper.context.found("records", name):
            shown, right = number(hit.words("n"), paper.context.language), int(hit.words("session"))
            if shown and shown != right:
                cite = paper.context.cite([hit.piece("n")], hit.passage.block.place)
                values = {"symbol": hit.words("resolution"), "right": Ordinal(right)}
                yield paper.finding("D311", cite, right, stated=Ordinal(shown), **values)


def _session_line(paper: Paper, stated: int) -> MappedText | None:
    """The line of the title block that gives the session."""
    pattern = paper.context.language.regex("records", "session_head")
    for block in paper.document.blocks:
        match = pattern.search(block.text.text)
        if match and number(match["n"], paper.context.language) == stated:
            return block.text[match.start("n") : match.end("n")]
    return None


def meeting_never_held(paper: Paper) -> Iterator[Finding]:
    """M708: something is put into a meeting beyond the number of those that were held."""
    pattern = paper.context.pattern("meetings", "sittings")
    held: tuple[int, MappedText] | None = None
    for passage in paper.context.holding(pattern):
        hit = pattern.search(passage)
        value = number(hit.words("value"), paper.context.language) if hit else None
        if hit and value:
            held = value, hit.piece("value")
            break
    if held is None:
        return
    line = paper.document.source.line(held[1].origin[0])
    for hit in paper.context.found("meetings", "sitting"):
        stated = number(hit.words("n"), paper.context.language)
        if stated and stated > held[0]:
            cite = paper.context.cite([hit.piece("n")], hit.passage.block.place)
            yield paper.finding("M708", cite, stated=Ordinal(stated), held=held[0], line=line)
