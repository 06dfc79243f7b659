"""What reads documents now: its name is kept with each, so that a newer one reads them again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from testban import __version__
from testban.reference.actions import Action

__all__ = ["checker", "entry_names", "extractor"]

# Whatever a stored row depends on: code and data, folders and files of the package.
_PARTS = (
    "treaty/documents",
    "treaty/extract",
    "treaty/languages",
    "treaty/gazetteer.py",
    "reference",
    "store/prepare.py",
    "store/tokens.py",
)
# What a finding depends on besides: the rules, and the rules of the treaties.
_CHECKING = ("treaty",)
_SUFFIXES = (".py", ".toml", ".csv")
_DIGITS = 12


@cache
def extractor() -> str:
    """The version of testban, and a digest of all that reading and extraction are made of.

    Nobody has to remember to raise a number when a rule or a word of a language pack changes.
    """
    return f"testban {__version__}, reading {_digest(_PARTS)}"


def checker(entered: Iterable[str] = ()) -> str:
    """What checks documents now, as `extractor`, and the entries that were added to the ledger.

    Parameters
    ----------
    entered
        What tells the user's own entries apart, in their order.
    """
    ledger = hashlib.sha256("\n".join(entered).encode()).hexdigest()[:_DIGITS]
    return f"{extractor()}, checks {_rules()}, ledger {ledger}"


def entry_names(entered: Sequence[Action]) -> list[str]:
    """What tells the user's entries apart: their numbers and times in the store."""
    return [f"{action.entry_id} {action.entered_at}" for action in entered]


@cache
def _rules() -> str:
    return _digest(_CHECKING)


def _digest(parts: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    package = files("testban")
    for part in parts:
        for name, data in _contents(part, package.joinpath(*part.split("/"))):
            digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()[:_DIGITS]


def _contents(name: str, place: Traversable) -> Iterator[tuple[str, bytes]]:
    """The files at and under `place`, in order of their names, each with its bytes."""
    if place.is_dir():
        for inner in sorted(place.iterdir(), key=lambda each: each.name):
            yield from _contents(f"{name}/{inner.name}", inner)
    elif name.endswith(_SUFFIXES):
        yield name, place.read_bytes()
