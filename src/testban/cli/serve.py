"""The command that serves the site."""

from __future__ import annotations

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
) -> None:
    """Serve the site and the API on this machine alone; Ctrl-C ends it."""
    from testban.errors import UsageError
    from testban.store import open_store, store_exists

    try:
        import uvicorn

        from testban.web import create_app
    except ImportError as error:
        raise UsageError(
            f"the site needs {error.name}", cure="Install it with: pip install 'testban[web]'"
        ) from error
    # Without a store there is still the shipped ledger to show.
    url = db if db is not None or store_exists() else "sqlite://"
    with open_store(url, create=url == "sqlite://") as store:
        app = create_app(store)
        typer.echo(f"testban: http://{host}:{port}/  (store: {store.where}; Ctrl-C ends)")
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
