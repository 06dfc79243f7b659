"""What there is for programs, told to their authors."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from testban.web.site import site_of

router = APIRouter()


@router.get("/api")
def programs(request: Request) -> Response:
    """The addresses of the API, from its own OpenAPI document."""
    paths = request.app.openapi()["paths"]
    rows = [
        (path, described["description"])
        for path, verbs in paths.items()
        for described in verbs.values()
    ]
    return site_of(request).render(request, "api.html", rows=rows)
