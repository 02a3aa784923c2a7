"""Mails and what is attached to them."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage

from tests.ingest.readers import make
from tests.ingest.readers.read import one, parts, shown


def _mail(body: str = "Bijgaand het verslag van gisteren.") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Sanne Wiersma <sanne@a.example>"
    mail["To"] = "stuurgroep@a.example"
    mail["Subject"] = "Verslag stuurgroep, één correctie"
    mail["Date"] = "Tue, 16 Dec 2025 09:42:00 +0100"
    mail.set_content(body)
    return mail


def test_header_lines_come_first() -> None:
    parsed = one("a.eml", _mail().as_bytes())
    assert parsed.title == "Verslag stuurgroep, één correctie"
    assert parsed.date == date(2025, 12, 16)
    assert shown(parsed) == [
        "# Verslag stuurgroep, één correctie",
        "| From: Sanne Wiersma <sanne@a.example>",
        "| To: stuurgroep@a.example",
        "| Date: Tue, 16 Dec 2025 09:42:00 +0100",
        "Bijgaand het verslag van gisteren.",
    ]


def test_plain_version_is_preferred_and_html_read_where_it_is_alone() -> None:
    both = _mail("De platte tekst van de mail.")
    both.add_alternative("<p>De opgemaakte tekst.</p>", subtype="html")
    assert shown(one("a.eml", both.as_bytes()))[-1] == "De platte tekst van de mail."
    html = _mail()
    html.set_content("<p>De <b>opgemaakte</b> tekst.</p><p hidden>geheim</p>", subtype="html")
    assert shown(one("a.eml", html.as_bytes()))[-1] == "De opgemaakte tekst."


def test_attachments_are_reports_of_their_own_with_their_bytes() -> None:
    mail = _mail()
    document = make.by_pandoc("# Verslag\n\nDe norm geldt.\n", "docx")
    mail.add_attachment(document, maintype="application", subtype="octet-stream", filename="verslag één.docx")
    mail.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="logo.png")
    mail.add_attachment(b"MZ\x90", maintype="application", subtype="octet-stream", filename="verslag.pdf")
    letter, attached = parts("a.eml", mail.as_bytes())
    assert (letter.name, letter.original) == ("", None)
    assert (attached.name, attached.original) == ("verslag één.docx", document)
    assert shown(attached.parsed) == ["# Verslag", "De norm geldt."]
    assert letter.parsed.warnings == (
        "attachment 'verslag.pdf' was left out: it is a program, whatever its name says",
    )


def test_enclosed_mail_is_a_report_with_its_own_attachments() -> None:
    inner = _mail("De doorgestuurde mail.")
    inner.add_attachment("Een bijlage als tekst.", filename="bijlage.txt")
    outer = _mail("Zie onder.")
    outer.add_attachment(inner)
    names = [part.name for part in parts("a.eml", outer.as_bytes())]
    assert names == [
        "",
        "Verslag stuurgroep, één correctie.eml",
        "Verslag stuurgroep, één correctie.eml!bijlage.txt",
    ]


def test_mails_in_mails_end() -> None:
    mail = _mail("De binnenste mail.")
    for _ in range(12):
        outer = _mail("Een mail eromheen.")
        outer.add_attachment(mail)
        mail = outer
    found = parts("a.eml", mail.as_bytes())
    assert len(found) == 5
    assert "more than 5 deep" in found[-1].parsed.warnings[0]


def test_two_attachments_of_one_name_are_told_apart() -> None:
    mail = _mail()
    mail.add_attachment("Het eerste stuk.", filename="stuk.txt")
    mail.add_attachment("Het tweede stuk.", filename="../../stuk.txt")
    assert [part.name for part in parts("a.eml", mail.as_bytes())] == ["", "stuk.txt", "2 stuk.txt"]


def test_unknown_and_wrong_charsets_are_read() -> None:
    head = b"From: a@b.nl\nTo: c@d.nl\nSubject: =?x-unknown?q?=E9?= verslag\nContent-Type: text/plain; charset=kapot\n"
    data = head + b"\nHet caf\xe9 is dicht.\n"
    assert shown(one("a.eml", data))[-1] == "Het café is dicht."


def test_damaged_mail_is_still_read() -> None:
    head = b"From: a@b.nl\nDate: gisteren ongeveer\nContent-Type: multipart/mixed; boundary=x\n"
    data = head + b"\n--x\n\nDe tekst van de mail.\n"
    parsed = one("a.eml", data)
    assert parsed.date is None
    assert shown(parsed)[-1] == "De tekst van de mail."
