"""Reading one file that nobody vouches for: in a process of its own, with little memory and time."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from testban.errors import StoreError
from testban.reference.actions import Action
from testban.store.prepare import Pipeline, Prepared, prepare
from testban.store.records import Failure

__all__ = ["Limits", "prepare_confined"]

_LATER_S = 5.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost; beyond any of it, its reading ends without a result.

    Attributes
    ----------
    memory_bytes
        Address space of the process.
    cpu_s, wall_s
        Seconds of computing, and seconds in all.
    """

    memory_bytes: int = 2 << 30
    cpu_s: int = 20
    wall_s: float = 40.0


def prepare_confined(
    path: Path, name: str, entered: Sequence[Action], limits: Limits
) -> Prepared | Failure:
    """As `testban.store.prepare.prepare`, in a process with limits, which can write no file.

    Parameters
    ----------
    name
        What the document is to be called.
    entered
        The user's own entries in the ledger, against which it is checked.

    Raises
    ------
    StoreError
        This system cannot limit a process.
    """
    if sys.platform == "win32":
        raise StoreError("files of others cannot be read safely on this system")
    command = [
        sys.executable,
        "-m",
        "testban.store.confined",
        str(path),
        json.dumps(asdict(limits)),
    ]
    # It is told no password and no token: a file that breaks out finds none.
    kept = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "SYSTEMROOT", "VIRTUAL_ENV")
    environment = {key: os.environ[key] for key in kept if key in os.environ}
    try:
        done = subprocess.run(
            command,
            input=pickle.dumps(tuple(entered)),
            capture_output=True,
            timeout=limits.wall_s,
            env={**environment, "PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Failure(path, f"{name}: reading it takes more than {limits.wall_s:g} seconds")
    if done.returncode == -signal.SIGXCPU:
        return Failure(
            path, f"{name}: reading it takes more than {limits.cpu_s} seconds of computing"
        )
    if done.returncode:
        return Failure(
            path, f"{name}: its reader came to its limits (a damaged file, or too large)"
        )
    # Not pickled: what comes from there is as little to be trusted as the file.
    told = json.loads(done.stdout)
    if "failure" in told:
        return Failure(path, told["failure"].replace(str(path), name).replace(path.name, name))
    pairs = {
        key: [(int(place), str(iso3)) for place, iso3 in told[key]]
        for key in ("block_states", "fact_states")
    }
    prepared = Prepared(**{**told, **pairs})
    return replace(prepared, name=name, document={**prepared.document, "name": name})


def _limit(limits: Limits) -> None:
    import resource

    # Who waits for a page goes before.
    os.nice(10)
    # Should the process that counts the seconds be killed, it ends all the same.
    signal.setitimer(signal.ITIMER_REAL, limits.wall_s + _LATER_S)
    for what, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_s),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most + 1 if what == resource.RLIMIT_CPU else most))


def main() -> None:
    """Read the file of the first argument under the limits of the second; print its rows."""
    entered = pickle.loads(sys.stdin.buffer.read())
    _limit(Limits(**json.loads(sys.argv[2])))
    result = prepare(Path(sys.argv[1]), Pipeline(entered=entered))
    told = {"failure": result.message} if isinstance(result, Failure) else asdict(result)
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
