"""What the documents say that commands print, they print."""

from __future__ import annotations

from pathlib import Path

import pytest

from doc_examples import (
    ROOT,
    can_run,
    documents_with_examples,
    examples,
    plain,
    run_examples,
)

# The same commands as in the English page, on recordings that take their time.
SLOW = {ROOT / "docs" / "zh" / "underground-tests.md"}
CURE = "run scripts/update_examples.py, and look at the difference"


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=[pytest.mark.slow] if path in SLOW else [])
        for path in documents_with_examples()
    ],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_the_examples_print_what_the_document_says(path: Path) -> None:
    wanted = examples(path.read_text(encoding="utf-8"))
    if not can_run(wanted):
        pytest.skip("the recordings that it names are not at hand")
    for example, printed in zip(wanted, run_examples(wanted), strict=True):
        where = f"{path.relative_to(ROOT)}, line {example.line}: $ {example.command}"
        assert printed == plain(example.output), f"{where}\n{CURE}"


def test_both_readmes_have_the_same_five_examples() -> None:
    english, chinese = (
        examples((ROOT / name).read_text(encoding="utf-8"))
        for name in ("README.md", "README.zh.md")
    )
    assert len(english) >= 5
    assert [e.command.split()[:2] for e in english] == [c.command.split()[:2] for c in chinese]


def test_an_example_ends_where_the_next_command_or_the_fence_does() -> None:
    text = "before\n\n```console\n$ one\na\n\nb\n$ two\n```\n\n```sh\n$ not this\n```\n"
    found = examples(text)
    assert [(e.command, e.output, e.line) for e in found] == [
        ("one", "a\n\nb\n", 4),
        ("two", "", 8),
    ]
    assert [text[e.start : e.end] for e in found] == ["a\n\nb\n", ""]
