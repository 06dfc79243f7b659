"""Labels of paragraphs and items."""

from __future__ import annotations

import pytest

from testban.treaty.documents.labels import chinese_number, label_of, roman_number


@pytest.mark.parametrize(
    ("line", "form", "text", "value"),
    [
        ("12. The Conference", "number", "12", 12),
        ("3. 下列国家", "number", "3", 3),
        ("１. 会议", "number", "1", 1),
        ("(a) 选举主席", "letter", "a", 1),
        ("- (b) 通过", "letter", "b", 2),
        ("（c）通过", "letter", "c", 3),
        ("(iv) to report", "roman", "iv", 4),
        ("㈢ 性别平等", "chinese", "㈢", 3),
        ("（十二）支持", "chinese", "十二", 12),
        ("一、摆脱", "comma", "一", 1),
        ("十一. 审议", "part", "十一", 11),
        ("IV. Attendance", "part", "IV", 4),
        ("B. 会议", "capital", "B", 2),
        ("② 乙", "circled", "②", 2),
    ],
)
def test_labels(line: str, form: str, text: str, value: int) -> None:
    label = label_of(line)
    assert label is not None
    assert (label.form, label.text, label.value) == (form, text, value)


@pytest.mark.parametrize(
    "line",
    [
        "2 国家的对等官员",
        "2019. ",
        "3.5 per cent",
        "2.1 million",
        "(2010 年)",
        "Annex",
        "一个国家",
        "37 年",
    ],
)
def test_numbers_in_running_text_are_no_labels(line: str) -> None:
    assert label_of(line) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("八", 8), ("十", 10), ("二十五", 25), ("一百一十七", 117), ("两", 2), ("甲", None)],
)
def test_chinese_numerals(text: str, value: int | None) -> None:
    assert chinese_number(text) == value


@pytest.mark.parametrize("value", range(1, 40))
def test_roman_numerals_count_up(value: int) -> None:
    tens, ones = divmod(value, 10)
    digits = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    assert roman_number("x" * tens + digits[ones]) == value
