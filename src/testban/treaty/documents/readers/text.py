"""Plain text: from bytes to characters, by evidence and never by hope.

The order of the tests is the order of their strength: a byte order mark says it; bytes that are
valid UTF-8 beyond ASCII are never anything else; UTF-16, GB18030 and the old single-byte encodings
must each also *look* like writing (`profiles`). What fits none, or two at once, is refused.
"""

from __future__ import annotations

import codecs
from itertools import pairwise

from testban.errors import DocumentError
from testban.treaty.documents.readers.profiles import (
    SINGLE_BYTE,
    controls,
    likely_chinese,
    likely_utf16,
    sample,
)
from testban.treaty.documents.readers.sniff import READABLE

__all__ = ["decode_text", "page_starts", "text_warnings"]

_SAVE_AS = "Save it as UTF-8"
_NOT_TEXT = f"Name a document: {READABLE}"
_KNOWN = "UTF-8, UTF-16, GB18030, " + ", ".join(encoding.name for encoding in SINGLE_BYTE)

# The mark of UTF-32 LE begins with that of UTF-16 LE, so it stands first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_BREAKS_OFF = {"unexpected end of data", "truncated data", "incomplete multibyte sequence"}
_MOST_CONTROLS = 0.01


def decode_text(data: bytes, where: str) -> str:
    """The characters of a text file, without its byte order mark; line ends stay as they are.

    Raises
    ------
    DocumentError
        Where the bytes are in no known encoding, break the encoding they are in, are those of a
        binary file, or hold nothing but white space. The error names the byte and the line.
    """
    text = _decode(data, where)
    _refuse_binary(text, where)
    _refuse_twice_encoded(text, where)
    if not text.strip():
        raise DocumentError(
            "nothing but white space", where=where, cure="Download or save the document again"
        )
    return text


def page_starts(text: str) -> tuple[int, ...]:
    """Where pages start, the form feeds parting them; empty where there is none."""
    starts = [0]
    position = text.find("\f")
    while position >= 0:
        starts.append(position + 1)
        position = text.find("\f", position + 1)
    if starts[-1] == len(text) and len(starts) > 1:  # a form feed that ends the last page
        starts.pop()
    return tuple(starts) if "\f" in text else ()


def text_warnings(text: str) -> tuple[str, ...]:
    """What an earlier program lost, as far as it left a mark."""
    lost = text.count("\ufffd")
    if not lost:
        return ()
    line = text.count("\n", 0, text.index("\ufffd")) + 1
    return (f"{lost} characters were lost before (U+FFFD), the first in line {line}",)


def _decode(data: bytes, where: str) -> str:
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], codec, name, len(mark), where)
    text = _try(data, "utf-8")
    if text is not None and "\0" not in text and controls(text) <= _MOST_CONTROLS:
        hz = _try(data, "hz") if b"~{" in data else None
        return hz if hz is not None and likely_chinese(sample(hz)) else text
    if text is None and _broken_utf8(data):
        return _strict(data, "utf-8", "UTF-8", 0, where)
    for codec in ("utf-16-le", "utf-16-be"):
        decoded = _try(data[: len(data) // 2 * 2], codec)
        if decoded is not None and likely_utf16(sample(decoded)):
            return _strict(data, codec, "UTF-16", 0, where)
    if b"\0" not in data:
        if likely_chinese(sample(data.decode("gb18030", errors="ignore"))) and _mostly_gb18030(
            data
        ):
            return _strict(data, "gb18030", "GB18030", 0, where)
        decoded = _single_byte(data, where)
        if decoded is not None:
            return decoded
    raise _undecidable(data, where)


def _try(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _strict(data: bytes, codec: str, name: str, skipped: int, where: str) -> str:
    """`data` decoded; an error names the byte in the file, of which `skipped` were taken off."""
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(codec, errors="ignore").count("\n") + 1
        place = f"byte {error.start + skipped} (line {line})"
        if error.reason in _BREAKS_OFF:
            raise DocumentError(
                f"the {name} text breaks off in the middle of a character at {place}",
                where=where,
                cure="The file is cut short: download or save it again",
            ) from error
        raise DocumentError(
            f"not valid {name} at {place}: 0x{data[error.start]:02X}",
            where=where,
            cure="Part of it is damaged or in another encoding: save it again, as UTF-8",
        ) from error


def _broken_utf8(data: bytes) -> bool:
    """Whether `data` is UTF-8 but for a few bytes, rather than another encoding."""
    text = data.decode("utf-8", errors="replace")
    beyond = len(text) - len(text.encode("ascii", errors="ignore"))
    broken = text.count("\ufffd")
    return beyond - broken > 3 * broken


def _mostly_gb18030(data: bytes) -> bool:
    """Whether one character beyond ASCII, or one in fifty, breaks GB18030."""
    text = data.decode("gb18030", errors="replace")
    beyond = len(text) - len(text.encode("ascii", errors="ignore"))
    broken = text.count("\ufffd")
    return broken * 50 <= beyond or broken == 1


def _single_byte(data: bytes, where: str) -> str | None:
    """`data` in the one single-byte encoding that it looks like; None where it looks like none."""
    found: list[tuple[float, str, str]] = []
    for encoding in SINGLE_BYTE:
        text = _try(data, encoding.codec)
        likelihood = encoding.likelihood(sample(text)) if text is not None else 0.0
        if text is not None and likelihood and all(text != other for _, _, other in found):
            found.append((likelihood, encoding.name, text))
    found.sort(key=lambda entry: -entry[0])
    for (best, name, _), (next_best, other, _) in pairwise(found[:2]):
        if best - next_best < 0.1:
            raise DocumentError(
                f"the encoding cannot be told: it reads as {name} and as {other}",
                where=where,
                cure=_SAVE_AS,
            )
    return found[0][2] if found else None


def _undecidable(data: bytes, where: str) -> DocumentError:
    zero = data.find(b"\0")
    if zero >= 0:
        return DocumentError(f"not a text: a zero byte at byte {zero}", where=where, cure=_NOT_TEXT)
    first = next((index for index, byte in enumerate(data) if byte > 0x7F), None)
    if first is None:
        control = next(
            i for i, byte in enumerate(data) if byte < 9 or 13 < byte < 32 or byte == 127
        )
        return DocumentError(
            f"not a text: full of control characters, the first at byte {control}",
            where=where,
            cure=_NOT_TEXT,
        )
    line = data.count(b"\n", 0, first) + 1
    return DocumentError(
        f"a text in no encoding that testban knows ({_KNOWN}): the first byte in doubt is "
        f"byte {first} (line {line})",
        where=where,
        cure=f"{_SAVE_AS} (iconv -f ENCODING -t UTF-8)",
    )


def _refuse_binary(text: str, where: str) -> None:
    zero = text.find("\0")
    if zero < 0 and controls(text) <= _MOST_CONTROLS:
        return
    what = (
        f"a zero character in line {text.count(chr(10), 0, zero) + 1}"
        if zero >= 0
        else (f"{controls(text):.0%} of it are control characters")
    )
    raise DocumentError(
        f"not a text: {what}",
        where=where,
        cure=_NOT_TEXT,
    )


def _refuse_twice_encoded(text: str, where: str) -> None:
    """Refuse UTF-8 or GB18030 that a program took for Windows-1252 and then saved as UTF-8."""
    beyond = len(text) - len(text.encode("ascii", errors="ignore"))
    if beyond < 4:
        return
    for codec in ("cp1252", "latin-1"):
        try:
            data = text.encode(codec)
        except UnicodeEncodeError:
            continue
        inner = _try(data, "utf-8")
        if inner is None:
            inner = _try(data, "gb18030")
            if inner is None or not likely_chinese(sample(inner)):
                continue
        first = next(index for index, character in enumerate(text) if character > "\x7f")
        raise DocumentError(
            f"the characters were mangled when it was saved (from line "
            f"{text.count(chr(10), 0, first) + 1}): another encoding was taken for Windows-1252",
            where=where,
            cure="Take the document from its source again",
        )
