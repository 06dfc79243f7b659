"""Ledger entries as people give them: options of a command, or the lines of a CSV file."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from io import StringIO
from pathlib import Path
from typing import TypeVar

from testban.errors import DocumentError, LedgerError, TestbanError
from testban.reference.actions import ACTION_KINDS, COLUMNS, SCOPES, VOID, Action
from testban.reference.states import find_state
from testban.reference.treaties import find_treaty
from testban.treaty.days import parse_day
from testban.treaty.ledger import Ledger, RejectedError

__all__ = [
    "EXPORT_COLUMNS",
    "IMPORT_COLUMNS",
    "Line",
    "RejectedFileError",
    "check_import",
    "find_action",
    "make_action",
    "read_import",
]

IMPORT_COLUMNS = (*COLUMNS, "supersedes", "reason")
"""The columns that a file of actions may have."""

EXPORT_COLUMNS = (*IMPORT_COLUMNS, "key", "entered_by", "superseded_by")
"""The columns of the ledger as a file. It can be imported again: the last three, which only a
ledger can give, are passed over."""

_REQUIRED = ("treaty", "state", "action", "deposited")
# An entry without a source is worth nothing; a file may have one source for all its lines.
_NEEDED = (*_REQUIRED, "source")
_Found = TypeVar("_Found")

_SPELLINGS: Mapping[str, str] = {
    **{kind: kind for kind in ACTION_KINDS},
    "sign": "signature",
    "signed": "signature",
    "ratify": "ratification",
    "ratified": "ratification",
    "accept": "acceptance",
    "approve": "approval",
    "accede": "accession",
    "acceded": "accession",
    "succeed": "succession",
    "withdraw": "withdrawal",
    "签署": "signature",
    "批准": "ratification",
    "接受": "acceptance",
    "核准": "approval",
    "加入": "accession",
    "继承": "succession",
    "撤回": "withdrawal",
    "撤销批准": "withdrawal",
    "退出": "withdrawal",
    "退出条约": "withdrawal",
}


class RejectedFileError(LedgerError):
    """A file of actions of which nothing was entered.

    Attributes
    ----------
    errors
        One for each line at fault, in the order of the file.
    """

    def __init__(self, errors: Sequence[TestbanError]) -> None:
        self.errors = tuple(errors)
        first = errors[0]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        super().__init__(first.what + more, where=first.where, cure=first.cure)


@dataclass(frozen=True, slots=True)
class Line:
    """An action, and the line of the file, counted from 1, that it was read from."""

    number: int
    action: Action


def find_action(text: str) -> str:
    """The kind of action that a person means, in English or Chinese.

    Raises
    ------
    LedgerError
        There is none; the error names the nearest, or all.

    Examples
    --------
    >>> find_action("Ratify"), find_action("加入")
    ('ratification', 'accession')
    """
    key = text.strip().casefold()
    if key in _SPELLINGS:
        return _SPELLINGS[key]
    near = get_close_matches(key, _SPELLINGS, n=1)
    hint = f"Did you mean {_SPELLINGS[near[0]]}? " if near else ""
    usable = ", ".join(kind for kind in ACTION_KINDS if kind != VOID)
    raise LedgerError(f"no action is called {text!r}", cure=f"{hint}The actions are {usable}.")


def make_action(
    fields: Mapping[str, str], entered_by: str, where: Callable[[str], str] = str
) -> Action:
    """An action from what was typed, with treaty, State, kind and days made out.

    Parameters
    ----------
    fields
        By the names of `IMPORT_COLUMNS`; an absent field and an empty one are the same.
    entered_by
        Who makes the entry.
    where
        Gives, for a field's name, the option or the place in a file that an error should name.

    Raises
    ------
    TestbanError
        The treaty, the State, the action or a day cannot be made out, or one is lacking.
    """
    given = {name: fields[name].strip() for name in fields if (fields[name] or "").strip()}
    # To declare an entry void is the user's own act, and rests on no record.
    for name in _REQUIRED if given.get("action") == VOID else _NEEDED:
        if name not in given:
            raise LedgerError(f"no {name} is given", where=where(name))

    def find(name: str, finder: Callable[[str], _Found]) -> _Found:
        try:
            return finder(given[name])
        except TestbanError as error:
            raise type(error)(error.what, where=where(name), cure=error.cure) from error

    action = find("action", find_action)
    scopes = [scope for scope in SCOPES[action] if scope]
    if scopes and "scope" not in given:
        raise LedgerError(
            f"it has to be said what the {action} extends to",
            where=where("scope"),
            cure=f"Give {' or '.join(scopes)}.",
        )
    return Action(
        treaty=find("treaty", find_treaty).id,
        state=find("state", find_state).iso3,
        action=action,
        scope=given.get("scope", ""),
        deposited=find("deposited", parse_day),
        effect=find("effect", parse_day) if "effect" in given else None,
        notified=find("notified", parse_day) if "notified" in given else None,
        source=given.get("source", ""),
        confidence=given.get("confidence", "user"),
        note=given.get("note", ""),
        entered_by=entered_by,
        supersedes=given.get("supersedes", ""),
        reason=given.get("reason", ""),
    )


def read_import(path: Path, entered_by: str, source: str = "") -> list[Line]:
    """The actions of a CSV file: a header with names of `IMPORT_COLUMNS`, one action a line.

    Parameters
    ----------
    source
        The source of the lines that give none.

    Raises
    ------
    LedgerError
        The file cannot be read, or its header is not understood.
    RejectedFileError
        At least one line is at fault.
    """
    text = _decode(path)
    header = text.partition("\n")[0]
    delimiter = next((mark for mark in ",;\t" if mark in header), ",")
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    lines: list[Line] = []
    errors: list[TestbanError] = []
    try:
        columns = _columns(next(rows, []), path.name)
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            place = f"{path.name}, line {rows.line_num}"
            try:
                lines.append(
                    Line(rows.line_num, _read_row(columns, row, place, entered_by, source))
                )
            except TestbanError as error:
                errors.append(error)
    except csv.Error as error:
        raise LedgerError(
            f"it is not CSV: {error}", where=f"{path.name}, line {rows.line_num}"
        ) from error
    if errors:
        raise RejectedFileError(errors)
    if not lines:
        raise LedgerError("it holds no actions", where=path.name, cure="Give one a line.")
    return lines


def _read_row(
    columns: Sequence[str], row: Sequence[str], place: str, entered_by: str, source: str
) -> Action:
    if len(row) != len(columns):
        raise LedgerError(
            f"{len(row)} fields where the header has {len(columns)}",
            where=place,
            cure="Put text that holds the delimiter in quotation marks.",
        )
    fields = dict(zip(columns, row, strict=True))
    fields["source"] = fields.get("source", "").strip() or source
    return make_action(fields, entered_by, lambda name: f"{place}, {name}")


def _columns(header: Sequence[str], name: str) -> list[str]:
    columns = [cell.strip().casefold() for cell in header]
    known = f"The columns are {', '.join(IMPORT_COLUMNS)}."
    if not any(columns):
        raise LedgerError("it is empty", where=name, cure=known)
    for column in columns:
        if column not in EXPORT_COLUMNS:
            raise LedgerError(
                f"no column is called {column!r}", where=f"{name}, line 1", cure=known
            )
        if columns.count(column) > 1:
            raise LedgerError(f"the column {column} stands twice", where=f"{name}, line 1")
    for column in _REQUIRED:
        if column not in columns:
            raise LedgerError(
                f"the column {column} is missing", where=f"{name}, line 1", cure=known
            )
    return columns


def _decode(path: Path) -> str:
    # Loading the readers of documents takes a tenth of a second; few commands come here.
    from testban.treaty.documents.readers.files import read_bytes

    try:
        data = read_bytes(path)
    except DocumentError as error:
        raise LedgerError(error.what, where=error.where, cure="Name a CSV file.") from error
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LedgerError(
            "it is not UTF-8", where=f"{path.name}, line {line}", cure="Save it as CSV UTF-8."
        ) from error


def check_import(ledger: Ledger, lines: Sequence[Line], name: str) -> None:
    """See that all the lines of the file `name` fit into the ledger.

    Raises
    ------
    RejectedFileError
        At least one does not.
    """
    try:
        ledger.add([line.action for line in lines])
    except RejectedError as error:
        raise RejectedFileError(
            [
                problem.error(f"{name}, line {lines[position].number}")
                for position, problem in error.problems
            ]
        ) from error
