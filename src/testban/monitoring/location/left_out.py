"""What takes no part in a location: said of each event in its notes, and counted over all of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from testban.monitoring.model import Arrival, Event
from testban.monitoring.places import with_places
from testban.monitoring.words import counted

__all__ = ["REPEATED", "UNKNOWN", "UNPLACED", "UNTIMED", "UNUSED", "in_all", "listed", "note"]

UNKNOWN = "no coordinates of station"
UNPLACED = "impossible coordinates of station"
UNTIMED = "no time of a recording"
REPEATED = "given before, alike in all"
UNUSED = "the locator does not use"
SHORT = {
    UNKNOWN: "without coordinates of the station",
    UNPLACED: "at impossible coordinates",
    UNTIMED: "without a time",
    REPEATED: "given before",
    UNUSED: "of phases that do not locate",
}
"""Why arrivals are left out, as notes say it and in all."""
SAID = re.compile(rf"(\d+) arrivals? left out: ({'|'.join(map(re.escape, SHORT))})")
SEVERAL = re.compile(r"\((\d+) times\)$|\b(\d+) (?:arrivals repeat|more were) ")
"""A line on a file that stands for several things in it."""
MOST_NAMES = 8


def note(arrivals: Sequence[Arrival], reason: str, names: Sequence[str] = ()) -> str:
    """What is said of the arrivals of an event that are left out for one reason.

    >>> note([Arrival("XYZ", 0.0, read_from="a.csv:4")], UNKNOWN, ["XYZ"])
    '1 arrival left out: no coordinates of station XYZ [a.csv:4]'
    """
    named = f" {listed(names)}" if names else ""
    said = f"{counted(len(arrivals), 'arrival')} left out: {reason}{named}"
    return with_places(said, arrivals)


def listed(names: Sequence[str]) -> str:
    """Names, each once, and how many more there are."""
    each = sorted(set(names))
    more = f" and {len(each) - MOST_NAMES} more" if len(each) > MOST_NAMES else ""
    return ", ".join(each[:MOST_NAMES]) + more


def in_all(events: Iterable[Event], of_files: Sequence[str] = ()) -> str:
    """One line of what was left out of all events together; empty where that is nothing.

    `of_files` are the lines on what was left out of the files that they were read from.
    """
    events = list(events)
    told = [SAID.match(line) for event in events for line in event.notes]
    count: Counter[str] = Counter()
    for found in told:
        if found:
            count[found[2]] += int(found[1])
    said = []
    if count:
        reasons = ", ".join(f"{count[why]} {SHORT[why]}" for why in SHORT if count[why])
        every = sum(len(event.arrivals) for event in events)
        said.append(f"{count.total()} of {counted(every, 'arrival')} left out ({reasons})")
    if unlocated := sum(not event.located for event in events):
        said.append(f"{unlocated} of {counted(len(events), 'event')} not located")
    if of_files:
        times = sum(
            int(each[1] or each[2]) if (each := SEVERAL.search(line)) else 1 for line in of_files
        )
        said.append(f"{counted(times, 'thing')} in the files not read")
    return f"in all: {'; '.join(said)}" if said else ""
