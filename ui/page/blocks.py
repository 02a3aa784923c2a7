"""The conversation in Gradio, one page for each language; page.js fills the two columns beside it.

What is said is kept in the library: between two questions the page knows no more than the conversation's id.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import gradio as gr

from ui.errors import UserError
from ui.local import LocalService
from ui.messages import Messages
from ui.page.answer import message_html, question_html, turn_html
from ui.page.claims import draft_html
from ui.shapes import Json, filter_from_wire
from ui.text import LONGEST_QUESTION

Message = dict[str, Any]
Shown = tuple[Any, Any, Any, Any, str]
"""The conversation's messages, the question box, the conversation's id, "asked alone", what is being written.

While a model writes, only the last changes: drawing the messages again would take the keyboard and the hover away
from whoever reads the quotes. page.js puts it above them.
"""

_KEPT = (gr.skip(), gr.skip(), gr.skip(), gr.skip())
# As far back as a conversation is sent to the browser; the rest of a longer one can be exported.
LONGEST_SHOWN = 50
# An answer that is being written waits most of the time; what is heavy, the model, takes turns by itself.
AT_ONCE, MOST_WAITING = 8, 32
# Between two drafts: a reader follows five changes a second, and so does a slow machine.
PACE_SECONDS = 0.2
log = logging.getLogger(__name__)


def build_page(service: LocalService, say: Messages) -> gr.Blocks:
    """The page in the language of `say`: reports at the left, the conversation, the reader at the right."""
    page = gr.Blocks(title=say("page.title"), analytics_enabled=False, fill_width=True)
    # page.js writes into the outer two columns: gr.HTML would need 'unsafe-eval' in the page's policy.
    with page, gr.Row(elem_id="w-zones"):
        gr.Column(scale=1, min_width=0, elem_id="w-left")
        with gr.Column(scale=1, min_width=0, elem_id="w-middle"):
            _conversation(service, say)
        gr.Column(scale=1, min_width=0, elem_id="w-right")
    page.queue(default_concurrency_limit=AT_ONCE, max_size=MOST_WAITING, api_open=False)
    return page


def _conversation(service: LocalService, say: Messages) -> None:
    chat = gr.Chatbot(
        elem_id="w-chat",
        label=say("page.chat"),
        show_label=False,
        container=False,
        height="100%",
        buttons=[],
        autoscroll=False,  # page.js scrolls to the question, not to the end of a long answer
        placeholder=say("page.intro"),
        latex_delimiters=[],
        line_breaks=False,
        allow_tags=False,
        feedback_options=None,
        allow_file_downloads=False,
        layout="panel",
    )
    question = gr.Textbox(
        label=say("page.question"),
        elem_id="w-question",
        placeholder=say("page.placeholder"),
        submit_btn=say("page.send"),
        show_label=False,
        max_length=LONGEST_QUESTION,
        max_lines=6,
        autofocus=True,
    )
    # What page.js tells Python: the filter as JSON, the conversation's id, that the question stands by itself, and
    # "show that conversation". What Python tells page.js: what is being written.
    where = gr.Textbox(elem_id="w-where", visible="hidden", label="filter")
    talk = gr.Textbox(elem_id="w-talk", visible="hidden", label="conversation")
    alone = gr.Textbox(elem_id="w-alone", visible="hidden", label="alone")
    draft = gr.Markdown(elem_id="w-draft", latex_delimiters=[], line_breaks=False)
    opener = gr.Button("open", elem_id="w-open", visible="hidden")

    def converse(asked: str, restricted: str, conversation: str, by_itself: str) -> Iterator[Shown]:
        yield from turns(service, say, asked, restricted, conversation, alone=bool(by_itself))

    def reopen(conversation: str) -> list[Message]:
        return shown(service, say, conversation)

    question.submit(
        converse,
        [question, where, talk, alone],
        [chat, question, talk, alone, draft],
        api_visibility="private",
        show_progress="hidden",
        trigger_mode="always_last",  # a question that is sent while an answer is written comes after it
    )
    opener.click(reopen, talk, chat, api_visibility="private", show_progress="hidden")


def shown(service: LocalService, say: Messages, conversation: str) -> list[Message]:
    """The messages of a kept conversation; none without an id, one line when it is gone."""
    if not conversation:
        return []
    try:
        turns = service.talks.conversation(conversation)["turns"]
    except UserError as error:
        return [_said(message_html(say.error(error)))]
    return [message for turn in turns[-LONGEST_SHOWN:] for message in _messages(turn, say)]


def _messages(turn: Json, say: Messages) -> tuple[Message, Message]:
    return {"role": "user", "content": question_html(turn, say)}, _said(turn_html(turn, say))


def _said(content: str) -> Message:
    return {"role": "assistant", "content": content}


def turns(
    service: LocalService, say: Messages, asked: str, restricted: str, conversation: str, *, alone: bool
) -> Iterator[Shown]:
    """First the question with a sign that it is being looked up, then the quotes, then what is written of them."""
    before = shown(service, say, conversation)
    if not asked.strip():
        yield before, "", conversation, "", ""
        return
    question = {"role": "user", "content": message_html(asked)}
    yield [*before, question, _said(message_html(say("page.busy")))], "", conversation, "", ""
    try:
        where = _where(restricted)
        with closing(service.talks.conversing(asked, where, conversation or None, alone=alone)) as events:
            yield from _followed(events, before, say)
    except UserError as error:
        yield [*before, question, _said(message_html(say.error(error)))], "", conversation, "", ""
    except Exception:  # the page's last resort: the visitor gets one line, the log says where
        log.exception("a question failed")
        yield [*before, question, _said(message_html(say("page.fault")))], "", conversation, "", ""


def _followed(events: Iterator[Json], before: list[Message], say: Messages) -> Iterator[Shown]:
    """What the page shows at each event."""
    turn: Json = {}
    for event in events:
        if "turn" in event:
            conversation = gr.skip() if turn else event["turn"]["conversation"]
            turn = event["turn"]
            yield [*before, *_messages(turn, say)], gr.skip(), conversation, gr.skip(), ""
        else:
            yield *_KEPT, draft_html(turn, event["draft"], say)
            time.sleep(PACE_SECONDS)


def _where(restricted: str) -> Any:
    """The filter that page.js wrote; UserError when it isn't one."""
    try:
        return filter_from_wire(json.loads(restricted) if restricted else {})
    except (ValueError, TypeError, AttributeError) as error:
        raise UserError("error.request", reason=error) from error
