"""Write docs/reference/rules.md from the table of rules.

Usage: python scripts/build_rules_page.py [--check]

With --check nothing is written, and the exit code is 1 where the page is not what it should be.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from testban.treaty.checks import Rule, rules

__all__ = ["PAGE", "page"]

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "rules.md"

_INTRODUCTION = """\
# Rules

<!-- Written by scripts/build_rules_page.py; do not edit it here. -->

What `testban check` looks for, in English and in Chinese. A code never changes its meaning. An *error*
cannot be right; a *warning* is worth a look; an *info* is a matter of style. The cause is the most
probable one: the *paper* is wrong, its *translation* is, or the *extraction* of its text lost
something. [How to check papers](../how-to/check-papers.md).
"""
_GROUPS = {
    "C": ("Counts and lists", "数目与名单"),
    "S": ("Status against the ledger", "状况与台账"),
    "D": ("Dates", "日期"),
    "V": ("Votes", "表决"),
    "N": ("Numbering", "编号"),
    "L": ("Links and symbols", "链接与文号"),
    "M": ("Meetings", "会议"),
    "T": ("Terms", "用语"),
    "X": ("Between documents", "文件之间"),
}


def page() -> str:
    """The page as it should be."""
    parts = [_INTRODUCTION]
    for letter, (english, chinese) in _GROUPS.items():
        parts.append(f"\n## {letter}: {english} · {chinese}\n")
        parts += [_told(rule) for rule in rules().values() if rule.code.startswith(letter)]
    return "".join(parts)


def _told(rule: Rule) -> str:
    return "\n" + "\n".join(_lines(rule)) + "\n"


def _lines(rule: Rule) -> Iterator[str]:
    en, zh = rule.text["en"], rule.text["zh"]
    yield f"### {rule.code}: {en['title']} · {zh['title']}"
    yield ""
    yield f"*{rule.severity}; cause: {rule.cause}.* {en['why']}"
    yield ""
    yield f"> {en['example']}"
    yield ""
    yield zh["why"]
    yield ""
    yield f"> {zh['example']}"


def main() -> None:
    """Write the page, or check it."""
    wanted = page()
    if "--check" in sys.argv[1:]:
        if not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != wanted:
            sys.exit(f"{PAGE.name} is stale: run python scripts/build_rules_page.py")
        return
    PAGE.write_text(wanted, encoding="utf-8")


if __name__ == "__main__":
    main()
