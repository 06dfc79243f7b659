"""The progress bar of commands that may take long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["progress_bar"]

# The bar appears only when there is something to wait for.
_PATIENCE_S = 2.0


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int, str], None]]:
    """A progress bar on a terminal's stderr, once the work has taken two seconds.

    Gives a function of the number done, the number in all (0 where nobody knows it), and a word on what is
    done.
    """
    from threading import Timer

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        Remaining(),
        console=console,
        transient=True,
    )
    task = bar.add_task("reading", total=None)
    timer = Timer(_PATIENCE_S, bar.start)
    if console.is_terminal:
        timer.start()

    def advance(done: int, total: int, what: str) -> None:
        bar.update(task, completed=done, total=total, description=what)
        if not total:
            # To rich's `update` no total means the one before.
            bar.tasks[task].total = None

    try:
        yield advance
    finally:
        timer.cancel()
        if timer.ident is not None:
            timer.join()
        if bar.live.is_started:
            bar.stop()
