"""QuakeML 1.2, read as ObsPy reads it but some twenty times as fast.

The reader makes objects with the attributes that ObsPy's would have, of the elements that are used,
so that both go through one translation; a test holds the two together. A document cut short gives
what stands of it: whole events, and of the one that breaks off the picks, origins and arrivals that are whole.
"""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from lxml import etree

from testban.errors import BulletinError
from testban.monitoring.files import parse_xml
from testban.monitoring.formats.bulletin import EMPTY, EMPTY_CURE, Bulletin, breaks_off
from testban.monitoring.formats.csv_rows import summed
from testban.monitoring.formats.from_obspy import from_catalog
from testban.monitoring.formats.quakeml_elements import EVENT, Table
from testban.monitoring.model import epoch

__all__ = ["read_quakeml"]

_CURE = "Download or save it again"
_KEPT_OPEN = ("quakeml", "eventParameters", "event", "origin")
"""What is of use although it breaks off: that which stands in it."""
_Doubts = list[tuple[int, str]]


def read_quakeml(data: bytes, where: str) -> Bulletin:
    """Read the events of a QuakeML document.

    Raises
    ------
    BulletinError
        It has a document type of its own, is no QuakeML, or holds neither a whole origin nor a pick.
    """
    root, cut = parse_xml(data, where)
    if (name := _local(root).rpartition(":")[2]) != "quakeml":
        raise BulletinError(
            f"XML, but no QuakeML (its root is '{name}')",
            where=where,
            cure="It lists stations: name it after --stations"
            if name == "FDSNStationXML"
            else "Give QuakeML, or save what it holds as CSV",
        )
    if cut:
        root = _as_far_as(data, root)
    events = [each for each in root.iter() if _local(each) == "event"]
    if not events and not cut and any(_local(each) == "eventParameters" for each in root):
        raise BulletinError(EMPTY, where=where, cure=EMPTY_CURE)
    doubts: _Doubts = []
    read = [_event(event, doubts) for event in events]
    if not events and not cut:
        raise BulletinError("no whole event", where=where, cure=_CURE)
    try:
        bulletin = from_catalog(read, where)
    except BulletinError as error:
        if not cut:
            raise
        raise BulletinError(
            f"no whole origin or pick (cut short or damaged at {cut})", where=where, cure=_CURE
        ) from error
    told = [f"{where}: {cut}: {breaks_off(bulletin.events[-1])}"] if cut else []
    told += summed(doubts, where)
    return Bulletin(bulletin.events, left_out=(*told, *bulletin.left_out), format="quakeml")


def _as_far_as(data: bytes, mended: etree._Element) -> etree._Element:
    """The root of a document that breaks off, without what is half; that of the parser that mends if none is left.

    A parser that mends what is missing makes a whole pick of half of one; this one tells what has ended.
    """
    parser = etree.XMLPullParser(
        ("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    with suppress(etree.XMLSyntaxError):
        parser.feed(data)
    root: etree._Element | None = None
    open_: list[etree._Element] = []
    with suppress(etree.XMLSyntaxError):
        for what, element in parser.read_events():
            root = element if root is None else root
            if what == "start":
                open_.append(element)
            else:
                open_.pop()
    for element in reversed(open_):
        parent = element.getparent()
        if _local(element) not in _KEPT_OPEN and parent is not None:
            parent.remove(element)
    return mended if root is None else root


# -- elements as ObsPy's attributes -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Moment:
    """As much of ObsPy's `UTCDateTime` as is asked for."""

    ns: int


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _event(element: etree._Element, doubts: _Doubts) -> SimpleNamespace:
    event = _node(element, EVENT, doubts)
    wanted = event.preferred_origin_id
    preferred = next((each for each in event.origins if each.resource_id == wanted), None)
    event.preferred_origin = lambda: preferred
    return event


def _node(element: etree._Element, table: Table, doubts: _Doubts) -> SimpleNamespace:
    children: dict[str, list[etree._Element]] = {}
    for child in element:
        children.setdefault(_local(child), []).append(child)
    node = SimpleNamespace(resource_id=element.get("publicID"), line=element.sourceline)
    for name, (tag, kind) in table.items():
        found = children.get(tag, [])
        if isinstance(kind, list):
            setattr(node, name, [_node(each, kind[0], doubts) for each in found])
        elif isinstance(kind, dict):
            setattr(node, name, _node(found[0], kind, doubts) if found else None)
        elif kind == "codes":
            setattr(node, name, _codes(found[0]) if found else None)
        elif kind in ("quantity", "moment"):
            value, error, level = _quantity(found[0]) if found else (None, None, None)
            setattr(node, name, _value(kind, value, found, doubts))
            uncertainty = _value("number", error, found, doubts)
            confidence = _value("number", level, found, doubts)
            errors = SimpleNamespace(uncertainty=uncertainty, confidence_level=confidence)
            setattr(node, f"{name}_errors", errors)
        else:
            text = (found[0].text or "").strip() if found else None
            setattr(node, name, _value(kind, text, found, doubts))
    return node


def _value(kind: str, text: str | None, found: list[etree._Element], doubts: _Doubts) -> Any:
    """What the text says; a number that is none is told of, and costs that number alone."""
    if not text:
        return None
    try:
        return _KINDS[kind](text)
    except (ValueError, OverflowError):
        doubts.append((found[0].sourceline or 1, f"{_local(found[0])}: {text!r:.30} is no {kind}"))
        return None


def _quantity(element: etree._Element) -> tuple[str | None, str | None, str | None]:
    texts = {_local(child): (child.text or "").strip() for child in element}
    return texts.get("value"), texts.get("uncertainty"), texts.get("confidenceLevel")


def _codes(element: etree._Element) -> SimpleNamespace:
    return SimpleNamespace(
        network_code=element.get("networkCode"),
        station_code=element.get("stationCode"),
        location_code=element.get("locationCode") or None,
        channel_code=element.get("channelCode") or None,
    )


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError
    return value


def _moment(text: str) -> _Moment:
    return _Moment(round(epoch(text) * 1e6) * 1000)


_KINDS: dict[str, Any] = {
    "text": str, "number": _number, "quantity": _number, "moment": _moment,
    "count": lambda text: int(_number(text)),
}  # fmt: skip
