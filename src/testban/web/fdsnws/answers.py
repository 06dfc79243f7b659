"""What an FDSN service answers with: XML, text, nothing, or an error in the form of the FDSN."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from testban.errors import TestbanError

__all__ = ["VERSION", "ServiceError", "nothing", "text_table", "told", "xml"]

VERSION = "1.2.0"
"""Of both services: the specification's, and a number of our own."""


class ServiceError(TestbanError):
    """A request that a service cannot answer; `status` is that of HTTP."""

    def __init__(self, status: int, what: str) -> None:
        super().__init__(what)
        self.status = status


def told(request: Request, status: int, what: str) -> Response:
    """The lines that the FDSN wants of an error."""
    service = "/".join(request.url.path.split("/")[:4])
    lines = (
        f"Error {status}: {HTTPStatus(status).phrase}\n\n{what}\n\n"
        f"Usage details are available from {request.base_url}api\n\n"
        f"Request:\n{request.url}\n\n"
        f"Request Submitted:\n{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}\n\n"
        f"Service version:\n{service} {VERSION}\n"
    )
    return Response(lines, status, media_type="text/plain")


def nothing(values: dict[str, object]) -> Response:
    """No data: 204, or 404 where the client asked for that."""
    if values["nodata"] == 404:
        raise ServiceError(404, "nothing matches the request")
    return Response(status_code=204)


def xml(text: str | bytes) -> Response:
    """An XML document."""
    return Response(text, media_type="application/xml")


def text_table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> Response:
    """Rows with ``|`` between their columns, under a line of names that begins with ``#``."""
    lines = ["#" + "|".join(columns)]
    lines += ["|".join(_cell(value) for value in row) for row in rows]
    return Response("\n".join(lines) + "\n", media_type="text/plain")


def _cell(value: object) -> str:
    return "" if value is None else " ".join(str(value).replace("|", " ").split())
