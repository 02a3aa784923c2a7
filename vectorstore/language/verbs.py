"""Verbs whose forms a stemmer can't bring together: "verving" is of vervangen, "chose" of choose.

A line gives the infinitive and its other forms. Forms of compounds follow from their last part: be-sloot, toe-ge-zegd.
Past plurals that are also the plurals of nouns are left out: uitgaven, afspraken, bijlagen, opnamen.
"""

from __future__ import annotations

from functools import cache

from vectorstore.language.lists import listed

_DUTCH = """
bidden bad gebeden|bieden bood boden geboden|binden bond bonden gebonden|blijven bleef bleven gebleven
breken brak gebroken|brengen bracht brachten gebracht|buigen boog bogen gebogen|denken dacht dachten gedacht
dienen diende dienden gediend|doen deed deden gedaan|dragen droeg droegen gedragen|drijven dreef dreven gedreven
dringen drong drongen gedrongen|gaan ging gingen gegaan|gelden gold golden gegolden|geven gaf gegeven
gieten goot goten gegoten|graven groef groeven gegraven|grijpen greep grepen gegrepen|hangen hing hingen gehangen
heffen hief hieven geheven|helpen hielp hielpen geholpen|houden hield hielden gehouden|kiezen koos kozen gekozen
kijken keek keken gekeken|komen kwam kwamen gekomen|kopen kocht kochten gekocht|krijgen kreeg kregen gekregen
laten liet lieten gelaten|leggen legde legden gelegd|leiden leidde leidden geleid|leveren leverde leverden geleverd
lezen las lazen gelezen|liggen lag gelegen|lopen liep liepen gelopen|maken maakte maakten gemaakt
melden meldde meldden gemeld|meten mat maten gemeten|nemen nam genomen|pakken pakte pakten gepakt
passen paste pasten gepast|richten richtte richtten gericht|rijden reed reden gereden|roepen riep riepen geroepen
scheiden scheidde scheidden gescheiden|schenken schonk schonken geschonken|schieten schoot schoten geschoten
schrijven schreef schreven geschreven|schuiven schoof schoven geschoven|slaan sloeg sloegen geslagen
sluiten sloot sloten gesloten|snijden sneed sneden gesneden|spreken sprak gesproken
springen sprong sprongen gesprongen|staan stond stonden gestaan|steken stak staken gestoken
stellen stelde stelden gesteld|sterven stierf stierven gestorven|stijgen steeg stegen gestegen
strijden streed streden gestreden
treden trad traden getreden|treffen trof troffen getroffen|trekken trok trokken getrokken|vallen viel vielen gevallen
vangen ving vingen gevangen|vechten vocht vochten gevochten|vinden vond vonden gevonden
vliegen vloog vlogen gevlogen|voeren voerde voerden gevoerd|vragen vroeg vroegen gevraagd|wegen woog wogen gewogen
werken werkte werkten gewerkt|werpen wierp wierpen geworpen|werven wierf wierven geworven|weten wist wisten geweten
wijken week weken geweken|wijzen wees wezen gewezen|winnen won wonnen gewonnen|zeggen zei zeiden zegde zegden gezegd
zenden zond zonden gezonden|zetten zette zetten gezet|zien zag gezien|zijgen zeeg zegen gezegen
zinken zonk zonken gezonken|zitten zat zaten gezeten|zoeken zocht zochten gezocht|zwijgen zweeg zwegen gezwegen
kondigen kondigde kondigden gekondigd|breiden breidde breidden gebreid|bouwen bouwde bouwden gebouwd
delen deelde deelden gedeeld|halen haalde haalden gehaald|lijden leed leden geleden
blijken bleek bleken gebleken|lijken leek leken geleken|schijnen scheen schenen geschenen|glijden gleed gleden gegleden
"""
# Bare, these are more often another word; with a prefix ("besloot", "verbond") they are the verb's.
_BARE_OTHERWISE = frozenset(
    listed("""
bad baden week hing band bond bonden boden las mat maten reden scheiden sloot stak staken vocht voer voeren
was waren weken wees wezen won zegen geleden gebeden gelegen gelaten varen wegen passen
bracht gezien gegeven geboden golden leden leek
""")
)
_PREFIXES = tuple(
    listed("""
aaneen achteruit bijeen binnen samen tegen terug toe uiteen vooruit voorbij vooraf onder over voor door mede mee aan
af be bij er ge her in na neer om ont op open uit ver vol vast weg
""")
)
_ENGLISH = """
arise arose arisen|become became|begin began begun|break broke broken|bring brought|build built|buy bought
choose chose chosen|come came|deal dealt|draw drew drawn|drive drove driven|fall fell fallen|fight fought|find found
forbid forbade forbidden|forget forgot forgotten|freeze froze frozen|get got gotten|give gave given|go went gone
grow grew grown|hold held|keep kept|know knew known|lay laid|lead led|leave left|lend lent|lose lost|make made|meet met
pay paid|ride rode ridden|rise rose risen|run ran|say said|see saw seen|seek sought|sell sold|send sent|set|shake shook
shrink shrank shrunk|sink sank sunk|speak spoke spoken|spend spent|stand stood|steal stole stolen|strike struck
swear swore sworn|take took taken|teach taught|tell told|think thought|throw threw thrown|undertake undertook undertaken
understand understood|withdraw withdrew withdrawn|win won|write wrote written|withhold withheld|withstand withstood
overtake overtook overtaken|oversee oversaw overseen|forgo forwent forgone|uphold upheld|rebuild rebuilt
"""


def infinitive(word: str, language: str) -> str:
    """The infinitive of a folded word that is a form of such a verb; else the word itself."""
    if language == "en":
        return _forms(_ENGLISH).get(word, word)
    forms = _dutch_forms()
    if word in forms and word not in _BARE_OTHERWISE:
        return forms[word]
    for prefix in _PREFIXES:
        rest = word[len(prefix) :]
        if word.startswith(prefix) and rest in forms:
            return prefix + forms[rest]
    return word


@cache
def _forms(table: str) -> dict[str, str]:
    lines = [line.split() for line in table.replace("\n", "|").split("|") if line.strip()]
    return {form: line[0] for line in lines for form in line[1:]}


@cache
def _dutch_forms() -> dict[str, str]:
    """The forms, and the participles without ge-, as they follow an inseparable prefix: be-sproken."""
    forms = _forms(_DUTCH)
    bare = {form[2:]: verb for form, verb in forms.items() if form.startswith("ge") and len(form) > 5}
    return {**bare, **forms}
