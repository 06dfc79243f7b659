"""A tour of what testban finds: `make demo` runs it.

Usage: python scripts/demo.py [--lang en|zh|both] [--db FILE]

It works in the repository's folder, with the commands that it shows, on the made-up papers of
tests/specimens, and leaves a store behind (demo.sqlite, which git ignores) to go on with.
"""

from __future__ import annotations

import argparse
import io
import os
import shlex
import sys
import time
from collections.abc import Sequence
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from testban.cli import app
from testban.errors import TestbanError
from testban.reference.facilities import facilities
from testban.reference.meetings import meetings
from testban.reference.states import names, short_name, states
from testban.reference.treaties import find_treaty
from testban.store import StoredFact, open_store
from testban.treaty.ledger import Ledger
from testban.treaty.status import Status, status

ROOT = Path(__file__).resolve().parent.parent
STORE = "demo.sqlite"
DAYS = {
    "CTBT": (date(1999, 10, 6), date(2021, 9, 23), date(2023, 11, 3)),
    "TPNW": (date(2021, 1, 21), date(2021, 1, 22), date(2023, 12, 1)),
}
# Facts that say much in a line, at most so many of each kind and paper.
SHOWN = {"count": 2, "treaty_action": 1, "activity": 1, "vote": 1, "measure": 1}
PAPERS = ("en_final_declaration_2033", "zh_sg_report_activities_2032_2033")
WIDEST = 120
# A State's page goes on with everything that papers say of it.
STATE_LINES = 46
# An event's arrivals are as many again.
EVENT_LINES = 21


class Tour:
    """Prints the steps, in English, in Chinese, or in English with a Chinese line each."""

    def __init__(self, lang: str, store: str) -> None:
        self.lang = lang
        self.store = store
        width = Console().width
        self.console = Console(width=min(width, WIDEST), highlight=False)
        self.step_number = 0

    @property
    def prose(self) -> str:
        """The language in which commands answer."""
        return "zh" if self.lang == "zh" else "en"

    def pick(self, english: str, chinese: str) -> str:
        """One of the two, or the English one."""
        return chinese if self.lang == "zh" else english

    def step(self, english: str, chinese: str) -> None:
        """The heading of the next step."""
        self.step_number += 1
        self.console.print()
        self.console.print(
            Rule(f"[bold]{self.step_number}. {self.pick(english, chinese)}[/]", align="left")
        )
        if self.lang == "both":
            self.console.print(Text(f"   {chinese}", style="dim"))

    def say(self, english: str, chinese: str = "") -> None:
        """A line of explanation; the Chinese one only where Chinese is all there is."""
        if self.lang != "zh":
            self.console.print(Text(english))
        elif chinese:
            self.console.print(Text(chinese))

    def run(self, command: str, most: int | None = None) -> None:
        """Show a command, and do what it does; at most so many lines of what it prints."""
        self.console.print()
        self.console.print(Text(f"$ testban {command}", style="bold green"), soft_wrap=True)
        sys.stdout.flush()
        arguments = [part for word in shlex.split(command) for part in _expanded(word)]
        if most is None:
            app(arguments, standalone_mode=False)
            return
        printed = io.StringIO()
        with redirect_stdout(printed):
            app(arguments, standalone_mode=False)
        lines = printed.getvalue().splitlines()
        print("\n".join(lines[:most]))
        left = len(lines) - most
        if left > 0:
            self.say(f"… and {left} more lines", f"……另有{left}行")


def _expanded(word: str) -> list[str]:
    """What a shell makes of a word with a star."""
    return sorted(map(str, Path().glob(word))) if "*" in word else [word]


def main() -> None:
    """Show everything, and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_Plain)
    parser.add_argument("--lang", choices=("en", "zh", "both"), default="both")
    parser.add_argument("--db", metavar="FILE", default=STORE, help="made anew every time")
    given = parser.parse_args()
    tour = Tour(given.lang, given.db)
    os.chdir(ROOT)
    # Commands measure the screen by this, as the tour does.
    os.environ["COLUMNS"] = str(tour.console.width)
    os.environ.pop("TESTBAN_DB", None)  # the user's own store is none of the tour's
    started = time.monotonic()
    try:
        show(tour)
    except TestbanError as error:
        sys.exit(f"testban: {error}")
    seconds = time.monotonic() - started
    tour.say(f"\nThat took {seconds:.1f} seconds.", f"\n用时 {seconds:.1f} 秒。")
    # Somebody is there to look at it, and to end it.
    if sys.stdin.isatty() and sys.stdout.isatty():
        tour.run(f"serve --db {tour.store}")


_Plain = argparse.RawDescriptionHelpFormatter


def show(tour: Tour) -> None:
    """The steps."""
    tour.console.print(Text("testban", style="bold"), end=" ")
    tour.say(
        "Is the nuclear-test ban in force, and who says so?", "禁止核试验条约生效了吗？依据何在？"
    )
    in_force(tour)
    missing(tour)
    tables(tour)
    papers(tour)
    said(tour)
    found(tour)
    one_state(tour)
    wrong(tour)
    located(tour)
    what_next(tour)


def in_force(tour: Tour) -> None:
    """Both treaties, today and on three days each."""
    tour.step("Is it in force?", "生效了吗？")
    ledger = Ledger.shipped()
    columns = ("treaty", "day", "in force", "signatories", "ratifiers", "parties", "in force for")
    chinese = ("条约", "日期", "是否生效", "签署国", "批准国", "缔约国", "已对其生效")
    table = Table(box=None, padding=(0, 2, 0, 0))
    for english, other in zip(columns, chinese, strict=True):
        number = english not in columns[:3]
        header = tour.pick(english, other).replace("in force for", "in force\nfor")
        table.add_column(header, justify="right" if number else "left", no_wrap=True)
    for name, days in DAYS.items():
        treaty = find_treaty(name)
        for day in (*days, date.today()):
            on = status(ledger, treaty, day)
            counts = [str(on.counts[key.replace(" ", "_")]) for key in columns[3:]]
            table.add_row(name, str(day), _answer(tour, on), *counts)
        table.add_row()
    tour.console.print(table)
    cutoff = find_treaty("CTBT").ledger_cutoff
    tour.say(
        "The last row of each is today. Every number has a definition; every answer rests on what "
        f"was deposited by that day. The shipped ledger ends on {cutoff}.",
        "各条约的末行是今天。每个数字都有定义；每个答案只依据当天已经交存的文书。"
        f"随附台账记到{cutoff}。",
    )


def _answer(tour: Tour, on: Status) -> Text:
    if on.in_force:
        return Text(tour.pick("yes", "是"), style="bold green")
    if on.entry_into_force:
        return Text(tour.pick(f"on {on.entry_into_force}", f"{on.entry_into_force}起"))
    return Text(tour.pick("no", "否"), style="bold red")


def missing(tour: Tour) -> None:
    """What the CTBT lacks, and what would follow if it no longer lacked it."""
    tour.step("What is missing, and what if it were not?", "还缺什么？假如不缺呢？")
    in_words = "" if tour.prose == "en" else " --lang zh"
    tour.run(f"list annex2_remaining --treaty CTBT{in_words}")
    everyone = "CHN,EGY,IRN,ISR,USA,PRK,IND,PAK,RUS"
    tour.run(f"whatif CTBT --ratify {everyone} --on 2027-01-01{in_words}")


def tables(tour: Tour) -> None:
    """What ships with the package."""
    tour.step("What ships with it", "随附的数据")
    entries = len(Ledger.shipped().entries)
    counts = (
        (len(states()), "States", "个国家"),
        (len(names()), "names of States, in six languages", "个国名，六种语文"),
        (entries, "treaty actions, each with its source", "项条约行动，逐项注明来源"),
        (len(facilities()), "monitoring stations and laboratories", "个监测台站和实验室"),
        (len(meetings()), "conferences and meetings", "次会议"),
    )
    for number, english, chinese in counts:
        tour.console.print(Text(f"{number:>6}  {tour.pick(english, chinese)}"))


def papers(tour: Tour) -> None:
    """Read the specimens into a store."""
    tour.step("Read papers into a store", "把文件读入库")
    tour.say(
        "The papers are made up, in the style of real ones; hence the years.",
        "文件都是仿照真实文件虚构的，所以年份都在将来。",
    )
    for end in ("", "-wal", "-shm"):
        Path(f"{tour.store}{end}").unlink(missing_ok=True)
    os.environ["TESTBAN_DB"] = tour.store
    tour.run("ingest tests/specimens/*.txt")
    tour.run("documents")


def said(tour: Tour) -> None:
    """Some facts, each with its sentence and line."""
    tour.step("What do they state, and where?", "文件陈述了什么？在哪里？")
    with open_store(tour.store) as store:
        for paper in PAPERS:
            facts = store.facts(document=f"{paper}.txt")
            tour.console.print()
            tour.console.print(Text(facts[0].document.heading, style="bold"), end="  ")
            tour.console.print(Text(f"tests/specimens/{paper}.txt", style="dim"))
            for fact in _some(facts):
                _print_fact(tour.console, fact)
    tour.say(
        f"\nAll of it: testban facts tests/specimens/{PAPERS[0]}.txt",
        f"\n全部事实：testban facts tests/specimens/{PAPERS[0]}.txt",
    )


def _some(facts: Sequence[StoredFact]) -> list[StoredFact]:
    """The first few facts of the kinds that say most."""
    taken: dict[str, int] = {}
    chosen = []
    for fact in facts:
        kind = fact.fact.kind
        taken[kind] = taken.get(kind, 0) + 1
        if taken[kind] <= SHOWN.get(kind, 0):
            chosen.append(fact)
    return chosen


def _print_fact(console: Console, stored: StoredFact) -> None:
    fact, cite = stored.fact, stored.fact.cite
    fields = []
    for name, value in fact.fields.items():
        if value in (None, [], False) or name in ("text", "comment"):
            continue
        shown = ", ".join(map(str, value[:6])) if isinstance(value, list) else str(value)
        fields.append(f"{name} {shown}")
    where = f"line {cite.line}" + (f", {cite.place}" if cite.place else "")
    head = Text.assemble((fact.kind, "cyan"), "  ", "; ".join(fields))
    quote = cite.quote if len(cite.quote) <= 150 else f"{cite.quote[:149]}…"
    cited = Text.assemble((f"{where}: ", "dim"), (f"“{quote}”", "italic"))
    console.print(Padding(head, (0, 0, 0, 2)), Padding(cited, (0, 0, 0, 4)))


def found(tour: Tour) -> None:
    """A search in each language."""
    tour.step("Where does it say so?", "哪里说过？")
    tour.run("search 暂停核试验 --limit 2")
    tour.run("search certified facilities --language en --limit 2")
    tour.run("search 培训 --state 大韩民国 --limit 1")


def one_state(tour: Tour) -> None:
    """Everything about one State."""
    code = "CMR"
    tour.step(
        f"Everything about one State: {short_name(code)}",
        f"一国的全部情况：{short_name(code, 'zh')}",
    )
    tour.run(f"state {code}" + ("" if tour.prose == "en" else " --lang zh"), most=STATE_LINES)


def wrong(tour: Tour) -> None:
    """A paper with a mistake, and the rule that found it."""
    tour.step("What is wrong in a paper?", "文件有什么错误？")
    in_words = "" if tour.prose == "en" else " --lang zh"
    tour.run(f"check tests/specimens/zh_final_declaration_2037.txt{in_words}")
    tour.run(f"rules C101{in_words}")


def located(tour: Tour) -> None:
    """An event from its arrivals."""
    tour.step("Is anyone testing? An event from its arrivals", "有人在试验吗？由到时定位事件")
    tour.say(
        "The event is made up: an earthquake on the Mid-Atlantic Ridge.",
        "这次事件是虚构的：大西洋中脊的一次地震。",
    )
    tour.run("locate tests/monitoring/specimens/ridge_2031.csv", most=EVENT_LINES)


def what_next(tour: Tour) -> None:
    """What to type next."""
    tour.step("Now you", "接下来")
    tour.say(
        f"The program is in .venv/bin; the store of this tour is {tour.store}.",
        f"程序在 .venv/bin，本次所建的库是 {tour.store}。",
    )
    commands = (
        "source .venv/bin/activate",
        "testban --help",
        "testban status CTBT",
        "testban facts YOUR-PAPER.pdf",
        "testban check YOUR-PAPER.pdf",
        "testban compare YOUR-DRAFT.docx YOUR-PAPER.pdf",
        f"testban search moratorium --db {tour.store}",
        f"testban serve --db {tour.store}    # http://127.0.0.1:8000/",
        "make docs    # site/index.html",
    )
    for command in commands:
        tour.console.print(Text(f"  {command}", style="bold green"))


if __name__ == "__main__":
    main()
