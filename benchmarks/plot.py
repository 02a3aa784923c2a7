"""The picture of `benchmarks.retrieval`, as SVG that is readable on a light and on a dark page.

A column for each set, a row for reports and one for passages; in each panel a dot for every peer with a line for its
95 % interval.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from benchmarks.peers import PEERS
from benchmarks.results import Json

LEFT, TOP, PANEL, GAP, LINE = 104, 34, 84, 44, 19
ROWS = (
    ("reports", "nDCG@10", "Report found (nDCG@10)"),
    ("passages_found", "hit@5", "Passage found (in the first 5)"),
)
STYLE = """\
  .page { fill: #ffffff; stroke: #d0d7de; } text { fill: #1f2328; font: 11px sans-serif; }
  .head { font-weight: 600; } text.soft { fill: #59636e; } .grid { stroke: #d8dee4; }
  .dot { fill: #59636e; } .span { stroke: #59636e; } .ours.dot { fill: #0969da; } .ours.span { stroke: #0969da; }
  text.ours { fill: #0969da; font-weight: 600; }
  @media (prefers-color-scheme: dark) {
    .page { fill: #0d1117; stroke: #3d444d; } .grid { stroke: #2f353d; } 
    text { fill: #f0f6fc; } text.soft { fill: #9198a1; }
    .dot { fill: #9198a1; } .span { stroke: #9198a1; } .ours.dot { fill: #58a6ff; } .ours.span { stroke: #58a6ff; }
    text.ours { fill: #58a6ff; }
  }"""


def text(x: float, y: float, words: str, *classes: str, anchor: str = "start") -> str:
    """A piece of text."""
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{" ".join(classes)}" text-anchor="{anchor}">{escape(words)}</text>'


def panel(x: float, y: float, one: Json, of: str, name: str, peers: list[str]) -> list[str]:
    """One set's dots, from 0 to 1."""
    bottom = y + LINE * len(peers)
    drawn = []
    for share in (0.0, 0.5, 1.0):
        at = x + share * PANEL
        drawn.append(f'<line x1="{at:.1f}" y1="{y}" x2="{at:.1f}" y2="{bottom}" class="grid"/>')
        drawn.append(
            text(at, bottom + 13, f"{share:g}".removeprefix("0.").replace("5", ".5"), "soft", anchor="middle")
        )
    for place, peer in enumerate(peers):
        found = one["peers"].get(peer, {}).get(of)
        if not found:
            continue
        at, kind = y + LINE * (place + 0.5), "ours" if peer == "ours" else "peer"
        low, mean, high = (x + PANEL * found[name][key] for key in ("low", "mean", "high"))
        drawn.append(
            f'<line x1="{low:.1f}" y1="{at}" x2="{high:.1f}" y2="{at}" class="{kind} span" stroke-width="2"/>'
        )
        drawn.append(f'<circle cx="{mean:.1f}" cy="{at}" r="4" class="{kind} dot"/>')
        drawn.append(text(x + PANEL + 8, at + 4, f"{found[name]['mean']:.2f}".removeprefix("0"), kind))
    return drawn


def draw(result: Json) -> str:
    """The picture of all sets that were measured."""
    peers = [
        peer for peer in PEERS if any("reports" in one["peers"].get(peer, {}) for one in result.values())
    ]
    height = LINE * len(peers)
    width = LEFT + len(result) * (PANEL + GAP) + 8
    step = TOP + height + 38
    drawn = []
    for row, (of, name, title) in enumerate(ROWS):
        y = TOP + 16 + row * step
        drawn.append(text(12, y - 28, title, "head"))
        for place, peer in enumerate(peers):
            kind = "ours" if peer == "ours" else "peer"
            drawn.append(text(LEFT - 10, y + LINE * (place + 0.5) + 4, PEERS[peer], kind, anchor="end"))
        for column, (label, one) in enumerate(result.items()):
            x = LEFT + column * (PANEL + GAP)
            drawn.append(text(x, y - 8, f"{label} ({one['questions']})", "soft"))
            if of == "reports" and one["reports"] == 1:
                drawn.append(text(x, y + 14, "one report", "soft"))
            else:
                drawn += panel(x, y, one, of, name, peers)
    whole = TOP + len(ROWS) * step - 8
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {whole}" width="{width}" height="{whole}"'
    label = "Reports and passages found by Verslagwijzer and other pipelines, per set of questions"
    page = f'<rect x="0.5" y="0.5" width="{width - 1}" height="{whole - 1}" rx="6" class="page"/>'
    return "\n".join(
        [
            f'{head} role="img" aria-label="{label}">',
            f"<style>\n{STYLE}\n</style>",
            page,
            *drawn,
            "</svg>",
            "",
        ]
    )
