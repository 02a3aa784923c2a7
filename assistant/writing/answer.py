"""From an answer in quotes to one that a model wrote: streamed, checked by the sentence, withdrawn when it fails."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.select import Quoted
from assistant.types import Answer, Citation, Claim, Draft, Quotation
from assistant.writing.context import Context, make_context
from assistant.writing.faults import WriterFault
from assistant.writing.models import Writer
from assistant.writing.phrases import say, say_fault
from assistant.writing.reading import closed
from assistant.writing.sentences import Written, marks, written_sentences
from assistant.writing.stream import shown
from vectorstore.language.words import fold

Check = Callable[[str, Sequence[Citation]], tuple[str, ...]]

# One to four are asked for; and no sentence is as long as this.
MOST_SENTENCES, MOST_UNENDED = 8, 900

_NO_ANSWER = re.compile(
    r"\bgeen antwoord\b|\bno answer\b"
    r"|\b(?:staat|staan|wordt|worden|blijkt|vermeld\w*|genoemd|gevonden)\b[^.]*\bniet\b[^.]*\b(?:zinnen|gegevens|verslag\w*|tekst|context)\b"
    r"|\b(?:kan|kunnen|kon)\b[^.]*\bniet\b[^.]*\b(?:beantwoord\w*|antwoord\w*)\b"
    r"|\b(?:zinnen|gegevens|verslag\w*|tekst)\b[^.]*\b(?:geen|niet)\b[^.]*\b(?:informatie|antwoord\w*|beantwoord\w*|vermeld\w*|genoemd)\b"
    r"|\b(?:can(?:not|['’]t)|(?:can|could) not|couldn['’]t|unable to)\b[^.]*\banswer\w*"
    r"|\b(?:sentences|reports?|text|context|data)\b[^.]*\b(?:not|n['’]t|no)\b[^.]*\b(?:answer|mention\w*|contain\w*|information|provide\w*|say|state)\b"
    r"|\b(?:not|n['’]t)\b[^.]*\b(?:mentioned|stated|given|found|provided)\b[^.]*\b(?:sentences|reports?|text|context|data)\b",
    re.IGNORECASE,
)


def written(
    answer: Answer, more: Sequence[Quoted], writer: Writer, check: Check, cancelled: Callable[[], bool]
) -> Iterator[Draft | Answer]:
    """Drafts while `writer` writes, and last the whole answer; the quotes with one more notice when it fails.

    `answer` is in quotes, and answers at least a part; `more` are other sentences of its reports that may be cited.
    `check` gives what of a sentence the quotes that it cites don't hold up. Closing the iterator ends the request.
    """
    context = make_context(answer.understood or answer.question, answer.citations, more, answer.language)
    if not context.sources:
        yield _quotes(answer, say("no_answer", answer.language))
        return
    work = _Work(context, answer.citations, check)
    fault: WriterFault | None = None
    try:
        with closed(writer.write(context.messages, cancelled)) as pieces:
            for piece in pieces:
                if work.take(piece):
                    yield Draft(tuple(work.claims), work.pending)
                if work.over:
                    break
    except WriterFault as error:
        fault = error
    if fault is None and not work.endless:
        work.finish()
    if work.endless:
        fault = WriterFault("endless", partial=True)
    yield _judged(answer, work, fault)


class _Work:
    """What was written so far: the raw text, the claims that are finished, and what comes after them."""

    def __init__(self, context: Context, citations: Sequence[Citation], check: Check) -> None:
        self.claims: list[Claim] = []
        self.pending = ""
        self.cited = {citation.number: citation for citation in citations}
        self.over = self.endless = False
        self.gave_up = False
        self._sources = context.sources
        self._numbers: dict[str, int] = {code: c.number for code, c in context.sources.items() if c.number}
        self._check = check
        self._raw = ""
        self._done = 0
        self._seen: set[str] = set()

    def take(self, piece: str) -> bool:
        """Take in a piece; whether there is something new to show."""
        self._raw += piece
        if not any(c.isspace() for c in piece):
            return False
        return self._read(final=False)

    def finish(self) -> None:
        """The last sentence is finished too."""
        self._read(final=True)

    def _read(self, *, final: bool) -> bool:
        found = shown(self._raw, self._number_of, final=final)
        sentences = written_sentences(found.text)
        whole = final or found.ended
        finished = sentences if whole else sentences[:-1]
        before = (len(self.claims), self.pending)
        for sentence in finished[self._done :]:
            if not self.over:
                self._add(sentence)
        self._done = len(finished)
        self.pending = "" if whole or not sentences else sentences[-1].marked
        self.over = self.over or found.ended
        if len(self.claims) >= MOST_SENTENCES or len(self.pending) > MOST_UNENDED:
            self.over = self.endless = True
        return before != (len(self.claims), self.pending)

    def _add(self, sentence: Written) -> None:
        """Check a finished sentence. One without any words, or that only announces the next, is left out."""
        text = sentence.text
        if not any(c.isalnum() for c in text) or (text.endswith(":") and not sentence.numbers):
            return
        if fold(text) in self._seen:
            self.over = self.endless = True
            return
        self._seen.add(fold(text))
        failed = self._check(text, [self.cited[n] for n in sentence.numbers]) if sentence.numbers else ()
        claim = Claim(text, sentence.numbers, bool(sentence.numbers) and not failed, failed)
        self.gave_up = self.gave_up or (not claim.verified and bool(_NO_ANSWER.search(text)))
        self.claims.append(claim)
        # Without its first sentence the answer doesn't stand: no need to wait for the others.
        self.over = self.over or not self.claims[0].verified

    def _number_of(self, code: str) -> int | None:
        """The number of a code's citation; a further sentence gets the next one when it is first cited."""
        source = self._sources.get(code)
        if source is None:
            return None
        if code not in self._numbers:
            self._numbers[code] = len(self.cited) + 1
            self.cited[len(self.cited) + 1] = replace(source, number=len(self.cited) + 1)
        return self._numbers[code]


def _judged(answer: Answer, work: _Work, fault: WriterFault | None) -> Answer:
    """The generated answer when its core holds; else the quotes, saying why."""
    language = answer.language
    claims = tuple(work.claims)
    verified = sum(claim.verified for claim in claims)
    if work.gave_up:
        return _quotes(answer, say("no_answer", language))
    if claims and (not claims[0].verified or 2 * verified < len(claims)):
        return _quotes(answer, say("withdrawn", language))
    if not claims or (fault is not None and fault.kind == "cancelled"):
        return _quotes(answer, say_fault(fault.kind if fault else "empty", language))
    notices = list(answer.notices)
    if verified < len(claims):
        notices.append(say("unverified", language))
    if fault is not None:
        notices.append(say_fault(fault.kind, language, unfinished=True))
    text = " ".join(_read_as(claim, language) for claim in claims)
    return replace(
        answer,
        mode="generated",
        text=text + (" …" if fault else ""),
        claims=claims,
        citations=_citations(answer, work, claims),
        notices=tuple(notices),
        quoted=Quotation(answer.text, answer.claims),
    )


def _quotes(answer: Answer, notice: str) -> Answer:
    return replace(answer, notices=(*answer.notices, notice))


def _citations(answer: Answer, work: _Work, claims: Sequence[Claim]) -> tuple[Citation, ...]:
    used = {number for claim in claims for number in claim.citations}
    further = [c for n, c in sorted(work.cited.items()) if n > len(answer.citations) and n in used]
    return (*answer.citations, *further)


def _read_as(claim: Claim, language: str) -> str:
    """A sentence as it is read in plain text: its marks behind it, or that it isn't verified."""
    return f"{claim.text} {marks(claim.citations) if claim.verified else say('not_verified', language)}"
