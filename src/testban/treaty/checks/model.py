"""What a finding is: a place where a paper contradicts itself, the ledger or the calendar."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Literal

from testban.errors import UsageError
from testban.treaty.checks.shown import Word, show
from testban.treaty.extract.model import Citation

__all__ = ["LANGUAGES", "Finding", "Rule", "Severity", "find_rule", "rules"]

Severity = Literal["error", "warning", "info"]
LANGUAGES = ("en", "zh")


_CODES = ("treaty", "role", "side")
"""Values that are codes of facts, and words in a message."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong, as ``rules.toml`` describes it.

    Attributes
    ----------
    code
        A letter for the group and a number; it never changes its meaning.
    severity
        ``error`` (it cannot be right), ``warning`` (look at it), ``info`` (a matter of style).
    cause
        Who most probably made the mistake: ``paper`` (the text is wrong), ``translation`` (this
        language version is) or ``extraction`` (the file lost something).
    text
        By language: ``title``, ``message`` (a template), ``why`` and ``example``; ``message_alone``
        is the message where it is not known what should stand there.
    """

    code: str
    severity: Severity
    cause: str
    text: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule was broken.

    Attributes
    ----------
    column
        Of the first character, counted from 1; the line is the citation's.
    expected
        What should stand there, as a program can use it; empty where that is not known.
    values
        What the rule's message names.
    """

    rule: Rule
    cite: Citation
    column: int
    expected: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    def message(self, lang: str = "en") -> str:
        """The message in Chinese or English."""
        values = {
            name: Word(str(value)).shown(lang) if name in _CODES else show(value, lang)
            for name, value in self.values.items()
        }
        text = self.rule.text[lang]
        template = text["message"] if self.expected else text.get("message_alone", text["message"])
        return template.format(expected=show(self.expected, lang), **values)

    def as_json(self, file: str, lang: str = "en") -> dict[str, Any]:
        """The finding as the JSON shape that programs depend on."""
        return {
            "file": file,
            "line": self.cite.line,
            "column": self.column,
            "code": self.rule.code,
            "severity": self.rule.severity,
            "cause": self.rule.cause,
            "message": self.message(lang),
            "expected": self.expected,
            "cite": self.cite.as_json(),
        }


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its code, in the order of the codes."""
    text = resources.files("testban.treaty.checks").joinpath("rules.toml").read_text("utf-8")
    return {
        code: Rule(code, row["severity"], row["cause"], {lang: row[lang] for lang in LANGUAGES})
        for code, row in sorted(tomllib.loads(text).items())
    }


def find_rule(code: str) -> Rule:
    """The rule that a person means by a code.

    Raises
    ------
    UsageError
        There is none.

    Examples
    --------
    >>> find_rule("s203").severity
    'error'
    """
    known = rules()
    if code.strip().upper() not in known:
        raise UsageError(f"no rule is called {code!r}", cure=f"The rules are {', '.join(known)}")
    return known[code.strip().upper()]
