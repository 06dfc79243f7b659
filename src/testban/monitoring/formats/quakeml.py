"""QuakeML 1.2, through ObsPy's types; a document cut short gives the events that are whole."""

from __future__ import annotations

import io
import re
import warnings
from copy import deepcopy

from lxml import etree

from testban.errors import BulletinError
from testban.monitoring.formats.bulletin import Bulletin
from testban.monitoring.formats.files import parse_xml
from testban.monitoring.formats.obspy_types import from_catalog, to_catalog

__all__ = ["read_quakeml", "write_quakeml"]

_CURE = "Download or save it again"
_END = re.compile(rb"</(?:\w+:)?event>")
_MOST_TOLD = 5


def write_quakeml(bulletin: Bulletin) -> str:
    """The events as QuakeML 1.2 (BED); arrivals of no event have no place in it."""
    catalog = to_catalog(bulletin)
    catalog.resource_id = "smi:local/testban"
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        catalog.write(buffer, format="QUAKEML")
    return buffer.getvalue().decode("utf-8")


def read_quakeml(data: bytes, where: str) -> Bulletin:
    """Read the events of a QuakeML document.

    Raises
    ------
    BulletinError
        It has a document type of its own, is no QuakeML, or holds no whole event.
    """
    root, cut = parse_xml(data, where)
    if etree.QName(root).localname != "quakeml":
        raise BulletinError(
            f"XML, but no QuakeML (its root is '{etree.QName(root).localname}')",
            where=where,
            cure="Give QuakeML, or save what it holds as CSV",
        )
    # A parser that mends what is missing makes a whole event of half of one.
    whole = len(_END.findall(data)) if cut else None
    events = [each for each in root.iter() if etree.QName(each).localname == "event"][:whole]
    if not events:
        reason = f" (cut short or damaged at {cut})" if cut else ""
        raise BulletinError(f"no whole event{reason}", where=where, cure=_CURE)
    lost = (f"{where}: {cut}: what follows the last whole event was left out",) if cut else ()
    return _through_obspy(root, events, where, lost)


def _through_obspy(
    root: etree._Element, events: list[etree._Element], where: str, lost: tuple[str, ...]
) -> Bulletin:
    """Let ObsPy read the events one by one, so that a bad one does not cost the others."""
    from obspy.core.event import Catalog

    catalog = Catalog()
    failed = []
    try:
        catalog.extend(_read(root, events))
    except Exception:  # noqa: BLE001  ObsPy's reader raises anything for a value it does not like
        for number, event in enumerate(events, 1):
            try:
                catalog.extend(_read(root, [event]))
            except Exception as error:  # noqa: BLE001
                line = event.sourceline or number
                said = " ".join(str(error).split())[:100]
                failed.append(f"{where}:{line}: event {number} cannot be read ({said}); left out")
    told = failed[:_MOST_TOLD]
    if len(failed) > _MOST_TOLD:
        told.append(f"{where}: {len(failed) - _MOST_TOLD} more events were left out likewise")
    if not len(catalog):
        raise BulletinError(
            told[0].removeprefix(f"{where}:") if told else "no event", where=where, cure=_CURE
        )
    bulletin = from_catalog(catalog, where)
    return Bulletin(bulletin.events, left_out=(*lost, *told, *bulletin.left_out), format="quakeml")


def _read(root: etree._Element, events: list[etree._Element]) -> object:
    from obspy.io.quakeml.core import Unpickler

    space = etree.QName(events[0]).namespace
    document = etree.Element(root.tag, nsmap=root.nsmap)
    inner = etree.SubElement(document, f"{{{space}}}eventParameters", nsmap={None: space})
    inner.set("publicID", "smi:local/testban")
    inner.extend([deepcopy(event) for event in events])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Unpickler().loads(etree.tostring(document))
