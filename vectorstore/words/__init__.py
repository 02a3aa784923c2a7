"""The words indexes: BM25 over stemmed terms of passages and of whole reports. The only package that knows tantivy."""

from vectorstore.words.index import WordsIndex
from vectorstore.words.query import MOST_TERMS, question_terms

__all__ = ["MOST_TERMS", "WordsIndex", "question_terms"]
