"""The texts of the site: gettext catalogues (``.po``), compiled when the site starts.

English is the language of the message identifiers, so it needs no catalogue. Compiling takes
milliseconds, and spares the user a tool and the repository a binary file.
"""

from __future__ import annotations

import ast
import gettext
import io
import re
import struct
from collections.abc import Mapping
from functools import cache
from importlib import resources

from testban.errors import ReferenceError

__all__ = ["LANGUAGES", "messages", "read_po", "translations"]

LANGUAGES: Mapping[str, str] = {"en": "English", "zh": "中文"}
"""The languages of the site, each under its own name."""

_LINE = re.compile(r'(msgid|msgstr)?\s*(".*")')
_MAGIC = 0x950412DE


def read_po(text: str, where: str) -> dict[str, str]:
    """Messages by identifier; the header under the empty one. Plural forms are not used.

    Raises
    ------
    ReferenceError
        A line is neither a comment nor a string of a message.
    """
    pairs: list[dict[str, str]] = []
    part = ""
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        if found is None or not (found[1] or part):
            raise ReferenceError(f"{line!r} is no line of a catalogue", where=f"{where}:{number}")
        part = found[1] or part
        if found[1] == "msgid":
            pairs.append({"msgid": "", "msgstr": ""})
        pairs[-1][part] += str(ast.literal_eval(found[2]))
    return {pair["msgid"]: pair["msgstr"] for pair in pairs}


def _compiled(catalogue: Mapping[str, str]) -> bytes:
    """The catalogue in the binary format that `gettext` reads."""
    entries = sorted((key.encode(), text.encode()) for key, text in catalogue.items() if text)
    start = 7 * 4
    strings, place = b"", start + 16 * len(entries)
    tables: list[bytes] = []
    for column in (0, 1):
        rows = []
        for entry in entries:
            rows.append(struct.pack("<II", len(entry[column]), place + len(strings)))
            strings += entry[column] + b"\0"
        tables.append(b"".join(rows))
    head = (_MAGIC, 0, len(entries), start, start + 8 * len(entries), 0, 0)
    return struct.pack("<7I", *head) + b"".join(tables) + strings


@cache
def messages(lang: str) -> Mapping[str, str]:
    """The catalogue of a language; empty for English."""
    if lang == "en":
        return {}
    place = f"locale/{lang}/LC_MESSAGES/testban.po"
    text = resources.files("testban.web").joinpath(place).read_text("utf-8")
    return read_po(text, place)


@cache
def translations(lang: str) -> gettext.NullTranslations:
    """What translates the site's texts into a language."""
    if lang == "en":
        return gettext.NullTranslations()
    return gettext.GNUTranslations(io.BytesIO(_compiled(messages(lang))))
