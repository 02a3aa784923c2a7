"""How many wrong attempts there were in the last minute, from one address and from all together."""

from __future__ import annotations

import ipaddress
import math
from collections import deque
from collections.abc import Callable

WINDOW_SECONDS = 60.0
MOST_FROM_ONE = 5
MOST_TOGETHER = 60


class Attempts:
    """The failures of the last minute: never more than MOST_TOGETHER, since more aren't let through to fail."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._failures: deque[tuple[float, str]] = deque(maxlen=MOST_TOGETHER)

    def wait(self, address: str) -> int:
        """The seconds after which this address may try again; 0 when it may now."""
        began = self._now() - WINDOW_SECONDS
        while self._failures and self._failures[0][0] <= began:
            self._failures.popleft()
        own = [when for when, who in self._failures if who == network(address)]
        ends = [own[-MOST_FROM_ONE]] if len(own) >= MOST_FROM_ONE else []
        if len(self._failures) == MOST_TOGETHER:
            ends.append(self._failures[0][0])
        return max(1, math.ceil(max(ends) - began)) if ends else 0

    def failed(self, address: str) -> None:
        """Count a failure of this address."""
        self._failures.append((self._now(), network(address)))


def network(address: str) -> str:
    """The address as one that others can't easily have many of: of IPv6 the /64; "unknown" when it isn't one."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((int(found), 64), strict=False))
    return str(found)
