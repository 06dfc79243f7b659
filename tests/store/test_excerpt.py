"""Which sentence of a paragraph is shown."""

from __future__ import annotations

import pytest

from testban.store.excerpt import best_sentence, sentences
from testban.store.tokens import parse_query


def marked(typed: str, text: str) -> str:
    query = parse_query(typed)
    assert query is not None
    (start, end), matches = best_sentence(text, query.terms)
    sentence = text[start:end]
    for first, last in reversed(matches):
        sentence = f"{sentence[:first]}[{sentence[first:last]}]{sentence[last:]}"
    return sentence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("条约生效。“各国支持。”会议结束", ["条约生效。", "“各国支持。”", "会议结束"]),
        ("It did. They did!  So?", ["It did.", "They did!", "So?"]),
        ("See para. 5 of No. 7 by Mr. Floyd, U.S. delegate.", None),
        ("Decision 1.2 stands", None),
        ("Договор вступил в силу. Россия его ратифицировала.", 2),
        ("   ", []),
    ],
)
def test_sentences(text: str, expected: list[str] | int | None) -> None:
    found = [text[start:end] for start, end in sentences(text)]
    if isinstance(expected, int):
        assert len(found) == expected
    else:
        assert found == ([text] if expected is None else expected)


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("批准", "甲国签署。乙国批准，并再次批准。", "乙国[批准]，并再次[批准]。"),
        ("国家 附件", "国家很多。附件列出国家。附件。", "[附件]列出[国家]。"),
        ('"签署。乙国"', "甲国签署。乙国批准。", "甲国[签署。乙国]批准。"),
        ("条约 约", "《条约》。", "《[条约]》。"),
        ("核", "无此字。", "无此字。"),
    ],
)
def test_the_sentence_with_most_of_the_terms_is_shown(typed: str, text: str, expected: str) -> None:
    assert marked(typed, text) == expected
