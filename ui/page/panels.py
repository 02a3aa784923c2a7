"""The lists beside the conversation, as HTML that page.js puts in its place: conversations and reports."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from ui.messages import Messages
from ui.page.frame import icon
from ui.shapes import Json
from ui.text import printable

LISTED = 200
"""So many lines at once; more are found by filtering."""

STATES = {"pending": "reports.pending", "removing": "reports.removing"}


def talks_html(talks: Sequence[Json], say: Messages) -> str:
    """The conversations, the one that was last added to first."""
    if not talks:
        return f'<p class="w-soft">{_text(say("page.no_talks"))}</p>'
    return f'<ul class="w-list">{"".join(_talk(talk, say) for talk in talks[:LISTED])}</ul>'


def reports_html(reports: Sequence[Json], total: int, say: Messages) -> str:
    """The reports that fit the filter, out of `total`."""
    count = say("page.shown", count=len(reports), total=total)
    if len(reports) == total:
        count = say.count("reports.total", total)
    more = len(reports) - LISTED
    rest = f'<p class="w-soft">{_text(say("page.more_reports", count=more))}</p>' if more > 0 else ""
    items = "".join(_report(report, say) for report in reports[:LISTED])
    choose = f'<button type="button" id="w-choose" class="w-link">{_text(say("page.choose_all"))}</button>'
    head = f'<p class="w-soft w-row"><span>{_text(count)}</span>{choose if 0 < len(reports) <= LISTED else ""}</p>'
    return f'{head}<ul class="w-list w-report-list">{items}</ul>{rest}'


def empty_html(say: Messages, *, examples: bool) -> str:
    """What to do first, when there are no reports."""
    button = '<button type="button" id="w-examples" class="w-small w-main">{}</button>'
    offer = button.format(_text(say("page.take_examples"))) if examples else ""
    return f'<div class="w-empty"><p>{_text(say("page.empty"))}</p>{offer}</div>'


def series_html(series: Iterable[str], say: Messages) -> str:
    """The choices of the filter on a series of meetings."""
    chosen = "".join(f'<option value="{_text(one)}">{_text(one)}</option>' for one in series)
    return f'<option value="">{_text(say("page.any_series"))}</option>{chosen}'


def _talk(talk: Json, say: Messages) -> str:
    name, title, day = _text(talk["id"]), _text(talk["title"]), _text(say.day(talk["changed"][:10]))
    sure = say("page.forget_sure", title=talk["title"])
    return (
        f'<li data-talk="{name}"><button type="button" class="w-talk" title="{day}">{title}</button>'
        + _icon_button("w-rename", "pen", say("page.rename"), title)
        + _icon_button("w-forget", "bin", say("page.forget"), title, sure)
        + "</li>"
    )


def _report(report: Json, say: Messages) -> str:
    name, title = _text(report["id"]), _text(report["title"])
    facts = [say.day(report["date"]), say.count("reports.passages", report["passages"])]
    if report["state"] in STATES:
        facts.append(say(STATES[report["state"]]))
    choose = f"{_text(say('page.choose'))}: {title}"
    sure = say("page.remove_sure", title=report["title"])
    return (
        f'<li data-report="{name}"><input type="checkbox" value="{name}" aria-label="{choose}">'
        f'<a href="/reader/{name}?lang={say.language}"><span class="w-title">{title}</span> '
        f'<span class="w-soft">{_text(" · ".join(facts))}</span></a>'
        + _icon_button("w-remove", "bin", say("page.remove"), title, sure)
        + "</li>"
    )


def _icon_button(kind: str, drawn: str, label: str, of: str, sure: str = "") -> str:
    """A button with a drawing; `of` is HTML already. `sure` is what is asked before it does its work."""
    asked = f' data-sure="{_text(sure)}"' if sure else ""
    names = f'title="{_text(label)}" aria-label="{_text(label)}: {of}"'
    return f'<button type="button" class="w-icon {kind}" {names}{asked}>{icon(drawn)}</button>'


def _text(value: str) -> str:
    return html.escape(printable(value))
