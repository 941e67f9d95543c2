"""Plots as inline SVG: no script, no network, readable in print and by screen readers."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from eval.calibration import Bin
from eval.intervals import Interval

_ROW_PX = 24
_LABEL_PX = 190
_PLOT_PX = 400
_VALUE_PX = 170


@dataclass(frozen=True, slots=True)
class Row:
    """A line of an interval chart; `note` stands at its right end."""

    label: str
    figure: Interval
    note: str


def interval_chart(title: str, rows: Sequence[Row]) -> str:
    """A dot for each mean and a line for its interval, on a scale from 0 to 1."""
    height = _ROW_PX * (len(rows) + 1) + 6
    ticks = "".join(
        f'<line class="grid" x1="{_x(t)}" x2="{_x(t)}" y1="18" y2="{height}"/>'
        f'<text class="tick" x="{_x(t)}" y="12" text-anchor="middle">{t:.0%}</text>'
        for t in (0, 0.25, 0.5, 0.75, 1)
    )
    lines = "".join(_interval_row(n, row) for n, row in enumerate(rows))
    width = _LABEL_PX + _PLOT_PX + _VALUE_PX
    return _svg(title, width, height, ticks + lines)


def _x(value: float) -> float:
    return round(_LABEL_PX + value * _PLOT_PX, 1)


def _interval_row(place: int, row: Row) -> str:
    y = 18 + _ROW_PX * place + _ROW_PX / 2
    label = (
        f'<text x="{_LABEL_PX - 10}" y="{y + 5}" text-anchor="end">{html.escape(row.label)}</text>'
    )
    if not row.figure.count:
        return label + f'<text class="tick" x="{_x(0) + 4}" y="{y + 4}">not measured</text>'
    f = row.figure
    told = f"{f.mean:.1%} ({f.low:.1%}–{f.high:.1%})"
    return (
        f"<g><title>{html.escape(row.label)}: {told}, {f.count} questions</title>{label}"
        f'<line class="bar" x1="{_x(f.low)}" x2="{_x(f.high)}" y1="{y}" y2="{y}"/>'
        f'<circle cx="{_x(f.mean)}" cy="{y}" r="5"/>'
        f'<text x="{_LABEL_PX + _PLOT_PX + 14}" y="{y + 5}">{f.mean:.1%}'
        f'<tspan class="tick" dx="8">{html.escape(row.note)}</tspan></text></g>'
    )


def reliability_chart(title: str, bins: Sequence[Bin]) -> str:
    """The share of right answers by the score they were given; the slope is perfect calibration.

    A circle's area follows the number of answers in it.
    """
    side, left, top = 300, 56, 10
    most = max((b.count for b in bins), default=1)

    def at(score: float, right: float) -> tuple[float, float]:
        return round(left + score * side, 1), round(top + (1 - right) * side, 1)

    parts = [f'<rect class="frame" x="{left}" y="{top}" width="{side}" height="{side}"/>']
    for tick in (0, 0.25, 0.5, 0.75, 1):
        x, y = at(tick, tick)
        parts.append(
            f'<text class="tick" x="{left - 8}" y="{y + 4}" text-anchor="end">{tick:.0%}</text>'
        )
        parts.append(
            f'<text class="tick" x="{x}" y="{top + side + 18}" text-anchor="middle">{tick:g}</text>'
        )
    (x1, y1), (x2, y2) = at(0, 0), at(1, 1)
    parts.append(f'<line class="slope" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>')
    for b in bins:
        x, y = at(b.score, b.right)
        radius = round(3 + 13 * (b.count / most) ** 0.5, 1)
        parts.append(
            f'<circle class="see-through" cx="{x}" cy="{y}" r="{radius}"><title>scores {b.low:.1f}–{b.high:.1f}: '
            f"{b.count} answers, {b.right:.0%} right</title></circle>"
        )
    x, y = at(0.5, 0)
    parts.append(
        f'<text x="{x}" y="{y + 40}" text-anchor="middle">score of the best passage</text>'
        f'<text transform="translate(14 {top + side / 2}) rotate(-90)" text-anchor="middle">right answers</text>'
    )
    return _svg(title, left + side + 30, top + side + 52, "".join(parts))


def line_chart(
    title: str, labels: Sequence[str], lines: Sequence[tuple[str, Sequence[float]]]
) -> str:
    """How shares from 0 to 1 went, one point a label, one line a name; for up to four lines."""
    step, left, top, height = max(28, min(90, 560 // max(1, len(labels)))), 46, 10, 180
    parts = []
    for tick in (0, 0.25, 0.5, 0.75, 1):
        y = round(top + (1 - tick) * height, 1)
        parts.append(
            f'<line class="grid" x1="{left}" x2="{left + step * len(labels)}" y1="{y}" y2="{y}"/>'
            f'<text class="tick" x="{left - 8}" y="{y + 4}" text-anchor="end">{tick:.0%}</text>'
        )
    for n, label in enumerate(labels):
        x = left + step * n + 8
        parts.append(
            f'<text class="tick" transform="translate({x} {top + height + 14}) rotate(40)">{html.escape(label)}</text>'
        )
    for place, (name, values) in enumerate(lines):
        points = [
            (round(left + step * n + 8, 1), round(top + (1 - v) * height, 1))
            for n, v in enumerate(values)
        ]
        path = " ".join(f"{x},{y}" for x, y in points)
        dots = "".join(f'<circle cx="{x}" cy="{y}" r="3"/>' for x, y in points)
        x, y = points[-1]
        parts.append(
            f'<g class="line{place}"><polyline points="{path}"/>{dots}'
            f'<text x="{x + 10}" y="{y + 4}">{html.escape(name)} {values[-1]:.1%}</text></g>'
        )
    return _svg(title, left + step * len(labels) + 210, top + height + 70, "".join(parts))


def _svg(title: str, width: float, height: float, inner: str) -> str:
    return (
        f'<svg viewBox="0 0 {width:g} {height:g}" width="{width:g}" role="img" '
        f'aria-label="{html.escape(title)}">{inner}</svg>'
    )
