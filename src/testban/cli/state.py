"""The command that tells everything known about one State."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from testban.cli.options import AsOf, Db, Lang, Output, day_of, warn_of_missing_store
from testban.cli.output import Format, print_csv, print_json, print_line, print_table, shorten

if TYPE_CHECKING:
    from testban.reference.facilities import Facility
    from testban.reference.states import State
    from testban.store import StoredFact
    from testban.treaty.extract.model import Fact
    from testban.treaty.ledger import Ledger
    from testban.treaty.status import Status

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command ``state`` to `app`."""
    from testban.cli import TREATY_PANEL

    app.command("state", rich_help_panel=TREATY_PANEL)(state_command)


def _from_store(db: str | None, iso3: str) -> tuple[Ledger, list[StoredFact]]:
    """The ledger and what documents say of the State; without a store, the shipped ledger."""
    from testban.store import open_store, store_exists
    from testban.treaty.ledger import Ledger

    if db is None and not store_exists():
        warn_of_missing_store()
        return Ledger.shipped(), []
    with open_store(db, create=False) as store:
        return store.ledger(), store.facts(state=iso3)


def _about(state: State, lang: str) -> Iterator[str]:
    from testban.treaty.prose.standing import named
    from testban.treaty.prose.vocabulary import word
    from testban.treaty.prose.words import say

    yield named([state.iso3], lang)
    yield say(
        "codes",
        lang,
        iso2=state.iso2,
        iso3=state.iso3,
        m49=state.m49,
        un_status=say(f"un_{state.un_status}", lang),
    )
    for name, group in (
        ("regional_group", state.regional_group),
        ("ctbt_region", state.ctbt_region),
    ):
        if group:
            yield say(name, lang, group=word(group, lang))
    if state.group_note:
        yield say("group_note", lang, note=state.group_note)
    yield say("annex2" if state.annex2 else "not_annex2", lang)
    for name in ("ldc", "sids"):
        if getattr(state, name):
            yield say(name, lang)


def _json(state: State, ledger: Ledger, statuses: list[Status], facts: list[StoredFact]) -> Any:
    from testban.cli.ledger import action_json
    from testban.reference.states import LANGUAGES, formal_name, short_name
    from testban.treaty.prose.one_state import actions_by, stands

    code = state.iso3
    return {
        "state": {
            name: getattr(state, name)
            for name in (
                "iso3",
                "iso2",
                "m49",
                "un_status",
                "regional_group",
                "ctbt_region",
                "annex2",
                "ldc",
                "sids",
            )
        },
        "names": {
            lang: {"short": short_name(code, lang), "formal": formal_name(code, lang)}
            for lang in LANGUAGES
        },
        "treaties": [
            {
                "treaty": status.treaty.id,
                "as_of": status.as_of.isoformat(),
                "standing": stands(code, status)[0].removeprefix("stands_"),
                "in_force_on": on.isoformat() if (on := _in_force_on(code, status)) else None,
                "actions": [action_json(action) for action in actions_by(ledger, status, code)],
            }
            for status in statuses
        ],
        "facilities": [
            {"code": facility.code, "network": facility.network, "name": facility.name}
            for facility in _facilities(code)
        ],
        "facts": [fact.as_json() for fact in facts],
    }


def _in_force_on(code: str, status: Status) -> date | None:
    position = status.positions.get(code)
    return position.in_force_on if position else None


def _facilities(code: str) -> list[Facility]:
    from testban.reference.facilities import facilities

    return [facility for facility in facilities() if code in facility.iso3]


def _action_rows(
    ledger: Ledger, statuses: list[Status], code: str, lang: str
) -> tuple[list[str], list[tuple[object, ...]]]:
    from testban.treaty.prose.one_state import actions_by
    from testban.treaty.prose.vocabulary import act, word

    columns = ["treaty", "action", "date", "effect", "confidence", "note", "source_column"]
    return columns, [
        (
            action.treaty,
            act(action.action, action.scope, lang),
            action.deposited,
            action.effect,
            word(action.confidence, lang),
            action.note,
            action.source,
        )
        for status in statuses
        for action in actions_by(ledger, status, code)
    ]


def _print_tables(
    state: State, ledger: Ledger, statuses: list[Status], facts: list[StoredFact], lang: str
) -> None:
    from testban.reference.states import LANGUAGES, formal_name, short_name
    from testban.treaty.prose.one_state import stands
    from testban.treaty.prose.standing import title
    from testban.treaty.prose.vocabulary import word
    from testban.treaty.prose.words import say

    code = state.iso3

    def table(heading: str, columns: list[str], rows: list[tuple[object, ...]]) -> None:
        print_table([say(name, lang) for name in columns], rows, title=say(heading, lang))

    for line in _about(state, lang):
        print_line(line)
    for status in statuses:
        name, on = stands(code, status)
        print_line(say(name, lang, treaty=title(status.treaty, lang), on=on))
    table(
        "names",
        ["language", "short_name", "formal_name"],
        [(other, short_name(code, other), formal_name(code, other)) for other in LANGUAGES],
    )
    columns, actions = _action_rows(ledger, statuses, code, lang)
    # Sources are long: CSV, JSON and `ledger show` have them.
    table("actions", columns[:-1], [row[:-1] for row in actions])
    hosted = _facilities(code)
    if hosted:
        rows: list[tuple[object, ...]] = [(f.code, word(f.network, lang), f.name) for f in hosted]
        table("facilities", ["facility", "network", "place"], rows)
    if facts:
        said: list[tuple[object, ...]] = [
            (
                f.document.heading,
                _what(f.fact, lang),
                f.fact.cite.place,
                shorten(f.fact.cite.quote, 160),
            )
            for f in facts
        ]
        table("documents", ["document", "kind", "place", "quote"], said)
    else:
        print_line(say("no_facts", lang))


# The columns that programs know by another name than readers.
_CSV_NAMES = {"date": "deposited"}

# Of a fact about a State, what a reader wants to see beside its kind.
_DETAIL = {
    "activity": ("section", "actor", "start"),
    "appointment": ("role",),
    "state_list": ("role",),
    "statement": ("date",),
    "treaty_action": ("treaty", "action", "date"),
    "vote": ("resolution", "part"),
}


def _what(fact: Fact, lang: str) -> str:
    from testban.treaty.prose.vocabulary import word

    shown = [fact.fields.get(name) for name in _DETAIL.get(fact.kind, ())]
    return " ".join(word(str(part), lang) for part in (fact.kind, *shown) if part)


def state_command(
    state: Annotated[str, typer.Argument(metavar="STATE", help="A code or a name, any language.")],
    as_of: AsOf = "today",
    lang: Lang = "en",
    output: Output = Format.table,
    db: Db = None,
) -> None:
    """Everything known about one State: names, actions, stations, what documents say."""
    from testban.reference.states import find_state
    from testban.treaty.prose.one_state import statuses
    from testban.treaty.prose.words import check_language

    check_language(lang)
    found = find_state(state)
    ledger, facts = _from_store(db, found.iso3)
    held = statuses(ledger, day_of(as_of))
    if output is Format.json:
        print_json(_json(found, ledger, held, facts))
    elif output is Format.csv:
        columns, rows = _action_rows(ledger, held, found.iso3, "en")
        print_csv([_CSV_NAMES.get(name, name) for name in columns], rows)
    else:
        _print_tables(found, ledger, held, facts, lang)
