"""The description of a service for machines, made of its table of parameters."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from testban.web.fdsnws.parameters import Parameter

__all__ = ["wadl"]

_TYPES = {
    "time": "xs:dateTime", "number": "xs:double", "count": "xs:int", "flag": "xs:boolean",
    "text": "xs:string",
}  # fmt: skip
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<application xmlns="http://wadl.dev.java.net/2009/02" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema">\n'
)


def wadl(base: str, table: Iterable[Parameter], others: Iterable[str]) -> str:
    """The WADL of a service.

    Parameters
    ----------
    base
        Its address, ending in a slash.
    others
        The names of its resources without parameters.
    """
    lines = [
        _HEAD + f"  <resources base={quoteattr(base)}>",
        '    <resource path="query"><method id="query" name="GET"><request>',
        *(_param(each) for each in table),
        '    </request><response status="200 204"/>'
        '<response status="400 404 413 500 503"><representation mediaType="text/plain"/>'
        "</response></method></resource>",
        *(
            f'    <resource path="{name}"><method id="{name}" name="GET"><response status="200"/>'
            "</method></resource>"
            for name in others
        ),
        "  </resources>\n</application>\n",
    ]
    return "\n".join(lines)


def _param(each: Parameter) -> str:
    default = f" default={quoteattr(each.default)}" if each.default else ""
    options = "".join(f"<option value={quoteattr(value)}/>" for value in each.options)
    return (
        f'      <param name="{each.name}" style="query" type="{_TYPES[each.kind]}"{default}>'
        f"{options}</param>"
    )
