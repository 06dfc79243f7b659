"""The site and the API: they read through `testban.store`, and never around it."""

from testban.web.app import create_app

__all__ = ["create_app"]
