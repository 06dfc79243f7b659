"""A draft corrigendum in the form of the United Nations: what to read for what, place by place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from testban.treaty.checks.corrigendum.draft import (
    Correction,
    Corrigendum,
    Query,
    corrected,
    draft,
)
from testban.treaty.checks.corrigendum.text import as_text
from testban.treaty.checks.model import Finding
from testban.treaty.documents.model import Document

__all__ = ["Correction", "Corrigendum", "Query", "as_corrigendum", "corrected", "draft"]


def as_corrigendum(document: Document, findings: Iterable[Finding], day: date | None = None) -> str:
    """A draft in the paper's language, as plain text.

    Parameters
    ----------
    findings
        What was found in the paper. What is certain is corrected, in the paper's own form; what only
        its author can say is asked below; matters of style are only counted.
    day
        The day that the corrigendum is to bear; None leaves it open.
    """
    return as_text(draft(document, findings), day)
