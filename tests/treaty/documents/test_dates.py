"""Dates and periods as papers print them, with the precision they give."""

from __future__ import annotations

import random

import pytest

from testban.treaty.documents.dates import Dates
from testban.treaty.languages import Pack, pack

ZH = [
    ("2005 年 8 月-2006 年 5 月", "2005-08", "2006-05"),
    ("2005年8月至2006年5月", "2005-08", "2006-05"),
    ("2005 年 8 月- 2006 年 5 月", "2005-08", "2006-05"),
    ("2005 年 10 月-12 月", "2005-10", "2005-12"),
    ("2005 年 9 月 21 日-23 日", "2005-09-21", "2005-09-23"),
    ("2006 年 3 月 1日至 4日", "2006-03-01", "2006-03-04"),
    ("2023 年 11 月 27 日至 12 月 1 日", "2023-11-27", "2023-12-01"),
    ("2021 年 9 月 23 日和 24 日", "2021-09-23", "2021-09-24"),
    ("2031 年 12 月 30 日至 2032 年 1 月 2 日", "2031-12-30", "2032-01-02"),
    ("2005 年 10 月 20 日", "2005-10-20", None),
    ("2005 年 9 月", "2005-09", None),
    ("2019 年", "2019", None),
    ("11月 27日", "--11-27", None),
    ("11 月 28 日和 29 日", "--11-28", "--11-29"),
]
EN = [
    ("25-28 October 2031", "2031-10-25", "2031-10-28"),
    ("from 3 to 7 March 2031", "2031-03-03", "2031-03-07"),
    ("August 2030-May 2031", "2030-08", "2031-05"),
    ("August 2030 to May 2031", "2030-08", "2031-05"),
    ("30 November to 4 December 2031", "2031-11-30", "2031-12-04"),
    ("27 November–1 December 2023", "2023-11-27", "2023-12-01"),
    ("23 and 24 September 2021", "2021-09-23", "2021-09-24"),
    ("October-December 2030", "2030-10", "2030-12"),
    ("14 January 2031", "2031-01-14", None),
    ("September 23, 2021", "2021-09-23", None),
    ("September 2030", "2030-09", None),
    ("in 2019", "2019", None),
]


@pytest.mark.parametrize(("text", "first", "last"), ZH)
def test_chinese(text: str, first: str, last: str | None) -> None:
    [mention] = Dates(pack("zh")).find(text)
    assert (mention.date, mention.end_date, mention.valid) == (first, last, True)


@pytest.mark.parametrize(("text", "first", "last"), EN)
def test_english(text: str, first: str, last: str | None) -> None:
    [mention] = Dates(pack("en")).find(text)
    assert (mention.date, mention.end_date, mention.valid) == (first, last, True)


@pytest.mark.parametrize(
    ("language", "text"),
    [("zh", "2026 年 2 月 30 日"), ("zh", "2026年13月"), ("en", "31 April 2026")],
)
def test_a_day_that_no_calendar_has_is_kept_and_marked(language: str, text: str) -> None:
    [mention] = Dates(pack(language)).find(text)
    assert not mention.valid


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "第 60/95 号决议"),
        ("zh", "附件 2 国家"),
        ("zh", "302 个设施"),
        ("en", "resolution 2310 (2016)/1"),
        ("en", "US$ 2,019"),
    ],
)
def test_other_numbers_are_no_dates(language: str, text: str) -> None:
    assert [m for m in Dates(pack(language)).find(text) if "2016" not in m.date] == []


SIGNS = {
    "zh": "2005 12 3 05 年 月 日 年 月 日 - 至 — 和 、 同 次 二〇一九 十二 三 二十五 〇 第 9月 2021年 国 / 2021-05-06",
    "en": "2005 12 3 05 31 - to and – January May Sept. JUNE of st th , / . 2021-05-06 from until Marching & May",
}


@pytest.mark.parametrize("language", SIGNS)
def test_where_dates_may_begin_leaves_none_out(language: str) -> None:
    known = pack(language)
    rest = {name: value for name, value in known.table("dates").items() if name != "begins"}
    everywhere = Dates(Pack(language, {**known.data, "dates": rest}))
    signs = [*SIGNS[language].split(), " ", "\n"]
    chance = random.Random(7)
    texts = ["".join(chance.choices(signs, k=chance.randint(1, 12))) for _ in range(4_000)]
    found = [Dates(known).find(text) for text in texts]
    assert sum(map(bool, found)) > 300
    assert found == [everywhere.find(text) for text in texts]


def test_a_period_needs_what_joins_its_days_only_where_nothing_else_may() -> None:
    (found,) = Dates(pack("en")).find("12 and 13 May")
    assert (found.date, found.end_date) == ("--05-12", "--05-13")
