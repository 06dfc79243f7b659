"""Papers in a format so simple that a test can see at once what they state, and their pipeline.

Lines ``symbol:``, ``date:`` and ``language:`` first; then paragraphs parted by empty lines, whose
lines the reader joins. ``~`` opens a running head; ``@CMR`` a fact about Cameroon. A paper that
holds ``BROKEN`` cannot be read, ``BUG`` trips a bug and ``CRASH`` kills its reader.
"""

from __future__ import annotations

import hashlib
import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

from testban.errors import DocumentError
from testban.store import Pipeline
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block, Document, Source
from testban.treaty.extract.model import Citation, Fact

NAMES = {"中国": "CHN", "喀麦隆": "CMR", "Cameroon": "CMR", "Cameroun": "CMR", "China": "CHN"}


def read(path: Path) -> Document:
    data = path.read_bytes()
    text = data.decode()
    if "BROKEN" in text:
        raise DocumentError("the paper is broken", where=str(path), cure="Mend it")
    if "BUG" in text:
        raise KeyError("a bug\nin two lines")
    if "CRASH" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    pages = (0, *(match.end() for match in re.finditer("\f", text)))
    source = Source(path.name, hashlib.sha256(data).hexdigest(), "text/plain", text, pages)
    return Document(
        source,
        tuple(_blocks(text)),
        title=path.stem,
        symbol=_head(text, "symbol"),
        date=_head(text, "date"),
        language=_head(text, "language") or "zh",
    )


def _head(text: str, name: str) -> str | None:
    found = re.search(rf"^{name}: (.+)$", text, re.M)
    return found[1] if found else None


def _blocks(text: str) -> Iterator[Block]:
    number = 0
    for match in re.finditer(r"[^\n\f]+(?:\n[^\n\f]+)*", text):
        if re.match("(symbol|date|language): ", match.group()):
            continue
        number += 1
        lines = MappedText.of(text, match.start(), match.end())
        kind = "furniture" if match.group().startswith("~") else "paragraph"
        yield Block(kind, lines.without(re.compile("\n")), place=f"para. {number}")


def facts(document: Document) -> Iterator[Fact]:
    for block in document.blocks:
        named = re.match(r"@([A-Z]{3}) (\w+)", block.text.text)
        if named:
            spans = tuple(document.spans(block.text))
            line = document.source.line(spans[0][0])
            cite = Citation(spans, line, None, block.place, block.text.text)
            fields = {"treaty": "CTBT", "state": named[1], "action": named[2], "date": None}
            yield Fact("treaty_action", {**fields, "since": None}, cite)


def states(text: str, language: str | None) -> set[str]:
    return {code for name, code in NAMES.items() if name in text}


def unchecked(*_: object) -> tuple[list[dict[str, object]], str]:
    """No finding: loading the rules takes longer than reading such papers."""
    return [], ""


PIPELINE = Pipeline(read, facts, states, checks=unchecked)


def write(folder: Path, name: str, *paragraphs: str, **head: str) -> Path:
    """Write a paper; what is not said of its head is left out."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "\n".join(f"{key}: {value}" for key, value in head.items())
    path.write_text("\n\n".join([lines, *paragraphs]) if lines else "\n\n".join(paragraphs))
    return path
