"""Names of States: UNTERM's, M49's, and the hand-kept spellings of official papers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from reference_build.tables import HAND_KEPT, read_rows, write_rows

HEADER = ("iso3", "lang", "text", "kind", "valid_from", "valid_to", "source")
LANGUAGES = {
    "ar": "Arabic",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ru": "Russian",
    "zh": "Chinese",
}
UNTERM = "UNTERM via datasets/country-codes@caa72d1"
UNTERM_BLANK = "UNTERM, entered by hand: blank in datasets/country-codes@caa72d1"

# The two States whose UNTERM columns are empty: (short, formal) by language.
BLANKS = {
    "CIV": {
        "ar": ("كوت ديفوار", "جمهورية كوت ديفوار"),
        "en": ("Côte d'Ivoire", "Republic of Côte d'Ivoire"),
        "es": ("Côte d'Ivoire", "República de Côte d'Ivoire"),
        "fr": ("Côte d'Ivoire", "République de Côte d'Ivoire"),
        "ru": ("Кот-д'Ивуар", "Республика Кот-д'Ивуар"),
        "zh": ("科特迪瓦", "科特迪瓦共和国"),
    },
    "TUR": {
        "ar": ("تركيا", "الجمهورية التركية"),
        "en": ("Türkiye", "Republic of Türkiye"),
        "es": ("Türkiye", "República de Türkiye"),
        "fr": ("Türkiye", "République de Türkiye"),
        "ru": ("Турция", "Турецкая Республика"),
        "zh": ("土耳其", "土耳其共和国"),
    },
}
# A trailing article in brackets belongs to the entry, not to the name.
TRAILING_ARTICLE = re.compile(r" \((?:l'|el|la|le|les|los|las|the)\)$")
LEADING_ARTICLE = {
    "en": re.compile(r"^the "),
    "es": re.compile(r"^(?:el|la|los|las) "),
    "fr": re.compile(r"^(?:l['’]|(?:le|la|les) )"),
}


class Row(NamedTuple):
    """One row of names.csv."""

    iso3: str
    lang: str
    text: str
    kind: str
    valid_from: str
    valid_to: str
    source: str


def build_names(treaty: Path, codes: list[dict[str, str]], path: Path) -> None:
    """Write names.csv: official names first, then other spellings, State by State."""
    official = [row for code in codes for row in _official(code)]
    assert len(official) == 197 * 6 * 2
    kept = [*official, *_hand_kept("short", "formal")]
    others = [*_hand_kept("variant", "former"), *_m49(treaty, codes)]
    others += [typed for row in [*kept, *others] for typed in _typographic(row)]
    seen = {(row.iso3, row.lang, row.text) for row in kept}
    for row in others:
        if row[:3] not in seen:
            seen.add(row[:3])
            kept.append(row)
    kept.sort(key=lambda row: (row.iso3, row.lang))  # stable: official names stay first
    write_rows(path, HEADER, kept)


def _official(code: dict[str, str]) -> list[Row]:
    iso3 = code["ISO3166-1-Alpha-3"]
    rows = []
    for lang, language in LANGUAGES.items():
        if iso3 in BLANKS:
            short, formal = BLANKS[iso3][lang]
            source = UNTERM_BLANK
        else:
            short = _clean(code[f"UNTERM {language} Short"], lang)
            formal = _clean(code[f"UNTERM {language} Formal"], lang)
            source = UNTERM
        assert short, (iso3, lang)
        assert formal, (iso3, lang)
        rows.append(Row(iso3, lang, short, "short", "", "", source))
        rows.append(Row(iso3, lang, formal, "formal", "", "", source))
    return rows


def _clean(text: str, lang: str) -> str:
    """Drop asterisks, articles, doubled spaces and curly apostrophes."""
    text = " ".join(text.replace("*", "").replace("’", "'").split())
    text = TRAILING_ARTICLE.sub("", text)
    return LEADING_ARTICLE[lang].sub("", text) if lang in LEADING_ARTICLE else text


def _hand_kept(*kinds: str) -> list[Row]:
    return [
        Row(
            row["iso3"],
            row["lang"],
            text,
            row["kind"],
            row["valid_from"],
            row["valid_to"],
            row["source"],
        )
        for row in read_rows(HAND_KEPT / "name_variants.csv")
        if row["kind"] in kinds
        for text in row["texts"].split("|")
    ]


def _m49(treaty: Path, codes: list[dict[str, str]]) -> list[Row]:
    known = {code["ISO3166-1-Alpha-3"] for code in codes}
    rows = []
    for lang in LANGUAGES:
        name = "cn" if lang == "zh" else lang
        for row in read_rows(treaty / "names" / f"UNSD-M49-{name}.csv"):
            if row["ISO-alpha3 Code"] in known:
                text = _clean(row["Country or Area"], lang)
                # This copy of the English list says Ivory Coast, which the UN gave up in 1985.
                if text != "Ivory Coast":
                    rows.append(Row(row["ISO-alpha3 Code"], lang, text, "variant", "", "", "M49"))
    return rows


def _typographic(row: Row) -> list[Row]:
    """The same name with the other apostrophe or the other width of brackets."""
    texts = set()
    if row.lang == "zh":
        texts.add(row.text.replace("（", "(").replace("）", ")"))
        texts.add(row.text.replace("(", "（").replace(")", "）"))
    else:
        texts.add(row.text.replace("'", "’"))
        texts.add(row.text.replace("’", "'"))
    texts.discard(row.text)
    kind = "variant" if row.kind in ("short", "formal") else row.kind
    source = f"{row.source}; other typography"
    return [row._replace(text=text, kind=kind, source=source) for text in sorted(texts)]
