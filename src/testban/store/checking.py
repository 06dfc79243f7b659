"""What the checks find in a document, as rows of the store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from testban.errors import UsageError
from testban.reference.actions import Action
from testban.store.storable import storable
from testban.treaty.documents.model import Document
from testban.treaty.extract.model import Fact

__all__ = ["finding_rows"]

Row = dict[str, Any]


def finding_rows(
    document: Document, facts: Sequence[Fact], entered: Sequence[Action]
) -> tuple[list[Row], str]:
    """The findings in a document, and why it could not be checked (empty where it could).

    Parameters
    ----------
    facts
        What the document states.
    entered
        The user's own entries in the ledger.
    """
    from testban.treaty.checks import check
    from testban.treaty.ledger import Ledger

    ledger = Ledger.shipped().plus(entered)
    try:
        found = check(document, facts=facts, ledger=ledger)
        return [_row(finding) for finding in found], ""
    except UsageError as error:  # there are no words for the document's language
        return [], storable(error.what)
    except Exception as error:  # noqa: BLE001 - a bug in a rule must not cost the document
        return [], storable(f"a check failed here ({type(error).__name__}: {error})"[:300])


def _row(finding: Any) -> Row:
    cite = finding.cite
    return {
        "code": finding.rule.code,
        "severity": finding.rule.severity,
        "cause": finding.rule.cause,
        "column": finding.column,
        "expected": storable(finding.expected),
        "messages": {lang: storable(finding.message(lang)) for lang in finding.rule.text},
        "spans": [list(span) for span in cite.spans],
        "line": cite.line,
        "page": cite.page,
        "place": storable(cite.place),
        "quote": storable(cite.quote),
    }
