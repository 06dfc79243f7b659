"""A treaty on a day: progress, lists, what if, and every action with its source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from markupsafe import Markup
from starlette.responses import Response

from testban.reference.actions import Action
from testban.reference.states import parse_states, states
from testban.reference.treaties import Treaty, find_treaty, treaties
from testban.treaty.ledger import Ledger
from testban.treaty.lists import list_states, roles, un_order
from testban.treaty.positions import chronological
from testban.treaty.prose import standing as view
from testban.treaty.status import Status, status
from testban.treaty.whatif import whatif
from testban.web.catalogue import translations
from testban.web.counted import counted_rows
from testban.web.figures import Series, progress, steps
from testban.web.labels import labels
from testban.web.language import language_of
from testban.web.maps import kind_words, status_map, territory_rows
from testban.web.site import PAGE_SIZE, day_asked, named, page_asked, site_of

router = APIRouter()

# How the declarations of the conferences under Article XIV letter the lists that they append.
_LETTERS = {
    "ratified": "A",
    "annex2": "B",
    "annex2_ratified": "B.1",
    "annex2_signed_not_ratified": "B.2",
    "annex2_not_signed": "B.3",
}


@router.get("/treaties")
def all_treaties(request: Request) -> Response:
    """The treaties, with their rules."""
    lang = language_of(request)
    site = site_of(request)
    held = site.store.ledger()
    rows = [
        (treaty, list(view.rule_lines(treaty, lang)), bool(held.of(treaty.id)))
        for treaty in treaties().values()
    ]
    return site.render(request, "treaties.html", rows=rows)


@router.get("/treaty/{name}")
def one_treaty(
    request: Request,
    name: str,
    on: str | None = None,
    ratify: list[str] = Query(default=[]),  # noqa: B008
    more: str = "",
    role: str = "",
) -> Response:
    """Where it stands, and where it would stand if the ticked States ratified."""
    site, lang, day = site_of(request), language_of(request), day_asked(on)
    treaty, ledger = named(find_treaty, name, "/treaties"), site.store.ledger()
    found = status(ledger, treaty, day)
    supposed = parse_states(",".join([*ratify, more])) if ratify or more.strip() else []
    then = whatif(ledger, treaty, day, ratify=supposed) if supposed else None
    listed = list_states(found, role or _first_role(treaty), lang)
    words = translations(lang).gettext
    return site.render(
        request,
        "treaty.html",
        treaty=treaty,
        day=day,
        answer=view.answer(found, lang),
        requirement="" if found.published else view.requirement_line(found, lang),
        counts=counted_rows(found, lang),
        basis=list(view.basis(found, lang)),
        missing=_missing(found),
        progress=_progress(found, words("Instruments that count, of those required")),
        chart=_chart(ledger, found, lang, words("Signatories and ratifiers over time")),
        by_year=list(_by_year(ledger, found)),
        map=status_map(found, lang, words("Map of the States by where they stand in the treaty")),
        words=kind_words(lang),
        labels=labels(lang),
        territories=territory_rows(lang),
        first=treaty.opened,
        last=date.today(),
        years=range(treaty.opened.year, date.today().year + 1),
        years_kept=_kept_but_day(request),
        roles=[(each, view.role_name(each, treaty, lang)) for each in roles(treaty)],
        role=listed.role,
        list_line=view.list_line(listed, lang, code=False),
        listed=view.list_rows(listed, lang, lang),
        supposed=supposed,
        letters=[(letter, each) for each, letter in _LETTERS.items() if each in roles(treaty)]
        if treaty.entry.required_set == "annex2"
        else [],
        others=_without_instrument(found),
        then=list(view.whatif_lines(then, lang)) if then else [],
        compared=view.compared_table(then, lang) if then else None,
    )


def _kept_but_day(request: Request) -> str:
    """The query without its day, to put another one behind."""
    asked = request.query_params.multi_items()
    kept = urlencode([(k, v) for k, v in asked if k not in ("on", "lang")])
    return f"{kept}&" if kept else ""


def _first_role(treaty: Treaty) -> str:
    named = treaty.entry.required_set
    return f"{named}_remaining" if named else "ratified"


def _missing(found: Status) -> list[tuple[str, bool]]:
    """Missing States by code, and whether they signed."""
    return [(each.state, each.signed is not None) for each in found.requirement.missing]


def _without_instrument(found: Status) -> list[tuple[str, bool]]:
    """The other States that could still ratify or accede, and whether they signed."""
    missing = {each.state for each in found.requirement.missing}
    rows = []
    for code in un_order(states()):
        position = found.positions.get(code)
        if code not in missing and not (position and position.instrument):
            rows.append((code, bool(position and position.signed)))
    return rows


def _progress(found: Status, label: str) -> Markup | str:
    need = found.requirement
    return "" if found.published else progress(need.met, need.required, label)


def _over_time(actions: list[Action], treaty: Treaty) -> Iterator[tuple[date, int, int]]:
    """(day, signatories, ratifiers) after every day with an action."""
    signed: set[str] = set()
    bound: set[str] = set()
    for number, action in enumerate(actions):
        if action.signs:
            signed.add(action.state)
        elif action.binds:
            bound.add(action.state)
        elif action.withdraws:
            bound.discard(action.state)
        last = number + 1 == len(actions) or actions[number + 1].deposited != action.deposited
        if last:
            yield action.deposited, len(signed), len(bound)


def _known(ledger: Ledger, found: Status) -> list[Action]:
    known = ledger.of(found.treaty.id)
    return chronological(action for action in known if action.deposited <= found.as_of)


def _chart(ledger: Ledger, found: Status, lang: str, label: str) -> Markup:
    days = list(_over_time(_known(ledger, found), found.treaty))
    labels = [str(row[0]) for row in view.count_rows(found, lang)]
    series = [
        Series("signed", labels[0], [(day, signed) for day, signed, _ in days]),
        Series("ratified", labels[1], [(day, bound) for day, _, bound in days]),
    ]
    need = found.treaty.entry.required_number if not found.treaty.entry.required_states else 0
    return steps(series, found.as_of, label, need)


def _by_year(ledger: Ledger, found: Status) -> Iterator[tuple[int, int, int]]:
    """The chart's table: the numbers at the end of each year."""
    ends = {day.year: (s, r) for day, s, r in _over_time(_known(ledger, found), found.treaty)}
    signed, bound = 0, 0
    for year in range(min(ends, default=found.as_of.year), found.as_of.year + 1):
        signed, bound = ends.get(year, (signed, bound))
        yield year, signed, bound


@router.get("/treaty/{name}/actions")
def actions(request: Request, name: str) -> Response:
    """Every action with its source, the newest first."""
    site, treaty = site_of(request), named(find_treaty, name, "/treaties")
    entries = [e for e in site.store.ledger().entries if e.action.treaty == treaty.id]
    entries.sort(key=lambda entry: entry.action.deposited, reverse=True)
    pages = page_asked(request, len(entries))
    shown = entries[pages.offset : pages.offset + PAGE_SIZE]
    return site.render(request, "actions.html", treaty=treaty, entries=shown, pages=pages,
        confidences=labels(language_of(request)))  # fmt: skip
