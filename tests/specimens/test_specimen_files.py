"""The specimens are sound: anchors occur, fields are complete, lists have the length they claim."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from testban.treaty.extract.model import FIELDS

FOLDER = Path(__file__).resolve().parent
NAMES = sorted(path.name.removesuffix(".facts.json") for path in FOLDER.glob("*.facts.json"))
OCCURS_OFTEN = {"reference", "document_entry"}
DOCUMENT_FIELDS = {"symbol", "symbol_from", "date", "language", "original_language"}
STATE_FIELDS = ("states", "targets", "states_yes", "states_no", "states_abstain", "sponsors")
WORDS = {  # what depends on the language of a paper
    *("anchor", "name", "names", "place", "body", "person"),
    *("title", "text", "purpose", "submitter", "addressee"),
}


def load(name: str) -> tuple[str, dict[str, Any]]:
    """Text and annotation of one specimen."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return text, json.loads((FOLDER / f"{name}.facts.json").read_text(encoding="utf-8"))


def every_fact(annotation: dict[str, Any]) -> list[dict[str, Any]]:
    """The facts, required and optional."""
    return [*annotation["facts"], *annotation.get("optional", [])]


def test_texts_and_annotations_come_in_pairs() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == NAMES
    assert len(NAMES) >= 16


@pytest.mark.parametrize("name", NAMES)
def test_the_first_line_says_that_it_is_a_specimen(name: str) -> None:
    first = load(name)[0].split("\n", 1)[0]
    assert re.search(
        "SPECIMEN.*(not an official paper|NOT AN OFFICIAL PAPER)|样本.*并非正式文件", first
    )


@pytest.mark.parametrize("name", NAMES)
def test_anchors_stand_on_one_line_and_fields_are_complete(name: str) -> None:
    text, annotation = load(name)
    assert set(annotation["document"]) == DOCUMENT_FIELDS
    for fact in every_fact(annotation):
        kind, anchor = fact["kind"], fact["anchor"]
        assert set(fact) == {"kind", "anchor", *FIELDS[kind]}, fact
        assert "\n" not in anchor
        assert anchor.strip()
        assert text.count(anchor) >= 1, fact
        assert kind in OCCURS_OFTEN or text.count(anchor) == 1, fact


@pytest.mark.parametrize("name", NAMES)
def test_states_are_codes_and_no_list_has_one_twice(name: str) -> None:
    for fact in every_fact(load(name)[1]):
        for field in STATE_FIELDS:
            states = fact.get(field) or []
            assert len(set(states)) == len(states), fact
            assert all(re.fullmatch("[A-Z]{3,4}|EU", state) for state in states), fact


@pytest.mark.parametrize("name", NAMES)
def test_roll_calls_add_up(name: str) -> None:
    for fact in load(name)[1]["facts"]:
        if fact["kind"] != "vote":
            continue
        for number in ("no", "abstain"):
            if fact[number] is not None and fact[f"states_{number}"] is not None:
                assert fact[number] == len(fact[f"states_{number}"]), fact
        yes = fact["states_yes"]
        assert yes is None or fact["yes"] is None or len(yes) <= fact["yes"]


def test_both_languages_of_the_parity_paper_state_the_same() -> None:
    def facts(name: str) -> list[dict[str, Any]]:
        annotation = load(name)[1]
        return [
            {key: value for key, value in fact.items() if key not in WORDS}
            for fact in annotation["facts"]
        ]

    assert facts("en_parity_note_2032") == facts("zh_parity_note_2032")


def test_the_declaration_of_2037_contradicts_itself() -> None:
    """Deliberate: a fact is what the paper says, so the number must not be corrected."""
    facts = load("zh_final_declaration_2037")[1]["facts"]
    said = next(fact["value"] for fact in facts if fact.get("subject") == "ratifiers")
    listed = next(fact["states"] for fact in facts if fact.get("role") == "ratified")
    assert (said, len(listed)) == (188, 187)
