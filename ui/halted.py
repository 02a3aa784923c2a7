"""What an answer is when the model that wrote it was stopped, or broke off: the quotes, which stand all the same."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator

from ui.messages import Messages, messages
from ui.shapes import EXTRA, Json

log = logging.getLogger(__name__)


def whole(events: Iterator[Json]) -> Json:
    """The last answer of the events."""
    first: Json = next(events)["answer"]
    answers = [event["answer"] for event in to_the_end(first, events) if event and "answer" in event]
    return answers[-1] if answers else first


def to_the_end(
    first: Json, events: Iterator[Json] | Iterator[Json | None], stop: threading.Event | None = None
) -> Iterator[Json | None]:
    """The events after the `first` answer, which may be those of `follow`; when they break off, or `stop` is set, an
    answer that says so at the end."""
    answer, draft = first, None
    try:
        for event in events:
            if event is not None:
                answer, draft = (event["answer"], None) if "answer" in event else (answer, event)
            yield event
    except Exception:  # the quotes stand; the log says what went wrong
        log.exception("the writing of an answer failed")
        yield {"answer": broken_off(answer)}
    else:
        if stop and stop.is_set():
            yield {"answer": stopped(answer, draft["draft"] if draft else None)}
        elif draft:
            yield {"answer": broken_off(answer)}


def stopped(answer: Json, draft: Json | None) -> Json:
    """The answer that somebody stopped: the finished sentences of the draft, and below them the quotes.

    A sentence of which a citation isn't the answer's can't be shown with its source, and goes.
    """
    known = {one["number"] for one in answer["citations"]}
    pairs = zip(draft["claims"], draft["failed"], strict=True) if draft else ()
    left = [(claim, why) for claim, why in pairs if known.issuperset(claim["citations"])]
    say = _say(answer)
    if not left or answer["mode"] != "quotes":
        return _noticed(answer, say("writing.stopped"))
    text = " ".join(
        claim["text"] + "".join(f" [{number}]" for number in claim["citations"]) for claim, _ in left
    )
    made = {
        **answer,
        "mode": "generated",
        "text": text,
        "claims": [claim for claim, _ in left],
        EXTRA: {
            **answer[EXTRA],
            "failed": [list(why) for _, why in left],
            "quoted": {"text": answer["text"], "claims": answer["claims"]},
        },
    }
    return _noticed(made, say("writing.stopped_partly"))


def broken_off(answer: Json) -> Json:
    """The quotes, with a notice that the writing failed."""
    return _noticed(answer, _say(answer)("writing.failed"))


def _noticed(answer: Json, notice: str) -> Json:
    extra = answer[EXTRA]
    return {**answer, EXTRA: {**extra, "notices": [*extra["notices"], notice]}}


def _say(answer: Json) -> Messages:
    """In the language of the answer."""
    return messages("nl" if answer[EXTRA]["language"] == "nl" else "en")
