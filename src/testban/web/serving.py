"""What a serving process runs: the application made from its environment, one for each worker."""

from __future__ import annotations

import os

from fastapi import FastAPI

from testban.store import open_store
from testban.web.app import create_app
from testban.web.upload import Uploads

__all__ = ["STORE", "TOKEN", "UPLOAD", "application"]

STORE, UPLOAD, TOKEN = "TESTBAN_SERVE_STORE", "TESTBAN_SERVE_UPLOAD", "TESTBAN_UPLOAD_TOKEN"
"""Names in the environment: the store, whether files may be uploaded, and the token to keep them."""


def application() -> FastAPI:
    """The application, for the store that the environment names."""
    uploads = Uploads(token=os.environ.get(TOKEN, "")) if os.environ.get(UPLOAD) else None
    # The process that started the workers has made or migrated it.
    return create_app(open_store(os.environ[STORE], create=False), uploads=uploads)
