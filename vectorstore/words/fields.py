"""What tantivy keeps of a text: its terms, exact and stemmed, each language in a field of its own; no text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import tantivy

from vectorstore.language.words import stem
from vectorstore.places import WordsEntry
from vectorstore.terms import terms

LANGUAGES = ("nl", "en")
NUMBER, POSITION, EXACT = "number", "position", "exact"


@cache
def schema() -> tantivy.Schema:
    """Report number, position of the passage, and terms."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(NUMBER, indexed=True, fast=True)
    builder.add_unsigned_field(POSITION, fast=True)
    for field in (EXACT, *LANGUAGES):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def passage_document(entry: WordsEntry) -> tantivy.Document:
    """A passage's document: the terms of what stands above it (title, date, headings), and its own."""
    return _document(entry, terms(entry.context) + terms(entry.text))


def report_document(entries: Iterable[WordsEntry]) -> tantivy.Document:
    """A whole report's document: the terms of all its passages, and those above the first."""
    passages = list(entries)
    body = terms(passages[0].context)
    for entry in passages:
        body += terms(entry.text)
    return _document(passages[0], body)


def known_language(language: str) -> str:
    """The language itself, or the first when no field is of it."""
    return language if language in LANGUAGES else LANGUAGES[0]


def _document(entry: WordsEntry, body: list[str]) -> tantivy.Document:
    language = known_language(entry.language)
    document = tantivy.Document()
    document.add_unsigned(NUMBER, entry.place.number)
    document.add_unsigned(POSITION, entry.place.position)
    document.add_text(EXACT, " ".join(body))
    document.add_text(language, " ".join(stem(term, language) for term in body))
    return document
