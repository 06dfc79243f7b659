"""What the commands of the monitoring wing share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from testban.errors import UsageError

__all__ = ["monitoring_extra"]

_PACKAGES = ("matplotlib", "numba", "numpy", "obspy", "scipy")


@contextmanager
def monitoring_extra() -> Iterator[None]:
    """Tell a user who has not installed the extra `monitoring` so, in one line.

    Raises
    ------
    UsageError
        One of its packages is missing.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in _PACKAGES:
            raise
        raise UsageError(
            f"this command needs {error.name}, which is not installed",
            cure="Install it with: pip install 'testban[monitoring]'",
        ) from None
