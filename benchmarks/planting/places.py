"""A paper into which mistakes are planted, and where names of States stand in it.

Names are looked for here with a plain regular expression, and not as the checker looks for them: what
it fails to read must count as missed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from testban.reference.states import list_name, names, states
from testban.treaty.checks import Finding, check, contradictions, make_paper, statements
from testban.treaty.documents import Document, Source, parse
from testban.treaty.extract import Fact, extract_facts
from testban.treaty.ledger import Ledger

LEDGER = Ledger.shipped()
_BETWEEN = re.compile(r"\s*[、，,;；和及与]?\s*(?:以及|and )?\s*")
LONG_LIST = 6


@dataclass(frozen=True)
class Site:
    """One place, and what a mistake puts there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Name:
    """A State's name as printed."""

    start: int
    end: int
    code: str


@dataclass(frozen=True)
class Given:
    """A paper as it is, with what the planting needs to know of it."""

    name: str
    text: str

    @cached_property
    def document(self) -> Document:
        return parse(Source(f"{self.name}.txt", "", "text/plain", self.text))

    @cached_property
    def facts(self) -> list[Fact]:
        return extract_facts(self.document)

    @property
    def lang(self) -> str:
        return self.document.language or "en"

    @cached_property
    def names(self) -> list[Name]:
        """The names of States, but for those inside longer words (中国 in 发展中国家)."""
        pattern, codes = _names(self.lang)
        return [Name(*m.span(), codes[m.group()]) for m in pattern.finditer(self.text)]

    @cached_property
    def runs(self) -> list[list[Name]]:
        """Lists: names that nothing but signs of a list part."""
        runs: list[list[Name]] = []
        for name in self.names:
            if not runs or not _BETWEEN.fullmatch(self.text, runs[-1][-1].end, name.start):
                runs.append([])
            runs[-1].append(name)
        return [run for run in runs if len(run) >= LONG_LIST]

    def outsiders(self) -> list[str]:
        """Members of the United Nations that the paper names nowhere."""
        inside = {name.code for name in self.names}
        members = [code for code, state in states().items() if state.un_status == "member"]
        text = "".join(self.text.split())
        shown = [list_name(code, self.lang) for code in members if code not in inside]
        # A name may be parted by the end of a line.
        return [name for name in shown if "".join(name.split()) not in text]

    def with_mistake(self, site: Site) -> str:
        return self.text[: site.start] + site.text + self.text[site.end :]


@cache
def _names(lang: str) -> tuple[re.Pattern[str], dict[str, str]]:
    codes = {name.text: name.iso3 for name in names(lang) if len(name.text) > 1}
    longest = sorted(codes, key=len, reverse=True)
    edge = (r"(?<![A-Za-z])", r"(?![A-Za-z])") if lang == "en" else (r"(?<!发展)", r"(?!家)")
    return re.compile(edge[0] + "(?:" + "|".join(map(re.escape, longest)) + ")" + edge[1]), codes


def findings(text: str, beside: str = "") -> list[Finding]:
    """What `check` finds in a paper, with the ledger, and against another one where one is given."""
    document = parse(Source("paper.txt", "", "text/plain", text))
    if not beside:
        return check(document, ledger=LEDGER)
    other = parse(Source("other.txt", "", "text/plain", beside))
    said = [
        statement
        for each in (other, document)
        for statement in statements(each.source.name, make_paper(each, ledger=LEDGER))
    ]
    return [finding for _, finding in contradictions(said)]


Planter = Callable[[Given], Iterator[Site]]
