"""Search over 100,000 paragraphs: testban beside what a user would pick instead.

The rivals are SQLite's own: the FTS5 trigram tokenizer, which is what is recommended for Chinese;
the default FTS5 tokenizer; and LIKE, which reads everything. All run on the same paragraphs, in
this process.

    python benchmarks/search.py [--paragraphs 100000]
"""

from __future__ import annotations

import argparse
import hashlib
import platform
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from testban.store import Pipeline, Store, open_store
from testban.store.tokens import parse_query
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block, Document, Source
from testban.treaty.extract.model import Fact

LIMIT_MS = 50
PER_PAPER = 100
QUERIES = (
    "条约",
    "约",
    "附件 2 国家",
    "生效",
    "喀麦隆 批准",
    "全面禁止核试验条约",
    "moratorium",
    "ratif*",
)

ACTORS = ("澳大利亚", "喀麦隆", "芬兰", "摩洛哥", "新西兰", "法国", "日本", "哈萨克斯坦", "签署国")
ACTS = ("敦促尚未批准的附件 2 国家", "重申支持条约", "呼吁暂停核试验", "欢迎新的批准", "主办研讨会")
AIMS = (
    "使全面禁止核试验条约早日生效",
    "普遍加入条约",
    "建立国际监测系统",
    "加强核查制度",
    "交流经验",
)
ENGLISH = (
    "The delegation of {0} called on the remaining Annex 2 States to ratify without delay.",
    "A moratorium on nuclear explosions, {0} said, was no substitute for entry into force.",
    "{0} hosted a workshop on the civil applications of verification data.",
)
COUNTRIES = ("Norway", "Chile", "Ghana", "Fiji", "Kenya", "Peru", "Nepal", "Malta")


def paragraph(chance: random.Random) -> str:
    """A paragraph in the style of such papers; one in five is English."""
    if chance.random() < 0.2:
        return " ".join(
            chance.choice(ENGLISH).format(chance.choice(COUNTRIES))
            for _ in range(chance.randint(1, 4))
        )
    return "".join(
        f"{chance.randint(1996, 2035)} 年 {chance.randint(1, 12)} 月，{chance.choice(ACTORS)}"
        f"{chance.choice(ACTS)}，以便{chance.choice(AIMS)}。"
        for _ in range(chance.randint(1, 5))
    )


def read(path: Path) -> Document:
    """A paper with one paragraph a line: reading is not what is measured here."""
    text = path.read_text(encoding="utf-8")
    source = Source(path.name, hashlib.sha256(text.encode()).hexdigest(), "text/plain", text)
    starts = source.line_starts[:-1]
    blocks = tuple(
        Block("paragraph", MappedText.of(text, start, text.index("\n", start))) for start in starts
    )
    return Document(source, blocks, language="zh", date=path.stem)


def no_facts(document: Document) -> list[Fact]:
    """Facts are not what is measured here."""
    return []


def states(text: str, language: str | None) -> Iterable[str]:
    """Only one State is filtered by."""
    return {"CMR"} if "喀麦隆" in text else ()


def write_papers(folder: Path, count: int) -> Iterator[str]:
    """Write papers of `PER_PAPER` paragraphs; all paragraphs."""
    chance = random.Random(1996)
    for number in range(0, count, PER_PAPER):
        lines = [paragraph(chance) for _ in range(min(PER_PAPER, count - number))]
        day = f"{1996 + number // PER_PAPER % 40}-{number // PER_PAPER:05}.txt"
        (folder / day).write_text("\n".join(lines) + "\n", encoding="utf-8")
        yield from lines


def rivals(paragraphs: list[str]) -> sqlite3.Connection:
    """The paragraphs in the tables that a user would make."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE plain (text TEXT)")
    database.execute("CREATE VIRTUAL TABLE trigram USING fts5(text, tokenize='trigram')")
    database.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
    for table in ("plain", "trigram", "words"):
        database.executemany(
            f"INSERT INTO {table}(text) VALUES (?)", ((text,) for text in paragraphs)
        )
    return database


def best_of(run: Callable[[], object], times: int = 7) -> float:
    """The median time of a call, in milliseconds, the first call not counted."""
    run()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def like(query: str) -> tuple[str, list[str]]:
    """The query for LIKE, one condition for each word."""
    words = query.replace("*", "").split()
    return " AND ".join("text LIKE ?" for _ in words), [f"%{word}%" for word in words]


def fts(query: str) -> str:
    """The query for FTS5 as a careful user would write it: every word quoted."""
    return " ".join(
        f'"{word[:-1]}" *' if word.endswith("*") else f'"{word}"' for word in query.split()
    )


def matching(store: Path, query: str) -> int:
    """How many paragraphs testban's index holds for a query: the sum of its answers."""
    parsed = parse_query(query)
    assert parsed is not None
    expression = " AND ".join(
        f'"{" ".join(term.tokens)}"{" *" if term.prefix else ""}' for term in parsed.terms
    )
    with sqlite3.connect(store) as database:
        count = "SELECT count(*) FROM block_index WHERE block_index MATCH ?"
        return int(database.execute(count, (expression,)).fetchone()[0])


def compare(store: Store, file: Path, database: sqlite3.Connection) -> float:
    """Print a row for each query; testban's slowest answer in milliseconds."""
    print(f"{'':24}{'testban':>18}{'trigram':>18}{'default FTS5':>18}{'LIKE':>18}   LIKE/testban")
    slowest = 0.0
    for query in QUERIES:
        ours = best_of(lambda q=query: store.search(q))
        slowest = max(slowest, ours)
        cells = [(matching(file, query), ours)]
        for table in ("trigram", "words"):
            ranked = f"SELECT text FROM {table} WHERE {table} MATCH ? ORDER BY rank LIMIT 20"
            count = f"SELECT count(*) FROM {table} WHERE {table} MATCH ?"
            found = database.execute(count, (fts(query),)).fetchone()[0]
            taken = best_of(lambda s=ranked, q=query: database.execute(s, (fts(q),)).fetchall(), 3)
            cells.append((found, taken))
        condition, words = like(query)
        count = f"SELECT count(*) FROM plain WHERE {condition}"
        found = database.execute(count, words).fetchone()[0]
        cells.append(
            (found, best_of(lambda s=count, w=words: database.execute(s, w).fetchall(), 3))
        )
        row = "".join(f"{found:>8,}{taken:>7.1f} ms" for found, taken in cells)
        wide = sum(character > "\u2e80" for character in query)
        print(f"{query}{' ' * (24 - len(query) - wide)}{row}   {cells[-1][1] / ours:>6.1f} ×")
    filtered = best_of(lambda: store.search("批准", state="CMR", language="zh"))
    print(f"批准 --state CMR --language zh: {filtered:.1f} ms")
    return max(slowest, filtered)


def main() -> int:
    """Run it; 1 where an answer takes too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--paragraphs", type=int, default=100_000)
    parser.add_argument("--db", help="another store, such as postgresql://…; default SQLite")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder, file = Path(place, "papers"), Path(place, "testban.sqlite")
        folder.mkdir()
        paragraphs = list(write_papers(folder, options.paragraphs))
        with open_store(options.db or str(file)) as store:
            start = time.perf_counter()
            store.ingest([folder], pipeline=Pipeline(read, no_facts, states))
            taken = time.perf_counter() - start
            print(
                f"{len(paragraphs):,} paragraphs, {sum(map(len, paragraphs)) / 1e6:.1f} M "
                f"characters, stored and indexed in {taken:.1f} s; Python "
                f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
                f"{platform.machine()} {platform.system()}\n"
                "paragraphs found, and time to the best 20 (LIKE: to count them)"
            )
            if options.db:
                for query in QUERIES:
                    print(f"{query}: {best_of(lambda q=query: store.search(q)):.1f} ms")
                return 0
            slowest = compare(store, file, rivals(paragraphs))
        size = file.stat().st_size / 1e6
    print(f"testban's slowest: {slowest:.1f} ms (aim: under {LIMIT_MS} ms); store: {size:.0f} MB")
    return 0 if slowest < LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
