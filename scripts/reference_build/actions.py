"""Treaty actions: from the gathered rows to ``actions.csv`` and ``action_sources.csv``.

The gathered rows call every act by the name that lets their totals agree with the depositary's;
here they become what they were: a succession, a withdrawal of a ratification. Every oddity is
pinned, so that a new one fails loudly.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from reference_build.tables import read_rows, write_rows

HEADER = (
    "treaty",
    "state",
    "action",
    "scope",
    "deposited",
    "effect",
    "notified",
    "source",
    "confidence",
    "note",
)
TOTALS = {
    "CTBT": {"signature": 188, "ratification": 180, "withdrawal_of_ratification": 1},
    "TPNW": {"signature": 95, "ratification": 70, "accession": 5},
}

# How the datasets are called in the table, by the beginning of their address; where the copy was
# found; and what else to know. Web pages stand in the table by their own address.
DATASETS = (
    (
        "github mgaldino/treaties-ideal-point:data/raw/arms_control/html/ctbt.html",
        "UN Treaty Collection XXVI-4, status as at 2026-02-03",
        "github mgaldino/treaties-ideal-point @746a24f",
        "saved page; says 187 signatories, 178 parties",
    ),
    (
        "github mgaldino/treaties-ideal-point:data/raw/arms_control/html/tpnw.html",
        "UN Treaty Collection XXVI-9, status as at 2026-02-03",
        "github mgaldino/treaties-ideal-point @746a24f",
        "saved page; says 95 signatories, 74 parties",
    ),
    (
        "github zmjones/untreaties:treaties/26-4.csv",
        "UN Treaty Collection XXVI-4, copy of about 2014",
        "github zmjones/untreaties @003ce13",
        "content older than its label: lacks the Congo's ratification of 2014-09-02",
    ),
    (
        "github arthuredelstein/survivalscores.org gh-pages:timeline.html",
        "UNODA treaties database, copy of 2026-08-22",
        "github arthuredelstein/survivalscores.org @b7cc254",
        "the latest copy: it sets the ledger's cut-off date",
    ),
    (
        "github globalgov/manytreaties",
        "manytreaties HUGGO_MEM",
        "github globalgov/manytreaties @4bf79f9",
        "agrees with most rows; cited only where it differs",
    ),
)

# An official paper that gives other dates than the depositary: the report of the Secretary-General
# on the CTBT to the sixty-first session, which has the two the other way round (notes d and e).
SWAPPED_IN_REPORT = {
    "CMR": ("2006-02-06", "2006-03-01"),
    "CPV": ("2006-03-01", "2006-02-06"),
}
REPORT_2006 = "report of the Secretary-General on the CTBT to the sixty-first session, annex"

# What the note of a gathered row says besides naming the datasets that agree.
ORDINAL = re.compile(r"(\d+(?:st|nd|rd|th))(?: signatory)?\b")
SECOND_DATE = re.compile(r"DIFFERS: (?P<source>.+): (?P<date>\d{4}-\d\d-\d\d)$")

RUSSIA_NOTE = (
    "the notification was sent on 2023-11-03, the law being in force since 2023-11-02; the "
    "depositary's page keeps the signature and leaves the ratification empty; the depositary "
    "notification itself was not found"
)
MONTENEGRO_NOTE = (
    "notification of succession received on 2006-10-23, with effect from independence; the "
    "depositary's table marks it (d)"
)
TONGA_NOTE = "one copy only, first seen there on 2026-07-08"
TONGA_TPNW_NOTE = (
    TONGA_NOTE + "; a page of 2026-10-03 counts 96 signatories and 75 parties, so Tonga may "
    "stand there as signatory and ratifier, or another State may have signed"
)


def build(shared: Path, out: Path) -> None:
    """Write both tables from ``treaty/actions`` under `shared` into the folder `out`."""
    rows = []
    for treaty in TOTALS:
        gathered = read_rows(shared / "treaty" / "actions" / f"{treaty.lower()}_actions.csv")
        assert Counter(row["action"] for row in gathered) == TOTALS[treaty]
        rows += [_shipped(treaty, row) for row in gathered]
    _check(rows)
    rows.sort(key=lambda row: (row[0], row[1], row[4], "signature" not in row[2:4]))
    write_rows(out / "actions.csv", HEADER, rows)
    write_rows(
        out / "action_sources.csv",
        ("title", "found_at", "note"),
        [(title, found_at, note) for _, title, found_at, note in DATASETS],
    )


def _shipped(treaty: str, row: dict[str, str]) -> tuple[str, ...]:
    state, kind, deposited = row["state_iso3"], row["action"], row["date"]
    action, scope, effect, notified = kind, "", "", ""
    note, confidence = _note(row), _confidence(row)
    source = "; ".join(_title(part) for part in row["source"].split(" ; "))
    if (treaty, state) == ("CTBT", "MNE"):
        # Kept by the depositary among the signatures and ratifications, marked as successions.
        assert "by succession (d)" in row["note"]
        assert deposited == "2006-10-23"
        action, scope, effect, note = "succession", kind, "2006-06-03", MONTENEGRO_NOTE
        # The day of effect is the day of independence, as for all treaties in that notification.
        source += "; https://opcw.org/media-centre/news/2006/11/montenegro-joins-chemical-weapons-convention"
    elif kind == "withdrawal_of_ratification":
        assert (treaty, state, deposited) == ("CTBT", "RUS", "2023-11-03")
        action, scope, note = "withdrawal", "ratification", RUSSIA_NOTE
        # Received, notified and effective on one day: no State is bound before entry into force.
        effect = notified = deposited
    elif state == "TON":
        assert deposited == "2026-07-07"
        assert confidence == "single"
        note = TONGA_TPNW_NOTE if treaty == "TPNW" else TONGA_NOTE
    elif treaty == "CTBT" and kind == "ratification" and state in SWAPPED_IN_REPORT:
        date, elsewhere = SWAPPED_IN_REPORT[state]
        assert deposited == date
        confidence, note = "conflict", f"{elsewhere} in the {REPORT_2006}"
    return treaty, state, action, scope, deposited, effect, notified, source, confidence, note


def _title(source: str) -> str:
    for beginning, title, _, _ in DATASETS:
        if source.startswith(beginning):
            return title
    assert source.startswith("http"), source
    return source


def _confidence(row: dict[str, str]) -> str:
    if row["confidence"] == "conflict":
        return "conflict"
    assert row["confidence"] == "source"
    return "single" if "single dataset" in row["note"] else "confirmed"


def _note(row: dict[str, str]) -> str:
    """The ordinal under which the act was announced, and a date that another source gives."""
    parts = []
    for part in row["note"].split("; ")[1:]:
        if found := SECOND_DATE.match(part):
            parts.append(f"{found['date']} in {_title(found['source'])}")
        elif found := ORDINAL.match(part):
            parts.append(f"announced as the {found[1]}")
    return "; ".join(parts)


def _check(rows: list[tuple[str, ...]]) -> None:
    """What must hold of the finished table, whatever the rows."""
    keys = [row[:4] for row in rows]
    assert len(set(keys)) == len(keys)  # nobody ratified twice, so far
    assert Counter(row[8] for row in rows) == {"confirmed": 531, "conflict": 5, "single": 3}
    successions = [row for row in rows if row[2] == "succession"]
    assert [(row[1], row[3]) for row in successions] == [
        ("MNE", "signature"),
        ("MNE", "ratification"),
    ]
    assert [row[1] for row in rows if row[2] == "withdrawal"] == ["RUS"]
    # No acceptance or approval has been used in either treaty.
    kinds = {row[2] for row in rows}
    assert kinds == {"signature", "ratification", "accession", "succession", "withdrawal"}
    signed = {row[:2] for row in rows if "signature" in row[2:4]}
    ratified = {row[:2] for row in rows if "ratification" in (row[2], row[3])}
    assert ratified <= signed  # an instrument without a signature is an accession
    assert not signed & {row[:2] for row in rows if row[2] == "accession"}
