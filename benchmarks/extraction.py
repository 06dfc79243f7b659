"""Text to facts: how fast on one core; and States and dates beside a general Chinese tokenizer.

The papers are the specimens of the tests, again and again up to a megabyte, and the real papers,
where they are at hand, in the same way. The rival is what a user would pick to find States and dates in Chinese:
jieba with part-of-speech tags, whose place names are looked up in testban's own table of names and
whose runs of numerals are read as dates. It is given the text without blanks and line breaks; its
dictionary is loaded before the clock starts. Both are scored against the annotations of the
specimens, on the same text, in this process:

- recall: of the States (the dates) that the annotation of a paper names, how many were found in it;
- precision: of the States found in a paper, how many its annotation names. States that a paper
  mentions in passing are no errors, but nobody wrote them down: both sides pay for them alike.

    python benchmarks/extraction.py [--megabytes 1]
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from testban.reference.gazetteer import condense
from testban.reference.states import former_states, names, states
from testban.treaty.documents import Source, parse
from testban.treaty.documents.dates import Dates
from testban.treaty.extract import extract_facts
from testban.treaty.gazetteer import gazetteer
from testban.treaty.languages import pack

ROOT = Path(__file__).resolve().parent.parent
SPECIMENS = sorted((ROOT / "tests" / "specimens").glob("*.txt"))
DATA = Path(os.environ.get("TESTBAN_SHARED", ROOT.parent / "shared")) / "data"
REAL = {
    "Chinese": sorted((DATA / "documents").glob("*.txt")),
    "English": sorted((DATA / "treaty" / "documents_en").glob("[AC]*.*")),
}
LEAST_MB_S = 0.5
MB = 1_000_000

_STATE_FIELDS = (
    "state", "states", "actor", "targets", "states_yes", "states_no", "states_abstain", "sponsors",
)  # fmt: skip
_DATE_FIELDS = ("date", "start", "end", "as_of")
_PLACE_TAGS = ("ns", "nt", "nz", "nrt", "nr")
_WRITTEN_DATE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日)?|(\d{4})年")


@dataclass(frozen=True)
class Found:
    """What a finder found in one text: codes of States, ISO dates."""

    states: set[str]
    dates: set[str]


Finder = Callable[[str], Found]


@dataclass(frozen=True)
class Paper:
    """A specimen in Chinese and what its annotation names."""

    text: str
    states: set[str]
    dates: set[str]


def testban_mentions() -> Finder:
    """Names and dates, as every paragraph is searched for them before patterns are tried."""
    found_names, found_dates = gazetteer("zh"), Dates(pack("zh"))

    def find(text: str) -> Found:
        condensed, _ = condense(text)
        mentions = found_names.find_condensed(condensed)
        dates = found_dates.find(condensed)
        ends = (date.end_date for date in dates if date.end_date)
        return Found(
            {state for mention in mentions for state in mention.states},
            {date.date for date in dates} | set(ends),
        )

    return find


def jieba_mentions() -> Finder | None:
    """Tokens with tags; None where jieba is not installed."""
    try:
        import jieba
        import jieba.posseg
    except ModuleNotFoundError:
        return None
    jieba.setLogLevel(60)
    jieba.initialize()
    known: dict[str, str] = {name.text: name.iso3 for name in names("zh")}

    def find(text: str) -> Found:
        found: set[str] = set()
        dates: set[str] = set()
        run = ""
        for token in jieba.posseg.cut(re.sub(r"\s+", "", text)):
            if token.flag in _PLACE_TAGS and token.word in known:
                found.add(known[token.word])
            if token.flag in ("m", "t", "q"):
                run += token.word
            elif run:
                dates.update(_dates(run))
                run = ""
        dates.update(_dates(run))
        return Found(found, dates)

    return find


def _dates(run: str) -> Iterator[str]:
    for year, month, day, alone in _WRITTEN_DATE.findall(run):
        if alone:
            yield alone
        elif year:
            yield f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def annotated(path: Path) -> Paper:
    """A specimen with the States and dates of its annotation."""
    gold = json.loads(path.with_suffix(".facts.json").read_text(encoding="utf-8"))
    facts: list[dict[str, Any]] = gold["facts"] + gold.get("optional", [])
    codes = set(states()) | set(former_states()) | {"EU"}
    return Paper(
        path.read_text(encoding="utf-8"),
        {v for fact in facts for n in _STATE_FIELDS for v in _values(fact.get(n)) if v in codes},
        # A date that the paper gives in full; an annotation may put the year in.
        {v for fact in facts for n in _DATE_FIELDS for v in _values(fact.get(n)) if len(v) == 10},
    )


def _values(value: Any) -> Iterable[str]:
    return [value] if isinstance(value, str) else value if isinstance(value, list) else []


def share(found: Iterable[tuple[set[str], set[str]]]) -> float:
    """Of the first sets, the part that is in the second ones, over all papers."""
    pairs = list(found)
    return sum(len(a & b) for a, b in pairs) / max(1, sum(len(a) for a, _ in pairs))


def timed(work: Callable[[str], object], texts: Iterable[str]) -> float:
    """Seconds on this one core."""
    started = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - started


def size(texts: Iterable[str]) -> int:
    """Bytes as UTF-8."""
    return sum(len(text.encode()) for text in texts)


def enough(texts: list[str], least: int) -> list[str]:
    """The texts, again and again until they are `least` bytes."""
    rounds = max(1, round(least / size(texts)))
    return texts * rounds


def facts_of(text: str) -> int:
    """The whole way from a decoded text to its facts."""
    return len(extract_facts(parse(Source("paper.txt", "", "text/plain", text))))


def print_facts(megabytes: float) -> bool:
    """The speed of text to facts on several kinds of work; whether all are fast enough."""
    by_language = {
        code: [p.read_text(encoding="utf-8") for p in SPECIMENS if p.name.startswith(code)]
        for code in ("zh", "en")
    }
    work: dict[str, list[str]] = {
        f"specimens in {name}, again and again": enough(by_language[code], int(megabytes * MB))
        for code, name in (("zh", "Chinese"), ("en", "English"))
    }
    for code, name in (("zh", "Chinese"), ("en", "English")):
        glued = "\n\n".join(enough(by_language[code], int(megabytes * MB)))
        work[f"the same in {name} as one long paper"] = [glued]
    for name, paths in REAL.items():
        if paths:
            texts = enough([p.read_text("utf-8") for p in paths], int(megabytes * MB))
            work[f"{len(paths)} real papers in {name}, again and again"] = texts
    print(f"{'text to facts, one core':<44} {'MB':>6} {'seconds':>8} {'MB/s':>6}")
    slowest = float("inf")
    facts_of(by_language["zh"][0])
    facts_of(by_language["en"][0])
    for name, texts in work.items():
        seconds = timed(facts_of, texts)
        speed = size(texts) / MB / seconds
        slowest = min(slowest, speed)
        print(f"{name:<44} {size(texts) / MB:>6.2f} {seconds:>8.2f} {speed:>6.2f}")
    if not any(REAL.values()):
        print("(real papers not found: set TESTBAN_SHARED to the folder that holds data/)")
    print(f"slowest {slowest:.2f} MB/s; {LEAST_MB_S} wanted")
    return slowest >= LEAST_MB_S


def print_finders(megabytes: float) -> None:
    """States and dates in the Chinese specimens, found by either."""
    papers = [annotated(path) for path in SPECIMENS if path.name.startswith("zh")]
    texts = enough([paper.text for paper in papers], int(megabytes * MB))
    print(
        f"\n{'States and dates in Chinese':<28} {'version':<9} {'MB/s':>6} {'speed':>7} "
        f"{'States found':>13} {'of those right':>15} {'dates found':>12}"
    )
    rivals: list[tuple[str, str, Finder | None]] = [
        ("jieba.posseg + table of names", "jieba", jieba_mentions()),
        ("testban, names and dates", "testban", testban_mentions()),
    ]
    slowest = 0.0
    for name, package, finder in rivals:
        if finder is None:
            print(f"{name:<28} not installed (pip install 'testban[bench]')")
            continue
        finder(papers[0].text)
        speed = size(texts) / MB / timed(finder, texts)
        slowest = slowest or speed
        found = [finder(paper.text) for paper in papers]
        recall = share((p.states, f.states) for p, f in zip(papers, found, strict=True))
        right = share((f.states, p.states) for p, f in zip(papers, found, strict=True))
        dates = share((p.dates, f.dates) for p, f in zip(papers, found, strict=True))
        print(
            f"{name:<28} {importlib.metadata.version(package):<9} {speed:>6.2f} "
            f"{speed / slowest:>6.1f}x {recall:>13.1%} {right:>15.1%} {dates:>12.1%}"
        )


def main() -> int:
    """Print both tables; 1 where text to facts is too slow."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=float, default=1.0, help="of each kind of text")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    fast = print_facts(options.megabytes)
    print_finders(options.megabytes)
    return 0 if fast else 1


if __name__ == "__main__":
    raise SystemExit(main())
