"""A server with a login: what is closed without it, what opens it, and how often one may try."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from tests.ui.asking import request
from tests.ui.conftest import Served, running
from ui.login import COOKIE
from ui.login.attempts import MOST_TOGETHER

USER, PASSWORD = "ans", "goed wachtwoord é"
HTML = {"Accept": "text/html,*/*"}


@pytest.fixture(scope="module")
def closed(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with a login, on loopback."""
    import shutil

    copy = tmp_path_factory.mktemp("closed") / "library"
    shutil.copytree(sample_library, copy)
    with running(copy, WIJZER_SERVE_USER=USER, WIJZER_SERVE_PASSWORD=PASSWORD) as served:
        yield served
    failures = [line for line in served.said if "wrong user name or password" in line]
    assert failures
    assert PASSWORD not in "\n".join(served.said)
    assert "fout-wachtwoord" not in "\n".join(served.said)


def log_in(
    served: Served, address: str, password: str = PASSWORD, user: str = USER, **more: str
) -> tuple[int, dict[str, str], bytes]:
    """What the login says to somebody at this address, as a proxy on this machine tells it."""
    form = urlencode({"user": user, "password": password, **more})
    return request(
        served, "POST", "/login", form.encode(), X_Forwarded_For=address, Origin=served.url,
        Content_Type="application/x-www-form-urlencoded",
    )  # fmt: skip


def session_of(headers: dict[str, str]) -> str:
    found = re.match(rf"{COOKIE}=([\w-]{{40,}});", headers["set-cookie"])
    assert found
    return f"{COOKIE}={found[1]}"


@pytest.mark.parametrize(
    "path",
    [
        "/", "/en", "/en/", "/config", "/theme.css", "/favicon.ico", "/reader/", "/reader/assets/page.js", "/reader/x",
        "/cited/1/1", "/page/x", "/assets/x.js", "/static/x", "/svelte/x", "/api/openapi.json", "/startup-events",
        "/gradio_api/queue/join", "/gradio_api/queue/data", "/gradio_api/heartbeat/x", "/gradio_api/startup-events",
        "/en/gradio_api/queue/join", "/en/config",
        # Gradio's own, some of which would ask for no login
        "/gradio_api/cancel", "/gradio_api/deep_link", "/gradio_api/file=/etc/passwd", "/gradio_api/upload",
        "/api/reports", "/api/reports/x", "/api/ask", "/v1/models", "/v1/chat/completions",
        "/mcp-tools/gradio_api/mcp/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_without_a_login_there_is_nothing(closed: Served, method: str, path: str) -> None:
    for cookie in ("", f"{COOKIE}=", f"{COOKIE}=verzonnen"):
        status, _, body = request(closed, method, path, Cookie=cookie, Origin=closed.url)
        assert status in (401, 404, 405)
        assert len(body) < 400


def test_a_page_without_a_login_leads_to_it_and_back(closed: Served) -> None:
    status, headers, body = request(closed, "GET", "/reader/x?start=1&end=2", **HTML)
    assert (status, body, headers["cache-control"]) == (303, b"", "no-store")
    assert headers["location"] == f"/login?next={quote('/reader/x?start=1&end=2#quote', safe='')}"
    status, headers, body = request(closed, "GET", headers["location"], **HTML)
    assert status == 200
    assert 'name="next" value="/reader/x?start=1&amp;end=2#quote"' in body.decode()
    entered = log_in(closed, "198.51.100.1", next="/reader/x?start=1&end=2#quote")
    assert (entered[0], entered[1]["location"]) == (303, "/reader/x?start=1&end=2#quote")
    assert log_in(closed, "198.51.100.1", next="//evil.example")[1]["location"] == "/"


def test_what_is_open_is_open(closed: Served) -> None:
    assert request(closed, "GET", "/healthz")[0] == 200
    status, headers, body = request(closed, "GET", "/login")
    assert status == 200
    assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
    assert b"<script" not in body
    assert "Aanmelden" in body.decode()
    assert "Log in" in request(closed, "GET", "/login?lang=en")[2].decode()
    assert "Log in" in request(closed, "GET", "/login", Accept_Language="en-GB,nl")[2].decode()
    assert request(closed, "GET", "/login/style.css")[1]["content-type"].startswith("text/css")
    for path in ("/login/form.css", "/login/", "/login/../config", "/loginx"):
        assert request(closed, "GET", path)[0] in (401, 404)


def test_a_form_s_text_can_be_no_html(closed: Served) -> None:
    address = quote('/<script>"x')
    body = request(closed, "GET", f"/login?next={address}")[2].decode()
    assert "<script" not in body
    assert 'value="/&lt;script&gt;&quot;x"' in body


def test_the_right_password_opens_all_until_the_logout(closed: Served) -> None:
    status, headers, _ = log_in(closed, "198.51.100.2")
    assert status == 303
    assert "HttpOnly" in headers["set-cookie"]
    assert "SameSite=strict" in headers["set-cookie"]
    assert "Secure" not in headers["set-cookie"]
    cookie = session_of(headers)
    for path in ("/", "/en/", "/reader/", "/config", "/api/openapi.json"):
        assert request(closed, "GET", path, Cookie=cookie)[0] == 200
    for path in ("/api/reports", "/v1/models"):
        assert request(closed, "GET", path, Cookie=cookie)[0] == 401
    assert request(closed, "POST", "/mcp-tools/gradio_api/mcp/", {}, Cookie=cookie)[0] == 401
    assert request(closed, "POST", "/logout", Cookie=cookie, Origin="http://evil.example")[0] == 403
    assert request(closed, "GET", "/", Cookie=cookie)[0] == 200
    status, headers, _ = request(closed, "POST", "/logout", Cookie=cookie, Origin=closed.url)
    assert (status, headers["location"]) == (303, "/login")
    assert request(closed, "GET", "/", Cookie=cookie)[0] == 401


def test_the_token_is_enough_for_programs(closed: Served) -> None:
    assert request(closed, "GET", "/api/reports", Authorization=f"Bearer {closed.token}")[0] == 200
    assert request(closed, "GET", "/reader/", Authorization=f"Bearer {closed.token}")[0] == 200


def test_the_cookie_is_for_https_where_the_proxy_says_so(closed: Served) -> None:
    form = urlencode({"user": USER, "password": PASSWORD})
    headers = request(
        closed, "POST", "/login", form.encode(), X_Forwarded_For="198.51.100.3", X_Forwarded_Proto="https",
    )[1]  # fmt: skip
    assert "Secure" in headers["set-cookie"]
    cookie = session_of(headers)
    page = request(closed, "GET", "/", Cookie=cookie, Host="verslagen.example", X_Forwarded_Proto="https")[2]
    assert b"https://verslagen.example" in page
    assert b"http://verslagen.example" not in page


def test_any_name_may_be_used_but_only_by_its_own_pages(closed: Served) -> None:
    cookie = session_of(log_in(closed, "198.51.100.4")[1])
    named = {"Host": "verslagen.example", "Cookie": cookie}
    assert request(closed, "GET", "/reader/", **named)[0] == 200
    assert request(closed, "GET", "/reader/", Origin="https://verslagen.example", **named)[0] == 200
    assert request(closed, "GET", "/reader/", Origin=closed.url, **named)[0] == 403
    assert request(closed, "POST", "/page/upload", **named)[0] == 403
    assert request(closed, "GET", "/reader/", Host="[oeps", Cookie=cookie)[0] == 421
    assert request(closed, "GET", "/reader/", Host="", Cookie=cookie)[0] == 421


def test_a_link_on_another_site_leads_on_by_itself(closed: Served) -> None:
    location = request(closed, "GET", "/reader/", **HTML, Sec_Fetch_Site="cross-site")[1]["location"]
    body = request(closed, "GET", location, **HTML, Sec_Fetch_Site="cross-site")[2].decode()
    assert '<meta http-equiv="refresh" content="0;url=/reader/">' in body
    assert "<form" in request(closed, "GET", location, **HTML, Sec_Fetch_Site="same-origin")[2].decode()


def test_what_is_no_form_is_a_wrong_attempt(closed: Served) -> None:
    for number, body in enumerate(("", "&" * 500, "a=1&" * 50, "user=%ff&password=%00", "{}")):
        assert request(
            closed, "POST", "/login", body.encode(), X_Forwarded_For=f"198.51.100.{50 + number}"
        )[0] == 401  # fmt: skip
    assert request(closed, "POST", "/login", b"x" * 5000)[0] == 413


def test_after_five_wrong_attempts_the_right_password_is_refused_too(closed: Served) -> None:
    for user in (USER, USER, "iemand", "", USER):
        status, headers, body = log_in(closed, "203.0.113.1", "fout-wachtwoord", user)
        assert (status, "set-cookie" in headers) == (401, False)
        assert "horen niet bij elkaar" in body.decode()
        assert b"fout-wachtwoord" not in body
    status, headers, body = log_in(closed, "203.0.113.1")
    assert (status, "set-cookie" in headers) == (429, False)
    assert 1 <= int(headers["retry-after"]) <= 60
    assert "Te veel pogingen" in body.decode()
    assert log_in(closed, "203.0.113.2")[0] == 303
    # Who isn't a proxy's visitor can't choose an address: the last one counts.
    assert log_in(closed, "192.0.2.7, 203.0.113.1")[0] == 429


def test_a_thousand_attempts_from_everywhere_are_stopped(closed: Served) -> None:
    cookie = session_of(log_in(closed, "203.0.113.3")[1])
    found: list[int] = []

    def attempt(worker: int) -> None:
        for number in range(250):
            found.append(log_in(closed, f"10.{worker}.0.{number}", "fout-wachtwoord")[0])

    workers = [threading.Thread(target=attempt, args=[worker]) for worker in range(4)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert set(found) <= {401, 429}
    assert len(found) == 1000
    assert found.count(401) <= 2 * MOST_TOGETHER  # a slow machine may need more than the minute
    assert log_in(closed, "203.0.113.4")[0] == 429
    assert request(closed, "GET", "/reader/", Cookie=cookie)[0] == 200
