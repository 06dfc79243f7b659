"""What a site asks of a store: lists a page at a time, and whether anything changed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from sqlalchemy.engine import Connection

from testban.store import event_search, pages
from testban.store.actions import entered
from testban.store.event_search import EventFilter, EventRow, Order
from testban.store.export import table_rows
from testban.store.extractor import checker, entry_names
from testban.store.pages import Counts, FactFilter, FindingFilter
from testban.store.records import DocumentRecord, Recorded, StoredFact, StoredFinding

if TYPE_CHECKING:
    from testban.monitoring.model import Event

__all__ = ["Paging"]


ALL_FACTS, ALL_FINDINGS, ALL_EVENTS = FactFilter(), FindingFilter(), EventFilter()


class Paging(ABC):
    """The part of `Store` that answers in pages: every list comes with its whole length."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]:
        """A connection on which what is read is of one moment."""

    def change_number(self) -> int:
        """A number that rises with every change of the store, by whatever process."""
        with self._reading() as connection:
            return pages.change_number(connection)

    def counts(self) -> Counts:
        """How many documents, facts, findings and events the store holds."""
        with self._reading() as connection:
            now = checker(entry_names(entered(connection)))
            return pages.counts(connection, now)

    def document_page(
        self,
        *,
        limit: int = 100,
        offset: int = 0,
        language: str | None = None,
        symbols: str = "",
    ) -> tuple[list[DocumentRecord], int]:
        """So many documents in order of symbol and date, and how many there are in all.

        Parameters
        ----------
        symbols
            How their symbols begin: ``CTBT-Art.XIV/2021/``.

        Raises
        ------
        UsageError
            `limit` is not 1 to 10,000, or `offset` is beyond any list; so for all pages.
        """
        pages.check_limits(limit, offset)
        with self._reading() as connection:
            return pages.document_page(
                connection, limit=limit, offset=offset, language=language, symbols=symbols
            )

    def fact_page(
        self,
        wanted: FactFilter = ALL_FACTS,
        *,
        limit: int = 100,
        offset: int = 0,
        newest: bool = False,
    ) -> tuple[list[StoredFact], int]:
        """So many facts, oldest (or newest) document first, and how many there are in all."""
        pages.check_limits(limit, offset)
        with self._reading() as connection:
            return pages.fact_page(connection, wanted, limit=limit, offset=offset, newest=newest)

    def fact_count(self, wanted: FactFilter = ALL_FACTS) -> int:
        """How many facts there are."""
        with self._reading() as connection:
            return pages.fact_count(connection, wanted)

    def finding_page(
        self, wanted: FindingFilter = ALL_FINDINGS, *, limit: int = 100, offset: int = 0
    ) -> tuple[list[StoredFinding], int]:
        """So many findings, in order of their documents and places, and how many in all."""
        pages.check_limits(limit, offset)
        with self._reading() as connection:
            return pages.finding_page(connection, wanted, limit=limit, offset=offset)

    def finding_numbers(self) -> list[tuple[str, str, str, int]]:
        """How many findings there are: (rule, severity, cause, number), in the order of rules."""
        with self._reading() as connection:
            return pages.finding_numbers(connection)

    def find_events(
        self,
        wanted: EventFilter = ALL_EVENTS,
        *,
        limit: int | None = 100,
        offset: int = 0,
        order: Order = "time",
    ) -> tuple[list[EventRow], int]:
        """So many located events, and how many there are in all; a limit of None gives all."""
        pages.check_limits(1, offset)
        with self._reading() as connection:
            return event_search.find_events(
                connection, wanted, limit=limit, offset=offset, order=order
            )

    def read_events(self, numbers: Sequence[int], *, arrivals: bool = True) -> list[Event]:
        """The events of these numbers, in their order; numbers of none are passed over."""
        from testban.store.measurements import read_events

        with self._reading() as connection:
            return read_events(connection, numbers, arrivals=arrivals)

    def kept_recordings(self, before: float) -> Recorded | None:
        """What is kept of recordings from before a time, in seconds since 1970; None: nothing."""
        from testban.store.excerpts import recorded

        with self._reading() as connection:
            return recorded(connection, before)

    def table(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows of a table of `testban.store.export.TABLES`, all of one moment."""
        with self._reading() as connection:
            yield from table_rows(connection, name)

    def contributors(self) -> list[str]:
        """The authors of the events' preferred origins, in order."""
        with self._reading() as connection:
            return event_search.contributors(connection)
