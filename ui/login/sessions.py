"""Sessions: random ids that stop counting after half a day without a request, and when the server ends."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable

IDLE_SECONDS = 12 * 60 * 60
MOST_SESSIONS = 1000


class Sessions:
    """The sessions that are open; the one used longest ago makes room when there are too many."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._used: OrderedDict[str, float] = OrderedDict()

    def open(self) -> str:
        """The id of a new session."""
        while len(self._used) >= MOST_SESSIONS:
            self._used.popitem(last=False)
        session = secrets.token_urlsafe(32)
        self._used[session] = self._now()
        return session

    def use(self, session: str) -> bool:
        """Whether the session is open; its half day begins again."""
        used = self._used.pop(session, None)
        if used is None or self._now() - used > IDLE_SECONDS:
            return False
        self._used[session] = self._now()
        return True

    def close(self, session: str) -> None:
        """Forget the session."""
        self._used.pop(session, None)
