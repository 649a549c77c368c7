"""Asks the portal's web server whether it is well; also what a container runs to know."""

import http.client
import os
import sys
from collections.abc import Mapping

ADDRESS = "/health/"


def status_of(port: int, host: str = "127.0.0.1") -> int | None:
    """Return the status of the health page at PORT, asked by the name HOST; None while nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", ADDRESS, headers={"Host": host})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def first_host(environ: Mapping[str, str]) -> str:
    """Return a name that the portal answers to: the first of PORTAL_HOSTS, of which a leading dot means any."""
    return environ.get("PORTAL_HOSTS", "").split(",")[0].strip().lstrip(".*") or "127.0.0.1"


if __name__ == "__main__":
    sys.exit(status_of(int(os.environ.get("PORT", "8000")), first_host(os.environ)) != 200)
