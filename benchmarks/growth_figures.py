"""What `benchmarks.growth` measured, as named figures, a table and a picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from benchmarks.results import Json

COLOURS = ("#c2410c", "#1d4ed8", "#15803d", "#7e22ce")
HIDDEN = (
    "tenth passages",
    "tenth seconds",
    "tenth processor",
    "year mean",
    "year slowest",
    "half slowest",
    "search slowest",
)
PANELS = {
    "Filling, passages a second": ("filling first tenth per second", "filling last tenth per second"),
    "A question, milliseconds": ("ask p95 ms", "ask p50 ms", "search p95 ms", "search p50 ms"),
    "Memory at its most, MB": ("filling peak mb", "ask peak mb", "removing peak mb"),
}


def figures(result: Json) -> Iterator[tuple[str, float]]:
    """Every number with the words of its path; lists are left out."""
    for name, value in result.items():
        if isinstance(value, dict):
            yield from ((f"{name.replace('_', ' ')} {below}", number) for below, number in figures(value))
        elif isinstance(value, int | float):
            yield name.replace("_", " "), value


def table(columns: Mapping[int, Mapping[str, float]]) -> list[str]:
    """Lines of Markdown: a column per size, a row per figure but for those that say little."""
    every = dict.fromkeys(name for one in columns.values() for name in one)
    names = [name for name in every if not any(part in name for part in HIDDEN)]
    rows = [["passages", *(f"{size:,}" for size in columns)], ["---:"] * (len(columns) + 1)]
    rows += [[name, *(f"{one.get(name, np.nan):,}" for one in columns.values())] for name in names]
    return [f"| {name:>40} |" + "".join(f" {value:>10} |" for value in values) for name, *values in rows]


def plot(columns: Mapping[int, Mapping[str, float]]) -> str:
    """The panels side by side as an SVG with a background of its own; both axes are logarithmic."""
    box = f'viewBox="0 0 {320 * len(PANELS)} 300" font-family="sans-serif" font-size="11" fill="#33312c"'
    svg = [f'<svg xmlns="http://www.w3.org/2000/svg" {box}>\n<path fill="#f6f5f1" d="M0 0H9999V300H0z"/>']
    for left, (title, wanted) in zip(range(0, 9999, 320), PANELS.items(), strict=False):
        names = [name for name in wanted if all(name in one for one in columns.values())]
        powers = np.log10([[max(one[name], 0.1) for one in columns.values()] for name in names])
        low, high = int(np.floor(powers.min())), int(np.floor(powers.max())) + 1
        x = np.interp(np.log([*columns]), np.log([min(columns), max(columns) + 1]), [left + 60, left + 285])
        y = np.interp(powers, [low, high], [265, 105])
        svg.append(f'<text x="{left + 16}" y="24" font-size="13">{title}</text>')
        for power, height in zip(range(low, high + 1), np.linspace(265, 105, high - low + 1), strict=True):
            svg.append(f'<path d="M{left + 50} {height:.0f}h250" stroke="#d6d3cb"/>')
            svg.append(
                f'<text x="{left + 44}" y="{height + 4:.0f}" text-anchor="end">{10.0**power:,.8g}</text>'
            )
        for size, at in zip(columns, x, strict=True):
            svg.append(f'<text x="{at:.0f}" y="284" text-anchor="middle">{size:,}</text>')
        for row, (name, line, colour) in enumerate(zip(names, y, COLOURS, strict=False)):
            way = "L".join(f"{one:.0f} {other:.0f}" for one, other in zip(x, line, strict=True))
            svg.append(f'<path d="M{way}" fill="none" stroke="{colour}" stroke-width="2"/>')
            svg.append(f'<text x="{left + 16}" y="{42 + 14 * row}" fill="{colour}">{name}</text>')
    return "\n".join([*svg, "</svg>\n"])
