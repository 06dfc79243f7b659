"""Console examples in the documents: find them, run them, put in what they print.

An example is a line ``$ command`` in a fence marked ``console``, and the lines up to the next
command or the end of the fence. The examples of one document run in order in one empty folder that
holds nothing but ``tests`` (a link to the repository's), on a screen 100 columns wide without
colours, so that whoever clones the repository gets the same lines. Examples that name ``recordings/``
find the recordings of underground tests there, where they are at hand; they are not in the repository.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "ROOT",
    "Example",
    "can_run",
    "documents_with_examples",
    "examples",
    "run_examples",
    "updated",
]

ROOT = Path(__file__).resolve().parent.parent
_FENCE = re.compile(r"^```console\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_WIDTH = 100
_SHARED = Path(os.environ.get("TESTBAN_SHARED", ROOT.parent / "shared"))
RECORDINGS = _SHARED / "data" / "monitoring" / "waveforms" / "dprk"
_NAMES_RECORDINGS = re.compile(r"\brecordings/\d")
_PICTURE = re.compile(r"!\[[^]]*\]\((?P<name>[^)/]+\.png)\)")
_PATIENCE_S = 180
# What no reader should ever be shown.
_BROKEN = ("Traceback (most recent", "command not found", "testban failed here")


@dataclass(frozen=True, slots=True)
class Example:
    """One command and what the document says it prints.

    Attributes
    ----------
    start, end
        Half-open range of `output` in the document's text.
    line
        Of the command, counted from 1.
    """

    command: str
    output: str
    start: int
    end: int
    line: int


def documents_with_examples() -> list[Path]:
    """Every document of the repository that holds an example."""
    candidates = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
    return [path for path in candidates if examples(path.read_text(encoding="utf-8"))]


def examples(text: str) -> list[Example]:
    """The examples in a document, in order."""
    found = []
    for fence in _FENCE.finditer(text):
        position = fence.start("body")
        commands: list[tuple[str, int, int]] = []  # the command, where its line starts and ends
        for line in fence["body"].splitlines(keepends=True):
            if line.startswith("$ "):
                commands.append((line[2:].strip(), position, position + len(line)))
            position += len(line)
        ends = [start for _, start, _ in commands[1:]] + [fence.end("body")]
        for (command, start, after), end in zip(commands, ends, strict=True):
            line_number = text.count("\n", 0, start) + 1
            found.append(Example(command, text[after:end], after, end, line_number))
    return found


def can_run(wanted: Sequence[Example]) -> bool:
    """Whether all that the examples need is at hand."""
    needed = any(_NAMES_RECORDINGS.search(example.command) for example in wanted)
    return RECORDINGS.is_dir() or not needed


def run_examples(
    wanted: Sequence[Example], pictures: Mapping[str, Path] | None = None
) -> Iterator[str]:
    """What each command prints, stdout and stderr as a terminal mixes them.

    `pictures` are files that the commands draw, and where to they are copied once all have run.
    """
    with _workplace() as (folder, environment):
        for example in wanted:
            done = subprocess.run(
                ["bash", "-c", example.command],
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                timeout=_PATIENCE_S,
                check=False,
            )
            yield plain(done.stdout)
        for drawn, kept in (pictures or {}).items():
            if (folder / drawn).is_file():
                shutil.copyfile(folder / drawn, kept)


def plain(printed: str) -> str:
    """Without blanks at the ends of lines, which a document had better not hold."""
    return "".join(f"{line.rstrip()}\n" for line in printed.rstrip().splitlines())


@contextmanager
def _workplace() -> Iterator[tuple[Path, dict[str, str]]]:
    with tempfile.TemporaryDirectory(prefix="testban-docs-") as name:
        folder = Path(name)
        (folder / "tests").symlink_to(ROOT / "tests", target_is_directory=True)
        if RECORDINGS.is_dir():
            (folder / "recordings").symlink_to(RECORDINGS, target_is_directory=True)
        yield (
            folder,
            {
                # Beside this Python stands the `testban` of the same environment.
                "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.defpath]),
                # The examples of a working copy run its code, whichever one is installed.
                "PYTHONPATH": str(ROOT / "src"),
                "HOME": name,
                # Tables of travel times are computed once, not for each document.
                "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache"),
                "LOGNAME": "you",  # who makes a ledger entry
                "LC_ALL": "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8",
                "PYTHONUTF8": "1",
                "COLUMNS": str(_WIDTH),
                "NO_COLOR": "1",
                "TERM": "dumb",
            },
        )


def updated(text: str, beside: Path | None = None) -> str:
    """The document with the output of every example as it is now.

    Pictures that it shows, and its commands draw, are renewed in the folder `beside`.

    Raises
    ------
    RuntimeError
        A command ends in a traceback or does not exist.
    """
    wanted = examples(text)
    shown = {match["name"] for match in _PICTURE.finditer(text)}
    pictures = {name: beside / name for name in shown} if beside else {}
    printed_by = [*zip(wanted, run_examples(wanted, pictures), strict=True)]
    for example, printed in reversed(printed_by):
        if any(sign in printed for sign in _BROKEN):
            raise RuntimeError(f"line {example.line}: $ {example.command}\n{printed}")
        text = text[: example.start] + printed + text[example.end :]
    return text
