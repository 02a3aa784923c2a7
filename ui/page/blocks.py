"""The conversation's page in Gradio, one for each language. Nothing of a visitor outlives their `gr.State`."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import gradio as gr

from ui.errors import UserError
from ui.messages import Messages
from ui.page.answer import answer_html, message_html
from ui.service import Service
from ui.text import LONGEST_QUESTION
from vectorstore.types import ReportFilter

Message = dict[str, Any]
# As far back as a conversation is kept and sent to the browser with each answer.
LONGEST_CONVERSATION = 100
AT_ONCE, MOST_WAITING = 2, 32
log = logging.getLogger(__name__)


def build_page(service: Service, say: Messages, other_page: str) -> gr.Blocks:
    """The page in the language of `say`, with a link to the page in the other one."""
    with gr.Blocks(title=say("page.title"), analytics_enabled=False, fill_width=True) as page, gr.Row():
        with gr.Column(scale=1, min_width=320):
            link = f"[{say('page.other_language')}]({other_page})"
            gr.Markdown(f"# {say('page.title')}\n{link}", elem_id="wijzer-title")
            _conversation(service, say)
        # page.js puts the reader's frame in here: gr.HTML would need 'unsafe-eval' in the page's policy.
        gr.Column(scale=1, min_width=320, elem_id="wijzer-reader")
    page.queue(default_concurrency_limit=AT_ONCE, max_size=MOST_WAITING, api_open=False)
    return page


def _conversation(service: Service, say: Messages) -> None:
    chat = gr.Chatbot(
        elem_id="wijzer-chat",
        label=say("page.chat"),
        show_label=False,
        height="60vh",
        buttons=[],
        autoscroll=False,  # page.js scrolls to the question, not to the end of a long answer
        placeholder=say("page.intro"),
        latex_delimiters=[],
        line_breaks=False,
        allow_tags=False,
        feedback_options=None,
        allow_file_downloads=False,
    )
    question = gr.Textbox(
        label=say("page.question"),
        placeholder=say("page.placeholder"),
        submit_btn=say("page.send"),
        max_length=LONGEST_QUESTION,
        max_lines=6,
        autofocus=True,
    )
    clear = gr.Button(say("page.clear"), variant="secondary", size="sm")
    said = gr.State(list[Message]())

    def converse(asked: str, before: list[Message]) -> Iterator[tuple[list[Message], list[Message], str]]:
        yield from _turns(service, say, asked, before)

    question.submit(
        converse, [question, said], [chat, said, question], api_visibility="private", show_progress="minimal"
    )
    for cleared in (clear.click, chat.clear):
        cleared(lambda: ([], []), None, [chat, said], api_visibility="private")


def _turns(
    service: Service, say: Messages, asked: str, before: list[Message]
) -> Iterator[tuple[list[Message], list[Message], str]]:
    """First the question with a sign that it is being looked up, then the answer."""
    if not asked.strip():
        yield before, before, ""
        return
    so_far = [*before, {"role": "user", "content": message_html(asked)}][-LONGEST_CONVERSATION:]
    yield [*so_far, {"role": "assistant", "content": message_html(say("page.busy"))}], so_far, ""
    done = [*so_far, {"role": "assistant", "content": _answered(service, say, asked)}]
    yield done, done, ""


def _answered(service: Service, say: Messages, asked: str) -> str:
    try:
        return answer_html(service.ask(asked, ReportFilter()), say)
    except UserError as error:
        return message_html(say.error(error))
    except Exception:  # the page's last resort: the visitor gets one line, the log says where
        log.exception("a question failed")
        return message_html(say("page.fault"))
