"""Findings for others: SARIF for editors and CI, and the paper with its marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Any

from testban import __version__
from testban.treaty.checks.model import Finding, rules
from testban.treaty.checks.shown import Clause, Parts, Word
from testban.treaty.documents.model import Document

__all__ = ["as_html", "as_lines", "as_sarif", "summary"]

_SARIF_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
Checked = tuple[str, Sequence[Finding]]
"""A file, as the user named it, and what was found in it."""


def as_lines(file: str, found: Iterable[Finding], lang: str = "en") -> Iterator[str]:
    """A line a finding, as editors understand it; at its end the cause, where it is not the paper.

    ``report.txt:12:1: N509 warning  nothing in the text refers to footnote 3 [extraction]``
    """
    for f in found:
        cause = "" if f.rule.cause == "paper" else f" [{Word(f.rule.cause).shown(lang)}]"
        place = f"{file}:{f.cite.line}:{f.column}"
        yield f"{place}: {f.rule.code} {f.rule.severity}  {f.message(lang)}{cause}"


def summary(checked: Sequence[Checked], lang: str = "en") -> str:
    """How many papers were checked, and how much of each severity was found in them.

    >>> summary([("report.txt", [])])
    '1 paper checked: 0 errors, 0 warnings, 0 notes'
    """
    counts = _counts([f for _, found in checked for f in found])
    papers = Clause("checked", {"n": len(checked)})
    return Clause("summary", {"papers": papers, "counts": counts}).shown(lang)


def _counts(found: Iterable[Finding]) -> Parts:
    times = Counter[str](f.rule.severity for f in found)
    words = (("errors", "error"), ("warnings", "warning"), ("notes", "info"))
    return Parts(tuple(Clause(word, {"n": times[severity]}) for word, severity in words))


def as_sarif(checked: Iterable[Checked], lang: str = "en") -> dict[str, Any]:
    """The findings as a log of SARIF 2.1.0 (OASIS)."""
    results = [
        {
            "ruleId": finding.rule.code,
            "level": _SARIF_LEVELS[finding.rule.severity],
            "message": {"text": finding.message(lang)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": file.replace("\\", "/")},
                        "region": {
                            "startLine": finding.cite.line,
                            "startColumn": finding.column,
                            "snippet": {"text": finding.cite.quote},
                        },
                    }
                }
            ],
        }
        for file, findings in checked
        for finding in findings
    ]
    described = [
        {
            "id": rule.code,
            "shortDescription": {"text": rule.text[lang]["title"]},
            "fullDescription": {"text": rule.text[lang]["why"]},
            "defaultConfiguration": {"level": _SARIF_LEVELS[rule.severity]},
        }
        for rule in rules().values()
    ]
    driver = {"name": "testban", "version": __version__, "rules": described}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }


_STYLE = """
:root { color-scheme: light dark }
body { font: 1rem/1.6 system-ui, "Noto Sans CJK SC", sans-serif }
body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
ol { list-style: none; padding: 0; white-space: pre-wrap }
ol { font-family: ui-monospace, "Noto Sans Mono CJK SC", monospace }
li { display: grid; grid-template-columns: 4rem 1fr; column-gap: 1rem; min-height: 1.6em }
li > span { color: GrayText; text-align: right }
li p { grid-column: 2; margin: 0 0 .4rem; padding-left: .6rem; border-left: .25rem solid }
li p { font-family: system-ui, sans-serif }
.error { border-color: #c62828 } .warning { border-color: #b26a00 } .info { border-color: #1565c0 }
mark { padding: 0 .1em }
"""


def as_html(document: Document, findings: Sequence[Finding], lang: str = "en") -> str:
    """The paper as it was read, line by line, each finding marked and told below its line.

    One file that needs nothing else: no script, no font, no picture from elsewhere.
    """
    source = document.source
    by_line: dict[int, list[Finding]] = {}
    for finding in findings:
        by_line.setdefault(finding.cite.line, []).append(finding)
    marked = sorted(span for finding in findings for span in finding.cite.spans)
    starts = [*source.line_starts, len(source.text) + 1]
    rows = []
    for number, (start, after) in enumerate(pairwise(starts), start=1):
        text = _marked(source.text, start, after - 1, marked)
        told = "".join(
            f'<p class="{f.rule.severity}" id="{_anchor(f)}"><b>{f.rule.code}'
            f"</b> {escape(f.message(lang))}</p>"
            for f in by_line.get(number, ())
        )
        rows.append(f"<li><span>{number}</span><div>{text}</div>{told}</li>")
    index = "".join(
        f'<li><span>{f.cite.line}</span><p class="{f.rule.severity}"><a href="#{_anchor(f)}">'
        f"{f.rule.code}</a> {Word(f.rule.severity).shown(lang)} "
        f"{escape(f.message(lang))}</p></li>"
        for f in findings
    )
    title = escape(document.symbol or source.name)
    count = _counts(findings).shown(lang)
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}: {count}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{title}</h1><p>{count}</p><ol>{index}</ol>"
        f'<ol lang="{document.language}">{"".join(rows)}</ol></body></html>\n'
    )


def _anchor(finding: Finding) -> str:
    return f"{finding.rule.code}-{finding.cite.line}-{finding.column}"


def _marked(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> str:
    shown: list[str] = []
    position = start
    for first, last in spans:
        first, last = max(first, position), min(last, end)
        if first < last:
            shown += [escape(text[position:first]), f"<mark>{escape(text[first:last])}</mark>"]
            position = last
    return "".join([*shown, escape(text[position:end].rstrip("\r\n"))])
