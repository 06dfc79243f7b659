"""What a paper states does not depend on the file that it comes in, nor on how wide it was set."""

from __future__ import annotations

import json
import re
import unicodedata
from html import escape
from pathlib import Path
from typing import Any

import pytest
from reportlab.platypus import Paragraph, Spacer

from testban.treaty.documents import read_document
from testban.treaty.extract import extract_facts

from ..documents.build_files import CHINESE, docx_lines, pdf_of

_SPECIMENS = Path(__file__).resolve().parents[2] / "specimens"
# One paragraph a line, so that it can be set again at any width.
_CLEAN = _SPECIMENS / "zh_artxiv_report_2041.txt"
_WIDE = _SPECIMENS / "zh_final_declaration_2039.txt"


def _facts(path: Path) -> list[str]:
    """The facts without their citations, in an order of their own; blanks are of no account."""
    shown: list[dict[str, Any]] = [fact.as_json() for fact in extract_facts(read_document(path))]
    for fact in shown:
        del fact["cite"]
    return sorted(re.sub(r"\s", "", json.dumps(fact, ensure_ascii=False)) for fact in shown)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def _wrapped(paragraph: str, width: int) -> list[str]:
    """Lines of at most `width` columns; no line begins with a mark, and no word is cut."""
    lines = [""]
    for word in re.findall(r"[A-Za-z0-9./()\-]+|.", paragraph):
        if lines[-1] and word not in "，。、；：）》” " and _width(lines[-1] + word) > width:
            lines.append("")
        lines[-1] += word
    return lines


def _set(text: str, width: int, between: str, end: str) -> str:
    """The paper hard-wrapped: what stands between two lines, and what ends a paragraph."""
    paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
    return "".join(between.join(_wrapped(paragraph, width)) + end for paragraph in paragraphs)


@pytest.mark.parametrize("specimen", [_CLEAN, _WIDE], ids=lambda path: path.stem)
@pytest.mark.parametrize("name", ["crlf", "bom", "gb18030", "utf-16", "full width", "indented"])
def test_the_bytes_of_a_text_do_not_change_its_facts(
    tmp_path: Path, specimen: Path, name: str
) -> None:
    text = specimen.read_text(encoding="utf-8")
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    data = {
        "crlf": text.replace("\n", "\r\n").encode(),
        "bom": text.encode("utf-8-sig"),
        "gb18030": text.encode("gb18030"),
        "utf-16": text.encode("utf-16"),
        "full width": text.translate(wide).encode(),
        "indented": re.sub(r"(?m)^(?=\S)", "    ", text).encode(),
    }[name]
    path = tmp_path / "paper.txt"
    path.write_bytes(data)
    expected = _facts(specimen)
    if name == "full width":  # texts keep the figures that are printed
        plain = [unicodedata.normalize("NFKC", fact) for fact in _facts(path)]
        assert sorted(plain) == sorted(unicodedata.normalize("NFKC", f) for f in expected)
    else:
        assert _facts(path) == expected


@pytest.mark.parametrize("width", [60, 72, 88])
@pytest.mark.parametrize(
    ("between", "end"),
    [(" \n\n", " \n\n \n\n"), ("\n", " \n"), ("\n", "\n\n")],
    ids=["blank lines", "spaces at ends", "paragraphs apart"],
)
def test_the_width_of_the_page_does_not_change_what_is_stated(
    tmp_path: Path, width: int, between: str, end: str
) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(_set(_CLEAN.read_text(encoding="utf-8"), width, between, end), encoding="utf-8")
    assert _facts(path) == _facts(_CLEAN)


@pytest.mark.parametrize("suffix", ["docx", "html", "pdf"])
def test_the_format_does_not_change_what_is_stated(tmp_path: Path, suffix: str) -> None:
    lines = [
        line.strip() for line in _CLEAN.read_text(encoding="utf-8").split("\n") if line.strip()
    ]
    path = tmp_path / f"paper.{suffix}"
    if suffix == "docx":
        path.write_bytes(docx_lines(*lines))
    elif suffix == "html":
        body = "".join(f"<p>{escape(line)}</p>" for line in lines)
        path.write_text(f"<html><meta charset='utf-8'><body>{body}</body></html>", encoding="utf-8")
    else:
        story = [
            part for line in lines for part in (Paragraph(escape(line), CHINESE), Spacer(1, 8))
        ]
        path.write_bytes(pdf_of(story))
    assert _facts(path) == _facts(_CLEAN)
