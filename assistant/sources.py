"""What one question needs of the library, each thing fetched once."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.asked import Rarity
from assistant.types import Searched
from vectorstore.embedding.types import Array, QueryEmbedder
from vectorstore.language.detect import Language
from vectorstore.library import Library
from vectorstore.types import Hit, Report, ReportFilter, ReportInfo, StoredSentence


class Sources:
    """A view of the library for the length of one question."""

    def __init__(self, library: Library, embedder: QueryEmbedder) -> None:
        self._library = library
        self._embedder = embedder
        self._reports: dict[str, Report] = {}
        self._vectors: dict[str, Array] = {}
        self._infos: dict[ReportFilter, list[ReportInfo]] = {}

    def infos(self, where: ReportFilter) -> list[ReportInfo]:
        """The ready reports within the filter, newest meeting first."""
        if where not in self._infos:
            self._infos[where] = [info for info in self._library.reports(where) if info.state == "ready"]
        return self._infos[where]

    def report(self, id: str) -> Report:
        """The report with this id."""
        if id not in self._reports:
            self._reports[id] = self._library.report(id)
        return self._reports[id]

    def sentences(self, report: str, first: int, last: int) -> list[StoredSentence]:
        """Sentences `first` … `last` of the report, with their vectors."""
        return self._library.sentences(report, first, last)

    def vector(self, text: str) -> Array:
        """The question's unit vector."""
        if text not in self._vectors:
            self._vectors[text] = self._embedder.embed_query(text)
        return self._vectors[text]

    def search(self, question: str, words: str, where: ReportFilter, k: int, language: str) -> list[Hit]:
        """The best passages by the vector of `question` and the words of `words`."""
        return self._library.search(self.vector(question), words, where, k, language=language)

    def rarity(self, language: Language) -> Rarity:
        """How much forms say, by how few passages have one of them: .6 when all have, up to 1.5 when none has.

        That none has it says the less, the fewer passages are in the question's own language.
        """
        infos = self.infos(ReportFilter())
        everything = sum(info.passages for info in infos) + 2
        own = sum(info.passages for info in infos if info.language == language) / everything

        def of(forms: frozenset[str]) -> float:
            wanted = [(form[:2], form[3:]) for form in forms if form[:3] in ("nl:", "en:")]
            found = self._library.frequency(wanted)
            if not found:
                return 1.0 + 0.5 * own
            return 0.6 + 0.6 * math.log(everything / (found + 1)) / math.log(everything)

        return of

    def searched(self, where: ReportFilter, note: str) -> Searched:
        """What a search within the filter looked through."""
        return self.searched_in(self.infos(where), note)

    def searched_in(self, infos: Sequence[ReportInfo], note: str) -> Searched:
        """What a look through these reports covered."""
        days = sorted(info.date for info in infos if info.date)
        return Searched(len(infos), days[0] if days else None, days[-1] if days else None, note)
