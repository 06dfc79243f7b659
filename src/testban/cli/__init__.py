"""The command line: ``testban …``. It parses, calls one function and prints; no logic lives here."""

from __future__ import annotations

import errno
import io
import sys

import typer

from testban import __version__
from testban.cli.output import tell
from testban.cli.usage import ParserError, label_values, unwrap_help, usage_line
from testban.errors import TestbanError

__all__ = ["app", "main"]

app = typer.Typer(
    name="testban",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="Is the nuclear-test ban in force, and is anyone testing? Answers from primary sources.",
)

TREATY_PANEL = "Treaty: is the ban in force?"
MONITORING_PANEL = "Monitoring: is anyone testing?"
STORE_PANEL = "Store"

_CLOSED = (errno.EACCES, errno.EPERM)
# What a shell calls a command that Ctrl-C ended.
_STOPPED = 130


def _version(value: bool) -> None:
    if value:
        typer.echo(f"testban {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and leave."
    ),
) -> None:
    """Is the nuclear-test ban in force, and is anyone testing? Answers from primary sources."""


def main() -> None:
    """Run the command line; a user's error is one line on stderr and exit code 2."""
    # A file's name may hold bytes that no encoding knows, a terminal may know no Chinese.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = app(prog_name="testban", standalone_mode=False)
    except TestbanError as error:
        tell(str(error))
        raise SystemExit(2) from None
    except ParserError as error:
        # Without a message it has printed the help instead.
        if error.format_message():
            tell(usage_line(error))
        raise SystemExit(2) from None
    except typer.Abort:
        code = _STOPPED
    except BrokenPipeError:
        raise SystemExit(141) from None
    except OSError as error:  # the output's disk is full, say
        where = f"{error.filename}: " if error.filename else ""
        cure = "Check who may use it" if error.errno in _CLOSED else "Make room, or write elsewhere"
        tell(f"{where}{error.strerror or error}. {cure}")
        raise SystemExit(2) from None
    # Later versions of Typer give the code for Ctrl-C back where earlier ones raise.
    if code == _STOPPED:
        tell("stopped; what was finished before is kept")
    raise SystemExit(code or 0)


def _register() -> None:
    # Each module adds its commands to `app` when imported; heavy imports stay inside the commands.
    from testban.cli import (
        associate,
        check,
        compare,
        detect,
        documents,
        fk,
        locate,
        plot,
        process,
        score,
        serve,
        simulate,
        status,
        store,
        traveltimes,
    )

    for module in (
        documents,
        check,
        compare,
        status,
        locate,
        process,
        detect,
        fk,
        associate,
        plot,
        score,
        simulate,
        traveltimes,
        store,
        serve,
    ):
        module.register(app)
    label_values()
    unwrap_help(app)


_register()
