"""Who may come in: the user name and password, and whose cookie is a session's."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Callable

from starlette.requests import HTTPConnection
from starlette.types import Scope

from ui.login.attempts import Attempts
from ui.login.sessions import Sessions

COOKIE = "wijzer_session"
Clock = Callable[[], float]


class Login:
    """One user name and password, with the sessions and failures since the server started.

    Used on the event loop only, so that nothing comes between an attempt's check and its being counted.
    """

    def __init__(self, user: str, password: str, now: Clock = time.monotonic) -> None:
        self._expected = _digest(user, password)
        self.sessions = Sessions(now)
        self.attempts = Attempts(now)

    def is_right(self, user: str, password: str) -> bool:
        """Whether both are right; takes as long whatever they are."""
        return hmac.compare_digest(_digest(user, password), self._expected)

    def is_inside(self, scope: Scope) -> bool:
        """Whether the request has a session's cookie."""
        return self.sessions.use(HTTPConnection(scope).cookies.get(COOKIE, ""))


def _digest(user: str, password: str) -> bytes:
    """Of a fixed length, and different for ("a", "bc") and ("ab", "c")."""
    parts = (hashlib.sha256(part.encode("utf-8", "surrogatepass")).digest() for part in (user, password))
    return hashlib.sha256(b"".join(parts)).digest()
