"""The JSON API, version 1: the shapes of the command line, in pages where there are many."""

from testban.web.api import measured, meetings, papers, reference, treaties

__all__ = ["ROUTERS"]

ROUTERS = (treaties.router, papers.router, meetings.router, measured.router, reference.router)
