"""What cannot be shown is told in the reader's language."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from testban.web.mistakes import mistake


@pytest.mark.parametrize(
    "address",
    ["/?on=abc", "/?on=2021-13-01", "/document/aa", "/nowhere", "/state/zzz", "/treaty/NOPE", "/compare",
     "/event/999999", "/event/1.pdf", "/meeting/x", "/activities?section=9", "/activities?actor=zzz"],
)  # fmt: skip
def test_a_mistake_is_told_in_chinese(client: TestClient, address: str) -> None:
    answer = client.get(address, headers={"Accept-Language": "zh"})
    assert answer.status_code in (400, 404)
    told = re.search(r'<p class="note"(?: lang="(\w+)")?>(.*?)</p>', answer.text)
    assert told
    assert told[1] is None
    assert re.search("[一-鿿]{2}", told[2])
    english = client.get(address, headers={"Accept-Language": "en"}).text
    assert not re.search('class="note">[^<]*[一-鿿]', english)


def test_lines_that_nobody_foresaw_stay_english() -> None:
    assert mistake("something else", "zh") == "something else"
