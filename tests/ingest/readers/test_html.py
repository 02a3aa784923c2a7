"""Web pages: what a reader sees of them, and nothing from elsewhere."""

from __future__ import annotations

import pytest

from tests.ingest.readers.read import one, shown

SENTENCE = "<p>De ministers namen het voorstel over.</p>"


def _page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def test_title_and_headings() -> None:
    parsed = one(
        "a.html",
        _page(f"<h1>Verslag</h1>{SENTENCE}<h2>Overig</h2>{SENTENCE}", "<title>Verslag  Raad</title>"),
    )
    assert parsed.title == "Verslag Raad"
    assert shown(parsed)[::2] == ["# Verslag", "## Overig"]


def test_scripts_styles_and_navigation_are_gone() -> None:
    parsed = one(
        "a.html",
        _page(
            f"<nav>Menu</nav><script>alert(1)</script><style>p{{}}</style><noscript>x</noscript>{SENTENCE}"
        ),
    )
    assert shown(parsed) == ["De ministers namen het voorstel over."]
    assert parsed.warnings == ("scripts in it were left out",)


def test_remote_images_are_not_loaded() -> None:
    parsed = one(
        "a.html",
        _page(
            f'<img src="https://elders.example/x.png" alt="spion">{SENTENCE}<iframe src="//a.example"></iframe>'
        ),
    )
    assert shown(parsed) == ["De ministers namen het voorstel over."]
    assert parsed.warnings == ("images and other parts kept elsewhere were not loaded",)


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display: none">geheim</p>',
        '<p style="color:white">geheim</p>',
        '<p style="font-size:0px">geheim</p>',
        "<p hidden>geheim</p>",
        '<p class="weg">geheim</p>',
        "<template><p>geheim</p></template>",
        "<div style='visibility:hidden'><p>geheim</p></div>",
    ],
)
def test_hidden_text_is_left_out(hidden: str) -> None:
    parsed = one("a.html", _page(SENTENCE + hidden + "<p>Einde.</p>", "<style>.weg { display:none }</style>"))
    assert shown(parsed) == ["De ministers namen het voorstel over.", "Einde."]
    assert "template" in hidden or "hidden text was left out" in parsed.warnings


def test_white_on_a_background_is_read() -> None:
    assert shown(
        one("a.html", _page('<div style="background:#00f"><p style="color:#fff">Wit op blauw.</p></div>'))
    ) == ["Wit op blauw."]


def test_text_after_a_removed_element_stays() -> None:
    assert shown(
        one("a.html", _page("<p>Het <script>x</script>verslag <span hidden>y</span>is af.</p>"))
    ) == ["Het verslag is af."]


def test_footnotes_are_bound_to_their_place() -> None:
    body = (
        '<p>Nederland draagt bij<sup><a href="#fn1" id="r1">1</a></sup>, en Noorwegen ook.<a href="#fn2">[2]</a></p>'
        '<ol><li id="fn1">Kamerstuk 36 850, nr. 2. <a href="#r1">↩</a></li><li id="fn2">Kamerstuk 36 851.</li></ol>'
    )
    parsed = one("a.html", _page(body))
    block = parsed.blocks[0]
    assert block.text == "Nederland draagt bij, en Noorwegen ook."
    assert [(block.text[: note.at], note.text) for note in block.notes] == [
        ("Nederland draagt bij", "Kamerstuk 36 850, nr. 2."),
        ("Nederland draagt bij, en Noorwegen ook.", "Kamerstuk 36 851."),
    ]
    assert len(parsed.blocks) == 1


def test_main_part_is_the_report() -> None:
    page = _page(
        f"<header>Site van het ministerie</header><main><h1>Verslag</h1>{SENTENCE * 3}</main><footer>Contact</footer>"
    )
    assert shown(one("a.html", page))[0] == "# Verslag"
    assert "Contact" not in " ".join(shown(one("a.html", page)))


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "utf-8"])
def test_declared_encoding_is_used(charset: str) -> None:
    data = _page(
        "<p>Oekraïne en €.</p>" if charset != "iso-8859-1" else "<p>Oekraïne.</p>",
        f'<meta charset="{charset}">',
    )
    assert "Oekraïne" in shown(one("a.htm", data.encode(charset)))[0]


def test_loose_text_between_elements_is_read() -> None:
    page = _page(
        f"{SENTENCE}\nPaspoortnummer invullen\n<p>Let daarop.<br>\nBijvoorbeeld bij:</p><ul><li>een visum;</li></ul>"
    )
    assert shown(one("a.html", page))[1:] == [
        "## Paspoortnummer invullen",
        "Let daarop.",
        "Bijvoorbeeld bij:",
        "- een visum;",
    ] or ("Paspoortnummer invullen" in " ".join(shown(one("a.html", page))))


def test_links_to_files_of_this_machine_are_inert() -> None:
    page = _page(
        f'{SENTENCE}<object data="file:///etc/passwd"></object><p><a href="file:///etc/passwd">bijlage</a></p>'
    )
    assert shown(one("a.html", page))[-1] == "bijlage"
