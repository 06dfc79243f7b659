"""The command that serves the site."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from testban.cli.options import Db

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command ``serve`` to `app`."""
    from testban.cli import STORE_PANEL

    app.command("serve", rich_help_panel=STORE_PANEL)(serve)


def serve(
    host: Annotated[
        str, typer.Option("--host", metavar="HOST", help="The address to listen on.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="PORT", min=1, max=65535, help="The port.")
    ] = 8000,
    db: Db = None,
    workers: Annotated[
        int,
        typer.Option("--workers", metavar="N", min=1, max=64, help="Processes that answer."),
    ] = 1,
    allow_upload: Annotated[
        bool,
        typer.Option(
            "--allow-upload",
            help="Let readers have files of their own read; "
            "they are kept only with the token in $TESTBAN_UPLOAD_TOKEN.",
        ),
    ] = False,
) -> None:
    """Serve the site and the API on this machine alone; Ctrl-C ends it."""
    from testban.errors import UsageError

    try:
        import uvicorn

        from testban.web import serving
    except ImportError as error:
        raise UsageError(
            f"the site needs {error.name}", cure="Install it with: pip install 'testban[web]'"
        ) from error
    with _store_url(db) as (url, shown):
        os.environ[serving.STORE] = url
        os.environ[serving.UPLOAD] = "yes" if allow_upload else ""
        typer.echo(f"testban: http://{host}:{port}/  (store: {shown}; Ctrl-C ends)")
        uvicorn.run(
            "testban.web.serving:application",
            factory=True,
            http="testban.web.serving:Connection",
            workers=workers,
            host=host,
            port=port,
            log_level="warning",
            server_header=False,
        )


@contextmanager
def _store_url(db: str | None) -> Iterator[tuple[str, str]]:
    """The store to serve, made ready for this version, and what it is called."""
    from testban.store import ENVIRONMENT, open_store, store_exists
    from testban.store.engine import DEFAULT_STORE

    if db is not None or store_exists():
        url = db or os.environ.get(ENVIRONMENT) or DEFAULT_STORE
        with open_store(url, create=False) as store:
            shown = store.where
        yield url, shown
        return
    # Without a store there is still the shipped ledger to show: all workers look at one empty file.
    with tempfile.TemporaryDirectory(prefix="testban-") as folder:
        url = str(Path(folder) / "empty.sqlite")
        open_store(url).close()
        yield url, "none"
