"""A repaired text maps back, character by character, to the original."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from testban.treaty.documents.mapped import MappedText

ORIGINAL = st.text(alphabet="ab 约国\n", min_size=1, max_size=60)


@given(ORIGINAL, st.data())
def test_every_character_is_the_one_at_its_origin(original: str, data: st.DataObject) -> None:
    cuts = sorted(
        data.draw(st.lists(st.integers(0, len(original)), min_size=2, max_size=6, unique=True))
    )
    pieces = [MappedText.of(original, a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    joined = MappedText.join(pieces)
    assert all(original[at] == c for at, c in zip(joined.origin, joined.text, strict=True))
    part = joined[1:-1].strip()
    assert all(original[at] == c for at, c in zip(part.origin, part.text, strict=True))


@given(ORIGINAL)
def test_spans_cover_exactly_the_text_and_skip_no_word(original: str) -> None:
    text = MappedText.of(original, 0, len(original))
    spans = text.spans(original)
    covered = "".join(original[start:end] for start, end in spans)
    assert covered.split() == original.split()


def test_white_space_in_between_does_not_part_a_span_but_words_do() -> None:
    original = "核武器\n\n furniture 国家"
    first, second = MappedText.of(original, 0, 3), MappedText.of(original, 16, 18)
    assert MappedText.join([first, second]).spans(original) == [(0, 3), (16, 18)]
    close = MappedText.join([MappedText.of("a\n\nb", 0, 1), MappedText.of("a\n\nb", 3, 4)])
    assert close.spans("a\n\nb") == [(0, 4)]
