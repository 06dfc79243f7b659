"""Reading a PDF of 100 pages: testban, pypdfium2 alone (the floor) and pdfplumber, in one process.

testban does more than the floor (lines by their place on the page, rows of tables with their cells,
raised note marks), for which pdfplumber is what a user would pick. Each reader takes the same
bytes and gives text; the best of several runs counts.

    python benchmarks/reading.py [--pages 100] [--runs 5]
"""

from __future__ import annotations

import argparse
import io
import os
import platform
import sys
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pypdfium2 as pdfium

from testban.treaty.documents.readers import decode

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.treaty.documents.build_files import report_pages

Reader = Callable[[bytes], str]


def floor(data: bytes) -> str:
    """The text as PDFium gives it."""
    document = pdfium.PdfDocument(data)
    texts = []
    for page in document:
        textpage = page.get_textpage()
        texts.append(textpage.get_text_range())
        textpage.close()
        page.close()
    document.close()
    return "\f".join(texts)


def testban(data: bytes) -> str:
    """The text as testban gives it."""
    return decode(data, "paper.pdf").text


def plumber(data: bytes) -> str:
    """The text as pdfplumber gives it, without looking for tables."""
    import pdfplumber

    texts = []
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            texts.append(page.extract_text())
            page.close()
    return "\f".join(texts)


def installed(package: str) -> str | None:
    """The version of `package`, or None."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def best(reader: Reader, data: bytes, runs: int) -> tuple[float, int]:
    """The shortest time in seconds, and how many characters came out."""
    seconds, length = float("inf"), 0
    for _ in range(runs):
        started = time.perf_counter()
        length = len(reader(data))
        seconds = min(seconds, time.perf_counter() - started)
    return seconds, length


def processor() -> str:
    """The processor's name, as far as the system tells it."""
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        return platform.processor() or platform.machine()
    return platform.machine()


def main() -> None:
    """Run the readers and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    data = report_pages(options.pages)
    rivals: list[tuple[str, str, Reader, int]] = [
        ("pypdfium2 alone", "pypdfium2", floor, options.runs),
        ("testban", "testban", testban, options.runs),
        ("pdfplumber", "pdfplumber", plumber, 1),
    ]
    print(
        f"Reading a PDF of {options.pages} pages ({len(data) / 2**20:.1f} MiB). "
        f"Python {platform.python_version()}, {processor()}, {os.cpu_count()} cores"
    )
    print(
        f"{'reader':<16} {'version':<9} {'seconds':>8} {'pages/s':>8} {'to floor':>9} {'chars':>9}"
    )
    lowest = 0.0
    for name, package, reader, runs in rivals:
        found = installed(package)
        if found is None:
            print(f"{name:<16} not installed (pip install 'testban[bench]')")
            continue
        seconds, length = best(reader, data, runs)
        lowest = lowest or seconds
        print(
            f"{name:<16} {found:<9} {seconds:>8.3f} {options.pages / seconds:>8.0f} "
            f"{seconds / lowest:>8.1f}x {length:>9,}"
        )


if __name__ == "__main__":
    main()
