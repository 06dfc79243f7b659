"""Whatever the pieces of a page and their places, every character comes out, once."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from testban.treaty.documents.readers.marks import plain_mark
from testban.treaty.documents.readers.page_lines import Piece, lines_of
from testban.treaty.documents.readers.page_tables import page_text

WORDS = ["State", "1", "a", "12.", "澳大利亚", "条约", "b", "*", "2021", "《条约》", "(a)", "-"]


@st.composite
def pieces(draw: st.DrawFn) -> list[Piece]:
    """Words on a coarse grid, so that lines, columns, marks and overlaps come about often."""
    found = []
    for _ in range(draw(st.integers(1, 40))):
        text = draw(st.sampled_from(WORDS))
        left = draw(st.sampled_from([50, 52, 57, 110, 150, 151, 250, 255, 400]))
        width = draw(st.sampled_from([5, 30, 90, 400]))
        base = draw(st.sampled_from([700, 701, 704, 688, 676, 660, 640, 500, 100]))
        size = draw(st.sampled_from([11.0, 11.0, 11.0, 7.0, 16.0, 1.0]))
        found.append(Piece(left, left + width, base, size, text, draw(st.booleans())))
    return found


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(pieces(), st.lists(st.sampled_from([705.0, 695.0, 683.0, 668.0, 650.0]), max_size=5))
def test_no_character_is_lost_or_doubled(found: list[Piece], rules: list[float]) -> None:
    before = Counter("".join(piece.text for piece in found))
    heights = sorted(rules, reverse=True)
    text = page_text(lines_of(found), lambda: heights, opens_paper=True)
    after = Counter("".join(plain_mark(text).replace("_", "").split()))
    assert after == before
