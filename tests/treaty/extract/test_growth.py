"""The time for a paper grows with its length, whatever stands in it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from testban.treaty.documents import Source, parse
from testban.treaty.extract import extract_facts

SENTENCE = "the delegation of Brazil met the Conference of States Parties in Vienna and "


def _notes_without_marks(size: int) -> str:
    paragraphs = "1. The Conference met in Vienna on 3 May 2033.\n\n" * 50
    notes = "".join(f" {n % 900 + 1} See the report of the committee.\n\n" for n in range(size))
    return f"{paragraphs}__________________\n{notes}"


def _one_sentence(size: int) -> str:
    return SENTENCE * size


def _one_wrapped_sentence(size: int) -> str:
    return (SENTENCE + "\n") * size


def _no_sentence_in_chinese(size: int) -> str:
    return "缔约国会议在维也纳举行并欢迎巴西批准条约" * size


def _on_the_same_day(size: int) -> str:
    return "France ratified the Treaty on 3 May 2033, and Canada did so on the same day, " * size


def _one_sentence_of_counts(size: int) -> str:
    words = "ratification was welcomed and in 2033 the 44 States listed in Annex 2 signed the Treaty and "
    return words * size


def _activities_on_one_line(size: int) -> str:
    row = "(a) 挪威 2033年5月 挪威向埃及提出条约生效问题 "
    return "国家 日期/期间 活动和背景 评论 1(a) 附件2国家 " + row * size


@pytest.mark.parametrize(
    ("write", "size"),
    [
        (_on_the_same_day, 100),
        (_notes_without_marks, 1500),
        (_one_sentence, 1500),
        (_one_wrapped_sentence, 1500),
        (_no_sentence_in_chinese, 3000),
        (_one_sentence_of_counts, 300),
        (_activities_on_one_line, 300),
    ],
)
def test_four_times_the_text_takes_less_than_ten_times_as_long(
    write: Callable[[int], str], size: int
) -> None:
    # Sixteen times as long is what a quadratic step would take.
    seconds = [min(_seconds(write(size * times)) for _ in range(2)) for times in (1, 4)]
    assert seconds[1] < 10 * seconds[0] + 0.1


def _seconds(text: str) -> float:
    started = time.process_time()
    extract_facts(parse(Source("paper.txt", "", "text/plain", text)))
    return time.process_time() - started
