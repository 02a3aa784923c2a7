"""An answer as text to paste, and how its text is cut where the claims are."""

from __future__ import annotations

from tests.ui.exported import citation, turn
from ui.export import copy_text
from ui.messages import messages
from ui.pieces import pieces

NL, EN = messages("nl"), messages("en")


def test_what_is_copied_is_the_answer_first_and_then_its_sources() -> None:
    cited = turn(
        "Ja [2]. [1]\n\nNee. [2]",
        [citation(1, "Ja [2].", footnotes=["Noot."]), citation(2, "Nee.", page=None)],
    )
    assert copy_text(cited, NL) == (
        "Ja [2]. [1]\n\nNee. [2]\n\nBronnen:\n"
        "[1] Verslag stuurgroep Pompen, 3 april 2025, Gemaal Oosterdijk › Kosten, blz. 3. Noot bij deze zin: Noot.\n"
        "[2] Verslag stuurgroep Pompen, 3 april 2025, Gemaal Oosterdijk › Kosten.\n"
    )
    refused = turn("Daarover staat er niets.", [], status="not_found", closest=[citation(1, "", text="x")])
    assert copy_text(refused, EN) == (
        "Daarover staat er niets.\n\nSearched: 12 reports (3 April 2025 – 3 December 2025)\n"
    )


def test_the_text_is_cut_where_the_claims_are_in_whatever_order() -> None:
    citations = [citation(1, "Ja."), citation(2, "Nee."), citation(3, "Ja. Nee. En [1]")]
    cut = pieces(turn("Ja. Nee. En [1] [3]; Nee. [2] Ja. [1] Ja [9].", citations)["answer"])
    assert [(piece.text, piece.citations) for piece in cut] == [
        ("Ja. Nee. En [1]", (3,)), ("; ", ()), ("Nee.", (2,)), (" ", ()), ("Ja.", (1,)), (" Ja [9].", ()),
    ]  # fmt: skip
