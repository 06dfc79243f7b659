"""What the commands of the monitoring wing share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from testban.cli.output import tell
from testban.errors import UsageError

__all__ = ["labels_in", "monitoring_extra"]

_PACKAGES = ("matplotlib", "numba", "numpy", "obspy", "scipy")

_FIRST_RUN = (
    "first run on this machine: compiling, which may take a minute; later runs start at once"
)


@contextmanager
def monitoring_extra() -> Iterator[None]:
    """Work that needs the extra `monitoring`: say where it is missing, or has to be compiled first.

    Around a command, as a decorator.

    Raises
    ------
    UsageError
        One of its packages is missing.
    """
    try:
        with _told_of_compiling():
            yield
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in _PACKAGES:
            raise
        raise UsageError(
            f"this command needs {error.name}, which is not installed",
            cure="Install it with: pip install 'testban[monitoring]'",
        ) from None


@contextmanager
def _told_of_compiling() -> Iterator[None]:
    """A line on a terminal as soon as numba compiles what it has not kept from an earlier run."""
    if not sys.stderr.isatty():
        yield
        return
    from numba.core import event

    class FirstRun(event.Listener):
        told = False

        def on_start(self, event: object) -> None:
            if not FirstRun.told:
                tell(_FIRST_RUN)
            FirstRun.told = True

        def on_end(self, event: object) -> None:
            pass

    listener = FirstRun()
    event.register("numba:compile", listener)  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        event.unregister("numba:compile", listener)  # type: ignore[no-untyped-call]


def labels_in(lang: str) -> Literal["en", "zh"]:
    """The language of a picture's labels that ``--lang`` names; told where no font has its characters.

    Raises
    ------
    UsageError
        There are no labels in that language.
    """
    if lang not in ("en", "zh"):
        raise UsageError(f"no labels in '{lang}'", where="--lang", cure="Use en or zh")
    if lang == "en":
        return "en"
    from testban.monitoring.plotting import chinese_font

    if chinese_font() is None:
        tell("no installed font has Chinese characters: the labels are in English")
        return "en"
    return "zh"
