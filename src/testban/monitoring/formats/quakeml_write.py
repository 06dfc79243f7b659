"""QuakeML 1.2 (BED) written as ObsPy's writer would, some five times as fast.

The translation is that of `to_obspy`, made of plain objects in the place of ObsPy's, which check and
convert each value; the text is put together from the table of elements. ObsPy reads the same catalog
from it as from its own writer's, and the schema holds: tests see to both.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from testban.monitoring.formats.bulletin import Bulletin
from testban.monitoring.formats.quakeml_elements import EVENT, Table
from testban.monitoring.formats.to_obspy import CLASSES, NOT_XML, to_event
from testban.monitoring.model import iso

__all__ = ["write_quakeml"]

_HEAD = """<?xml version='1.0' encoding='utf-8'?>
<q:quakeml xmlns:q="http://quakeml.org/xmlns/quakeml/1.2" xmlns="http://quakeml.org/xmlns/bed/1.2">
  <eventParameters publicID="smi:local/testban">"""
_TAIL = "\n  </eventParameters>\n</q:quakeml>\n"
_KIT = SimpleNamespace(**dict.fromkeys((*CLASSES, "UTCDateTime"), SimpleNamespace))

# Most texts need no second look.
_PLAIN = re.compile(r'[\w./:;=(){}\[\]", -]*', re.ASCII).fullmatch
_WORD = re.compile(r"[\w./:-]*", re.ASCII).fullmatch

_Fields = dict[str, Any]
_Write = Callable[[_Fields, list[str]], None]
"""Writes one attribute of an object, given all of them, where it has a value."""


def write_quakeml(bulletin: Bulletin, numbers: Iterable[int] | None = None) -> str:
    """The events as QuakeML 1.2 (BED); arrivals of no event have no place in it.

    Parameters
    ----------
    numbers
        Part of the identifiers, one for each event, so that they are the same whatever else is
        written with it; otherwise the events' places.
    """
    out = [_HEAD]
    for number, event in zip(numbers or itertools.count(1), bulletin.events, strict=False):
        _EVENT({"event": to_event(event, number, _KIT)}, out)
    out.append(_TAIL)
    return "".join(out)


def _safe(text: Any) -> str:
    said = str(text)
    return said if _PLAIN(said) else escape(NOT_XML.sub("", said))


def _number(value: Any) -> str:
    return repr(float(value))


def _count(value: Any) -> str:
    return str(int(value))


def _time(value: Any) -> str:
    return iso(value.ns / 1e9, 6)


_TEXTS: dict[str, Callable[[Any], str]] = {
    "text": _safe, "number": _number, "count": _count, "quantity": _number, "moment": _time,
}  # fmt: skip


def _simple(name: str, tag: str, kind: str, indent: str) -> _Write:
    start, end, text = f"{indent}<{tag}>", f"</{tag}>", _TEXTS[kind]

    def write(fields: _Fields, out: list[str]) -> None:
        value = fields.get(name)
        if value is not None:
            out.append(f"{start}{text(value)}{end}")

    return write


def _quantity(name: str, tag: str, kind: str, indent: str) -> _Write:
    inner = f"{indent}  "
    start, text = f"{indent}<{tag}>{inner}<value>", _TEXTS[kind]
    unsure, sure = f"</value>{inner}<uncertainty>", f"</value>{indent}</{tag}>"
    leveled = f"{inner}<confidenceLevel>"
    errors = f"{name}_errors"

    def write(fields: _Fields, out: list[str]) -> None:
        value = fields.get(name)
        if value is None:
            return
        error = fields.get(errors)
        if error is None or error.uncertainty is None:
            more = sure
        else:
            level = getattr(error, "confidence_level", None)
            of = "" if level is None else f"{leveled}{_number(level)}</confidenceLevel>"
            more = f"{unsure}{_number(error.uncertainty)}</uncertainty>{of}{indent}</{tag}>"
        out.append(f"{start}{text(value)}{more}")

    return write


_OPTIONAL_CODES = (("locationCode", "location_code"), ("channelCode", "channel_code"))


def _codes(name: str, tag: str, _: str, indent: str) -> _Write:
    def write(fields: _Fields, out: list[str]) -> None:
        value = fields.get(name)
        if value is None:
            return
        said = "".join(
            f" {attribute}={_quoted(code)}"
            for attribute, key in _OPTIONAL_CODES
            if (code := getattr(value, key, None))
        )
        network, station = _quoted(value.network_code or ""), _quoted(value.station_code)
        out.append(f"{indent}<{tag} networkCode={network} stationCode={station}{said}/>")

    return write


def _quoted(text: str) -> str:
    return f'"{text}"' if _WORD(text) else quoteattr(NOT_XML.sub("", text))


def _node(name: str, tag: str, table: Table, depth: int) -> _Write:
    indent = "\n" + "  " * depth
    inner = [_writer(each, *kind, depth + 1) for each, kind in table.items()]

    def write(fields: _Fields, out: list[str]) -> None:
        value = fields.get(name)
        if value is None:
            return
        own: _Fields = value.__dict__
        key = own.get("resource_id")
        out.append(
            f"{indent}<{tag}>" if key is None else f"{indent}<{tag} publicID={_quoted(key)}>"
        )
        for each in inner:
            each(own, out)
        out.append(f"{indent}</{tag}>")

    return write


def _list(name: str, tag: str, table: Table, depth: int) -> _Write:
    one = _node(name, tag, table, depth)

    def write(fields: _Fields, out: list[str]) -> None:
        for each in fields.get(name, ()):
            one({name: each}, out)

    return write


def _writer(name: str, tag: str, kind: Any, depth: int) -> _Write:
    if isinstance(kind, list):
        return _list(name, tag, kind[0], depth)
    if isinstance(kind, dict):
        return _node(name, tag, kind, depth)
    how = {"quantity": _quantity, "moment": _quantity, "codes": _codes}.get(kind, _simple)
    return how(name, tag, kind, "\n" + "  " * depth)


_EVENT = _node("event", "event", EVENT, 2)
