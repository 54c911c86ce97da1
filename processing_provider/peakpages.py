"""The page of peaks and neutrality: types, courses with their peaks and plans, years."""

from __future__ import annotations

import numpy as np

from ..cartography import linecharts, monitoring_report
from ..core.transmission.neutrality import Carbon
from ..toolbelt.translation import translate
from . import panels
from .run import Run

EMISSION, NET, PLAN, NET_PLAN = "#333333", "#2E8B57", "#E07A3F", "#8FBF9F"


def story(
    run: Run, found: panels.Read, carbon: Carbon, new: dict[str, np.ndarray]
) -> monitoring_report.Story:
    """What the page tells; *new* are the columns of the output."""
    shades = monitoring_report.colours("peaktypes")
    shown = [shades.get(word, "") for word in new["peak_type"].tolist()]
    pictures = [_picture(panels.spoken(found, row), carbon, row, colour) for row, colour in enumerate(shown)]
    return monitoring_report.Story(
        title=translate("PeakNeutrality", "Peak and neutrality"),
        subtitle=run.layer_name(panels.INPUT),
        facts=[
            (translate("PeakNeutrality", "Series"), len(found.panel)),
            (translate("PeakNeutrality", "Years"), f"{found.panel.years[0]}–{found.panel.years[-1]}"),
            (translate("PeakNeutrality", "Neutrality is due by"), str(run.integer("NEUTRAL_BY"))),
        ],
        tallies=[
            (legend, counts)
            for legend, counts in (
                ("peaktypes", _counts(new["peak_type"])),
                ("neutrality", _counts(new["neutrality_zone"])),
            )
            if set(counts) != {"ND"}
        ],
        pictures=pictures,
        curves=_curves(carbon),
        tables=[_listing(found, new, shown)],
        method=_method(run),
        record=run.record,
    )


def _curves(carbon: Carbon) -> list[tuple[str, str, bool]]:
    """What the lines of the charts are; those that no chart has are left out."""
    has_net = carbon.net is not None and carbon.net is not carbon.emissions.values
    known = (
        (True, EMISSION, translate("PeakNeutrality", "emissions"), False),
        (has_net, NET, translate("PeakNeutrality", "net emissions"), False),
        (carbon.plan is not None, PLAN, translate("PeakNeutrality", "planned emissions"), True),
        (carbon.net_plan is not None, NET_PLAN, translate("PeakNeutrality", "planned net emissions"), True),
    )
    return [(colour, words, dashed) for there, colour, words, dashed in known if there]


def _counts(words: np.ndarray) -> dict[str, int]:
    names = words.tolist()
    return {name: names.count(name) for name in set(names)}


def _picture(title: str, carbon: Carbon, row: int, colour: str) -> str:
    years = carbon.emissions.years.tolist()
    curves = []
    for plan, ink in ((carbon.plan, PLAN), (carbon.net_plan, NET_PLAN)):
        if plan is not None:
            known = np.isfinite(plan.values[row])
            points = zip(plan.years[known].tolist(), plan.values[row][known].tolist())
            curves.append(linecharts.Curve(list(points), ink, dashed=True, dots=True))
    if carbon.net is not None and carbon.net is not carbon.emissions.values:
        curves.append(linecharts.Curve(list(zip(years, carbon.net[row].tolist())), NET, dots=True))
    own = list(zip(years, carbon.emissions.values[row].tolist()))
    curves.append(linecharts.Curve(own, EMISSION, dots=True))
    return linecharts.chart(title, curves, colour=colour)


def _listing(found: panels.Read, new: dict, shown: list[str]) -> monitoring_report.Listing:
    headers = [
        translate("PeakNeutrality", "Series"),
        translate("PeakNeutrality", "Peak year"),
        translate("PeakNeutrality", "95 % interval"),
        translate("PeakNeutrality", "Its probability"),
        translate("PeakNeutrality", "Probability of having peaked"),
        translate("PeakNeutrality", "Fall since the peak (%)"),
        translate("PeakNeutrality", "Peak year of the plan"),
        translate("PeakNeutrality", "Last net emission"),
        translate("PeakNeutrality", "Neutral (present path)"),
        translate("PeakNeutrality", "Neutral (plan)"),
    ]
    rows = []
    for row in range(len(found.panel)):
        ends = [new[name][row] for name in ("peak_year_lo", "peak_year_hi")]
        span = f"{ends[0]:.0f}–{ends[1]:.0f}" if np.isfinite(ends).all() else None
        rows.append(
            [
                panels.spoken(found, row),
                _year(new["peak_year"][row]),
                span,
                float(new["p_peak_year"][row]),
                float(new["p_peaked"][row]),
                float(new["peak_drop_pct"][row]),
                _year(new["plan_peak_year"][row]),
                float(new["net_last"][row]),
                _year(new["neutral_year"][row]),
                _year(new["plan_neutral_year"][row]),
            ]
        )
    return monitoring_report.Listing(translate("PeakNeutrality", "Peaks and years"), headers, rows, shown)


def _year(value) -> str | None:
    """A year as text, so that it has no thousands separator; None where there is none."""
    return None if value is None or not np.isfinite(float(value)) else f"{float(value):.0f}"


def _method(run: Run) -> list[str]:
    return [
        translate(
            "PeakNeutrality",
            "Peaked: the largest value lies {since} years or more back, the last is more than {band} % below "
            "it, and values since then fall significantly (Mann-Kendall), or none of the last {since} years "
            "came back to it and they do not rise.",
        ).format(since=run.integer("SINCE"), band=f"{100 * run.number('BAND'):g}"),
        translate(
            "PeakNeutrality",
            "Rising: not peaked, and the last {window} years rise significantly. Plateau: neither.",
        ).format(window=run.integer("WINDOW")),
        translate(
            "PeakNeutrality",
            "Probabilities come from draws of the series within their uncertainty; without one, the scatter "
            "from year to year stands for it.",
        ),
        translate(
            "PeakNeutrality",
            "The present path is the line of the last years; it tells where things lead if they go on, not "
            "what will be. Behind its last node the plan goes on in a straight line (EXTENDED).",
        ),
    ]
