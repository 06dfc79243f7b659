"""From a file to the rows that the store will hold: pure, so that other processes can do it."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from testban.errors import DocumentError, TestbanError
from testban.reference.actions import Action
from testban.store.checking import finding_rows
from testban.store.records import Failure
from testban.store.schema import BLOCK_BITS
from testban.store.storable import shown, storable
from testban.store.tokens import tokens
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block, Document
from testban.treaty.extract.model import Fact

__all__ = ["Pipeline", "Prepared", "prepare"]

LONGEST_BLOCK = 4000
"""Characters. A longer paragraph is kept as several blocks, cut at ends of sentences, so that a
rank means something and a ``tsvector`` (16,383 positions) can hold it."""

# Where codes of States stand in a fact.
_STATE_FIELDS = (
    "state", "states", "actor", "targets", "sponsors", "states_yes", "states_no", "states_abstain",
    "ambiguous",
)  # fmt: skip
_STATE_CODE = re.compile(r"[A-Z]{2,4}")

_SENTENCE_END = re.compile(r"[。！？；][”’」』）)]*|[.!?;؟۔][\"'”’»)]*\s")

Row = dict[str, Any]


def _read(path: Path) -> Document:
    from testban.treaty.documents import read_document

    return read_document(path)


def _facts(document: Document) -> list[Fact]:
    from testban.treaty.extract import extract_facts

    return list(extract_facts(document))


def _states(text: str, language: str | None) -> set[str]:
    from testban.reference.states import LANGUAGES
    from testban.treaty.gazetteer import gazetteer

    # Of a text in no known language every name counts.
    languages = (language,) if language in LANGUAGES else LANGUAGES
    return {
        state
        for each in languages
        for mention in gazetteer(each).find(text)
        for state in mention.states
    }


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The steps from a file to what is stored; each must be a function of a module.

    Attributes
    ----------
    read
        A file's document.
    facts
        What a document states.
    states
        Codes of the States that a paragraph in a language mentions: what ``--state`` filters by.
    entered
        The user's own entries in the ledger, against which the document is checked.
    checks
        The rows of the findings in a document, and why it could not be checked.
    """

    read: Callable[[Path], Document] = _read
    facts: Callable[[Document], Iterable[Fact]] = _facts
    states: Callable[[str, str | None], Iterable[str]] = _states
    entered: tuple[Action, ...] = ()
    checks: Callable[[Document, Sequence[Fact], Sequence[Action]], tuple[list[Row], str]] = (
        finding_rows
    )


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document as rows; those of blocks, facts and findings are numbered from 0 within it."""

    sha256: str
    name: str
    document: Row
    blocks: list[Row]
    block_states: list[tuple[int, str]]
    facts: list[Row]
    fact_states: list[tuple[int, str]]
    findings: list[Row]
    problem: str


def prepare(path: Path, pipeline: Pipeline) -> Prepared | Failure:
    """Read a file and make its rows; a file that cannot be read is a `Failure`, never an error."""
    try:
        document = pipeline.read(path)
        return _rows(path, document, list(pipeline.facts(document)), pipeline)
    except TestbanError as error:
        return Failure(path, _named(path, str(error)))
    except OSError as error:
        return Failure(path, f"{shown(path)}: {error.strerror or error}")
    except Exception as error:  # noqa: BLE001 - a bug met in one file must not cost the others
        text = " ".join(str(error).split())[:200]
        message = f"{path}: testban failed here ({type(error).__name__}: {text})"
        return Failure(path, f"{message}. Please report it with the file")


def _named(path: Path, message: str) -> str:
    return message if str(path) in message or path.name in message else f"{path}: {message}"


def _rows(path: Path, document: Document, facts: list[Fact], pipeline: Pipeline) -> Prepared:
    blocks: list[Row] = []
    block_states: list[tuple[int, str]] = []
    for block, text in _pieces(document.blocks):
        row = _block_row(document, block, text)
        searched = block.kind != "furniture"
        row["tokens"] = " ".join(tokens(text.text)) if searched else ""
        if searched:
            mentioned = sorted(set(pipeline.states(text.text, document.language)))
            block_states += [(len(blocks), state) for state in mentioned]
        blocks.append(row)
    if max(len(blocks), len(facts)) >= 1 << BLOCK_BITS:
        raise DocumentError(
            f"more than {(1 << BLOCK_BITS) - 1:,} paragraphs",
            where=str(path),
            cure="Split the file",
        )
    source = document.source
    findings, problem = pipeline.checks(document, facts, pipeline.entered)
    return Prepared(
        sha256=source.sha256,
        name=storable(source.name),
        document={
            "name": storable(source.name),
            "media_type": source.media_type,
            "symbol": storable(document.symbol),
            "symbol_from": document.symbol_from,
            "reissued": document.reissued,
            "date": document.date,
            "language": document.language,
            "original_language": document.original_language,
            "session": document.session,
            "whole": document.whole,
            "block_count": len(blocks),
            "fact_count": len(facts),
            "title": storable(document.title),
            "warnings": [storable(line) for line in document.warnings],
            "page_starts": list(source.page_starts),
            "text": storable(source.text),
        },
        blocks=blocks,
        block_states=block_states,
        facts=[_fact_row(fact) for fact in facts],
        fact_states=[
            (place, state) for place, fact in enumerate(facts) for state in _fact_states(fact)
        ],
        findings=findings,
        problem=problem,
    )


def _pieces(blocks: Iterable[Block]) -> Iterator[tuple[Block, MappedText]]:
    """Each block with its text, in pieces where it is too long; blocks without text left out."""
    for block in blocks:
        text = block.text if len(block.text) else MappedText.join(block.cells, "\t")
        start = 0
        while len(text) - start > LONGEST_BLOCK:
            end = _cut(text.text, start)
            yield block, text[start:end]
            start = end
        if len(text) > start:
            yield block, text[start:]


def _cut(text: str, start: int) -> int:
    """Where to end the piece that begins at `start`: behind a sentence, else a word."""
    end = start + LONGEST_BLOCK
    last = 0
    for match in _SENTENCE_END.finditer(text, start + LONGEST_BLOCK // 2, end):
        last = match.end()
    return last or text.rfind(" ", start + LONGEST_BLOCK // 2, end) + 1 or end


def _block_row(document: Document, block: Block, text: MappedText) -> Row:
    start = min(text.origin)
    return {
        "kind": block.kind,
        "label": storable(block.label),
        "level": block.level,
        "place": storable(block.place),
        "annex": block.annex,
        "table_number": block.table,
        "start": start,
        "end": max(text.origin) + 1,
        "line": document.source.line(text.origin[0]),
        "page": document.source.page(text.origin[0]),
        "origin": _runs(text.origin),
        "text": storable(text.text),
    }


def _runs(origin: array[int]) -> list[list[int]]:
    """The offsets as pairs (index, offset), one wherever they do not go on by one."""
    runs: list[list[int]] = []
    expected = -1
    for index, offset in enumerate(origin):
        if offset != expected:
            runs.append([index, offset])
        expected = offset + 1
    return runs


def _fact_row(fact: Fact) -> Row:
    treaty = fact.fields.get("treaty")
    return {
        "kind": fact.kind,
        "treaty": treaty if isinstance(treaty, str) else None,
        "fields": storable(fact.fields),
        "spans": [list(span) for span in fact.cite.spans],
        "line": fact.cite.line,
        "page": fact.cite.page,
        "place": storable(fact.cite.place),
        "quote": storable(fact.cite.quote),
    }


def _fact_states(fact: Fact) -> list[str]:
    found: dict[str, None] = {}
    for name in _STATE_FIELDS:
        for text in _strings(fact.fields.get(name)):
            if _STATE_CODE.fullmatch(text):
                found[text] = None
    return list(found)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, Iterable):
        for part in value:
            yield from _strings(part)
