"""Whole tables as CSV and JSON-LD, and the store itself as one SQLite file."""

from __future__ import annotations

import csv
import json
import threading
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, RedirectResponse, Response

from testban.store import Store
from testban.store.export import TABLES, columns_of
from testban.web.scratch import Scratch
from testban.web.site import site_of

__all__ = ["SQLITE", "Exports", "router"]

router = APIRouter(prefix="/data")

SQLITE = "application/vnd.sqlite3"
_MEDIA = {"csv": "text/csv; charset=utf-8", "jsonld": "application/ld+json"}

# What a row of a table is; terms that schema.org has are named by it.
_TYPES = {
    "actions": "Action", "documents": "DigitalDocument", "facts": "Claim", "findings": "Review",
    "events": "Event", "arrivals": "Observation", "states": "Country", "meetings": "Event",
    "facilities": "Place",
}  # fmt: skip
_KEYS = {
    "actions": "key", "documents": "sha256", "facts": "id", "findings": "id", "events": "number",
    "arrivals": "arid", "states": "iso3", "meetings": "id", "facilities": "code",
}  # fmt: skip
CONTEXT = {
    "@vocab": "urn:x-testban:term:",
    "schema": "https://schema.org/",
    "title": "schema:name",
    "language": "schema:inLanguage",
    "date": "schema:datePublished",
    "symbol": "schema:identifier",
    "quote": "schema:text",
    "latitude": "schema:latitude",
    "longitude": "schema:longitude",
}


class Exports:
    """Files made when they are first asked for, and made anew when the store has changed.

    Many readers of a slow network then cost no more than one, and none holds the store open.
    """

    def __init__(self, scratch: Scratch) -> None:
        # Its path alone would not keep it.
        self._scratch = scratch
        self._locks: dict[str, threading.Lock] = {}
        self._made: dict[str, tuple[int, Path]] = {}

    def file(self, name: str, store: Store, make: Callable[[Path], None]) -> Path:
        """The file of that name, for the store as it is now."""
        with self._locks.setdefault(name, threading.Lock()):
            number = store.change_number()
            held = self._made.get(name)
            if held is not None and held[0] == number:
                return held[1]
            path = self._scratch.path / f"{number}-{name}"
            make(path)
            self._made[name] = number, path
            if held is not None:
                # Whoever reads it now keeps reading: the name goes, not the file.
                held[1].unlink(missing_ok=True)
            return path


def _exports(request: Request) -> Exports:
    exports: Exports = request.app.state.exports
    return exports


@router.get("/", response_model=None)
def index(request: Request) -> dict[str, Any] | Response:
    """What can be downloaded: for a browser as a page, for programs as JSON."""
    if "text/html" in request.headers.get("accept", ""):
        return RedirectResponse("/api#data")
    base = f"{request.base_url}data/"
    files = [f"{base}{name}.{form}" for name in TABLES for form in _MEDIA]
    whole = [f"{base}testban.sqlite"] if site_of(request).store.file else []
    return {"files": [*files, *whole]}


@router.get("/testban.sqlite")
def whole(request: Request) -> Response:
    """The store as it is now, in one file that SQLite and Datasette open."""
    store = site_of(request).store
    if store.file is None:
        raise HTTPException(404, "the store is not one file: take the tables as CSV")
    path = _exports(request).file("testban.sqlite", store, store.copy_to)
    return FileResponse(path, media_type=SQLITE, filename="testban.sqlite")


@router.get("/{name}.{form}")
def table(request: Request, name: str, form: str) -> Response:
    """One table whole, as CSV or as JSON-LD."""
    if name not in TABLES or form not in _MEDIA:
        raise HTTPException(404, f"there is no file {name[:40]}.{form[:40]}: see /data/")
    store = site_of(request).store
    write = _write_csv if form == "csv" else _write_jsonld

    def make(path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as file:
            write(file, name, store.table(name))

    path = _exports(request).file(f"{name}.{form}", store, make)
    return FileResponse(path, media_type=_MEDIA[form], filename=f"{name}.{form}")


def _write_csv(file: Any, name: str, rows: Iterator[dict[str, Any]]) -> None:
    writer = csv.writer(file, lineterminator="\r\n")
    # An empty table has its head all the same.
    first = next(rows, None)
    writer.writerow(columns_of(name, first))
    for row in [] if first is None else chain([first], rows):
        writer.writerow([_cell(value) for value in row.values()])


def _cell(value: Any) -> Any:
    if isinstance(value, (dict, list, tuple)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if isinstance(value, bool):
        return str(value).lower()
    return value


def _write_jsonld(file: Any, name: str, rows: Iterator[dict[str, Any]]) -> None:
    context = json.dumps(CONTEXT, ensure_ascii=False)
    file.write(f'{{"@context": {context},\n"@graph": [\n')
    key, kind = _KEYS[name], f"schema:{_TYPES[name]}"
    for number, row in enumerate(rows):
        node = {"@id": f"urn:x-testban:{name}:{row[key]}", "@type": kind, **row}
        line = json.dumps(node, ensure_ascii=False, default=str, separators=(",", ":"))
        file.write((",\n" if number else "") + line)
    file.write("\n]}\n")
