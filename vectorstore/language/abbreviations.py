"""Abbreviations with a stop, Dutch and English, by whether a sentence can end on them.

All are written in lower case and without their last stop.
"""

from __future__ import annotations

from vectorstore.language.lists import listed

# Always followed by what they introduce: a name, an example, a phrase.
INTRODUCING = frozenset(
    listed("""
    nr nrs dhr hr mw mevr mej drs mr mrs ms dr prof ir ing bc ds ss st hon rt rev gen col lt sgt capt maj cmdr jhr mgr
    ca circa vgl cf bijv bv b.v o.a m.n m.b.t t.a.v i.v.m i.p.v t.b.v n.a.v o.b.v t.o.v i.c.m i.h.k.v i.h.b m.i.v t.g.v
    d.m.v d.w.z i.e e.g a.h.v o.l.v o.v.v w.o w.v t.w t.z.t d.d dd resp evt incl excl dept approx vs viz kol ong ongev
    o.g.v i.o i.g.v zgn z.g.n toel verg a.d.h.v c.q vlg o.m gem geb red sec.-gen
    """)
)

# Introduce a number or a letter; before a word with a capital they are an ordinary word that ends the sentence.
NUMBERING = frozenset(
    listed("""
    no nos art fig figs vol part blz bl p pp pag par afd hfst bijl tel max min est jan feb febr mrt apr jun jul aug sep
    sept okt oct nov dec
    """)
)

# Stand behind something and may close a sentence: what follows decides.
CLOSING = frozenset(
    listed("""
    jl j.l ll a.s mln mld mio enz etc e.d e.a c.s a.u.b s.v.p z.s.m e.v n.v inc ltd co corp plc jr sr
    p.m a.m v.chr n.chr b.c a.d ph.d u.s u.k e.u u.n o.i.d n.v.t n.b.t n.n.b i.o.m q.q n.t.b o.v.b
    """)
)

# Follow an amount, so that the stop before them ends nothing: "35 mln. EUR".
CURRENCIES = frozenset(["eur", "euro", "usd", "gbp", "chf", "dollar", "dollars", "pond"])

# Begin a sentence and are never a surname: after "plan B." they start the next sentence, "J. van Dijk" goes on.
OPENERS = frozenset(
    listed("""
    het een in op er dit dat deze die wij we ze zij hij ook daarnaast verder tijdens volgens voor met bij naar als om
    nederland the it this that these those they he she there on at for with also however after before when if
    """)
)
