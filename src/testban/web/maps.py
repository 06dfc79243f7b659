"""The maps of the site: States by where they stand in a treaty, and places.

The drawing is that of `testban.reference.worldmap`; here it is said what is drawn, and in which words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from testban.reference.boundaries import areas, state_of_area, territories
from testban.reference.states import list_name, states
from testban.reference.worldmap import Mark, Region, world_map
from testban.treaty.lists import un_order
from testban.treaty.status import Status
from testban.web.catalogue import translations

__all__ = ["KINDS", "Standing", "StatusMap", "place_map", "status_map", "territory_rows"]

# Fills that differ without colour too; the style sheet gives them their colours.
# The wide one is for screens on which the map is so small that the other would run together.
_PATTERNS = "".join(
    f'<pattern class="hatched" id="{name}" width="5" height="5" patternUnits="userSpaceOnUse"'
    f' patternTransform="rotate(45) scale({scale})"><rect class="ground" width="5" height="5"/>'
    '<path class="stroke" d="M1 0V5"/></pattern>'
    for name, scale in (("hatch", 1), ("hatch-wide", 2.6))
)
# A territory and its State; a State, how it stands, and since when.
_WITH = {"en": "{} ({})", "zh": "{}（{}）"}
_SINCE = {"en": ("{}: {}", "{}: {}, {}"), "zh": ("{}：{}", "{}：{}，{}")}
KINDS = ("bound", "signed", "none", "disputed")
"""How an area is shown: in the order of the legend."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one State stands: the kind that shows it, and the day since when."""

    state: str
    kind: str
    since: date | None
    needed: bool


@dataclass(frozen=True, slots=True)
class StatusMap:
    """A map of States by status, how many there are of each kind, and its table."""

    svg: Markup
    counts: Mapping[str, int]
    rows: Sequence[Standing]


def _standing(code: str, found: Status) -> Standing:
    position = found.positions.get(code)
    needed = code in found.treaty.entry.required_states
    if position and position.instrument:
        return Standing(code, "bound", position.instrument.deposited, needed)
    if position and position.signed:
        return Standing(code, "signed", position.signed.deposited, needed)
    return Standing(code, "none", None, needed)


def kind_words(lang: str) -> dict[str, str]:
    """What each kind means."""
    words = translations(lang).gettext
    return {
        "bound": words("instrument of ratification or accession deposited"),
        "signed": words("signed, not ratified"),
        "none": words("not signed"),
        "disputed": words("shown without colour: see the table"),
    }


def status_map(found: Status, lang: str, label: str) -> StatusMap:
    """States by where they stand in the treaty of `found`, each linked to its page.

    States without which the treaty cannot enter into force, and which have not ratified, are of the
    kind ``needed`` besides.
    """
    meaning = kind_words(lang)
    held = {code: _standing(code, found) for code in states()}
    regions = {}
    for area in areas():
        code = state_of_area(area)
        if not code:
            kind = "ice" if area == "010" else "disputed"
            regions[area] = Region(kind, territory_name(area, lang))
            continue
        each = held[code]
        lacking = each.needed and each.kind != "bound" and area not in territories()
        kind = f"{each.kind} needed" if lacking else each.kind
        name = list_name(code, lang)
        if area in territories():
            name = _WITH[lang].format(territory_name(area, lang), name)
        told = [name, meaning[each.kind], *([each.since] if each.since else [])]
        regions[area] = Region(kind, _SINCE[lang][len(told) - 2].format(*told), f"/state/{code}")
    svg = world_map(label, regions=regions, defs=_PATTERNS)
    rows = [held[code] for code in un_order(held, lang)]
    return StatusMap(Markup(svg), Counter(each.kind for each in rows), rows)


def place_map(marks: Sequence[Mark], label: str, lines: Sequence[tuple[str, str]] = ()) -> Markup:
    """Places on land without boundaries."""
    return Markup(world_map(label, marks=marks, lines=lines))


def territory_name(area: str, lang: str) -> str:
    """What the United Nations call an area that is no State's own."""
    each = territories()[area]
    return each.name_zh if lang == "zh" else each.name_en


def territory_rows(lang: str) -> list[tuple[str, str, str, str]]:
    """Name, State it is shown with, how the United Nations treat it, source; the uncoloured first."""
    ordered = sorted(territories().values(), key=lambda t: (bool(t.state), t.state, t.area))
    return [
        (territory_name(t.area, lang), t.state, t.note_zh if lang == "zh" else t.note_en, t.source)
        for t in ordered
    ]
