"""The application: routes, headers, and what a reader is told when something is not there."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import JSONResponse, Response

from testban import __version__
from testban.errors import StoreError, TestbanError
from testban.store import Store
from testban.web import api, feeds
from testban.web.headers import AnswerHeaders
from testban.web.pages import (
    activities,
    documents,
    events,
    findings,
    home,
    meetings,
    network,
    programs,
    search,
    states,
    treaty,
)
from testban.web.site import Site, site_of

__all__ = ["create_app"]

_PAGES = (
    home, treaty, states, documents, findings, activities, meetings, search, network, events, programs,
    feeds,
)  # fmt: skip


def create_app(store: Store) -> FastAPI:
    """The site that shows `store`; it only reads.

    Parameters
    ----------
    store
        An open store, which the caller closes.
    """
    app = FastAPI(
        title="testban",
        version=__version__,
        description="Is the nuclear-test ban in force, and is anyone testing?",
        openapi_url="/api/v1/openapi.json",
        # The usual pages of documentation load scripts from elsewhere; /api is our own.
        docs_url=None,
        redoc_url=None,
    )
    app.state.site = Site.of(store)
    for module in _PAGES:
        app.include_router(module.router, include_in_schema=False)
    app.include_router(api.router)
    static = Path(str(resources.files("testban.web").joinpath("static")))
    app.mount("/static", StaticFiles(directory=static), name="static")
    app.add_exception_handler(TestbanError, _told)
    app.add_exception_handler(HTTPException, _told)
    app.add_exception_handler(RequestValidationError, _told)
    app.add_middleware(AnswerHeaders)
    app.add_middleware(GZipMiddleware, minimum_size=500)
    return app


def _told(request: Request, error: Exception) -> Response:
    """One line on what is wrong and how to mend it, as a page or as JSON."""
    status, line = 400, str(error)
    if isinstance(error, HTTPException):
        status, line = error.status_code, str(error.detail)
    elif isinstance(error, RequestValidationError):
        first = error.errors()[0]
        status, line = 422, f"{first['loc'][-1]}: {first['msg']}"
    elif isinstance(error, StoreError):
        status = 503
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": line}, status)
    return site_of(request).render(request, "error.html", status_code=status, line=line)
