"""The parts of the login, without a server: its sessions, its count of attempts, and where it leads."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from ui.login import Login
from ui.login.attempts import MOST_FROM_ONE, MOST_TOGETHER, Attempts, network
from ui.login.form import local_path, login_url
from ui.login.sessions import IDLE_SECONDS, MOST_SESSIONS, Sessions


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def test_a_session_ends_after_half_a_day_without_a_request_or_at_its_close() -> None:
    clock = Clock()
    sessions = Sessions(clock)
    first, second = sessions.open(), sessions.open()
    assert first != second
    for _ in range(3):
        clock.seconds += IDLE_SECONDS
        assert sessions.use(first)
    assert not sessions.use(second)
    sessions.close(first)
    assert not sessions.use(first)
    assert not sessions.use("")


def test_sessions_are_bounded_and_the_one_used_longest_ago_goes_first() -> None:
    sessions = Sessions(Clock())
    opened = [sessions.open() for _ in range(MOST_SESSIONS)]
    assert sessions.use(opened[0])
    sessions.open()
    assert [sessions.use(one) for one in opened[:3]] == [True, False, True]


def test_five_failures_block_one_address_for_the_rest_of_a_minute() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    for _ in range(MOST_FROM_ONE):
        assert attempts.wait("192.0.2.1") == 0
        attempts.failed("192.0.2.1")
        clock.seconds += 1
    assert attempts.wait("192.0.2.1") == 55
    assert attempts.wait("192.0.2.2") == 0
    clock.seconds += 55
    assert attempts.wait("192.0.2.1") == 0


def test_many_addresses_are_blocked_together_and_little_is_kept() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    tried = 0
    for number in range(1000):
        address = f"192.0.{number // 250}.{number % 250}"
        if not attempts.wait(address):
            attempts.failed(address)
            tried += 1
    assert tried == MOST_TOGETHER
    assert len(attempts._failures) == MOST_TOGETHER
    assert attempts.wait("198.51.100.1") == 60
    clock.seconds += 60
    assert attempts.wait("198.51.100.1") == 0


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("x\nforged line", "unknown"),
        ("", "unknown"),
    ],
)
def test_an_address_is_known_by_what_is_hard_to_have_many_of(address: str, known: str) -> None:
    assert network(address) == known


def test_user_and_password_are_not_one_text() -> None:
    login = Login("ab", "cdefghijklmn")
    assert login.is_right("ab", "cdefghijklmn")
    for pair in (("a", "bcdefghijklmn"), ("ab", "cdefghijklm"), ("", ""), ("ab", "x\udc80")):
        assert not login.is_right(*pair)


@pytest.mark.parametrize(
    "path", ["//evil.example", "/\\evil.example", "http://evil.example", "/\t/evil.example", "evil", "", None]
)
def test_the_login_leads_nowhere_else(path: str | None) -> None:
    assert local_path(path) == "/"


def test_the_login_leads_to_what_was_asked() -> None:
    assert login_url("/", "") == "/login"
    assert (
        login_url("/reader/é", "start=1") == f"/login?next={quote('/reader/%C3%A9?start=1#quote', safe='')}"
    )
    assert local_path("/reader/x?start=1#quote") == "/reader/x?start=1#quote"
