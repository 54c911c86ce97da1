"""Output columns of changes between two zonings, for every algorithm that gives them."""

from __future__ import annotations

import numpy as np

from ..core.errors import problem
from ..core.zoning import comparison, sixclass
from ..core.zoning.comparison import Contingency
from ..toolbelt.translation import translate
from .run import Run

CLASSES = sixclass.CODES
#: Classes as tables list them: ND last.
ORDER = (*range(1, len(CLASSES)), sixclass.ND)
TOTAL = "total"


def unit_columns(
    code_a: np.ndarray, code_b: np.ndarray, gone: np.ndarray, area_ha: np.ndarray | None
) -> dict[str, np.ndarray]:
    """Declared columns of units with two classes; units that are *gone* have no second class."""
    names = np.array(CLASSES, dtype=object)
    kinds, words = comparison.kinds(code_a, code_b), comparison.changes(code_a, code_b)
    severity = sixclass.severity(code_a).astype(int) - sixclass.severity(code_b)
    unknown = (code_a == sixclass.ND) | (code_b == sixclass.ND)
    new = {
        "class_from": names[code_a],
        "class_to": np.where(gone, None, names[code_b]),
        "class_change": np.where(gone, None, words),
        "change_kind": np.where(gone, comparison.GONE, kinds),
        "severity_gain": np.where(unknown, None, severity.astype(object)),
    }
    return new if area_ha is None else {"area_ha": area_ha, **new}


def matrix_columns(found: Contingency) -> dict[str, np.ndarray]:
    """Declared columns of a contingency: one row per class from, with hectares and units per class to."""
    columns: dict[str, np.ndarray] = {
        "class_from": np.array([*(CLASSES[code] for code in ORDER), TOTAL], dtype=object)
    }
    for prefix, matrix in (("ha", found.area_ha), ("n", found.units)):
        ordered = matrix[np.ix_(ORDER, ORDER)]
        filled = np.vstack([ordered, ordered.sum(axis=0)])
        for position, code in enumerate(ORDER):
            columns[f"{prefix}_{CLASSES[code].lower()}"] = filled[:, position]
        columns[f"{prefix}_total"] = filled.sum(axis=1)
    return columns


def summary_columns(found: Contingency, dated: bool = True) -> dict[str, np.ndarray]:
    """Declared columns of the measures of a contingency, by units and by area; NULL where not defined.

    Where both sides are of one date (*dated* is False), nothing improves: words are neutral, and there is no
    improvement index.
    """
    measured = found.unmeasured < found.units.sum()
    rows = []
    words_of = _measures() if dated else {**_measures(), **_neutral()}
    if not dated:
        del words_of["improvement"]
    for code, words in words_of.items():
        by_units = _measure(code, found.units)
        rows.append((code, words, by_units, _measure(code, found.area_ha) if measured else np.nan))
    code, words, by_units, by_area = zip(*rows)
    return {
        "measure": np.array(code, dtype=object),
        "measure_name": np.array(words, dtype=object),
        "by_units": np.array(by_units, dtype=float),
        "by_area": np.array(by_area, dtype=float),
    }


def _measures() -> dict[str, str]:
    return {
        "compared": translate("ZoneChanges", "compared (units, ha)"),
        "unknown": translate("ZoneChanges", "without a class on one side (units, ha)"),
        "agreement": translate("ZoneChanges", "overall agreement (share)"),
        "kappa": translate("ZoneChanges", "kappa"),
        "quantity": translate("ZoneChanges", "disagreement of quantity (share)"),
        "allocation": translate("ZoneChanges", "disagreement of allocation (share)"),
        "improvement": translate("ZoneChanges", "improvement index"),
        comparison.DOUBLE: translate("ZoneChanges", "double compliance reached (units, ha)"),
        comparison.SINGLE: translate("ZoneChanges", "single control reached (units, ha)"),
        comparison.IMPROVED: translate("ZoneChanges", "otherwise improved (units, ha)"),
        comparison.SHIFTED: translate("ZoneChanges", "shifted between classes of one severity (units, ha)"),
        comparison.WORSENED: translate("ZoneChanges", "worsened (units, ha)"),
        comparison.SAME: translate("ZoneChanges", "class kept (units, ha)"),
    }


def _neutral() -> dict[str, str]:
    """Words where both sides judge one date, and nothing changes in time."""
    return {
        comparison.DOUBLE: translate("ZoneChanges", "compliant on both sides by the other (units, ha)"),
        comparison.SINGLE: translate("ZoneChanges", "exceeding on one side only by the other (units, ha)"),
        comparison.IMPROVED: translate("ZoneChanges", "otherwise milder by the other (units, ha)"),
        comparison.SHIFTED: translate("ZoneChanges", "another class of the same severity (units, ha)"),
        comparison.WORSENED: translate("ZoneChanges", "more severe by the other (units, ha)"),
        comparison.SAME: translate("ZoneChanges", "same class (units, ha)"),
    }


def _measure(code: str, matrix: np.ndarray) -> float:
    """One measure of a matrix of units or of hectares, shape (7, 7)."""
    known = matrix[1:, 1:]
    whole = {
        "compared": known.sum,
        "unknown": lambda: matrix.sum() - known.sum(),
        "agreement": lambda: comparison.agreement(known),
        "kappa": lambda: comparison.kappa(known),
        "quantity": lambda: comparison.disagreement(known)[0],
        "allocation": lambda: comparison.disagreement(known)[1],
        "improvement": lambda: comparison.improvement(matrix),
    }
    return float(whole[code]() if code in whole else comparison.of_kind(matrix, code))


def tell(run: Run, found: Contingency, dated: bool = True) -> None:
    """Say how well both sides agree and what has changed; write the measures into the provenance."""
    measures = summary_columns(found, dated)
    named = dict(zip(measures["measure"], zip(measures["by_units"].tolist(), measures["by_area"].tolist())))
    run.result("measures", {code: values[0] for code, values in named.items()})
    changed = translate(
        "ZoneChanges",
        "Of {compared} units with two classes {share} % agree (kappa {kappa}); double compliance "
        "{double}, single control {single}, otherwise improved {improved}, shifted {shifted}, worsened "
        "{worsened}.",
    )
    judged = translate(
        "ZoneChanges",
        "Of {compared} units with two classes {share} % agree (kappa {kappa}); by the other zoning "
        "{double} comply on both sides, {single} exceed on one side only, {improved} are otherwise milder, "
        "{shifted} have another class of the same severity, {worsened} are more severe.",
    )
    run.say(
        (changed if dated else judged).format(
            compared=int(named["compared"][0]),
            share=round(100 * named["agreement"][0], 2),
            kappa=round(named["kappa"][0], 6),
            double=int(named[comparison.DOUBLE][0]),
            single=int(named[comparison.SINGLE][0]),
            improved=int(named[comparison.IMPROVED][0]),
            shifted=int(named[comparison.SHIFTED][0]),
            worsened=int(named[comparison.WORSENED][0]),
        )
    )
    if named["unknown"][0]:
        run.warn(
            problem(
                "{count} units have no class on one side; they enter no measure.",
                count=int(named["unknown"][0]),
            )
        )
    if found.unmeasured and found.unmeasured < found.units.sum():
        run.warn(
            problem("{count} units have no area; they enter no measure by area.", count=found.unmeasured)
        )
