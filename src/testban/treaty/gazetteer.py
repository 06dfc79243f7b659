"""The gazetteer of each language: the reference names, and the words that only look like names."""

from __future__ import annotations

from functools import cache

from testban.reference.gazetteer import Gazetteer
from testban.reference.states import false_friends, names
from testban.treaty.languages import available, pack

__all__ = ["gazetteer"]

# Where one spelling may name two States, the State whose official name it is comes first.
_RANK = {"short": 0, "formal": 1, "former": 2, "variant": 3}


@cache
def gazetteer(language: str) -> Gazetteer:
    """The gazetteer of a language (``ar zh en fr ru es``)."""
    ranked = sorted(names(language), key=lambda name: _RANK[name.kind])
    return Gazetteer(
        ((name.text, name.iso3) for name in ranked),
        false_friends(language),
        spaced=pack(language).spaced if language in available() else True,
    )
