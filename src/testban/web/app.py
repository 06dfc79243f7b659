"""The application: routes, headers, and what a reader is told when something is not there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response

from testban import __version__
from testban.errors import StoreError, TestbanError
from testban.store import Store
from testban.web import api, downloads, fdsnws, feeds, upload
from testban.web.api.shapes import CODES, Busy
from testban.web.fdsnws.answers import ServiceError, told
from testban.web.headers import AnswerHeaders, HeadAsGet, PlainAddresses
from testban.web.kept import MOST_BYTES, KeptAnswers
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
from testban.web.pages import upload as upload_page
from testban.web.scratch import Scratch
from testban.web.site import Site, site_of
from testban.web.upload import Uploads

__all__ = ["create_app"]

PAGES = (
    home, treaty, states, documents, findings, activities, meetings, search, network, events, programs,
    feeds, downloads,
)  # fmt: skip
# Not compressed on the way: it would take longer than sending it.
_WHOLE = (*DEFAULT_EXCLUDED_CONTENT_TYPES, downloads.SQLITE)


def create_app(
    store: Store, *, uploads: Uploads | None = None, kept_bytes: int = MOST_BYTES
) -> FastAPI:
    """The site that shows `store`; it only reads, unless `uploads` are allowed.

    Parameters
    ----------
    store
        An open store, which the caller closes.
    uploads
        What files of readers may cost, and the token to keep them; None: there is no upload.
    kept_bytes
        Of answers that are kept for the next reader, all together; 0: every answer is made anew.
    """
    app = FastAPI(
        title="testban",
        version=__version__,
        description="Is the nuclear-test ban in force, and is anyone testing?",
        lifespan=_cleared,
        openapi_url="/api/v1/openapi.json",
        # The usual pages of documentation load scripts from elsewhere; /api is our own.
        docs_url=None,
        redoc_url=None,
    )
    app.state.site = Site.of(store)
    app.state.scratch = Scratch()
    app.state.exports = downloads.Exports(app.state.scratch)
    for module in PAGES:
        app.include_router(module.router, include_in_schema=False)
    for router in (*api.ROUTERS, *([upload.router] if uploads else [])):
        app.include_router(router)
    if uploads:
        app.include_router(upload_page.router, include_in_schema=False)
    app.state.uploads = uploads
    for router in fdsnws.ROUTERS:
        app.include_router(router, include_in_schema=False)
    static = Path(str(resources.files("testban.web").joinpath("static")))
    app.mount("/static", StaticFiles(directory=static), name="static")
    app.add_exception_handler(TestbanError, _told)
    app.add_exception_handler(HTTPException, _told)
    app.add_exception_handler(RequestValidationError, _told)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_middleware(PlainAddresses)
    app.add_middleware(AnswerHeaders)
    app.add_middleware(
        GZipMiddleware, minimum_size=500, compresslevel=6, exclude_content_types=_WHOLE
    )
    if kept_bytes:
        app.add_middleware(KeptAnswers, store=store, most_bytes=kept_bytes)
    app.add_middleware(HeadAsGet)
    return app


@asynccontextmanager
async def _cleared(app: FastAPI) -> AsyncIterator[None]:
    """Have the files that the server made removed when it ends."""
    yield
    app.state.scratch.close()


def _gone(_: Request, __: Exception) -> Response:
    """For a client that hung up in the middle of its request: nobody reads it."""
    return Response(status_code=400)


def _told(request: Request, error: Exception) -> Response:
    """One line on what is wrong and how to mend it, as a page or as JSON."""
    status, line, code = 400, str(error), ""
    head: Mapping[str, str] = {}
    if isinstance(error, HTTPException):
        status, line, head = error.status_code, str(error.detail), error.headers or {}
        code = "busy" if isinstance(error, Busy) else ""
    elif isinstance(error, RequestValidationError):
        first = error.errors()[0]
        status, line = 422, f"{first['loc'][-1]}: {first['msg']}"
    elif isinstance(error, StoreError):
        status = 503
    elif isinstance(error, ServiceError):
        status = error.status
    if request.url.path.startswith("/fdsnws/"):
        return told(request, status, line)
    if request.url.path.startswith("/api/"):
        code = code or CODES.get(status, "failed")
        return JSONResponse({"error": line, "code": code}, status, head)
    page = site_of(request).render(request, "error.html", status_code=status, line=line)
    page.headers.update(head)
    return page
