"""Questions that the page suggests: made once for each state of the library, or after an answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from ui.shapes import EXTRA, Json
from vectorstore.language.detect import Language, detect_language
from vectorstore.types import ReportFilter

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.suggesting.follow import Shown

# Filters whose suggestions are kept: each is a page that somebody has open.
KEPT = 64


class Suggested:
    """The suggestions made so far. Those of an earlier state of the library, or of yesterday, are forgotten."""

    def __init__(self) -> None:
        self._state: tuple[str, date] | None = None
        self._made: dict[tuple[Language, ReportFilter, int], list[str]] = {}
        self._making = threading.Lock()

    def get(
        self,
        state: str,
        language: Language,
        where: ReportFilter,
        count: int,
        assistant: Callable[[], Assistant],
    ) -> list[str]:
        """The questions, made now when they aren't there: half a second to three. One page makes them at a time."""
        key, now = (language, where, count), (state, date.today())
        with self._making:
            if self._state != now or len(self._made) >= KEPT:
                self._state, self._made = now, {}
            if key not in self._made:
                self._made[key] = assistant().suggestions(language, count, where, today=now[1])
            return list(self._made[key])


def shown_in(answer: Json) -> Shown:
    """What follow-ups need of an answer in the shape of `shapes.answer`, as it is or as it was kept."""
    from assistant.suggesting.follow import Shown

    question = str(answer.get("question") or "")
    given = (answer.get(EXTRA) or {}).get("language")
    language: Language = given if given in ("nl", "en") else detect_language(question)
    cited, closest = (tuple(map(_place, answer.get(name) or ())) for name in ("citations", "closest"))
    return Shown(question, language, cited, closest)


def _place(quoted: dict[str, Any]) -> tuple[str, int, int]:
    return str(quoted["report"]), int(quoted["start"]), int(quoted["end"])
