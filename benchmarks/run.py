"""Every benchmark of this folder, one after another: what `make bench` runs.

    python benchmarks/run.py [--write] [NAME...]

Each runs in a process of its own, so that none pays for the memory of another; within it testban
and its rivals share the process. The exit code is 1 where one fails or misses its limit. With
--write what they print goes into docs/explanation/speed.md as well.
"""

from __future__ import annotations

import ast
import importlib.metadata
import os
import platform
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "explanation" / "speed.md"
MARKS = ("<!-- figures: begin -->\n", "<!-- figures: end -->\n")
MISSED = "MISSED"
"""What a benchmark prints behind a limit that it has not kept."""
PACKAGES = (
    "testban",
    "pypdfium2",
    "sqlalchemy",
    "lxml",
    "pyahocorasick",
    "jieba",
    "pdfplumber",
    "numpy",
    "numba",
    "obspy",
)


def benchmarks() -> list[Path]:
    """The modules of this folder that offer ``main()``, but for this one."""
    return [path for path in sorted(HERE.glob("*.py")) if path.name != "run.py" and _offers(path)]


def _offers(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == "main" for node in tree.body)


def machine() -> str:
    """Processor, cores, memory and system, as far as they can be told."""
    said = [processor(), f"{os.cpu_count()} cores"]
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        said.append(f"{memory / 2**30:.0f} GiB")
    return ", ".join([*said, f"{platform.system()} {platform.machine()}"])


def processor() -> str:
    """The processor's name."""
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def versions() -> str:
    """Of Python and of the packages that matter here."""
    found = [f"Python {platform.python_version()}"]
    for package in PACKAGES:
        try:
            found.append(f"{package} {importlib.metadata.version(package)}")
        except importlib.metadata.PackageNotFoundError:
            found.append(f"{package} not installed")
    return ", ".join(found)


def run(path: Path) -> tuple[str, bool]:
    """What a benchmark prints, shown as it comes, and whether it met its limits."""
    printed: list[str] = []
    command = [sys.executable, "-u", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None  # a pipe was asked for
        for line in process.stdout:
            print(line, end="", flush=True)
            printed.append(line)
    said = "".join(printed)
    return said, process.returncode == 0 and MISSED not in said


def write(sections: dict[str, str]) -> None:
    """Put what was printed into the page about speed."""
    text = PAGE.read_text(encoding="utf-8")
    shown = f"\nMeasured on {date.today()}: {machine()}. {versions()}.\n"
    for name, printed in sections.items():
        if not printed.strip():
            sys.exit(f"{name} printed nothing, so {PAGE.name} stays as it is")
        shown += f"\n### {name}\n\n```text\n{printed.strip()}\n```\n"
    head, rest = text.split(MARKS[0])
    tail = rest.split(MARKS[1])[1]
    PAGE.write_text(f"{head}{MARKS[0]}{shown}\n{MARKS[1]}{tail}", encoding="utf-8")


def main() -> int:
    """Run those named, or all; 1 where one failed."""
    wanted = [name for name in sys.argv[1:] if name != "--write"]
    known = {path.stem: path for path in benchmarks()}
    unknown = [name for name in wanted if name not in known]
    if unknown:
        sys.exit(f"no benchmark is called '{unknown[0]}'. They are {', '.join(known)}")
    print(machine())
    print(versions())
    failed: list[str] = []
    sections: dict[str, str] = {}
    for name in wanted or known:
        print(f"\n== {name} {'=' * (76 - len(name))}", flush=True)
        started = time.monotonic()
        sections[name], well = run(known[name])
        failed += [] if well else [name]
        print(f"({time.monotonic() - started:.0f} s)", flush=True)
    if failed:
        print(f"\nfailed, or missed a limit: {', '.join(failed)}")
    if "--write" in sys.argv[1:]:
        write(sections)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
