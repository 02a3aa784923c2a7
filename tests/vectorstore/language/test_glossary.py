"""What means the same is found across Dutch and English, and what means the opposite is kept apart."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from vectorstore.language.glossary import concepts, entries, phrases_in, same_concept, translations
from vectorstore.language.words import STOP_WORDS, fold

PROJECT = Path(__file__).resolve().parents[3]

SAME = """
    vergadering meeting | bijeenkomst vergadering | aanwezigen attended | deelnemers participants | afmelding
    apologies afwezig absent | notulist rapporteur | voorzitter chair | actiepunt action | gereed deadline |
    besluiten decided agendapunt agenda-item | rondvraag aob | benadrukte stressed | opgeroepen urged |
    verwelkomde welcomed toegezegd pledged | bijdragen contribution | bedragen amounts | uitgaven expenditure |
    begroting budget wapens weaponry | munitie ammunition | top summit | bondgenoten allies | afschrikking
    deterrence | dijken levees vluchtelingen refugees | ziekenhuizen hospitals | huisarts gp | stikstof nitrogen
    | sluizen locks | stijgt rose leverden delivered | onderwijs education | kernenergie nuclear-energy |
    invoerheffingen tariffs | vertraging delay | mijlpalen milestone gegevensuitwisseling data-sharing |
    vastgesteld adopted | uitgesteld postponed | opdrachtgever client Coördinatie co-ordination | oekraïne-steun
    support | organized organiseren | organised organiseren | politieke political | huishoudens household |
    kapitein captain | telefonisch telephone | rondleiding tours | gaf given | besloot decided | koos chosen |
    onthield abstained | onthoudt abstention | economische economic | technisch technical | ontploffing explosions |
    boten boats | vervolging prosecution | kerk church | gezien seeing | wijken neighbourhoods
"""
OPPOSITE = """
    aanwezig afwezig | present absent | besluit voorstel | decision proposal | stijging daling | increase decrease
    verhogen verlagen | invoer uitvoer | import export | voorstander tegenstander | goedkeuren afwijzen
    approved rejected | aangenomen verworpen | meerderheid minderheid | winst verlies | inkomsten uitgaven
    tekort overschot | deficit surplus | oorlog vrede | war peace | versnellen vertragen | accelerate delay
    openbaar vertrouwelijk | toetreding terugtrekking | werkgever werknemer | vraag antwoord | koop verkoop
    binnenland buitenland | hoog laag | high low | vorige volgende | previous next | opening sluiting | begin einde
    minimum maximum | versterken verzwakken | verbeteren verslechteren | veilig onveilig | zekerheid onzekerheid
    afhankelijk onafhankelijk | mogelijk onmogelijk | toestemming verbod | slagen mislukken | toevoegen verwijderen
    bevestigen ontkennen | vertrouwen wantrouwen | stabiliteit instabiliteit | opdrachtgever opdrachtnemer
    verdachte slachtoffer | nieuw oud | groot klein | snel langzaam | tijdelijk permanent | aankomst vertrek
    verplicht vrijwillig | minder minderheid | duidelijk onduidelijk | verdubbeling halvering | export importheffing
    coalitie oppositie | escalatie de-escalatie | naleven schenden | kosten opbrengsten | oorzaak gevolg
    immigratie uitzetting | actie besluit | doel resultaat | dreiging kans | minister staatssecretaris
    vriend vijand | warm koud | licht donker | sterk zwak | duur goedkoop | voordeel nadeel | positief negatief |
    optimistisch pessimistisch | schuldig onschuldig | legaal illegaal | noord zuid | links rechts | binnen buiten |
    boven beneden | vader moeder | broer zus | huren kopen | verhuurder huurder | kopers verkoper | krimp groei |
    vergeten herinneren | winnen verliezen | voldoende onvoldoende | eenzijdig wederzijds | ingang uitgang |
    friend enemy | strong weak | guilty innocent | north south | remember forget | arrive depart | rise fall |
    kind volwassene | zichtbaar onzichtbaar | overschatten onderschatten | dag nacht | geven nemen |
    miljoen miljard | leger marine | gemeente provincie | regering parlement | kolen gas | maandag dinsdag
"""


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(pair.split()[0], pair.split()[1]) for pair in text.split("|")]


def _plain(word: str) -> str:
    return fold(word).replace("-", "")


@pytest.mark.parametrize(("a", "b"), _pairs(SAME))
def test_words_with_one_meaning_share_a_concept(a: str, b: str) -> None:
    assert same_concept(a, b)
    assert same_concept(b, a)


@pytest.mark.parametrize(("a", "b"), _pairs(OPPOSITE))
def test_words_that_differ_in_meaning_share_none(a: str, b: str) -> None:
    assert concepts(a)
    assert concepts(b)
    assert not same_concept(a, b)
    assert not same_concept(b, a)


def test_no_line_holds_both_sides_of_an_opposition() -> None:
    for a, b in _pairs(OPPOSITE):
        for dutch, english in entries():
            assert not {a, b} <= {*dutch, *english}


def test_every_concept_has_clean_words_on_both_sides() -> None:
    assert len(entries()) >= 2_500
    for number, (dutch, english) in enumerate(entries()):
        for side in (dutch, english):
            assert side
            assert len(set(side)) == len(side), side
            for word in side:
                assert word, (dutch, english)
                assert word == " ".join(word.lower().split())
                assert number in concepts(word), word


def test_no_two_lines_are_the_same() -> None:
    assert len({frozenset(dutch) for dutch, _ in entries()}) == len(entries())


def test_stop_words_stand_for_nothing() -> None:
    assert not [word for words in STOP_WORDS.values() for word in words if concepts(word)]


def test_translations_go_both_ways_without_the_word_itself() -> None:
    for dutch, english in entries():
        assert set(map(_plain, english)) - {_plain(dutch[0])} <= set(
            map(_plain, translations(dutch[0], "en"))
        )
        assert set(map(_plain, dutch)) - {_plain(english[0])} <= set(
            map(_plain, translations(english[0], "nl"))
        )
    assert "summit" in translations("Top", "en")
    assert "bijeenkomst" in translations("vergadering", "nl")
    assert "vergadering" not in translations("vergadering", "nl")
    assert translations("xyzzy", "en") == ()


def test_case_accents_and_hyphens_make_no_difference() -> None:
    assert (
        concepts("defensie-uitgaven")
        == concepts("Defensieuitgaven")
        == concepts("defence spending")
        != frozenset()
    )
    assert concepts("steering-group") == concepts("steering  group") == concepts("stuurgroep")
    assert concepts("Financiën") == concepts("financien") != frozenset()


def test_a_compound_counts_as_its_last_part_when_all_parts_are_known() -> None:
    assert same_concept("klimaatdoelen", "targets")
    assert same_concept("wapenleveranties", "deliveries")
    assert same_concept("NAVO-top", "summits")
    assert not same_concept("klimaatdoelen", "climate")
    for name in ("Duitsland", "Gelderland", "Rotterdam", "verstand"):
        assert not concepts(name), name


@pytest.mark.parametrize("word", ["niet-deelnemers", "non-members", "save-the-date-dag", "hoog-over"])
def test_a_hyphen_does_not_make_every_word_a_compound(word: str) -> None:
    assert not concepts(word)


def test_a_language_settles_what_a_word_is() -> None:
    assert same_concept("kind", "child")
    assert concepts("kind", "nl") != concepts("kind", "en")
    assert not concepts("kind", "nl") & concepts("type", "en")


def test_one_stem_is_not_enough() -> None:
    for a, b in (
        ("closely", "closing"),
        ("mens", "mening"),
        ("weten", "wet"),
        ("openbare", "opening"),
        ("planten", "plan"),
    ):
        assert not same_concept(a, b)


def test_phrases_are_found_where_they_stand() -> None:
    text = (
        "Bericht van verhindering: de heer Smit. The steering\ngroups took note of it; zij sprak af te komen."
    )
    found = {text[start:end]: entries()[concept] for start, end, concept in phrases_in(text)}
    assert list(found) == ["Bericht van verhindering", "steering\ngroups", "took note", "sprak af"]
    assert "absent" in found["Bericht van verhindering"][1]
    assert "afspraak" in found["sprak af"][0]


def test_a_phrase_does_not_run_over_punctuation() -> None:
    assert phrases_in("They met in the air. Force was not used; member, states.") == []


def test_the_longest_phrase_wins() -> None:
    text = "de minister van buitenlandse zaken"
    assert [text[start:end] for start, end, _ in phrases_in(text)] == ["minister van buitenlandse zaken"]


def test_a_known_word_is_looked_up_in_microseconds() -> None:
    same_concept("toegezegd", "pledged")
    start = time.perf_counter()
    for _ in range(10_000):
        same_concept("toegezegd", "pledged")
    assert (time.perf_counter() - start) / 10_000 < 20e-6  # 0.5 on a quiet machine


def test_the_data_is_read_at_the_first_question_and_quickly() -> None:
    code = (
        "import time; from vectorstore.language import glossary; start = time.perf_counter(); "
        "glossary.entries(); print(time.perf_counter() - start)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    assert 0.001 < float(run.stdout) < 0.15  # 0.023 with 2,720 concepts
