"""Countries, organisations and places under their Dutch and English names, each with one code.

A line reads `code: names`; every name stands there in each form that occurs (country, adjective, inhabitants). An
indented line goes on with the one above.
"""

from __future__ import annotations

COUNTRIES = """
NL: Nederland, Nederlands, Nederlandse, Nederlander, Nederlanders, Netherlands, The Netherlands, Holland,
  Dutch
BE: België, Belgisch, Belgische, Belg, Belgen, Belgium, Belgian, Belgians
LU: Luxemburg, Luxemburgs, Luxemburgse, Luxemburger, Luxemburgers, Luxembourg, Luxembourgish
DE: Duitsland, Duits, Duitse, Duitser, Duitsers, Germany, German, Germans, Bondsrepubliek
FR: Frankrijk, Frans, Franse, Fransman, Fransen, France, French
GB: Verenigd Koninkrijk, VK, Groot-Brittannië, Brits, Britse, Brit, Britten, United Kingdom, UK, U.K.,
  Great Britain, Britain, British, Engeland, Engels, Engelse, Engelsen, England, English, Schotland,
  Schots, Schotse, Scotland, Scottish, Wales, Welsh
IE: Ierland, Iers, Ierse, Ier, Ieren, Ireland, Irish
IS: IJsland, IJslands, IJslandse, IJslander, IJslanders, Iceland, Icelandic, Icelanders
NO: Noorwegen, Noors, Noorse, Noor, Noren, Norway, Norwegian, Norwegians
SE: Zweden, Zweeds, Zweedse, Zweed, Sweden, Swedish, Swede, Swedes
FI: Finland, Fins, Finse, Fin, Finnen, Finnish, Finn, Finns
DK: Denemarken, Deens, Deense, Deen, Denen, Denmark, Danish, Dane, Danes
GL: Groenland, Groenlands, Groenlandse, Groenlanders, Greenland, Greenlandic
EE: Estland, Ests, Estse, Est, Esten, Estisch, Estische, Estonia, Estonian, Estonians
LV: Letland, Lets, Letse, Let, Letten, Latvia, Latvian, Latvians
LT: Litouwen, Litouws, Litouwse, Litouwer, Litouwers, Lithuania, Lithuanian, Lithuanians
PL: Polen, Pools, Poolse, Pool, Poland, Polish, Pole, Poles
CZ: Tsjechië, Tsjechisch, Tsjechische, Tsjech, Tsjechen, Czechia, Czech Republic, Czech, Czechs
SK: Slowakije, Slowaaks, Slowaakse, Slowaak, Slowaken, Slovakia, Slovak, Slovaks
HU: Hongarije, Hongaars, Hongaarse, Hongaar, Hongaren, Hungary, Hungarian, Hungarians
AT: Oostenrijk, Oostenrijks, Oostenrijkse, Oostenrijker, Oostenrijkers, Austria, Austrian, Austrians
CH: Zwitserland, Zwitsers, Zwitserse, Zwitser, Switzerland, Swiss
LI: Liechtenstein, Liechtensteins, Liechtensteinse
IT: Italië, Italiaans, Italiaanse, Italiaan, Italianen, Italy, Italian, Italians
ES: Spanje, Spaans, Spaanse, Spanjaard, Spanjaarden, Spain, Spanish, Spaniards
PT: Portugal, Portugees, Portugese, Portugezen, Portuguese
GR: Griekenland, Grieks, Griekse, Griek, Grieken, Greece, Greek, Greeks
CY: Cyprus, Cypriotisch, Cypriotische, Cyprioten, Cypriot, Cypriots
MT: Malta, Maltees, Maltese, Maltezers
SI: Slovenië, Sloveens, Sloveense, Sloveen, Slovenen, Slovenia, Slovenian, Slovenians
HR: Kroatië, Kroatisch, Kroatische, Kroaat, Kroaten, Croatia, Croatian, Croats, Croatians
RO: Roemenië, Roemeens, Roemeense, Roemeen, Roemenen, Romania, Romanian, Romanians
BG: Bulgarije, Bulgaars, Bulgaarse, Bulgaar, Bulgaren, Bulgaria, Bulgarian, Bulgarians
AL: Albanië, Albanees, Albanese, Albanezen, Albania, Albanian, Albanians
MK: Noord-Macedonië, Macedonië, Noord-Macedonisch, Noord-Macedonische, Macedonisch, Macedonische, North
  Macedonia, Macedonia, Macedonian, North Macedonian
ME: Montenegro, Montenegrijns, Montenegrijnse, Montenegrin
RS: Servië, Servisch, Servische, Serviër, Serviërs, Serven, Serbia, Serbian, Serbs
XK: Kosovo, Kosovaars, Kosovaarse, Kosovaren, Kosovar
BA: Bosnië, Bosnië-Herzegovina, Bosnië en Herzegovina, Bosnisch, Bosnische, Bosniërs, Bosnia, Bosnia and
  Herzegovina, Bosnia-Herzegovina, Bosnian
MD: Moldavië, Moldavisch, Moldavische, Moldova, Moldovan, Moldovans
UA: Oekraïne, Oekraïens, Oekraïense, Oekraïner, Oekraïners, Ukraine, Ukrainian, Ukrainians
BY: Belarus, Belarussisch, Belarussische, Wit-Rusland, Wit-Russisch, Wit-Russische, Belarusian, Belarusians
RU: Rusland, Russisch, Russische, Rus, Russen, Russische Federatie, Russia, Russian, Russians, Russian
  Federation, Kremlin, Sovjet-Unie, Soviet Union
GE: Georgië, Georgisch, Georgische, Georgiërs, Georgia, Georgian, Georgians
AM: Armenië, Armeens, Armeense, Armeniërs, Armenia, Armenian, Armenians
AZ: Azerbeidzjan, Azerbeidzjaans, Azerbeidzjaanse, Azeri, Azerbaijan, Azerbaijani
TR: Turkije, Turks, Turkse, Turk, Turken, Turkey, Türkiye, Turkish
US: Verenigde Staten, VS, V.S., Amerika, Amerikaans, Amerikaanse, Amerikaan, Amerikanen, United States,
  United States of America, USA, U.S., U.S.A., America, American, Americans
CA: Canada, Canadees, Canadese, Canadezen, Canadian, Canadians
MX: Mexico, Mexicaans, Mexicaanse, Mexicanen, Mexican, Mexicans
BR: Brazilië, Braziliaans, Braziliaanse, Brazilianen, Brazil, Brazilian, Brazilians
AR: Argentinië, Argentijns, Argentijnse, Argentijnen, Argentina, Argentine, Argentinian
CL: Chili, Chileens, Chileense, Chile, Chilean
CO: Colombia, Colombiaans, Colombiaanse, Colombian
VE: Venezuela, Venezolaans, Venezolaanse, Venezuelan
CU: Cuba, Cubaans, Cubaanse, Cuban
HT: Haïti, Haïtiaans, Haïtiaanse, Haiti, Haitian
SR: Suriname, Surinaams, Surinaamse, Surinamese
AW: Aruba, Arubaans, Arubaanse, Aruban
CW: Curaçao, Curaçaos, Curaçaose
SX: Sint Maarten, Sint-Maarten
CN: China, Chinees, Chinese, Chinezen, Volksrepubliek China
TW: Taiwan, Taiwanees, Taiwanese
HK: Hongkong, Hong Kong
JP: Japan, Japans, Japanse, Japanner, Japanners, Japanese
KR: Zuid-Korea, Zuid-Koreaans, Zuid-Koreaanse, Zuid-Koreanen, South Korea, South Korean, South Koreans,
  Republic of Korea, Republiek Korea
KP: Noord-Korea, Noord-Koreaans, Noord-Koreaanse, Noord-Koreanen, North Korea, North Korean, North
  Koreans, DPRK
IN: India, Indiaas, Indiase, Indiër, Indiërs, Indian, Indians
PK: Pakistan, Pakistaans, Pakistaanse, Pakistani
BD: Bangladesh, Bengalees, Bengalese, Bangladeshi
LK: Sri Lanka, Sri Lankaans, Sri Lankaanse, Sri Lankan
AF: Afghanistan, Afghaans, Afghaanse, Afghanen, Afghan, Afghans
ID: Indonesië, Indonesisch, Indonesische, Indonesiërs, Indonesia, Indonesian, Indonesians
MY: Maleisië, Maleisisch, Maleisische, Malaysia, Malaysian
SG: Singapore, Singaporees, Singaporese, Singaporean
PH: Filipijnen, Filipijns, Filipijnse, Philippines, Philippine, Filipino
VN: Vietnam, Vietnamees, Vietnamese
TH: Thailand, Thais, Thaise, Thai
MM: Myanmar, Birma, Birmees, Birmese, Burma, Burmese
AU: Australië, Australisch, Australische, Australiërs, Australia, Australian, Australians
NZ: Nieuw-Zeeland, Nieuw-Zeelands, Nieuw-Zeelandse, New Zealand, New Zealander, New Zealanders
KZ: Kazachstan, Kazachs, Kazachse, Kazakhstan, Kazakh
UZ: Oezbekistan, Oezbeeks, Oezbeekse, Uzbekistan, Uzbek
MN: Mongolië, Mongools, Mongoolse, Mongolia, Mongolian
IR: Iran, Iraans, Iraanse, Iraniër, Iraniërs, Iranian, Iranians
IQ: Irak, Iraaks, Iraakse, Irakees, Irakezen, Iraq, Iraqi, Iraqis
SY: Syrië, Syrisch, Syrische, Syriër, Syriërs, Syria, Syrian, Syrians
LB: Libanon, Libanees, Libanese, Libanezen, Lebanon, Lebanese
IL: Israël, Israel, Israëlisch, Israëlische, Israëli, Israëli's, Israeli, Israelis
PS: Palestina, Palestijns, Palestijnse, Palestijn, Palestijnen, Palestine, Palestinian, Palestinians,
  Gaza, Gazastrook, Gaza Strip, Palestijnse Gebieden, Westelijke Jordaanoever, West Bank
JO: Jordanië, Jordaans, Jordaanse, Jordaniërs, Jordan, Jordanian, Jordanians
SA: Saoedi-Arabië, Saudi-Arabië, Saoedisch, Saoedische, Saoediërs, Saudi Arabia, Saudi
AE: Verenigde Arabische Emiraten, VAE, Emiraten, Emiratisch, United Arab Emirates, UAE, Emirati
QA: Qatar, Qatarees, Qatarese, Qatari
KW: Koeweit, Koeweits, Koeweitse, Kuwait, Kuwaiti
BH: Bahrein, Bahreins, Bahreinse, Bahrain, Bahraini
OM: Oman, Omaans, Omaanse, Omani
YE: Jemen, Jemenitisch, Jemenitische, Jemenieten, Yemen, Yemeni
EG: Egypte, Egyptisch, Egyptische, Egyptenaren, Egypt, Egyptian, Egyptians
LY: Libië, Libisch, Libische, Libiërs, Libya, Libyan, Libyans
TN: Tunesië, Tunesisch, Tunesische, Tunesiërs, Tunisia, Tunisian
DZ: Algerije, Algerijns, Algerijnse, Algerijnen, Algeria, Algerian
MA: Marokko, Marokkaans, Marokkaanse, Marokkanen, Morocco, Moroccan, Moroccans
MR: Mauritanië, Mauritaans, Mauritaanse, Mauritania, Mauritanian
ML: Mali, Malinees, Malinese, Malian
NE: Niger, Nigerees, Nigerese, Nigerien
NG: Nigeria, Nigeriaans, Nigeriaanse, Nigerianen, Nigerian, Nigerians
TD: Tsjaad, Tsjadisch, Tsjadische, Chad, Chadian
BF: Burkina Faso, Burkinees, Burkinese, Burkinabe
SN: Senegal, Senegalees, Senegalese
GH: Ghana, Ghanees, Ghanese, Ghanaian
SD: Soedan, Soedanees, Soedanese, Soedanezen, Sudan, Sudanese
SS: Zuid-Soedan, Zuid-Soedanees, Zuid-Soedanese, South Sudan, South Sudanese
ET: Ethiopië, Ethiopisch, Ethiopische, Ethiopiërs, Ethiopia, Ethiopian
ER: Eritrea, Eritrees, Eritrese, Eritreeërs, Eritrean, Eritreans
SO: Somalië, Somalisch, Somalische, Somaliërs, Somalia, Somali
KE: Kenia, Keniaans, Keniaanse, Kenya, Kenyan
UG: Oeganda, Oegandees, Oegandese, Uganda, Ugandan
RW: Rwanda, Rwandees, Rwandese, Rwandan
CD: Congo, DR Congo, DRC, Congolees, Congolese, Democratische Republiek Congo, Democratic Republic of the
  Congo
ZA: Zuid-Afrika, Zuid-Afrikaans, Zuid-Afrikaanse, South Africa, South African, South Africans
AO: Angola, Angolees, Angolese, Angolan
MZ: Mozambique, Mozambikaans, Mozambikaanse, Mozambican
"""

ORGANISATIONS = """
NATO: NAVO, NATO, Noord-Atlantische Verdragsorganisatie, North Atlantic Treaty Organization
NAC: Noord-Atlantische Raad, Noord Atlantische Raad, North Atlantic Council, NAC, NAR
NUC: NAVO-Oekraïne Raad, NATO-Ukraine Council, NUC
EU: EU, E.U., Europese Unie, European Union, Unie
EC: Europese Commissie, European Commission, Commissie, Commission
EUCO: Europese Raad, European Council
COUNCIL: Raad, Council, Raad van de Europese Unie, Council of the European Union, Raad van de EU, Council
  of the EU
EP: Europees Parlement, European Parliament, EP
EEAS: Europese Dienst voor Extern Optreden, EDEO, European External Action Service, EEAS
UN: VN, V.N., Verenigde Naties, United Nations, UN, U.N.
UNSC: Veiligheidsraad, VN-Veiligheidsraad, Security Council, UN Security Council, UNSC
UNGA: Algemene Vergadering van de VN, AVVN, General Assembly, UNGA
OSCE: OVSE, OSCE
COE: Raad van Europa, Council of Europe
WHO: Wereldgezondheidsorganisatie, WHO, World Health Organization
WTO: Wereldhandelsorganisatie, WTO, World Trade Organization
IMF: IMF, Internationaal Monetair Fonds, International Monetary Fund
WB: Wereldbank, World Bank
OECD: OESO, OECD
ICC: Internationaal Strafhof, International Criminal Court, ICC
ICJ: Internationaal Gerechtshof, International Court of Justice, ICJ
IAEA: IAEA, Internationaal Atoomenergieagentschap
ECB: ECB, Europese Centrale Bank, European Central Bank
EIB: EIB, Europese Investeringsbank, European Investment Bank
TK: Tweede Kamer, Kamer, House of Representatives
EK: Eerste Kamer, Senaat, Senate
MFA: Buitenlandse Zaken, ministerie van Buitenlandse Zaken, Ministry of Foreign Affairs, Foreign Affairs, BZ
MOD: ministerie van Defensie, Ministry of Defence
MINBZK: BZK, minBZK, Binnenlandse Zaken en Koninkrijksrelaties, ministerie van Binnenlandse Zaken,
  Ministry of the Interior
AU-ORG: Afrikaanse Unie, African Union
G7: G7
G20: G20
"""

PLACES = """
the hague: Den Haag, 's-Gravenhage, Haags, Haagse, The Hague, Hague
brussels: Brussel, Brussels, Brusselse
london: Londen, Londens, Londense, London
paris: Parijs, Parijse, Paris
berlin: Berlijn, Berlijns, Berlijnse, Berlin
rome: Rome, Romeins, Romeinse, Roma
vienna: Wenen, Weens, Weense, Vienna
copenhagen: Kopenhagen, Kopenhaags, Kopenhaagse, Copenhagen
kyiv: Kiev, Kyiv, Kyjiv
moscow: Moskou, Moscow
warsaw: Warschau, Warsaw
prague: Praag, Prague
lisbon: Lissabon, Lisbon
athens: Athene, Athens
geneva: Genève, Geneva, Geneefs, Geneefse
beijing: Peking, Beijing
jerusalem: Jeruzalem, Jerusalem
cairo: Caïro, Cairo
ankara: Ankara
tallinn: Tallinn, Tallin
antwerp: Antwerpen, Antwerp
gothenburg: Göteborg, Gothenburg
cologne: Keulen, Cologne
munich: München, Munich
milan: Milaan, Milan
strasbourg: Straatsburg, Strasbourg
luxembourg-city: Luxemburg-stad, Luxembourg City
europe: Europa, Europees, Europese, Europeaan, Europeanen, Europe, European, Europeans
africa: Afrika, Afrikaans, Afrikaanse, Africa, African
asia: Azië, Aziatisch, Aziatische, Asia, Asian
north-america: Noord-Amerika, Noord-Amerikaans, Noord-Amerikaanse, North America, North American
latin-america: Latijns-Amerika, Latijns-Amerikaans, Latijns-Amerikaanse, Latin America, Latin American
middle-east: Midden-Oosten, Midden Oosten, Middle East, Middle Eastern
western-balkans: Westelijke Balkan, Western Balkans
balkans: Balkan, Balkans
baltic: Baltische Zee, Oostzee, Baltic Sea
baltics: Baltische staten, Baltische landen, Baltics, Baltic States, Baltic states
north-sea: Noordzee, North Sea
black-sea: Zwarte Zee, Black Sea
mediterranean: Middellandse Zee, Mediterranean, Mediterranean Sea
red-sea: Rode Zee, Red Sea
arctic: Arctisch, Arctische, Noordpoolgebied, Arctic
indo-pacific: Indo-Pacific, Indo-Pacifisch, Indo-Pacifische, Stille Oceaan
sahel: Sahel
crimea: Krim, Crimea
euro-atlantic: Euro-Atlantisch, Euro-Atlantische, Euro-Atlantic
trans-atlantic: Trans-Atlantisch, Trans-Atlantische, Transatlantisch, Transatlantische, Transatlantic,
  Trans-Atlantic
"""
