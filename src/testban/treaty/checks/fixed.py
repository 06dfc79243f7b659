"""Numbers that a treaty itself fixes: the facilities of its network, the instruments that bring it in force."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from testban.reference.facilities import facilities
from testban.reference.treaties import treaties
from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper
from testban.treaty.checks.shown import Ordinal, Word
from testban.treaty.checks.words import words
from testban.treaty.extract.patterns import number

__all__ = ["facilities_miscounted", "instruments_miscounted"]


@cache
def _listed() -> Mapping[str, int]:
    """How many facilities of each sort the tables of the CTBT's Protocol list.

    >>> _listed()["stations"], _listed()["facilities"], _listed()["seismic"]
    (321, 337, 170)
    """
    found = Counter(facility.network for facility in facilities())
    laboratories = found["radionuclide laboratory"]
    sums = {
        "facilities": found.total(),
        "stations": found.total() - laboratories,
        "seismic": found["primary seismic"] + found["auxiliary seismic"],
    }
    return {**found, **sums}


def facilities_miscounted(paper: Paper) -> Iterator[Finding]:
    """S210: the monitoring network is said to have another number of facilities than is listed.

    How many of them are built or work is another number; it can only be smaller.
    """
    known = words(paper.context.language.code)
    network = known.regex("network")
    if not network.search(paper.condensed[0]):
        return
    before, after = known.regex("whole_before"), known.regex("whole_after")
    for row in known.rows("facilities"):
        right = _listed()[row["sort"]]
        for passage, match in paper.find(re.compile(row["pattern"])):
            stated = int(match["n"])
            begin = paper.passage_at(match.start())[1]
            start, end = match.start() - begin, match.end() - begin
            text = passage.condensed
            # "A network of 80 stations" may be one of the four.
            if stated in (_listed().values() if not match["own"] else (right,)):
                continue
            if not network.search(text):
                continue
            whole = before.search(text, 0, start) and not known.regex("partly").match(text, end)
            if whole or after.match(text, end) or (match["own"] and stated > right):
                cite = paper.cite_at(match.start("n"), match.end("n"))
                yield paper.finding("S210", cite, right, stated=stated, sort=Word(row["sort"]))


def instruments_miscounted(paper: Paper) -> Iterator[Finding]:
    """S211: a treaty is said to enter into force by another number of instruments than it requires."""
    known = words(paper.context.language.code)
    enters = known.regex("enters_by")
    treaty = treaties().get(paper.context.main_treaty or "")
    if treaty is None or not treaty.entry.required_number or treaty.entry.required_states:
        return
    for _, match in paper.find(enters):
        count = number(match["n"], paper.context.language)
        if count is not None and count != treaty.entry.required_number:
            right = treaty.entry.required_number
            cite = paper.cite_at(match.start("n"), match.end("n"))
            yield paper.finding(
                "S211", cite, right, stated=Ordinal(count), right=Ordinal(right), treaty=treaty.id
            )
