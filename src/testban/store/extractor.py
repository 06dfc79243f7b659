"""What reads documents now: its name is kept with each, so that a newer one reads them again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from testban import __version__

__all__ = ["extractor"]

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
_SUFFIXES = (".py", ".toml", ".csv")
_DIGITS = 12


@cache
def extractor() -> str:
    """The version of testban, and a digest of all that reading and extraction are made of.

    Nobody has to remember to raise a number when a rule or a word of a language pack changes.
    """
    digest = hashlib.sha256()
    package = files("testban")
    for part in _PARTS:
        for name, data in _contents(part, package.joinpath(*part.split("/"))):
            digest.update(f"{name} {len(data)}\n".encode() + data)
    return f"testban {__version__}, reading {digest.hexdigest()[:_DIGITS]}"


def _contents(name: str, place: Traversable) -> Iterator[tuple[str, bytes]]:
    """The files at and under `place`, in order of their names, each with its bytes."""
    if place.is_dir():
        for inner in sorted(place.iterdir(), key=lambda each: each.name):
            yield from _contents(f"{name}/{inner.name}", inner)
    elif name.endswith(_SUFFIXES):
        yield name, place.read_bytes()
