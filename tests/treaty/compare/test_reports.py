"""The comparison as a page, as a Word file and as text: everything told, nothing of a paper obeyed."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import docx
import pytest

from testban.treaty.compare import Comparison
from testban.treaty.compare.html import as_html
from testban.treaty.compare.text import as_text
from testban.treaty.compare.word import as_docx
from tests.treaty.compare.papers import CHINESE, ENGLISH, changed

EDITS = (("178个", "179个"), ("坚定致力于", "完全致力于"), ("加纳、日本", "日本"))


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return changed(CHINESE, *EDITS)


class _Reader(HTMLParser):
    """Collects the tags, and the text of what is marked."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.marked: dict[str, list[str]] = {"del": [], "ins": []}
        self.targets: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.targets |= {value for name, value in attrs if name == "id" and value}
        self.links |= {value for name, value in attrs if name == "href" and value}
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in self.marked:
            self.marked[self.open[-1]].append(data)


def read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    assert reader.open == []
    return reader


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_marks_the_characters_that_differ_and_needs_nothing_else(
    comparison: Comparison, lang: str
) -> None:
    page = as_html(comparison, lang)
    reader = read(page)
    assert reader.marked == {"del": ["178", "坚定", "加纳、"], "ins": ["179", "完全"]}
    assert {link.removeprefix("#") for link in reader.links} <= reader.targets
    assert not reader.tags & {"script", "link", "img", "iframe"}
    assert not re.search(r"https?://|url\(|@import", page)


def test_nothing_in_a_paper_is_obeyed_by_the_page() -> None:
    evil = '<script>alert(1)</script><img src=x onerror="alert(2)">&amp; States'
    page = as_html(changed(ENGLISH, ("178 States", evil)))
    reader = read(page)
    assert not reader.tags & {"script", "img"}
    assert "&lt;script&gt;" in page


def test_the_word_file_has_every_change_and_strikes_what_was_dropped(
    comparison: Comparison,
) -> None:
    document = docx.Document(io.BytesIO(as_docx(comparison, "zh")))
    substance = document.tables[0]
    assert len(substance.rows) == 1 + len(comparison.substance)
    told = [row.cells[1].paragraphs[0].text for row in substance.rows][1:]
    assert told == [change.message("zh") for change in comparison.substance]
    runs = [
        run
        for row in document.tables[-1].rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
    ]
    assert [run.text for run in runs if run.font.strike] == ["178", "坚定", "加纳、"]
    assert [run.text for run in runs if run.font.underline] == ["179", "完全"]


def test_control_characters_reach_neither_the_terminal_nor_the_word_file() -> None:
    found = changed(ENGLISH, ("178 States", "179\x1b[31m States"))
    assert "\x1b" not in as_text(found)
    assert docx.Document(io.BytesIO(as_docx(found))).tables


def test_equal_versions_make_reports_that_say_so() -> None:
    equal = changed(ENGLISH)
    assert as_text(equal).splitlines()[-1] == "In words alone: 0"
    assert read(as_html(equal)).marked == {"del": [], "ins": []}
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(as_docx(equal))).paragraphs)
    assert "Nothing changed." in text
