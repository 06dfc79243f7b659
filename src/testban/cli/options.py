"""Options that several commands share, and what they mean."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from testban.cli.output import Format

if TYPE_CHECKING:
    from testban.treaty.ledger import Ledger

__all__ = [
    "AsOf",
    "Db",
    "Lang",
    "NameLang",
    "Output",
    "Treaty",
    "day_of",
    "open_ledger",
    "warn_of_missing_store",
]

Treaty = Annotated[str, typer.Argument(metavar="TREATY", help="CTBT, TPNW, or a title.")]
AsOf = Annotated[
    str, typer.Option("--as-of", metavar="DAY", help="The day asked about, as YYYY-MM-DD.")
]
Lang = Annotated[str, typer.Option("--lang", metavar="LANG", help="Language: en or zh.")]
NameLang = Annotated[
    str,
    typer.Option(
        "--lang",
        metavar="LANG",
        help="Language of names: ar, en, es, fr, ru or zh; all else is in Chinese or English.",
    ),
]
Output = Annotated[Format, typer.Option("--format", help="How to print the result.")]
Db = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="STORE",
        help="The store: a file or postgresql://… (else $TESTBAN_DB, else testban.sqlite)",
    ),
]


def day_of(text: str) -> date:
    """The day that ``--as-of`` names."""
    from testban.treaty.days import parse_day

    return parse_day(text, "--as-of")


def open_ledger(db: str | None) -> Ledger:
    """The shipped actions, and the user's where there is a store."""
    from testban.store.place import nobody_keeps_one

    if nobody_keeps_one(db):
        from testban.treaty.ledger import Ledger

        return Ledger.shipped()
    from testban.store import load_ledger

    if db is None:
        warn_of_missing_store()
    return load_ledger(db)


def warn_of_missing_store() -> None:
    """Say so where the environment names a store and there is none."""
    from testban.store import ENVIRONMENT, missing_store

    if missing := missing_store():
        typer.echo(
            f"testban: {missing}: there is no store here, though ${ENVIRONMENT} names it; this is "
            "the shipped ledger alone. Make one with: testban ingest FOLDER",
            err=True,
        )
