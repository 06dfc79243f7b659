"""What equals what in a search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testban.store.tokens import Phrase, parse_query, tokenise, tokens

HAN = st.text(st.sampled_from("条约国家批准核试验附件的第二"), min_size=1, max_size=12)
ANY = st.text(max_size=60)


def found_in(query: str, text: str) -> list[str]:
    """What of `text` the query, as one phrase, marks."""
    parsed = parse_query(query)
    assert parsed is not None
    return [text[start:end] for start, end in parsed.whole.find(tokenise(text))]


@pytest.mark.parametrize(
    "printed", ["附件2国家", "附件 2国家", "附件 2 国家", "附件２国家", "附件　2　国家"]
)
@pytest.mark.parametrize("typed", ["附件 2 国家", "附件2国家", "附件 2国家", "附件２国家"])
def test_spaces_and_width_beside_chinese_do_not_matter(typed: str, printed: str) -> None:
    assert found_in(typed, f"与非{printed}有关的活动") == [printed]


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("条约", "全面禁止核试验条约生效", ["条约"]),
        ("约", "条约、公约", ["约", "约"]),
        ("条", "条约第十四条", ["条", "条"]),
        ("条约生效", "《条约》生效", ["条约》生效"]),
        ("《条约》", "该条约", ["条约"]),
        ("第5段", "决议第 5 段", ["第 5 段"]),
        ("A/RES/75/87", "第 A/RES/75/87 号决议", ["A/RES/75/87"]),
        ("cote d'ivoire", "Côte d’Ivoire", ["Côte d’Ivoire"]),
        ("ETATS", "les États parties", ["États"]),
        ("ещё", "еще раз", ["еще"]),
        ("المعاهدة", "المُعاهَدَة", ["المُعاهَدَة"]),
        ("الامم", "الأمم المتحدة", ["الأمم"]),
        ("معاهـدة", "معاهدة", ["معاهدة"]),
        ("ratif*", "They ratified it; ratification", ["ratified", "ratification"]),
        ("ratif", "ratification", []),
        ("2", "第 12 段", []),
        ("条国", "条约、国家", []),
    ],
)
def test_what_a_query_finds(typed: str, text: str, marked: list[str]) -> None:
    assert found_in(typed, text) == marked


def test_a_query_is_words_and_quoted_phrases() -> None:
    query = parse_query('条约 "test ban" ratif*')
    assert query is not None
    assert query.terms == (
        Phrase(("条约",)),
        Phrase(("test", "ban")),
        Phrase(("ratif",), prefix=True),
    )


def test_a_query_without_a_word_is_none() -> None:
    assert [parse_query(text) for text in ("", "  ", '""', "*", "，。", "-- ?")] == [None] * 6


@given(before=HAN, inner=HAN, after=HAN)
def test_every_run_of_chinese_is_found_inside_a_longer_one(
    before: str, inner: str, after: str
) -> None:
    for text in (before + inner + after, inner + after, before + inner, inner):
        assert inner in found_in(inner, text)


@given(ANY)
def test_tokens_hold_letters_and_digits_only_and_folding_again_changes_nothing(text: str) -> None:
    for token in tokens(text):
        assert token.replace("\u0640", "").isalnum()
        assert not any(mark in token for mark in "\"'*():-^&|!<> \\")
        assert tokens(token)[0] == token


@given(ANY)
def test_what_is_marked_is_what_is_indexed(text: str) -> None:
    marked = tokenise(text)
    assert [token.text for token in marked] == tokens(text)
    assert all(0 <= token.start < token.end <= len(text) for token in marked)


@given(ANY)
def test_any_string_can_be_asked_for(text: str) -> None:
    query = parse_query(text)
    assert (query is None) == (not tokens(text))
