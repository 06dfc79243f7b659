"""A language is added by adding a file: a small French pack, written here, is read at once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from testban.errors import ReferenceError
from testban.treaty import languages
from testban.treaty.documents import Source, parse
from testban.treaty.documents.dates import _grammar
from testban.treaty.extract import extract_facts
from testban.treaty.extract.patterns import pattern
from testban.treaty.gazetteer import gazetteer

FRENCH = r"""
code = "fr"

[structure]
annex = '^\s*Annexe(?:\s+(?P<number>[IVX]+))?\s*$'

[numbers]
pattern = '(?<![\d/])\d+(?![\d/])'

[lists]
separator = '\s*(?:,|et)\s*(?:l.|le |la |les )?\s*'
stops = "."

[treaties]
articles = ["le ", "du ", "au "]
the_treaty = ["le Traité"]
[treaties.names]
CTBT = ["Traité d'interdiction complète des essais nucléaires"]

[dates]
patterns = ['(?P<d1>\d{1,2})(?:er)?\s+(?P<m1><month>)\s+(?P<y1>\d{4})']
[dates.parts]
month = 'janvier|mars|septembre'
[dates.months]
1 = ["janvier"]
3 = ["mars"]
9 = ["septembre"]

[actions]
"ratifié" = "ratification"

[[count]]
subject = "signatories"
pattern = '{N:value} États ont signé'

[[treaty_action]]
pattern = '(?:Le |La |L.)?{L:states} a (?P<verb>ratifié) {T:treaty},? le {D:date}'

[[state_list]]
role = "attending_other"
pattern = "Les autres États ci-après ont participé :"
"""

PAPER = """1. À ce jour, 185 États ont signé le Traité d'interdiction complète des essais nucléaires.

2. Les autres États ci-après ont participé : Pakistan, Arabie saoudite et Inde. Ils ont été accueillis.

3. Le Cameroun a ratifié le Traité, le 1er mars 2006, et les États de la Conférence en ont pris note.
"""


@pytest.fixture
def french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    shipped = Path(languages.__file__).parent
    for file in shipped.glob("*.toml"):
        shutil.copy(file, tmp_path)
    (tmp_path / "fr.toml").write_text(FRENCH, encoding="utf-8")
    caches = (languages.available, languages.pack, gazetteer, _grammar, pattern)
    monkeypatch.setattr(languages, "_folder", lambda: tmp_path)
    for cached in caches:
        cached.cache_clear()
    yield
    monkeypatch.undo()
    for cached in caches:
        cached.cache_clear()


@pytest.mark.usefixtures("french")
def test_a_new_pack_is_read_without_a_change_of_code() -> None:
    facts = extract_facts(parse(Source("fr.txt", "0" * 64, "text/plain", PAPER)))
    found = [(f.kind, f.fields.get("value") or f.fields.get("states") or f.fields) for f in facts]
    assert found[0] == ("count", 185)
    assert found[1] == ("state_list", ["PAK", "SAU", "IND"])
    kind, action = found[2]
    assert kind == "treaty_action"
    assert isinstance(action, dict)
    assert (action["state"], action["treaty"], action["date"]) == ("CMR", "CTBT", "2006-03-01")


def test_without_a_pack_no_fact_is_guessed_and_the_reader_is_told() -> None:
    document = parse(Source("fr.txt", "0" * 64, "text/plain", PAPER))
    assert document.language == "fr"
    assert extract_facts(document) == []
    assert "no language pack for 'fr'" in document.warnings[0]


def test_an_unknown_pack_is_a_clear_error() -> None:
    with pytest.raises(ReferenceError, match="no language pack for 'xx'"):
        languages.pack("xx")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("促进条约生效会议", "zh"),
        ("The States Parties to the Treaty met in New York and adopted the report.", "en"),
        (
            "Les États parties au Traité se sont réunis et ont adopté le rapport de la Conférence.",
            "fr",
        ),
        ("Los Estados partes en el Tratado se reunieron en la sede y aprobaron el informe.", "es"),
        ("Государства-участники Договора провели совещание", "ru"),
        ("اجتمعت الدول الأطراف في المعاهدة", "ar"),
        ("12345 --- 678", None),
    ],
)
def test_the_language_is_told_from_script_and_common_words(text: str, code: str | None) -> None:
    assert languages.guess_language(text) == code


@pytest.mark.parametrize("code", languages.available())
def test_every_pattern_of_a_shipped_pack_compiles(code: str) -> None:
    data = languages.pack(code).data
    sources = [
        rule["pattern"] for rules in data.values() if isinstance(rules, list) for rule in rules
    ]
    assert len(sources) > 100
    for source in sources:
        assert pattern(source, code) is not None


def test_the_packs_have_rules_for_the_same_kinds_of_statement() -> None:
    rules = [
        {name for name, section in languages.pack(code).data.items() if isinstance(section, list)}
        for code in languages.available()
    ]
    assert rules[0] == rules[1]
    assert len(rules[0]) > 12
