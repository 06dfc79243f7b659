"""The store as its users see it: one object, opened by URL."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy.engine import URL, Connection, Engine

from testban import __version__
from testban.errors import UsageError
from testban.reference.actions import Action
from testban.reference.states import LANGUAGES, find_state, former_states
from testban.store import actions, read
from testban.store.engine import (
    ENVIRONMENT,
    changing,
    connect,
    file_missing,
    label,
    locate,
    plain_errors,
    reach,
    sqlite_file,
)
from testban.store.export import copy_sqlite
from testban.store.extractor import checker, entry_names, extractor
from testban.store.ingest import Progress, Target, ingest
from testban.store.migrate import migrate, no_store, revision_of
from testban.store.paging import Paging
from testban.store.prepare import Pipeline, Prepared
from testban.store.records import (
    BlockRecord,
    DocumentRecord,
    DocumentText,
    EventLine,
    Hit,
    IngestReport,
    RunRecord,
    StoredFact,
)
from testban.store.search import MOST_FOUND, MOST_RANKED, search
from testban.store.tokens import parse_query
from testban.store.watch import Watch
from testban.store.write import finish_run, start_run, write_document
from testban.treaty.extract.model import FIELDS
from testban.treaty.ledger import Ledger

if TYPE_CHECKING:
    from testban.monitoring.formats.bulletin import Bulletin
    from testban.monitoring.processing.excerpts import Excerpt
    from testban.store.measurements import SaveReport

__all__ = [
    "ENVIRONMENT",
    "Store",
    "load_ledger",
    "missing_store",
    "open_store",
    "state_code",
    "store_exists",
]


LONGEST_QUERY = 1000
"""Characters: longer than any sentence, and short enough to be answered at once."""


class Store(Paging):
    """Documents, facts, the user's ledger entries and the record of runs, in one database.

    Made by `open_store`; a context manager. May be used by several threads.
    """

    def __init__(self, engine: Engine, url: URL, *, made: bool = True) -> None:
        self._connections = engine
        self._url = url
        self._made = made
        self._ledger: tuple[int, Ledger] | None = None
        self._watch: Watch | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def where(self) -> str:
        """The file, or the URL without its password."""
        return label(self._url)

    @property
    def file(self) -> Path | None:
        """The file of an SQLite store; None for one in memory and for PostgreSQL."""
        return sqlite_file(self._url)

    def copy_to(self, path: Path) -> None:
        """Write a copy of an SQLite store, as it is at this moment, in one file.

        Raises
        ------
        UsageError
            The store is not a file.
        """
        if self.file is None:
            raise UsageError("the store is not one file", where=self.where)
        with plain_errors(self._url):
            copy_sqlite(self.file, path)

    def close(self) -> None:
        """Let go of the database."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        self._connections.dispose()

    def change_number(self) -> int:
        """A number that rises with every change of the store, by whatever process."""
        if self.file is None:
            return super().change_number()
        if self._watch is None:
            self._watch = Watch(self._engine, self._url)
        return self._watch.number()

    @property
    def _engine(self) -> Engine:
        """Connections to the store, which is made now where that was put off."""
        if not self._made:
            reach(self._connections, self._url)
            migrate(self._connections, self.where, create=True)
            self._made = True
        return self._connections

    def ingest(
        self,
        paths: Iterable[Path | str] | Path | str,
        *,
        progress: Progress | None = None,
        workers: int | None = None,
        pipeline: Pipeline | None = None,
    ) -> IngestReport:
        """Read files, and all documents of folders, and keep what they state.

        A document is known by its bytes: what the store holds already is left as it is, unless
        another version of testban read it, or the rules or the ledger changed since it was checked.
        Each document is stored whole, in one transaction, or not at all; a file that cannot be
        read does not keep the others out.

        Parameters
        ----------
        progress
            Called after each file with the number done, the number in all, and the path.
        workers
            Processes that read, cut to the number of files and to four for each processor; None
            for a number that fits the machine and the work. With more than one, a script must be
            under ``if __name__ == "__main__":``.
        pipeline
            How files are read; the default is that of ``testban facts``.

        Raises
        ------
        StoreError
            The store cannot be written; what was stored before that stays.
        """
        file = sqlite_file(self._url)
        own = [] if file is None else [Path(f"{file}{end}") for end in ("", "-wal", "-shm")]
        with plain_errors(self._url):
            entered = tuple(self.actions()) if self._made else ()
            return ingest(
                Target(lambda: self._engine, made=self._made, entered=entered),
                [Path(path) for path in ([paths] if isinstance(paths, (str, Path)) else paths)],
                pipeline=replace(pipeline or Pipeline(), entered=entered),
                workers=workers,
                progress=progress,
                own_files=frozenset(path.resolve() for path in own),
            )

    def keep(self, prepared: Prepared) -> bool:
        """Store a document that was read elsewhere; whether it was not there already.

        It is there whole when this returns, whatever becomes of the process.
        """
        entered = self.actions()
        reader = (extractor(), checker(entry_names(entered)))
        report = IngestReport()
        with plain_errors(self._url):
            run = start_run(self._engine, __version__, f"upload {prepared.name}")
            new = write_document(self._engine, prepared, reader, run)
            (report.ingested if new else report.unchanged).append(Path(prepared.name))
            finish_run(self._engine, run, report)
        return new

    def search(
        self,
        query: str,
        *,
        state: str | None = None,
        language: str | None = None,
        limit: int = 20,
        phrase: bool = False,
    ) -> list[Hit]:
        """The paragraphs that answer a query, best first.

        Words, runs of Chinese and ``"quoted phrases"`` must all stand in a paragraph; those with
        the whole query as one phrase come first. ``ratif*`` stands for every word that begins so.
        Case, diacritics, full-width forms and spaces beside Chinese characters do not matter.

        Parameters
        ----------
        state
            Only paragraphs that mention this State: a code, or a name in any language.
        language
            Only documents in it: ``ar zh en fr ru es``.
        limit
            The number of answers, 1 to 10,000.
        phrase
            Only paragraphs with the whole query as one phrase.

        Raises
        ------
        UsageError
            The query holds no word or is too long, the limit is out of range, or no State or
            language is called so.
        """
        found, _ = self._searched(query, state, language, limit, phrase=phrase)
        return found

    @property
    def most_ranked(self) -> int:
        """So many paragraphs at most are counted by `search_page`."""
        return MOST_RANKED[self._engine.dialect.name]

    def search_page(
        self,
        query: str,
        *,
        state: str | None = None,
        language: str | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> tuple[list[Hit], int]:
        """As `search`, after the first `offset` answers, and how many there are in all.

        Counted are at most as many as are ranked: 10,000 paragraphs, on PostgreSQL 1,000.
        """
        return self._searched(query, state, language, limit, offset=offset, count=True)

    def _searched(
        self,
        query: str,
        state: str | None,
        language: str | None,
        limit: int,
        *,
        offset: int = 0,
        phrase: bool = False,
        count: bool = False,
    ) -> tuple[list[Hit], int]:
        if len(query) > LONGEST_QUERY:
            raise UsageError(
                f"a query of {len(query):,} characters is too long",
                cure=f"Give at most {LONGEST_QUERY:,}",
            )
        parsed = parse_query(query)
        if parsed is None:
            raise UsageError("the query holds no word", cure="Give a word to search for")
        if limit < 1:
            raise UsageError(f"a limit of {limit} leaves nothing", cure="Give 1 or more")
        if offset + limit > MOST_FOUND:
            raise UsageError(
                f"a limit of {offset + limit:,} is more than are ranked",
                cure=f"Give at most {MOST_FOUND:,}",
            )
        if language is not None and language not in LANGUAGES:
            raise UsageError(
                f"no language is called '{language}'", cure=f"Use one of {' '.join(LANGUAGES)}"
            )
        code = None if state is None else state_code(state)
        with self._reading() as connection:
            return search(
                connection, parsed, state=code, language=language, limit=limit, offset=offset,
                phrase=phrase, count=count,
            )  # fmt: skip

    def documents(self) -> list[DocumentRecord]:
        """All documents, in order of symbol and date."""
        with self._reading() as connection:
            return list(read.document_records(connection).values())

    def document(self, key: str) -> DocumentText:
        """One document with its text: by SHA-256 or its beginning, symbol, or file name.

        Raises
        ------
        UsageError
            There is none, or more than one.
        """
        with self._reading() as connection:
            return read.document_text(connection, key)

    def blocks(self, key: str) -> list[BlockRecord]:
        """A document's paragraphs, headings and items in the order of the text; `key` as above."""
        with self._reading() as connection:
            return read.block_records(connection, key)

    def facts(
        self,
        *,
        kind: str | None = None,
        state: str | None = None,
        treaty: str | None = None,
        document: str | None = None,
    ) -> list[StoredFact]:
        """What documents state, oldest document first; all filters must hold.

        Parameters
        ----------
        state
            Facts that concern this State: a code, or a name in any language.
        treaty
            Its identifier, ``CTBT``.
        document
            SHA-256 or its beginning, symbol, or file name.

        Raises
        ------
        UsageError
            No kind, State or document is called so.
        """
        if kind is not None and kind not in FIELDS:
            raise UsageError(
                f"no kind of fact is called '{kind}'", cure=f"Use one of {' '.join(FIELDS)}"
            )
        code = None if state is None else state_code(state)
        with self._reading() as connection:
            return read.stored_facts(
                connection, kind=kind, state=code, treaty=treaty, document=document
            )

    def runs(self) -> list[RunRecord]:
        """Every ingest, the first one first."""
        with self._reading() as connection:
            return read.all_runs(connection)

    def actions(self, treaty: str | None = None) -> list[Action]:
        """The user's own ledger entries, in the order in which they were made."""
        with self._reading() as connection:
            own = actions.entered(connection)
        return [action for action in own if treaty in (None, action.treaty)]

    def ledger(self) -> Ledger:
        """The shipped actions and the user's, which supersede them.

        The same object until the store changes: what it worked out of its entries is kept.
        """
        number = self.change_number()
        if self._ledger is None or self._ledger[0] != number:
            self._ledger = number, Ledger.shipped().plus(self.actions())
        return self._ledger[1]

    def add_action(self, action: Action) -> Action:
        """Enter one action; see `add_actions`."""
        return self.add_actions([action])[0]

    def add_actions(self, new: Sequence[Action]) -> list[Action]:
        """Enter actions in the ledger, all or none; what was entered, with its numbers.

        Raises
        ------
        LedgerError
            One of them does not fit the ledger; none is entered.
        """
        with plain_errors(self._url), changing(self._engine) as connection:
            return actions.append(connection, new)

    def save_bulletin(
        self, bulletin: Bulletin, recorded: Mapping[str, Sequence[Excerpt]] | None = None
    ) -> SaveReport:
        """Keep events with their arrivals, sizes and screening, all or nothing.

        An event is known by its identifier and its arrivals: saved again, it takes the place of
        the older solution.

        Parameters
        ----------
        recorded
            By the identifiers of events, what stations recorded of them.

        Returns
        -------
        How many events are new (`saved`) and how many took an older one's place (`replaced`).
        """
        # Not needed for papers, which are in a hurry.
        from testban.store.measurements import save_bulletin

        with plain_errors(self._url), changing(self._engine) as connection:
            return save_bulletin(connection, bulletin, recorded)

    def bulletin(self, event: str | None = None) -> Bulletin:
        """The events that were saved, or those called `event`.

        Raises
        ------
        UsageError
            No event is called so.
        """
        from testban.store.measurements import read_bulletin

        with self._reading() as connection:
            found = read_bulletin(connection, event)
        if event is not None and not found.events:
            raise UsageError(f"no event is called '{event}'", cure="Give an identifier or an evid")
        return found

    def recorded(self, number: int) -> list[Excerpt]:
        """What stations recorded of the event of a number, nearest station first; mostly nothing."""
        from testban.store.excerpts import read_excerpts

        with self._reading() as connection:
            return read_excerpts(connection, number)

    def events(
        self,
        *,
        limit: int = 100,
        offset: int = 0,
        start: float | None = None,
        end: float | None = None,
    ) -> tuple[list[EventLine], int]:
        """The events with an origin, newest first, and how many there are in all.

        Parameters
        ----------
        start, end
            Only origins from `start` to before `end`, seconds since 1970, UTC.
        """
        from testban.store.event_lines import event_lines

        with self._reading() as connection:
            return event_lines(connection, limit=limit, offset=offset, start=start, end=end)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with plain_errors(self._url), self._engine.connect() as connection:
            if self._engine.dialect.name == "postgresql":
                # What one answer is put together from is of one moment, as it is in SQLite.
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection


def state_code(text: str) -> str:
    """The code by which the store knows a State, former State or the European Union.

    Raises
    ------
    UsageError
        No State is called so.
    """
    code = text.strip().upper()
    return code if code == "EU" or code in former_states() else find_state(text).iso3


def open_store(url: str | None = None, *, create: bool = True, late: bool = False) -> Store:
    """Open a store, and bring it to the newest schema.

    Parameters
    ----------
    url
        A file, for SQLite, or ``postgresql://user@host/database``. None: the environment variable
        ``TESTBAN_DB``, or else the file ``testban.sqlite`` in the current folder.
    create
        Make the store where there is none; otherwise that is an error, and no file appears.
    late
        Make a new file only when the store is first used: an ingest that finds nothing to store
        then leaves none.

    Raises
    ------
    StoreError
        There is no store, it cannot be opened, or a newer testban made it.

    Examples
    --------
    >>> with open_store("sqlite://") as store:  # in memory
    ...     store.documents()
    []
    """
    found = locate(url)
    missing = file_missing(found)
    if missing and not create:
        raise no_store(label(found))
    engine = connect(found)
    # A file that cannot be made must be told of before anything is read for it.
    if late and missing and _could_be_made(found):
        return Store(engine, found, made=False)
    try:
        reach(engine, found)
        with plain_errors(found):
            migrate(engine, label(found), create=create)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, found)


def _could_be_made(url: URL) -> bool:
    file = sqlite_file(url)
    return file is not None and file.parent.is_dir() and not file.exists()


def missing_store() -> str | None:
    """The store that the environment names where there is none; None where all is well."""
    named = os.environ.get(ENVIRONMENT)
    return label(locate(named)) if named and file_missing(locate(named)) else None


def store_exists(url: str | None = None) -> bool:
    """Whether there is a store at `url`, which is read as in `open_store`; none is made.

    Raises
    ------
    StoreError
        The database cannot be opened.
    """
    found = locate(url)
    if file_missing(found):
        return False
    engine = connect(found)
    try:
        reach(engine, found)
        with plain_errors(found), engine.connect() as connection:
            return revision_of(connection) is not None
    finally:
        engine.dispose()


def load_ledger(url: str | None = None, *, to_be_made: bool = False) -> Ledger:
    """The ledger for reading: the shipped actions, and the user's where there is a store.

    A store that is named must exist. Where none is named, or only by the environment, and there
    is none, nothing is made; nor where it is `to_be_made` later.

    Raises
    ------
    StoreError
        The store that `url` names cannot be opened.
    """
    if (url is None or to_be_made) and not store_exists(url):
        return Ledger.shipped()
    with open_store(url, create=False) as store:
        return store.ledger()
