"""Each way in which an endpoint fails: the quotes stay, one line says what happened, and in time."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import Any

import pytest

from assistant.writing.faults import Kind, WriterFault
from assistant.writing.models import open_writer
from assistant.writing.phrases import say_fault
from assistant.writing.settings import Patience, WriterSettings
from tests.assistant.writing.building import answer_of, quoted, write
from tests.assistant.writing.endpoint import Endpoint, closed_port, endpoint

QUOTES = quoted("De brug wordt in 2027 vervangen.", "De kosten zijn 3 miljoen euro.")
SHORT = Patience(connect=0.5, first=1.0, silence=0.6, total=2.5)
# For what isn't about time: the machine may be busy.
AMPLE = Patience(first=30, silence=30, total=60)
KEY = "sleutel-die-niemand-ziet"


def settings(running: Endpoint, patience: Patience = SHORT) -> WriterSettings:
    return WriterSettings("stub", url=running.url, key=KEY, patience=patience)


@pytest.fixture(scope="module", autouse=True)
def imported() -> None:
    """The client takes seconds to import, which isn't what is timed here."""
    with endpoint() as running:
        list(open_writer(settings(running, Patience())).write([("human", "hallo")], lambda: False))


FAULTS: list[tuple[str, Kind, bool]] = [
    ("silent", "slow", False),
    ("busy", "busy", False),
    ("error", "broken", False),
    ("unauthorised", "refused", False),
    ("missing", "refused", False),
    ("redirect", "refused", False),
    ("html", "broken", False),
    ("bad_utf8", "broken", False),
    ("not_json", "broken", False),
    ("error_event", "broken", False),
    ("huge_line", "endless", False),
    ("empty", "empty", False),
    ("no_events", "empty", False),
    ("cut", "cut", True),
    ("broken_off", "cut", True),
    ("stalls", "slow", True),
    ("slow", "slow", True),
    ("endless", "endless", True),
]


@pytest.mark.parametrize(("behaviour", "kind", "partial"), FAULTS)
def test_the_fault_has_its_kind(behaviour: str, kind: Kind, partial: bool) -> None:
    with endpoint(behaviour, text="De brug wordt vervangen in het jaar 2027 en dat kost wat.") as running:
        running.elsewhere = closed_port()
        writer = open_writer(settings(running, SHORT if kind == "slow" else AMPLE))
        writer.warm()
        began = time.monotonic()
        with pytest.raises(WriterFault) as caught:
            list(writer.write([("human", "hallo")], lambda: False))
        assert (caught.value.kind, caught.value.partial) == (kind, partial)
        assert time.monotonic() - began < (SHORT.total + 1 if kind == "slow" else 10)
        assert KEY not in str(caught.value) + repr(caught.value)
        writer.close()
    _threads_end()


@pytest.mark.parametrize(
    ("behaviour", "kind"), [(b, k) for b, k, _ in FAULTS if b not in ("slow", "cut", "stalls")]
)
def test_the_quotes_stay_and_a_line_says_what_happened(behaviour: str, kind: Kind) -> None:
    answer = answer_of(QUOTES)
    with endpoint(behaviour, text="De brug") as running:
        running.elsewhere = closed_port()
        _, found = write(answer, open_writer(settings(running, SHORT if kind == "slow" else AMPLE)))
    expected = say_fault("empty" if behaviour == "broken_off" else kind, "nl")
    assert (found.mode, found.text, found.claims) == ("quotes", answer.text, answer.claims)
    assert found.notices == (expected,)
    assert found.citations == answer.citations


def test_one_that_is_down_is_told_at_once() -> None:
    answer = answer_of(QUOTES, language="en")
    began = time.monotonic()
    _, found = write(answer, open_writer(WriterSettings("stub", url=closed_port(), patience=Patience())))
    assert time.monotonic() - began < 5
    assert found.notices == ("No summary: the language model can't be reached. The quotes are there.",)
    assert found.mode == "quotes"


def test_one_that_comes_up_meanwhile_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is just restarting refuses a connection for a moment."""
    import assistant.writing.models as models

    tries: list[float] = []
    with endpoint() as running:
        writer = open_writer(WriterSettings("stub", url=closed_port(), patience=AMPLE))
        monkeypatch.setattr(models, "PAUSE", 5)
        monkeypatch.setattr(time, "sleep", lambda seconds: None)
        assert isinstance(writer, models.ChatWriter)
        other = open_writer(settings(running, AMPLE))
        writer.warm()
        other.warm()
        assert isinstance(other, models.ChatWriter)
        real = writer.model

        def model() -> object:
            tries.append(time.monotonic())
            return real() if len(tries) == 1 else other.model()

        writer.model = model  # type: ignore[method-assign]
        assert "".join(writer.write([("human", "hallo")], lambda: False))
    assert len(tries) == 2


def test_what_was_whole_before_a_cut_stays_and_is_marked() -> None:
    text = "De brug wordt in 2027 vervangen [#1]. De kosten zijn 3 miljoen euro [#2]. En dan nog dit"
    answer = answer_of(QUOTES)
    with endpoint("ok") as running:
        _, whole = write(answer, open_writer(settings(running, AMPLE)))
        code = whole.claims and running.requests[0]["messages"][-1]["content"].split("[", 1)[1][0]
    assert code
    with endpoint("cut", text=text.replace("#", code)) as running:
        _, found = write(answer, open_writer(settings(running, AMPLE)))
    assert found.mode == "generated"
    assert [claim.text for claim in found.claims] == [c.quote for c in answer.citations]
    assert found.text.endswith("…")
    assert found.notices == (say_fault("cut", "nl", unfinished=True),)
    assert found.quoted is not None
    assert found.quoted.text == answer.text


def test_a_good_endpoint_gives_drafts_and_a_generated_answer() -> None:
    with endpoint("ok") as running:
        drafts, found = write(answer_of(QUOTES), open_writer(settings(running, AMPLE)))
        request = running.requests[0]
    assert found.mode == "generated"
    assert [claim.citations for claim in found.claims] == [(1,), (2,)]
    assert found.text == "De brug wordt in 2027 vervangen. [1] De kosten zijn 3 miljoen euro. [2]"
    assert [len(draft.claims) for draft in drafts][-1] == 1
    assert running.keys == [f"Bearer {KEY}"]
    assert (request["temperature"], request["stream"], request["model"]) == (0, True, "stub")
    assert request["max_tokens"] <= 1000


def test_the_report_text_is_not_sent_on_when_the_endpoint_points_elsewhere() -> None:
    with endpoint("ok") as other, endpoint("redirect") as running:
        running.elsewhere = other.url + "/chat/completions"
        write(answer_of(QUOTES), open_writer(settings(running, AMPLE)))
        assert (len(running.requests), other.requests) == (1, [])


def test_cancelling_hangs_up_also_while_nothing_comes() -> None:
    with endpoint("silent") as running:
        asked: list[float] = []

        def cancelled() -> bool:
            asked.extend([time.monotonic()] if running.requests and not asked else [])
            return bool(asked)

        _, found = write(answer_of(QUOTES), open_writer(settings(running, AMPLE)), cancelled=cancelled)
        assert time.monotonic() - asked[0] < 2
        assert running.gone.wait(5)
    assert found.notices == (say_fault("cancelled", "nl"),)
    _threads_end()


def test_closing_the_iterator_hangs_up() -> None:
    from assistant.writing.answer import written
    from tests.assistant.writing.building import stand_in_check

    with endpoint("stalls", text="De brug wordt in 2027 vervangen, zo is besloten.") as running:
        writer = open_writer(settings(running, Patience()))
        drafts = written(answer_of(QUOTES), (), writer, stand_in_check, lambda: False)
        next(drafts)
        drafts.close()  # type: ignore[attr-defined]
        assert running.gone.wait(2)
    _threads_end()


def test_an_answer_that_failed_is_not_read_to_its_end() -> None:
    text = "De burgemeester is afgetreden. " + "Dat is zo besloten door de raad. " * 200
    with endpoint("ok", text=text, pause=0.05) as running:
        began = time.monotonic()
        _, found = write(answer_of(QUOTES), open_writer(settings(running, Patience())))
        assert running.gone.wait(2)
    assert time.monotonic() - began < 4
    assert found.mode == "quotes"


def test_a_proxy_is_not_used_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, closed_port())
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    with endpoint("ok") as running:
        _, found = write(answer_of(QUOTES), open_writer(settings(running, AMPLE)))
    assert found.mode == "generated"


def test_nothing_is_traced_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    with endpoint("ok") as tracer, endpoint("ok") as running:
        for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING_V2"):
            monkeypatch.setenv(name, "true")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", tracer.url)
        monkeypatch.setenv("LANGSMITH_API_KEY", "x")
        from langsmith import utils

        _forget(utils.get_env_var)
        assert utils.tracing_is_enabled()
        _, found = write(answer_of(QUOTES), open_writer(settings(running, AMPLE)))
        assert found.mode == "generated"
        time.sleep(1)  # a tracer sends in the background
        assert tracer.paths == []
    _forget(utils.get_env_var)


def test_another_providers_key_is_not_sent_to_a_url(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "van-iemand-anders")
    with endpoint("ok") as running:
        write(answer_of(QUOTES), open_writer(replace(settings(running), key="")))
        assert running.keys == ["Bearer none"]


def test_nothing_of_it_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    with endpoint("error") as running:
        write(answer_of(QUOTES), open_writer(settings(running, AMPLE)))
    assert "brug" not in caplog.text
    assert KEY not in caplog.text


def _threads_end() -> None:
    until = time.monotonic() + 3
    while any(thread.name == "writer" for thread in threading.enumerate()):
        assert time.monotonic() < until, "a reading thread is left"
        time.sleep(0.02)


def _forget(cached: Any) -> None:
    """LangSmith keeps what it read from the environment."""
    cached.cache_clear()
