"""Where something stands in a paper, in the words of a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from testban.treaty.documents.labels import roman_number, to_chinese
from testban.treaty.languages import pack

__all__ = ["ANNEX", "place_in_words"]

ANNEX = re.compile(r"\b(annex|appendix)(?: ([IVX]+))?\b")
"""An annex or appendix in a place."""


def place_in_words(place: str, lang: str) -> str:
    """The place of a block as papers in a language say it.

    >>> place_in_words("annex I, para. 5 (a)", "en"), place_in_words("annex I, para. 5 (a)", "zh")
    ('Annex I, paragraph 5 (a)', '附件一第5段(a)')
    """
    words = pack(lang).table("places")
    shown = ANNEX.sub(lambda match: _annex(match, words), place)
    for pattern, text in words.get("patterns", ()):
        shown = re.sub(pattern, text, shown)
    return shown[:1].upper() + shown[1:]


def _annex(match: re.Match[str], words: Mapping[str, Any]) -> str:
    value = roman_number(match[2]) if match[2] else None
    label = (to_chinese(value) if words["annexes_in_chinese"] else match[2]) if value else ""
    return str(words[match[1]].format(label or "")).rstrip()
