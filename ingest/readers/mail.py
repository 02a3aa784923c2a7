"""Mails (eml): the message, and each attachment that can be read as a report of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage

from ingest.blocks import Block, Parsed, Part, UnreadableFile
from ingest.readers import html, text
from ingest.readers.clean import one_line, scrub
from ingest.readers.draft import LONGEST_BLOCK, Manuscript
from ingest.readers.encoding import decode

MOST_PARTS = 200
DEEPEST = 5
MOST_HEADER_BYTES = 1_000_000
_SHOWN = ("From", "To", "Cc", "Date")
_IGNORED = (
    "image/",
    "audio/",
    "video/",
    "application/pgp-",
    "application/pkcs7",
    "application/x-pkcs7",
    "text/calendar",
)
_HEADER_END = re.compile(rb"\r?\n\r?\n")


def read(data: bytes) -> list[Part]:
    """The mail as a part, and one for each attachment or enclosed mail that can be read."""
    end = _HEADER_END.search(data)
    if (end.start() if end else len(data)) > MOST_HEADER_BYTES:
        raise UnreadableFile(
            f"its header is larger than {MOST_HEADER_BYTES // 1_000_000} MB, as no mail's is"
        )
    if data.count(b"\n--") > 20 * MOST_PARTS:
        raise UnreadableFile(f"it has more than {MOST_PARTS} parts")
    parts = list(_Mail().parts(_message(data), "", 1))
    if not parts:
        raise UnreadableFile("there is no text in it")
    return parts


def _message(data: bytes) -> EmailMessage:
    try:
        return message_from_bytes(data, _class=EmailMessage, policy=policy.default)
    except (ValueError, LookupError, IndexError, RecursionError, AttributeError) as error:
        raise UnreadableFile("it can't be read as a mail") from error


class _Mail:
    """Walks one mail; counts the parts over all mails inside it."""

    def __init__(self) -> None:
        self.seen = 0
        self.names: set[str] = set()

    def parts(self, message: EmailMessage, name: str, depth: int) -> Iterator[Part]:
        """The message itself, then what is attached to it."""
        warnings: list[str] = []
        bodies: list[EmailMessage] = []
        attached: list[tuple[EmailMessage, str]] = []
        for leaf in self._leaves(message, depth, warnings):
            if leaf.get_content_type() in ("text/plain", "text/html") and not _is_attachment(leaf):
                bodies.append(leaf)
            elif leaf.get_content_type() == "message/rfc822":
                attached.append((leaf, "mail"))
            elif not leaf.get_content_type().startswith(_IGNORED):
                attached.append((leaf, "file"))
        enclosed: list[Part] = []
        for leaf, what in attached:
            try:
                enclosed += (
                    self._enclosed(leaf, name, depth) if what == "mail" else self._attachment(leaf, name)
                )
            except UnreadableFile as problem:
                warnings.append(f"attachment {_file_name(leaf)!r} was left out: {problem}")
        yield Part(name, _letter(message, bodies, warnings), original=_bytes(message) if name else None)
        yield from enclosed

    def _leaves(self, message: EmailMessage, depth: int, warnings: list[str]) -> Iterator[EmailMessage]:
        """The parts that hold something themselves, without looking into enclosed mails."""
        waiting: list[tuple[EmailMessage, int]] = [(message, depth)]
        while waiting:
            part, level = waiting.pop()
            self.seen += 1
            if self.seen > MOST_PARTS or level > DEEPEST + 5:
                warnings.append(
                    f"it has more than {MOST_PARTS} parts or too deep a nest of them; the rest was left out"
                )
                return
            if part.get_content_maintype() == "multipart" and part.is_multipart():
                inner = [child for child in part.get_payload() if isinstance(child, EmailMessage)]
                waiting += [(child, level + 1) for child in reversed(inner)]
            else:
                yield part

    def _enclosed(self, leaf: EmailMessage, name: str, depth: int) -> Iterator[Part]:
        if depth >= DEEPEST:
            raise UnreadableFile(f"mails are enclosed in mails more than {DEEPEST} deep")
        payload = leaf.get_payload()
        inner = payload[0] if isinstance(payload, list) and payload else None
        if not isinstance(inner, EmailMessage):
            raise UnreadableFile("the enclosed mail is damaged")
        subject = _header(inner, "Subject") or "mail"
        yield from self.parts(inner, self._unique(name, f"{subject[:80]}.eml"), depth + 1)

    def _attachment(self, leaf: EmailMessage, name: str) -> Iterator[Part]:
        from ingest.readers import read_bytes

        file_name = _file_name(leaf)
        data = _bytes(leaf)
        unique = self._unique(name, file_name)
        for part in read_bytes(file_name, data):
            inner = f"{unique}!{part.name}" if part.name else unique
            yield replace(part, name=inner, original=data if part.original is None else part.original)

    def _unique(self, outer: str, name: str) -> str:
        whole = f"{outer}!{name}" if outer else name
        number = 2
        while whole in self.names:
            whole = f"{outer}!{number} {name}" if outer else f"{number} {name}"
            number += 1
        self.names.add(whole)
        return whole


def _letter(message: EmailMessage, bodies: list[EmailMessage], warnings: list[str]) -> Parsed:
    """The mail's own text under its header lines."""
    subject = _header(message, "Subject")
    blocks = [Block("heading", subject, 1)] if subject else []
    lines = ((name, _header(message, name)) for name in _SHOWN)
    blocks += [Block("row", f"{name}: {value}") for name, value in lines if value]
    body = _body(bodies, warnings)
    if body is not None:
        under = 1 if subject else 0
        same = [block for block in body.blocks if not (block.kind == "heading" and block.text == subject)]
        blocks += [
            replace(block, level=block.level + under) if block.kind == "heading" else block for block in same
        ]
        warnings += body.warnings
    if not blocks:
        raise UnreadableFile("there is no text in it")
    return Parsed(
        "eml", tuple(blocks), title=subject, date=_date(message), warnings=tuple(dict.fromkeys(warnings))
    )


def _body(bodies: list[EmailMessage], warnings: list[str]) -> Parsed | None:
    """The text: the plain version when there is one that holds something, else the html one."""
    for kind in ("text/plain", "text/html"):
        sources = [_text(leaf) for leaf in bodies if leaf.get_content_type() == kind]
        source = "\n\n".join(found for found in sources if found.strip())
        if not source.strip():
            continue
        try:
            if kind == "text/plain":
                return text.parse(source, "eml", Manuscript())
            return html.parse(source, Manuscript())
        except UnreadableFile as problem:
            warnings.append(f"its text could not be read: {problem}")
    return None


def _text(leaf: EmailMessage) -> str:
    data = _bytes(leaf)
    charset = leaf.get_content_charset() or ""
    try:
        return data.decode(charset) if charset else decode(data)[0]
    except (LookupError, UnicodeError):
        return decode(data)[0]


def _bytes(leaf: EmailMessage) -> bytes:
    if leaf.is_multipart():
        return leaf.as_bytes()
    payload = leaf.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _is_attachment(leaf: EmailMessage) -> bool:
    try:
        return leaf.get_content_disposition() == "attachment" or bool(leaf.get_filename())
    except (ValueError, LookupError, IndexError, AttributeError):
        return False


def _file_name(leaf: EmailMessage) -> str:
    try:
        name = leaf.get_filename() or ""
    except (ValueError, LookupError, IndexError, AttributeError):
        name = ""
    name = one_line(scrub(re.split(r"[/\\]", name)[-1]))[:200]
    if name:
        return name
    return {"message/rfc822": "mail.eml", "application/pdf": "attachment.pdf"}.get(
        leaf.get_content_type(), "attachment"
    )


def _header(message: EmailMessage, name: str) -> str:
    """A header's text on one line; empty where there is none or it can't be read."""
    try:
        return one_line(scrub(str(message.get(name) or "")))[: LONGEST_BLOCK // 10]
    except (ValueError, LookupError, IndexError, AttributeError, RecursionError):
        return ""


def _date(message: EmailMessage) -> date | None:
    try:
        moment = getattr(message.get("Date"), "datetime", None)
        return moment.date() if moment else None
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):
        return None
