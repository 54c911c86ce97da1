"""The page of warnings: levels, units by indicators, courses against targets, what follows."""

from __future__ import annotations

import numpy as np

from ..cartography import linecharts, monitoring_report
from ..core.transmission import alarm, warning
from ..toolbelt.translation import translate
from . import panels
from .run import Run

VALUE, TARGET = "#333333", "#D7191C"


def story(
    run: Run, found: panels.Read, limits: alarm.Limits, made: alarm.Warnings, new: dict[str, np.ndarray]
) -> monitoring_report.Story:
    """What the page tells; *new* are the columns of the output."""
    shades = monitoring_report.colours("warnings")
    levels = new["warn_level"].tolist()
    shown = [shades.get(word, "") for word in levels]
    # what needs eyes comes first
    order = sorted(range(len(levels)), key=lambda row: -int(new["warn_value"][row]))
    pictures = [_picture(panels.spoken(found, row), found, limits, row, shown[row]) for row in order]
    worse = int(np.count_nonzero(new["warn_move"] == "worse"))
    facts = [
        (translate("EarlyWarning", "Series"), len(levels)),
        (translate("EarlyWarning", "Year"), str(new["year"][0]) if len(levels) else None),
        (translate("EarlyWarning", "Worse than in the period before"), worse),
        (
            translate("EarlyWarning", "Better than in the period before"),
            int(np.count_nonzero(new["warn_move"] == "better")),
        ),
    ]
    return monitoring_report.Story(
        title=translate("EarlyWarning", "Five-level warning"),
        subtitle=run.layer_name(panels.INPUT),
        facts=facts,
        tallies=[("warnings", {word: levels.count(word) for word in set(levels)})],
        pictures=pictures,
        curves=(
            (VALUE, translate("EarlyWarning", "values"), False),
            (TARGET, translate("EarlyWarning", "target"), True),
        ),
        tables=[_listing(found, new, order, shown)],
        method=_method(),
        record=run.record,
    )


def _picture(title: str, found: panels.Read, limits: alarm.Limits, row: int, colour: str) -> str:
    years = found.panel.years.tolist()
    target = linecharts.Curve(list(zip(years, limits.target[row].tolist())), TARGET, dashed=True)
    own = linecharts.Curve(list(zip(years, found.panel.values[row].tolist())), VALUE, dots=True)
    return linecharts.chart(title, [target, own], colour=colour)


def _listing(found: panels.Read, new: dict, order: list[int], shown: list[str]):
    headers = [
        translate("EarlyWarning", "Series"),
        translate("EarlyWarning", "Warning"),
        translate("EarlyWarning", "Value"),
        translate("EarlyWarning", "Target"),
        translate("EarlyWarning", "Deviation d"),
        translate("EarlyWarning", "Pressure"),
        translate("EarlyWarning", "Probability"),
        translate("EarlyWarning", "Before"),
        translate("EarlyWarning", "What follows"),
    ]
    signs = {1: "↑", 0: "→", -1: "↓"}
    before = [
        monitoring_report.names("warnings").get(word, word) if word != warning.LEVELS[0] else None
        for word in new["warn_before"].tolist()
    ]
    rows = [
        [
            panels.spoken(found, row),
            new["warn_name"][row],
            *(float(new[name][row]) for name in ("value", "target", "deviation")),
            signs[int(new["pressure"][row])],
            float(new["p_level"][row]),
            before[row],
            new["warn_response"][row],
        ]
        for row in order
    ]
    heading = translate("EarlyWarning", "Warnings, the worst first")
    return monitoring_report.Listing(heading, headers, rows, [shown[row] for row in order])


def _method() -> list[str]:
    return [
        translate(
            "EarlyWarning",
            "d = (value − target) / |target| for ceilings, (target − value) / |target| for floors. Above 0: "
            "red where the pressure grows, else orange; down to −kappa: yellow where it grows, else blue; "
            "below: green.",
        ),
        translate(
            "EarlyWarning",
            "Probabilities apply the same rule to draws of the whole series within its uncertainty.",
        ),
    ]
