"""The FDSN web services ``event`` and ``station``, as clients such as ObsPy's ask for them.

Specification: FDSN Web Service Specifications, version 1.2 (https://www.fdsn.org/webservices/).
"""

from testban.web.fdsnws import event, station

__all__ = ["ROUTERS"]

ROUTERS = (event.router, station.router)
