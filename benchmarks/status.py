"""A status as of any day, beside what a user would write instead.

The rivals give the same four numbers of the CTBT: signatories, ratifiers, Annex 2 ratifiers, and
how many Annex 2 States are missing. They know nothing of entry into force, of articles, or of who
exactly is missing. They run in the same process, on the same actions, on the same 200 days.
"""

from __future__ import annotations

import csv
import platform
import sqlite3
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO

from testban.reference.actions import COLUMNS, actions
from testban.reference.treaties import treaties
from testban.treaty.ledger import Ledger
from testban.treaty.status import status

LIMIT_MS = 5
CTBT = treaties()["CTBT"]
ANNEX_2 = set(CTBT.entry.required_states)
DAYS = [date(1996, 9, 24) + timedelta(days=54 * number) for number in range(200)]

Counts = tuple[int, int, int, int]

_QUERY = """
with ratified as (
  select state, max(deposited) as day from actions
  where treaty = 'CTBT' and deposited <= :day
    and (action in ('ratification', 'accession')
         or (action, scope) = ('succession', 'ratification'))
  group by state),
standing as (
  select state from ratified r where not exists (
    select 1 from actions w where w.treaty = 'CTBT' and w.state = r.state
      and w.action = 'withdrawal' and w.deposited between r.day and :day))
select
  (select count(distinct state) from actions where treaty = 'CTBT' and deposited <= :day
     and (action = 'signature' or (action, scope) = ('succession', 'signature'))),
  (select count(*) from standing),
  (select count(*) from standing join annex2 using (state))
"""


def testban_status() -> Callable[[date], Counts]:
    """The ledger, opened once."""
    ledger = Ledger.shipped()

    def count(day: date) -> Counts:
        counts = status(ledger, CTBT, day).counts
        names = ("signatories", "ratifiers", "annex2_ratifiers", "annex2_remaining")
        return tuple(counts[name] for name in names)  # type: ignore[return-value]

    return count


def sqlite_query() -> Callable[[date], Counts]:
    """The actions in an indexed SQLite table in memory, and one query a day."""
    database = sqlite3.connect(":memory:")
    database.execute("create table actions (treaty, state, action, scope, deposited)")
    database.execute("create table annex2 (state primary key)")
    rows = [(a.treaty, a.state, a.action, a.scope, a.deposited.isoformat()) for a in actions()]
    database.executemany("insert into actions values (?, ?, ?, ?, ?)", rows)
    database.executemany("insert into annex2 values (?)", [(state,) for state in ANNEX_2])
    database.execute("create index i on actions (treaty, state, deposited)")

    def count(day: date) -> Counts:
        (found,) = database.execute(_QUERY, {"day": day.isoformat()})
        return (*found, len(ANNEX_2) - found[2])

    return count


def csv_loop() -> Callable[[date], Counts]:
    """A script that reads the table and counts, as one would write it in five minutes."""
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    writer.writerows([getattr(action, name) for name in COLUMNS] for action in actions())
    text = stream.getvalue()

    def count(day: date) -> Counts:
        signed: set[str] = set()
        ratified: set[str] = set()
        rows = [row for row in csv.DictReader(StringIO(text)) if row["treaty"] == "CTBT"]
        for row in sorted(rows, key=lambda row: row["deposited"]):
            if date.fromisoformat(row["deposited"]) > day:
                continue
            if "signature" in (row["action"], row["scope"]):
                signed.add(row["state"])
            elif row["action"] == "withdrawal":
                ratified.discard(row["state"])
            else:
                ratified.add(row["state"])
        held = ratified & ANNEX_2
        return len(signed), len(ratified), len(held), len(ANNEX_2) - len(held)

    return count


def measure(count: Callable[[date], Counts], rounds: int = 5) -> tuple[float, list[Counts]]:
    """Milliseconds a day, the best of some rounds, and the numbers."""
    best, found = float("inf"), []
    for _ in range(rounds):
        start = time.perf_counter()
        found = [count(day) for day in DAYS]
        best = min(best, time.perf_counter() - start)
    return 1000 * best / len(DAYS), found


def main() -> int:
    """Print one row a contestant; 1 where two of them disagree, or a status takes too long."""
    contestants = {
        "testban, ledger open": testban_status(),
        "SQLite in memory, indexed": sqlite_query(),
        "loop over the CSV": csv_loop(),
    }
    results = {name: measure(count) for name, count in contestants.items()}
    own, expected = results["testban, ledger open"]
    print(
        f"status as of a day: {len(actions())} actions, {len(DAYS)} days; "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{platform.machine()}"
    )
    for name, (milliseconds, found) in results.items():
        same = "" if found == expected else "  DISAGREES"
        print(f"  {name:<28}{milliseconds:8.3f} ms{milliseconds / own:8.1f} x{same}")
    met = own < LIMIT_MS
    print(f"  target: under {LIMIT_MS} ms; {'met' if met else 'MISSED'}")
    return 0 if met and all(found == expected for _, found in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
