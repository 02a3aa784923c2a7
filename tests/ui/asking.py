"""Requests to a server with exactly the headers that a test gives."""

from __future__ import annotations

import http.client
import json
from urllib.parse import urlsplit

from tests.ui.conftest import Served


def request(
    served: Served, method: str, path: str, body: object = None, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """A request with these headers, and nothing that a library would add to it; `body` as JSON unless it is bytes."""
    connection = http.client.HTTPConnection(urlsplit(served.url).netloc, timeout=60)
    content = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
    try:
        connection.request(
            method,
            path,
            content,
            {"Content-Type": "application/json", **{k.replace("_", "-"): v for k, v in headers.items()}},
        )
        response = connection.getresponse()
        return response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()
    finally:
        connection.close()
