"""What the page gets to suggest: made once for each state of the library, and from the JSON of an answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.assistant import Assistant
from ui.local import LocalService
from ui.settings import Settings
from ui.suggested import shown_in
from vectorstore.types import ReportFilter

EVERYTHING = ReportFilter()


@pytest.fixture
def service(library: Path) -> Iterator[LocalService]:
    """The service on a library of its own."""
    opened = LocalService(Settings(library=library))
    opened.open()
    yield opened
    opened.close()


def test_suggestions_are_made_once_for_each_state(
    service: LocalService, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    real = Assistant.suggestions

    def suggestions(self: Assistant, *rest: Any, **named: Any) -> list[str]:
        made.append(rest)
        return real(self, *rest, **named)

    monkeypatch.setattr(Assistant, "suggestions", suggestions)
    first = service.suggestions("nl", EVERYTHING)
    assert first["questions"]
    assert service.suggestions("nl", EVERYTHING) == first
    assert len(made) == 1
    service.suggestions("en", EVERYTHING)
    service.suggestions("nl", ReportFilter(since=date(2020, 1, 1)))
    assert len(made) == 3
    for report in service.reports()["reports"]:
        service.remove(report["id"])
    assert service.suggestions("nl", EVERYTHING) == {"questions": []}


def test_what_was_kept_cannot_be_changed_by_a_caller(service: LocalService) -> None:
    service.suggestions("nl", EVERYTHING)["questions"].clear()
    assert service.suggestions("nl", EVERYTHING)["questions"]


def test_follow_ups_come_from_the_json_of_an_answer(service: LocalService) -> None:
    question = service.suggestions("nl", EVERYTHING)["questions"][0]
    answer = service.ask(question, EVERYTHING)
    following = service.follow_ups(answer, EVERYTHING)["questions"]
    assert question not in following
    for one in following:
        assert service.ask(one, EVERYTHING)["status"] == "answered"
    without = {name: value for name, value in answer.items() if name != "extra"}
    assert service.follow_ups(without, EVERYTHING)["questions"] == following


def test_an_answer_without_citations_or_language_is_read() -> None:
    assert shown_in({"question": "What was decided about the budget?"}).language == "en"
    assert shown_in({"question": "?", "citations": None, "closest": [], "extra": None}).cited == ()
