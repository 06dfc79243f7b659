"""The 321 stations and 16 laboratories of the Protocol."""

from __future__ import annotations

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

from testban.reference.facilities import Facility, facilities
from testban.reference.worldmap import Mark, symbol
from testban.treaty.prose.vocabulary import word
from testban.web.catalogue import translations
from testban.web.language import language_of
from testban.web.maps import place_map
from testban.web.site import site_of

router = APIRouter()

# Shapes tell the technologies apart where colours do not.
_SHAPES = {
    "primary seismic": "triangle",
    "auxiliary seismic": "circle",
    "radionuclide": "square",
    "radionuclide laboratory": "cross",
    "hydroacoustic": "diamond",
    "infrasound": "down",
}


@router.get("/network")
def network(request: Request, technology: str = "", host: str = "") -> Response:
    """The facilities on a map and in a table, by technology and host."""
    lang = language_of(request)
    technologies = list(dict.fromkeys(each.network for each in facilities()))
    shown = [
        each
        for each in facilities()
        if (not technology or each.network == technology) and (not host or host in each.iso3)
    ]
    label = translations(lang).gettext("Monitoring facilities on the map, by technology")
    return site_of(request).render(
        request,
        "network.html",
        shown=shown,
        technologies=technologies,
        technology=technology,
        host=host,
        hosts=sorted({code for each in facilities() for code in each.iso3}),
        key=[(name, Markup(symbol(_kind(name), shape))) for name, shape in _SHAPES.items()],
        map=place_map([_mark(f, lang) for f in shown if f.latitude is not None], label),
    )


def _mark(facility: Facility, lang: str) -> Mark:
    network = facility.network
    label = f"{facility.code} {facility.name} — {word(network, lang)}"
    latitude, longitude = facility.latitude or 0.0, facility.longitude or 0.0
    link = f"/network#{facility.code}"
    return Mark(latitude, longitude, _kind(network), label, link, _SHAPES[network], 3.5)


def _kind(network: str) -> str:
    return f"n{network.replace(' ', '-')}"
