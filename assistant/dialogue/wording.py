"""The closed sets of words by which a question leans on an earlier one, in Dutch and English."""

from __future__ import annotations

import re

from vectorstore.language.lists import listed

QUESTION_WORDS = frozenset(
    listed("""
    wat wie waar wanneer waarom hoe hoeveel welk welke hoelang hoezo waarover waarvoor waarmee waarvan waarin waarop
    waardoor waartoe what who whom whose where when why how which
    """)
)
LEADS = frozenset(listed("en and maar but dus so ok oke okay"))
"""What a question may begin with that says only that it goes on."""
TAILS = frozenset(listed("dan then precies exactly ook too eigenlijk nou nu graag please alsjeblieft aub"))
THANKS = re.compile(
    r"^\s*(?:(?:ok[eé]?|okay|dank\s?(?:je|u)(?:\s?wel)?|bedankt|thanks|thank you|goed|prima|duidelijk|helder|fijn|"
    r"great|right|fine|good|top|mooi|sorry|ja|yes|nee|no)\s*[.,!;:]+\s*)+(?=\S)",
    re.IGNORECASE,
)

AUXILIARIES = frozenset(
    listed("""
    is was zijn waren wordt worden werd werden heeft hebben had hadden kan kunnen kon konden zal zullen zou zouden moet
    moeten moest moesten mag mogen mocht wil willen wilde gaat gaan ging gingen doet doen deed deden komt komen kwam
    kwamen blijft blijven bleef staat staan stond krijgt krijgen kreeg are were be been has have do does did can could
    will would shall should may might must
    """)
)
MODALS = frozenset(
    listed("""
    moet moeten moest kan kunnen kon zal zullen zou gaat gaan wil willen mag mogen ging will would should can
    could must
    """)
)
COPULAS = frozenset(listed("is was zijn waren wordt werd are were be blijft lijkt"))
# Verbs of telling and thinking: "dat" or "that" behind one begins what is told, unless nothing follows.
TELLING = frozenset(
    listed("""
    zei zegt zeggen zeiden gezegd stelde stelt vond vindt vinden vonden denkt dacht denken meldt meldde beweerde
    beweert verklaarde betekent betekende klopt klopte hoorde wist weet meent meende besloot besloten blijkt bleek
    hoopt hoopte verwacht verwachtte said say says think thinks thought believe believes claimed claim mean means meant
    know knows decided reported stated suggested suggest agreed agree argued hope expect expected confirm confirmed
    """)
)
VERBS = (
    AUXILIARIES
    | TELLING
    | frozenset(
        listed("""
    kost kostte kosten duurt duurde duren geldt gelden gold heet begint begon beginnen eindigt gebeurt gebeurde
    gebeuren werkt werken werkte betaalt betalen betaalde regelt regelen regelde maakt maken maakte geeft geven
    gaf gaven neemt nemen nam namen leidt leiden leidde loopt lopen liep ligt lag zit zat bood biedt bieden
    vraagt vroeg vragen stelt stelde stelden stemt stemde stemmen stemden steunt steunde zegde zeggen levert
    leverde leveren speelt besprak bespreken opent opende sluit sloot volgt volgde bestaat bestaan bestond
    bedraagt bedroeg bedragen verandert veranderde ontstaat viel vielen valt koos kiest kiezen kiezen brengt
    bracht houdt hield organiseert treedt trad treden vertrekt kocht koopt schrijft schreef tekende tekenden
    ondertekende ondertekenden reageerde reageert voert uitvoeren doet klaar nodig gereed cost costs last lasts
    lasted work works worked happen happens happened pay pays paid take takes took make makes made give gives
    gave get gets got start starts started begin begins began end ends ended decide decides agree agrees fail
    fails failed receive receives received announce announces announced approve approves reject rejects postpone
    discuss discusses contribute provide provides provided publish replace join joins joined ask asks asked
    respond react telt telde tellen meet meten kondigt presenteert presenteerde verhoogt verhoogde daalt daalde
    stijgt steeg groeit groeide bereikt bevat ontving ontvangt draagt droeg ontbreekt verliep vervangt vervangen
    bouwt bouwde bewaakt bewaken bestelt bestelde huurt huurde draait draaide eist propose proposed support
    supported supports pledge pledged apply applies applied vote voted chose choose leads led bring brought
    become becomes became ready
    """)
    )
)
MEETING = frozenset(
    listed("""
    vergadering vergaderingen bijeenkomst bijeenkomsten overleg verslag verslagen notulen zitting sessie raad top
    rapport meeting meetings session report reports minutes summit document
    """)
)
# What every meeting has: a question of nothing else is about a meeting that was named before.
OF_A_MEETING = MEETING | frozenset(
    listed("""
    aanwezig aanwezigen afwezig afwezigen deelnemers deelnemer voorzitter notulist notuleerde notuleert voorzat zat voor
    besloten besluit besluiten afgesproken afspraken besproken acties actiepunten actielijst agenda agendapunten
    locatie plaats datum begon sloot geopend gesloten verhinderd afgemeld present absent attended attendees apologies
    chair chaired decided decisions decision agreed actions items venue place adjourned discussed minutes took
    volgende next
    """)
)
DETERMINERS = frozenset(listed("de het een deze dit die the a an these those dezelfde hetzelfde"))
ARTICLES = frozenset(listed("de het een the a an"))
DEMONSTRATIVES = frozenset(listed("dat dit die deze that this those these"))
# Nouns that need an earlier question to say which: "dat besluit".
GENERAL_NOUNS = frozenset(
    listed("""
    besluit besluiten voorstel voorstellen plan plannen bedrag bedragen onderwerp onderwerpen punt idee maatregel
    maatregelen actie acties project projecten afspraak afspraken keuze kosten bezwaar bezwaren decision decisions
    proposal proposals plan plans amount amounts topic subject idea measure measures action actions project projects
    choice costs objection objections agreement
    """)
)
PERSONS = frozenset(listed("hij zij ze hem he she him her they them hen"))
# A clause's subject in one word: "dat" or "toen" before one opens the clause.
OPENS_A_CLAUSE = frozenset(listed("er het hij zij ze we wij men je u ik there he she it they you"))
# Words that act in a meeting without being what it is about.
ACTORS = frozenset(
    listed("""
    stuurgroep werkgroep projectgroep commissie bestuur college kabinet minister ministers staatssecretaris voorzitter
    secretaris notulist commissaris secretaris-generaal raad kamer team directie leden lidstaten landen bondgenoten
    regering committee board chair chairman secretary government council members group steering states allies ministers
    programmamanager projectleider vergadering bijeenkomst verslag overleg meeting report minutes
    """)
)
# What one can be at a meeting, and hold there: one of a row is asked after instead of another.
OF_ONE_SORT = (
    frozenset(listed("aanwezig afwezig verhinderd afgemeld")),
    frozenset(listed("present absent")),
    frozenset(listed("voorzitter notulist secretaris vervanger")),
    frozenset(listed("chair secretary minute-taker")),
    frozenset(listed("besloten besproken afgesproken toegezegd")),
    frozenset(listed("decided discussed agreed promised")),
)
ROLES = re.compile(
    r"\b(?:minister-president|minister|staatssecretaris|secretaris-generaal|secretaris|commissaris|voorzitter|notulist|"
    r"programmamanager|projectleider|directeur|dijkgraaf|wethouder|burgemeester|secretary general|secretary-general|"
    r"secretary|chair(?:man|woman|person)?|commissioner|director|programme manager|mayor)\b",
    re.IGNORECASE,
)
PREPOSITIONS = frozenset(
    listed("""
    van voor over met bij in op aan uit tegen door naar om onder tussen tot rond of for about with on to by at from
    against into regarding
    """)
)
# A word that ends what is said about a thing: what comes after is on what occasion, or another clause.
BREAKS = frozenset(
    listed("""
    volgens tijdens sinds als omdat toen doordat zodat terwijl wanneer gedurende according during because when
    while since if later eerder earlier live above nog ook al dan er there precies exactly eigenlijk graag niet
    not zich toe vast hij zij ze he she they it
    """)
)
PARTICLES_AT_END = frozenset(
    listed("toe vast af op aan mee uit in over voor bij door weg om klaar nodig gereed ready")
)
# Strong participles ("genomen") are in the table of verbs; these nouns look like weak ones.
_NO_PARTICIPLES = (
    "beleid|besluit|bericht|bestand|bewind|bezit|belet|gebied|geluid|gezicht|gerecht|gewicht|geweld|gemoed|"
    "verband|verbod|verzet|verstand|verdriet|herfst|overheid|gemeente"
)
PARTICIPLE = re.compile(
    rf"(?!(?:{_NO_PARTICIPLES})\b)(?:"
    r"(?:aan|af|bij|in|mee|na|om|op|over|toe|uit|vast|voor|weg|goed|door|terug|bekend)?ge\w{3,}[dt]|"
    r"(?:be|ver|ont|her)\w{3,}[dt]|\w{3,}ed)"
)
