"""The site under load: each page's time and size, and 200 requests a second for a while.

The store holds the reference data, made-up papers (those of the tests, each with a paragraph of its
own) and made-up events with their arrivals. Every kind of page is made anew some times, one by one
in one process, without the network, and weighed as it goes over the wire. Then `testban serve`
answers on loopback, on the same processors as what asks: readers who want any of 12,000 addresses,
some more often than others, before and after the answers are kept; and each kind of page in turn.
Requests are sent by the clock, whether or not the earlier ones were answered, so that a server that
falls behind is seen to. Where wrk is installed it says what the server can do at most.

    python benchmarks/website.py [--papers 1000] [--events 10000] [--rate 200] [--seconds 20]
        [--workers 2] [--store FILE]
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from fastapi.testclient import TestClient

from ingest import write_papers
from load import send
from testban.reference.states import states
from testban.store import Store, open_store
from testban.web import create_app

LIMIT_MS, LIMIT_KB = 100.0, 300.0
CALLS = 7
PORT = 8765


def build(file: Path, papers: int, events: int) -> None:
    """Fill a store."""
    from testban.monitoring import TravelTimes
    from testban.monitoring.formats.bulletin import Bulletin
    from testban.monitoring.simulate import Settings, primary_seismic, sensors, simulate_day

    with open_store(str(file)) as store, tempfile.TemporaryDirectory() as folder:
        write_papers(Path(folder), papers)
        store.ingest(folder)
        quiet = Settings(
            events=events, days=365.0, noise_per_station_day=0.0, coda_per_arrival=0.0, least_mb=3.5
        )
        day = simulate_day(sensors(primary_seismic()), TravelTimes(), quiet)
        store.save_bulletin(Bulletin(day.truth))


def addresses(store: Store) -> list[str]:
    """Every kind of page, each at its heaviest: the longest paper, the event with most arrivals."""
    documents = store.documents()
    longest = max(documents, key=lambda record: record.blocks)
    events = store.events(limit=200)[0]
    fullest = max(events, key=lambda line: line.arrivals or 0).number
    last = store.counts().events // 50
    return [
        "/", "/?on=2021-09-23", "/treaties", "/treaty/CTBT", "/treaty/TPNW",
        "/treaty/CTBT?ratify=CHN&ratify=USA&on=2021-09-23", "/treaty/CTBT/actions", "/states",
        "/state/CMR", "/state/USA", "/documents", "/documents?page=20",
        f"/document/{longest.sha256}", "/findings", "/activities", "/activities?actor=AUS",
        "/meetings", "/measures", "/network", "/events", f"/events?page={last}",
        f"/event/{fullest}", "/search?q=ratification", "/search?q=条约", "/search?q=附件+2", "/api",
        "/api/v1/facts?state=CMR", "/api/v1/facts?limit=100&offset=20000",
        "/api/v1/activities?actor=AUS&section=1a&start=2030-01-01", "/api/v1/findings",
        "/api/v1/events?min_magnitude=5", "/api/v1/treaties/CTBT/status", "/feeds/actions.atom",
        "/feeds/events.atom", "/fdsnws/event/1/query?limit=50",
        f"/fdsnws/event/1/query?eventid={fullest}&includearrivals=true",
        "/fdsnws/event/1/query?format=text&limit=1000&lat=40&lon=140&maxradius=10",
        "/fdsnws/station/1/query?station=A*",
    ]  # fmt: skip


def measure(store: Store, pages: list[str]) -> bool:
    """Print each page's time and size; whether all keep the limits."""
    client = TestClient(create_app(store, kept_bytes=0))
    good = True
    print(f"{'page':72s} {'first ms':>8s} {'median':>7s} {'of cpu':>7s} {'kB':>6s}")
    for page in pages:
        times, worked = [], []
        for _ in range(CALLS):
            begin, used = time.perf_counter(), time.process_time()
            with client.stream("GET", page) as answer:
                sent = sum(len(part) for part in answer.iter_raw())
            times.append((time.perf_counter() - begin) * 1000)
            worked.append((time.process_time() - used) * 1000)
        # Other programs make us wait, but do not work for us.
        fits = statistics.median(worked) < LIMIT_MS and sent / 1000 < LIMIT_KB
        good &= fits and answer.status_code == 200
        told = "" if fits else "  OVER THE LIMIT"
        told += "" if answer.status_code == 200 else f"  status {answer.status_code}"
        print(
            f"{page[:72]:72s} {times[0]:8.1f} {statistics.median(times):7.1f} "
            f"{statistics.median(worked):7.1f} {sent / 1000:6.1f}{told}"
        )
    return good


def readers(store: Store, pages: list[str], number: int) -> list[str]:
    """What so many readers ask: all pages, documents, events and States, the nth 1/n as often.

    Which are popular is drawn by lot, the same every time. As Zipf found it of words, so it is
    about right of the pages of a site.
    """
    chance = random.Random(2096)
    count = store.counts().events
    every = [
        *pages,
        *(f"/document/{record.sha256}" for record in store.documents()),
        *(f"/event/{evid}" for evid in chance.sample(range(1, count + 1), count)),
        *(f"/state/{code}" for code in states()),
        *(f"/treaty/CTBT?on={year}-{month:02d}-01" for year in range(1997, 2026)
          for month in range(1, 13)),
    ]  # fmt: skip
    chance.shuffle(every)
    weights = [1 / place for place in range(1, len(every) + 1)]
    return chance.choices(every, weights, k=number)


def load(what: str, asked: list[str], rate: int, server: int) -> bool:
    """Send so many requests a second by the clock; whether all were answered rightly, and in time.

    The time of the processor, of which other programs take nothing, says how many more it could be.
    """
    before = _worked(server)
    found = send(PORT, asked, rate)
    worked = _worked(server) - before
    late = sorted(found.late_ms)
    distinct = len(set(asked))
    each = worked / len(asked)
    print(
        f"{what}: {len(asked)} requests ({distinct} different), {rate} a second by the clock: "
        f"answered in {found.seconds:.1f} s ({len(asked) / found.seconds:.0f} a second), "
        f"{len(found.wrong)} errors; from the moment due, median {statistics.median(late):.1f} ms, "
        f"99 % {late[int(0.99 * len(late))]:.1f} ms; {each * 1000:.2f} ms of a processor each, so "
        f"that two could answer {2 / each:.0f} a second; asking took {found.own_s:.1f} s of another"
    )
    for line in found.wrong[:5]:
        print(f"  {line}")
    return not found.wrong and found.seconds < len(asked) / rate * 1.05


def wrk(pages: list[str]) -> None:
    """What the server can do at most, by wrk."""
    if shutil.which("wrk") is None:
        print("wrk is not installed: the greatest rate is not measured")
        return
    listed = ",".join(f'"{quote(page, safe="/?&=+*,")}"' for page in pages)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(
            f"local pages = {{{listed}}}\nlocal n = 0\nrequest = function()\n  n = n + 1\n"
            '  return wrk.format("GET", pages[n % #pages + 1], {["Accept-Encoding"] = "gzip"})\nend\n'
        )
        script.flush()
        address = f"http://127.0.0.1:{PORT}"
        command = ["wrk", "-t1", "-c8", "-d10s", "--latency", "-s", script.name, address]
        subprocess.run(command, check=True)


def main() -> int:
    """Build, measure, load."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--papers", type=int, default=1000)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--store", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = asked.store or Path(folder) / "site.sqlite"
        if not file.exists():
            build(file, asked.papers, asked.events)
        with open_store(str(file), create=False) as store:
            print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; {store.counts()}")
            pages = addresses(store)
            good = measure(store, pages)
            client = TestClient(create_app(store))
            pages = [page for page in pages if client.head(page).status_code == 200]
            many = readers(store, pages, int(asked.rate * asked.seconds))
        command = [sys.executable, "-m", "testban", "serve", "--db", str(file), "--port", str(PORT)]
        server = subprocess.Popen(
            [*command, "--workers", str(asked.workers)], start_new_session=True
        )
        try:
            _wait()
            number = int(asked.rate * asked.seconds)
            good &= load("readers, nothing kept yet", many, asked.rate, server.pid)
            good &= load("readers, the same again", many, asked.rate, server.pid)
            each = (pages * (number // len(pages) + 1))[:number]
            good &= load("each kind of page in turn", each, asked.rate, server.pid)
            wrk(pages)
        finally:
            server.terminate()
            server.wait()
    return 0 if good else 1


def _worked(group: int) -> float:
    """Seconds of processors that a process and those it started have used."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[2]) == group:
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _wait() -> None:
    for _ in range(300):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=1)
            connection.request("GET", "/static/style.css")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server does not answer")


if __name__ == "__main__":
    raise SystemExit(main())
