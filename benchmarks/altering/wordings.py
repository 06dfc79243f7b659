"""Other words, spaces and lines for what stays the same."""

from __future__ import annotations

import random

from altering.altered import Planted, in_prose, replaced
from testban.treaty.documents import Document

__all__ = ["rename", "reword", "rewrap"]


_RENAMED = {
    "zh": (
        ("筹备委员会", "筹委会"),
        ("秘书处", "秘书处机关"),
        ("缔约国", "加入国"),
        ("工作组", "工作小组"),
    ),
    "en": (
        ("Conference", "Meeting"),
        ("Commission", "Body"),
        ("Secretariat", "Bureau"),
        ("delegations", "missions"),
    ),
}


_REWORDED = {
    "zh": (
        ("以及", "和"),
        ("根据", "按照"),
        ("有关", "相关"),
        ("目前", "当前"),
        ("进行", "开展"),
        ("为此", "就此"),
        ("通过", "经由"),
    ),
    "en": (
        ("in order to", "to"),
        ("regarding", "on"),
        ("concerning", "on"),
        ("held", "organized"),
        ("including", "such as"),
        ("efforts", "endeavours"),
        ("important", "significant"),
    ),
}


def rename(document: Document, chance: random.Random) -> Planted | None:
    """A term is another one throughout."""
    old, new = chance.choice(_RENAMED[document.language or "en"])
    text = document.source.text
    if text.count(old) < 4 or old.upper() in text.replace(old, ""):
        return None
    at = text.index(old)
    return Planted(text.replace(old, new), at, len(text), "wording", ("term_renamed", "reworded"))


def reword(document: Document, chance: random.Random) -> Planted | None:
    """Other words for the same."""
    table = dict(_REWORDED[document.language or "en"])
    edge = r"\b" if document.language == "en" else ""
    match = in_prose(document, rf"{edge}(?:{'|'.join(table)}){edge}", chance)
    return match and replaced(document, *match.span(), table[match.group()], "wording", "reworded")


def rewrap(document: Document, chance: random.Random) -> Planted | None:
    """Nothing but spaces beside Chinese characters, or a line at another place, changes."""
    match = in_prose(document, r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=[a-z,]) (?=[a-z])", chance)
    if match is None:
        return None
    new = " " if match.group() == "" else "  "
    return replaced(document, *match.span(), new, "", "")
