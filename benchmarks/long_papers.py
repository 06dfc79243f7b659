"""Papers of a hundred pages, checked: seconds in the process, by the command line, and memory.

A page is full at 50 lines or 3,000 columns, whichever comes first; a wide character takes two columns.
Lists are declarations, a State a line; papers are the specimens, and the real ones where they are at
hand, one after another and again. Seconds are of the processor, the least of three runs by the command
line: what else a machine does only adds to them.

    python benchmarks/long_papers.py
"""

from __future__ import annotations

import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from planting.declarations import declaration
from planting.places import findings
from testban.treaty.documents.lines import display_width

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "data" / "documents"
PAGES = 100
LINES, COLUMNS = 50, 3_000
LONGEST_S = 2.0
MOST_MB = 300
RUNS = 3


def main() -> int:
    """Check each, print; 1 where one takes too long or too much memory."""
    print(f"Python {platform.python_version()}, {platform.machine()}")
    print(f"{PAGES} pages checked{'':20}lines  characters  at first   again  command line  memory")
    missed = False
    for name, parts in kinds():
        text = hundred_pages(parts)
        first, again = (seconds(text) for _ in range(2))
        command, memory = min(by_command(text) for _ in range(RUNS))
        print(
            f"{name:<33}{text.count(chr(10)):>6}{len(text):>12,}{first:>8.2f} s{again:>6.2f} s"
            f"{command:>12.2f} s{memory:>5.0f} MB"
        )
        missed |= command > LONGEST_S or memory > MOST_MB
    print(f"under {LONGEST_S:.0f} s and {MOST_MB} MB: {'MISSED' if missed else 'met'}")
    return int(missed)


def kinds() -> Iterator[tuple[str, Iterator[str]]]:
    """What the papers are made of."""
    chance = random.Random(1996)
    for lang, called in (("zh", "Chinese"), ("en", "English")):
        lists = (declaration(chance, lang).text for lang in cycle([lang]))
        yield f"lists of States in {called}", lists
        paths = sorted((ROOT / "tests" / "specimens").glob(f"{lang}_*.txt"))
        yield f"specimens in {called}", cycle([path.read_text("utf-8") for path in paths])
    real = [path.read_text("utf-8") for path in sorted(REAL.glob("*.txt"))]
    if real:
        yield "real papers in Chinese", cycle(real)


def hundred_pages(parts: Iterator[str]) -> str:
    """So much of the parts, one after another, as fills a hundred pages."""
    kept: list[str] = []
    pages, lines, columns = 1, 0, 0
    for part in parts:
        for line in (*part.splitlines(), ""):
            lines, columns = lines + 1, columns + display_width(line)
            if lines > LINES or columns > COLUMNS:
                pages, lines, columns = pages + 1, 1, display_width(line)
            if pages > PAGES:
                return "\n".join(kept)
            kept.append(line)
    return "\n".join(kept)


def seconds(text: str) -> float:
    """Of the processor, to read and check a paper in this process."""
    started = time.process_time()
    findings(text)
    return time.process_time() - started


def by_command(text: str) -> tuple[float, float]:
    """Seconds of the processor and MB that `testban check` takes for a paper, its start included."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.txt"
        path.write_text(text, "utf-8")
        command = [sys.executable, "-m", "testban", "check", str(path)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, code, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(code)
    if process.returncode not in (0, 1):
        sys.exit(f"testban check ended with {process.returncode}")
    per_mb = 2**20 if sys.platform == "darwin" else 2**10
    return used.ru_utime + used.ru_stime, used.ru_maxrss / per_mb


if __name__ == "__main__":
    raise SystemExit(main())
