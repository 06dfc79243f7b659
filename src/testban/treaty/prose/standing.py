"""A status, a list or a supposition as lines and table rows, in English or Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from testban.reference.actions import Action
from testban.reference.states import list_name
from testban.reference.treaties import Treaty, treaties
from testban.treaty.definitions import definition
from testban.treaty.lists import StateList, roles, un_order
from testban.treaty.positions import Position
from testban.treaty.prose.vocabulary import act
from testban.treaty.prose.words import PROSE_LANGUAGES, joined, say
from testban.treaty.status import Missing, Requirement, Status
from testban.treaty.whatif import Remark, WhatIf

__all__ = [
    "answer",
    "basis",
    "caveats",
    "compared_table",
    "count_rows",
    "list_context",
    "list_line",
    "list_rows",
    "missing_table",
    "named",
    "not_open",
    "prose",
    "requirement_line",
    "role_name",
    "rule_lines",
    "status_csv",
    "title",
    "treaties_json",
    "treaty_rows",
    "whatif_lines",
]

Row = Sequence[object]


def prose(lang: str) -> str:
    """The language of sentences where names are in `lang`."""
    return lang if lang in PROSE_LANGUAGES else "en"


def title(treaty: Treaty, lang: str) -> str:
    return f"《{treaty.names['zh']}》" if lang == "zh" else treaty.id


def _set_name(treaty: Treaty, lang: str) -> str:
    return treaty.entry.set_names.get(lang, "")


def answer(status: Status, lang: str) -> str:
    """The first line: whether the treaty is in force, and whether it could be signed yet."""
    said = _in_force(status, lang)
    opening = not_open(status, lang)
    return said + opening if lang == "zh" else f"{said} {opening}".rstrip()


def not_open(status: Status, lang: str) -> str:
    """That the treaty could not be signed yet on the day; nothing where it could."""
    opened = status.treaty.opened
    return say("not_opened", lang, opened=opened) if status.as_of < opened else ""


def _in_force(status: Status, lang: str) -> str:
    on, day = status.entry_into_force, status.as_of
    values = {"treaty": title(status.treaty, lang), "day": day, "on": on}
    if status.in_force:
        return say("in_force", lang, **values)
    if on is None:
        return say("not_in_force", lang, **values)
    days = (on - day).days
    return say("enters_tomorrow" if days == 1 else "enters_later", lang, days=days, **values)


def _needs(treaty: Treaty, lang: str) -> str:
    rule = treaty.entry
    name = (
        "needs_both"
        if rule.required_states and rule.required_number
        else "needs_set"
        if rule.required_states
        else "needs_number"
    )
    return say(
        name,
        lang,
        number=len(rule.required_states) or rule.required_number,
        set=_set_name(treaty, lang),
        others=rule.required_number,
    )


def requirement_line(status: Status, lang: str) -> str:
    """What the treaty asks for, and how much of it there is."""
    requirement: Requirement = status.requirement
    values = {
        "article": status.treaty.entry.article[lang],
        "needs": _needs(status.treaty, lang),
    }
    if requirement.met_on:
        return say("required_met", lang, met_on=requirement.met_on, **values)
    return say(
        "requires",
        lang,
        met=requirement.met,
        required=requirement.required,
        lacking=requirement.required - requirement.met,
        **values,
    )


def _count_label(name: str, treaty: Treaty, lang: str) -> str:
    named = treaty.entry.required_set
    if named and name.startswith(f"{named}_"):
        name = "set" + name.removeprefix(named)
    return say(name, lang, set=_set_name(treaty, lang))


def count_rows(status: Status, lang: str) -> list[Row]:
    """One row a count: its name, the number, its definition."""
    return [
        (_count_label(name, status.treaty, lang), number, definition(name, status.treaty, lang))
        for name, number in status.counts.items()
    ]


def missing_table(missing: Iterable[Missing], lang: str) -> tuple[list[str], list[Row]]:
    """The missing States: columns, and one row each with name, code and day of signature.

    The day of withdrawal is a column where one of them withdrew.
    """
    by_code = {state.state: state for state in missing}
    withdrew = any(state.withdrawn for state in by_code.values())
    names = ("state", "code", "signed", "withdrawn")[: 4 if withdrew else 3]
    rows: list[Row] = [
        (
            list_name(code, lang),
            code,
            by_code[code].signed or say("not_signed", lang),
            by_code[code].withdrawn,
        )[: len(names)]
        for code in un_order(by_code, lang)
    ]
    return [say(name, lang) for name in names], rows


def caveats(status: Status, lang: str) -> Iterator[str]:
    """All that has to be said beside the numbers."""
    opening = not_open(status, lang)
    if opening:
        yield opening
    yield from basis(status, lang)


def basis(status: Status, lang: str) -> Iterator[str]:
    """What the answer rests on, and what may be missing from it."""
    last = status.last_entry
    if status.cutoff is None:
        yield say("ledger_users", lang, last=last)
    elif status.beyond_cutoff:
        yield say("beyond_cutoff", lang, day=status.as_of, cutoff=status.cutoff, last=last)
    else:
        yield say("ledger", lang, cutoff=status.cutoff, last=last)
    if status.published:
        yield say("published", lang)


def rule_lines(treaty: Treaty, lang: str) -> Iterator[str]:
    """The treaty's rules in words, each with its article."""
    entry, later = treaty.entry, treaty.later
    not_before = say("rule_not_before", lang, day=entry.not_before) if entry.not_before else ""
    yield say(
        "rule_entry" if entry.delay_days else "rule_entry_at_once",
        lang,
        article=entry.article[lang],
        delay=entry.delay_days,
        needs=_needs(treaty, lang),
        not_before=not_before,
    )
    yield say(
        f"rule_later_{later.after}" if later.delay_days else "rule_later_at_once",
        lang,
        article=later.article[lang],
        delay=later.delay_days,
    )
    withdrawal = treaty.withdrawal
    yield say("rule_withdrawal", lang, article=withdrawal.article[lang], months=withdrawal.months)
    yield say("rule_days", lang)
    yield say("source", lang, source=treaty.source)


def list_line(listed: StateList, lang: str, *, code: bool = True) -> str:
    """How many States have the role, on which day, and how it is defined.

    English readers who typed the role's `code` are shown it; others are not.
    """
    status, words, number = listed.status, prose(lang), len(listed.states)
    return say(
        "list" if code else "list_without_code",
        words,
        # In English it is the word that was typed.
        role=role_name(listed.role, status.treaty, words) if words == "zh" else listed.role,
        treaty=title(status.treaty, words),
        day=status.as_of,
        states=say("one_state" if number == 1 else "many_states", words, number=number),
        definition=definition(listed.role, status.treaty, words),
    )


def role_name(name: str, treaty: Treaty, lang: str) -> str:
    """What a list is called for readers."""
    named = treaty.entry.required_set
    if named and name.startswith(named):
        name = "set" + name.removeprefix(named)
    return say(f"role_{name}", lang, set=_set_name(treaty, lang))


def list_rows(listed: StateList, lang: str, words: str = "en") -> list[Row]:
    """One row a State: name, code, signature, instrument, deposit, in force since.

    Names are in `lang`; the kind of instrument is in `words`, the language of sentences.
    """
    rows: list[Row] = []
    for code in listed.states:
        held = listed.status.positions.get(code, Position(code))
        rows.append(
            (
                list_name(code, lang),
                code,
                held.signed and held.signed.deposited,
                held.instrument and act(held.instrument.action, "", words),
                held.instrument and held.instrument.deposited,
                held.in_force_on,
            )
        )
    return rows


def named(codes: Iterable[str], lang: str) -> str:
    brackets = "{}（{}）" if lang == "zh" else "{} ({})"
    return joined([brackets.format(list_name(code, lang), code) for code in codes], lang)


def _acts(supposed: Sequence[Action], lang: str) -> str:
    by_act: dict[str, list[str]] = {}
    for action in supposed:
        name = "_".join(part for part in ("act", action.action, action.scope) if part)
        by_act.setdefault(name, []).append(action.state)
    acts = [
        say(
            name if len(states) > 1 else f"{name}_one",
            lang,
            # English readers type and read codes; in Chinese prose they are out of place.
            states=joined([list_name(s, lang) for s in states] if lang == "zh" else states, lang),
        )
        for name, states in by_act.items()
    ]
    return ("；" if lang == "zh" else "; ").join(acts) or say("act_none", lang)


def _remark(remark: Remark, treaty: Treaty, lang: str) -> str:
    return say(
        remark.code,
        lang,
        states=named(remark.states, lang),
        article=treaty.joining.article[lang],
        on=remark.on,
    )


def whatif_lines(found: WhatIf, lang: str) -> Iterator[str]:
    """What would follow, what was supposed, and what has to be said of it."""
    before, after = found.before, found.after
    values = {"treaty": title(after.treaty, lang), "on": after.entry_into_force}
    if before.in_force and before.entry_into_force == after.entry_into_force:
        yield say("would_stay", lang, **values)
    elif after.entry_into_force:
        yield say("would_enter", lang, **values)
    else:
        yield say("would_no_longer" if before.entry_into_force else "would_not", lang, **values)
    yield say("supposed", lang, on=found.on, acts=_acts(found.supposed, lang))
    for remark in found.remarks:
        yield _remark(remark, after.treaty, lang)
    yield requirement_line(after, lang)
    yield say("known", lang, day=found.as_of)


def compared_table(found: WhatIf, lang: str) -> tuple[list[str], list[Row]]:
    """One row a count: its name, and the number without and with what is supposed.

    Where a supposed withdrawal takes effect after the day counted on, one more column has the
    numbers from then on.
    """
    treaty = found.after.treaty
    columns = [say(name, lang) for name in ("count", "before", "after")]
    counts = [found.before.counts, found.after.counts]
    if found.later:
        columns.append(say("later", lang, day=found.later.as_of))
        counts.append(found.later.counts)
    rows: list[Row] = [
        (_count_label(name, treaty, lang), *(column[name] for column in counts))
        for name in counts[0]
    ]
    return columns, rows


def status_csv(status: Status) -> tuple[list[str], list[Row]]:
    """The status as the columns and the one row of a table for programs."""
    values = status.as_json()
    requirement = values["requirement"]
    flat = {
        **{name: values[name] for name in ("treaty", "as_of", "in_force", "entry_into_force")},
        "cutoff": values["cutoff"],
        **values["counts"],
        "required": requirement["required"],
        "met": requirement["met"],
        "missing": " ".join(missing["state"] for missing in requirement["missing"]),
    }
    return list(flat), [list(flat.values())]


def list_context(listed: StateList) -> dict[str, object]:
    """What a list in JSON carries besides its own shape."""
    status = listed.status
    return {
        "definition": definition(listed.role, status.treaty),
        "cutoff": status.cutoff.isoformat() if status.cutoff else None,
        "notes": list(caveats(status, "en")),
    }


def treaty_rows(lang: str) -> list[tuple[str, str, str, str]]:
    """One row a treaty: code, title, day of opening, the lists it can be asked for."""
    return [
        (treaty.id, treaty.names[lang], treaty.opened.isoformat(), " ".join(roles(treaty)))
        for treaty in treaties().values()
    ]


def treaties_json() -> list[dict[str, object]]:
    """The treaties with their rules, for programs."""
    return [
        {
            "treaty": treaty.id,
            "names": dict(treaty.names),
            "opened": treaty.opened.isoformat(),
            "cutoff": treaty.ledger_cutoff.isoformat() if treaty.ledger_cutoff else None,
            "rules": list(rule_lines(treaty, "en")),
            "roles": list(roles(treaty)),
        }
        for treaty in treaties().values()
    ]
