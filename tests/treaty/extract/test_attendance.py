"""Who attended, where a heading or a sentence has lists of several kinds of State below it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from testban.treaty.documents import read_document
from testban.treaty.extract import extract_facts

from .reading import pairs

RATIFIERS = ["Albania", "Algeria", "Austria"]
SIGNATORIES = ["China", "Egypt"]
OTHERS = ["India", "Pakistan"]
EXPECTED = [
    ("attending_ratifiers_and_signatories", ["ALB", "DZA", "AUT"]),
    ("attending_ratifiers_and_signatories", ["CHN", "EGY"]),
    ("attending_other", ["IND", "PAK"]),
]


def _bullets(names: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{name}</li>" for name in names) + "</ul>"


def _paragraphs(names: list[str]) -> str:
    return "".join(f"<p>{name}</p>" for name in names)


def _sentence(names: list[str]) -> str:
    return f"<p>{', '.join(names)}</p>"


LEADS = [
    ("<h2>List of participants</h2>", "Ratifying States", "Signatory States", "Other States"),
    ("<h2>Attendance</h2>", "States that have ratified", "States Signatories", "Other States"),
    ("<h2>States attending</h2>", "States that had ratified (3)", "Signatories", "Others"),
    (
        "<p>5. The Conference was attended by representatives of the following States:</p>",
        "States that have ratified:",
        "States that have signed but not ratified:",
        "Non-signatory States:",
    ),
]


@pytest.mark.parametrize("lead", LEADS)
@pytest.mark.parametrize("shown", [_bullets, _paragraphs, _sentence])
def test_lists_below_words_on_attendance_are_of_those_who_attended(
    shown: Callable[[list[str]], str], lead: tuple[str, ...], tmp_path: Path
) -> None:
    above, *heads = lead
    lists = zip(heads, (RATIFIERS, SIGNATORIES, OTHERS), strict=True)
    body = above + "".join(f"<h3>{head}</h3>{shown(names)}" for head, names in lists)
    assert _lists(body, tmp_path) == EXPECTED


def _lists(body: str, folder: Path) -> list[tuple[str, list[str]]]:
    path = folder / "page.html"
    path.write_text(
        f"<html><body><p>CTBT-Art.XIV/2041/6</p><h1>Report of the Conference on the status of the Treaty</h1>{body}</body></html>"
    )
    found = [f.fields for f in extract_facts(read_document(path)) if f.kind == "state_list"]
    return [(fact["role"], fact["states"]) for fact in found]


TEXTS = [
    "<p>5. These States attended:</p><p>Ratifiers: Albania, Algeria, Austria.</p>"
    "<p>Signatories: China, Egypt.</p><p>Others: India, Pakistan.</p>",
    "<p>5. The following States participated:</p><table>"
    "<tr><th>Ratifiers</th><th>Signatories</th><th>Others</th></tr>"
    "<tr><td>Albania</td><td>China</td><td>India</td></tr>"
    "<tr><td>Algeria</td><td>Egypt</td><td>Pakistan</td></tr>"
    "<tr><td>Austria</td><td></td><td></td></tr></table>",
    "<h2>States attending</h2><table>"
    "<tr><th>Ratifying States</th><td>Albania, Algeria, Austria</td></tr>"
    "<tr><th>Signatory States</th><td>China, Egypt</td></tr>"
    "<tr><th>Other States</th><td>India, Pakistan</td></tr></table>",
]


@pytest.mark.parametrize("body", TEXTS, ids=["labels", "columns", "rows"])
def test_one_list_for_each_kind_of_state(body: str, tmp_path: Path) -> None:
    assert _lists(body, tmp_path) == EXPECTED


def test_a_list_of_ratifiers_after_the_paper_went_on_is_none_of_attendance() -> None:
    text = (
        "Attendance\n\nRatifying States\n\nAlbania\nAlgeria\nAustria\n\n"
        "5. The Conference then heard a report on the status of the Treaty, which follows here.\n\n"
        "A. States that have ratified the Treaty\n\nAlbania\nAlgeria\nAustria\nChile\n"
    )
    assert [role for role, _ in pairs(text, "state_list", "role", "states")] == [
        "attending_ratifiers_and_signatories", "ratified",
    ]  # fmt: skip
