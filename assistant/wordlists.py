"""Dutch and English words that say little about what a question is about.

ASKING words say what is asked, not what about: with them left out, "Wat is er gezegd over X?" is about X alone.
LIGHT words have some meaning of their own, but an answer has or lacks them by chance (common verbs, measures,
the sort of thing that is asked for); they weigh a third, as do FRAME words. PARTICLES belong to a verb that stands
before them.
"""

from __future__ import annotations

from vectorstore.language.lists import listed
from vectorstore.language.words import STOP_WORDS

ASKING = (
    frozenset(
        listed("""
        wat wie waar wanneer waarom hoe hoelang hoeveel welk welke waarover waarvoor waarmee waarvan waarin waarop
        waardoor hoezo is er zijn was waren wordt worden werd werden ben bent heeft heb hebt hebben had hadden
        kan kun kunnen kon konden zal zullen zou zouden gaat gaan ging gingen doet doen deed deden gedaan moet
        moeten moest moesten mag mogen mocht wil willen laat laten staat staan stond stonden staande komt komen
        kwam kwamen blijft blijven bleef geworden geweest de het een en of in op aan van voor met bij tot te ten
        ter om uit over door naar als dat die dit deze daar daarover ook nog al dan toch maar niet geen wel zo
        zich hun hen hem haar zij ze hij ik je jij jullie u wij we me mij mijn uw ons onze iets alles iemand men
        mee toe af per sinds na tijdens volgens omtrent inzake rond tegen tussen onder mede gezegd zeggen zegt
        zei zeiden vermeld vermeldt genoemd noem noemt noemde geef geeft gaf vertel vertelt vertellen graag even
        precies exact eigenlijk nu nou eens laatste vorige volgende eerste aangaande betreffende daarin daarbij
        verslag verslagen rapport rapporten document documenten tekst besproken gesproken onderwerp onderwerpen
        stand zaken zit zitten vat samen samenvatting samenvatten kort opsomming overzicht lijst betreft sprake
        reeds inmiddels ooit steeds al alweer recent onlangs momenteel officieel daadwerkelijk already still yet ever
        again recently currently officially actually
        hoofdpunten kernpunten hoofdlijnen highlights key main
        vanuit zeg zeggend mijzelf mezelf jezelf uzelf zichzelf onszelf hemzelf haarzelf myself yourself himself
        herself itself ourselves themselves
        what who whom whose where when why how which is are was were be been being am do does did done
        has have had can could will would shall should may might must the a an and or in on at to of for with by
        from about into over as that this these those there it its they them their he she his her him i you we
        us our your my me any some not no also too than said say says saying tell told mention mentioned
        mentions give gives list name show report reports document documents minutes regarding concerning much
        many long often exactly please last previous latest next first during according summary summarise
        summarize discussed discuss talked talk overview
        """)
    )
    | STOP_WORDS["nl"]
    | STOP_WORDS["en"]
)

LIGHT = frozenset(
    listed("""
    send sends sent kost kostte kosten kostten gekost prijs duurt duurde duren cost costs price lasts lasted waard worth
    nieuw nieuwe groot grote belangrijk belangrijke extra totaal totale verder eerder later huidige komende
    komend jaar jaren maand maanden week dag dagen keer aantal deel manier vraag antwoord mensen zaak plan
    plek moment geld bedrag bedragen euro miljoen miljard percentage procent datum land landen persoon
    personen plaats locatie reden kamerstuk kamerstukken voetnoot voetnoten dossier stuk naam namen woord
    woorden punt punten hoog hoogte groei draagt dragen droeg krijgt krijgen kreeg kregen maakt maken maakte
    maakten neemt nemen nam namen brengt brengen bracht houdt houden hield vindt vinden vond vonden ziet
    zien zag zagen vraagt vragen vroeg vroegen stelt stellen stelde betekent betekenen inhoudt gebeurt
    gebeurd gebeuren gebeurde denkt denken dacht wilde wilden geldt gelden loopt lopen liep ligt liggen lag
    zet zetten zette legt leggen legde valt vallen viel trekt trekken trok leidt leiden leidde werkt werken
    werkte begint beginnen begon helpt helpen hielp hoort horen hoorde kent kennen kende kiest kiezen koos
    leest lezen las levert leveren leverde bereikt bereiken bereikte steekt steken stak stuurt sturen
    stuurde verwijst verwezen verwijzen verwees bestaat bestaan bestond beschikt beschikbaar vrij
    uitgetrokken uitgegeven ingezet bedoeld nodig gegeven gehad gemaakt genomen gesteld gevraagd gevonden
    gezien gehouden gebracht gestuurd gezet gelegd gegaan gekomen gebleven verandert veranderd veranderde
    gewijzigd verschil verschillen vergadering vergaderingen bijeenkomst bijeenkomsten overleg plaatsvond
    plaatsvinden plaatsgevonden meeting meetings session sessions held hold holds take takes took taken
    place happen happens happened get gets got make makes made want wants wanted think thinks thought new
    total current coming year years month months week weeks day days number part way people person thing
    things mean means meant money amount amounts million billion percent percentage date country countries
    reason footnote paper papers point points word words put puts bring brings brought keep keeps kept find
    finds found see sees saw seen ask asks asked set sets call called give gave given need needs needed
    refer refers referred change changes changed go goes went gone come comes came stay stays work works
    worked
    """)
)

# Words for what people do in a meeting, and for the sort of thing that is asked after: a text about "de bezwaren van X"
# or "what X thought of it" has the bezwaren and the thought without these words.
FRAME = frozenset(
    listed("""
    vond vindt vinden dacht denkt denken meende meent menen reageerde reageert reageren reactie reacties antwoordde
    antwoordt antwoorden stelde stelt suggereerde suggereert adviseerde adviseert raadde verklaarde verklaart legde
    uitleg benadrukte benadrukt merkte merkt opmerking opmerkingen opmerkte betoogde betoogt noemen besprak bespraken
    bespreken bespreking discussie discussies debat debatten gesprek mening meningen opvatting opvattingen oordeel
    standpunt standpunten houding visie kwestie kwesties probleem problemen moeilijkheid moeilijkheden uitdaging
    uitdagingen oplossing oplossingen maatregel maatregelen redenen bezwaar bezwaren zorg zorgen kritiek argument
    argumenten voordeel voordelen nadeel nadelen gevolg gevolgen les lessen situatie toestand aanpak achtergrond
    doel doelen soort soorten invloed rol mogelijk mogelijkheid mogelijkheden manieren verwachting verwachtingen
    state stated states suggest suggested suggests respond responded responds response react reacted reaction answer
    answered answers explain explained explains elaborate elaborated elaborates comment commented comments believe
    believed believes consider considered considers describe described recommend recommended propose proposed argue
    argued agree agreed disagree disagreed express expressed raise raised emphasise emphasize emphasised emphasized
    debate debates discussion discussions discuss questioning opinion opinions view views attitude attitudes thoughts
    issue issues problem problems difficulty difficulties challenge challenges solution solutions measure measures
    reasons concern concerns concerned criticism argument arguments advantage advantages disadvantage disadvantages
    consequence consequences lesson lessons situation approach approaches background aim aims kind kinds sort role
    ways face faced faces group related possible expectation expectations
    """)
)

PARTICLES = frozenset(
    listed("aan achter af bij bijeen binnen door in mee na neer om onder op over samen toe uit vast voor weg")
)

# Words of headings that every meeting has: a heading of nothing else says nothing of what was discussed.
ROUTINE = (
    frozenset(
        listed("""
        opening openen openingswoord welkom welkomstwoord introductie inleiding voorstelronde kennismaking
        kennismaken voorstellen rondje mededeling mededelingen mededelen rondvraag sluiting afsluiting afronding
        slot wvttk ter tafel komt agenda agendapunt agendapunten agendering dagorde presentielijst aanwezig
        aanwezigen aanwezigheid afwezig afwezigen afwezigheid afmelding afmeldingen deelnemers deelnemer
        genodigden leden gasten vaststelling vaststellen vastgesteld goedkeuring goedkeuren bespreking bespreken
        terugkoppeling terugblik vooruitblik verslag verslagen notulen besluitenlijst actielijst actielijsten
        actiepunt actiepunten actie acties besluit besluiten afspraak afspraken toezeggingen openstaande lopende
        volgende vorige vergadering vergaderingen bijeenkomst bijeenkomsten overleg overleggen vergaderdata data
        datum planning tijd tijdstip locatie plaats voorzitter notulist secretaris ingekomen stukken stuk post
        bijlage bijlagen diversen overig overige overigen onderwerp onderwerpen punt punten varia inhoud
        inhoudsopgave colofon distributie verzendlijst aan van cc betreft contact contactpersoon versie status
        samenvatting conclusie conclusies context achtergrond doel toelichting algemeen discussie vragen vraag
        antwoord antwoorden presentatie presentaties pauze lunch borrel uitwerking resultaat resultaten stand
        zaken voortgang vervolg vervolgstappen vervolgafspraken stappen tot eerste tweede derde werkgroep
        stuurgroep lijst overzicht geagendeerd mogelijk mogelijke concept definitief volgend pakken oppakken
        activiteiten rest jaar werkgroepen kort korte programma dag ochtend middag wat verder welcome
        introduction introductions apologies absence attendance attendees attending present absent participants
        members guests minutes adoption adopt adopted approval approve approved items item action actions list
        decisions decision announcements announcement any other business aob closing closure close closed
        adjournment next previous last meeting meetings date dates time place venue location chair secretary
        annex annexes appendix miscellaneous topics topic subjects matters arising summary conclusion
        conclusions background purpose general discussion questions question answers break notes contents update
        updates round table call order remarks housekeeping follow up steps outcome outcomes report reports
        documents readout
        """)
    )
    | STOP_WORDS["nl"]
    | STOP_WORDS["en"]
)

# The nouns by which a body goes, with their article; of others the reports themselves must show it.
BODIES = {
    "de": frozenset(
        listed("""
        stuurgroep werkgroep projectgroep programmagroep klankbordgroep kerngroep adviesgroep taskforce task
        raad commissie vaste directie afdeling kamer gemeenteraad ministerraad alliantie unie denktank denkgroep
        kopgroep
        """)
    ),
    "het": frozenset(listed("overleg bestuur college platform kennisplatform comite directieoverleg team")),
}
