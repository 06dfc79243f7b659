"""Notes of web pages are footnotes, whether links lead to them or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from testban.treaty.documents import parse
from testban.treaty.documents.readers import read_source

HEAD = "<html><body><h1>Report of the Conference</h1><p>CTBT-Art.XIV/2021/6</p>"
TAIL = "</body></html>"


@pytest.mark.parametrize(
    "body",
    [
        '<p>1. It adopted its report.<sup><a href="#fn1" id="r1">1</a></sup> It closed.<sup><a href="#fn2"'
        ' id="r2">2</a></sup></p><ol><li id="fn1">See A/61/50. <a href="#r1">↩</a></li><li id="fn2">See '
        'A/61/137. <a href="#r2">↩</a></li></ol>',
        '<p>1. It adopted its report.<a href="#_ftn1" name="_ftnref1">[1]</a> It closed.<a href="#_ftn2" '
        'name="_ftnref2">[2]</a></p><hr><p><a href="#_ftnref1" name="_ftn1">[1]</a> See A/61/50.</p>'
        '<p><a href="#_ftnref2" name="_ftn2">[2]</a> See A/61/137.</p>',
        '<p>1. It adopted its report.<a href="#fn1"><sup>1</sup></a> It closed.<sup>2</sup></p>'
        '<p id="fn1"><sup>1</sup> See A/61/50.</p><p><sup>2</sup> See A/61/137.</p>',
        "<p>1. It adopted its report.<sup>1</sup> It closed.<sup>2</sup></p>"
        "<p>1 See A/61/50.</p><p>2 See A/61/137.</p>",
        '<p>1. It adopted its report.<a class="footnote-ref" href="#n1">1</a> It closed.<a '
        'class="footnote-ref" href="#n2">2</a></p><p id="n1">1. See A/61/50.</p><p id="n2">2. See '
        "A/61/137.</p><p>2. It met again.</p>",
    ],
)
def test_marks_and_notes_are_joined(tmp_path: Path, body: str) -> None:
    path = tmp_path / "report.html"
    path.write_text(HEAD + body + TAIL)
    document = parse(read_source(path))
    notes = {b.label: (b.text.text, b.mark) for b in document.blocks if b.kind == "footnote"}
    assert [text for text, _ in notes.values()] == ["See A/61/50.", "See A/61/137."]
    assert all(mark is not None for _, mark in notes.values())
    body_text = next(
        b.text.text for b in document.blocks if b.label == "1" and b.kind != "footnote"
    )
    assert body_text == "It adopted its report. It closed."


def test_a_table_of_contents_has_no_marks(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(
        f'{HEAD}<p>Contents <a href="#s1">1</a> <a href="#s2">2</a></p>'
        f'<h2 id="s1">1. Opening</h2><p>It opened.</p><h2 id="s2">2. Close</h2><p>It closed.</p>{TAIL}'
    )
    assert not [b for b in parse(read_source(path)).blocks if b.kind == "footnote"]
