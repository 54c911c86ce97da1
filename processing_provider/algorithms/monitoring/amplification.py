"""Do measures amplify each other: the joint reduction against the sum of the single ones."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core import joining
from ....core.errors import InputError, problem, raise_if_any
from ....core.transmission import amplifying
from ....toolbelt.translation import translate
from ... import groups
from ...algorithm import Algorithm
from ...hierarchies import objects
from ...parameters import ANY_TABLE, advanced, field, number, output, source, text

SHOWN = 10


class Amplification(Algorithm):
    """Asks for reductions by single and by joint measures; tells what is gained by taking them together."""

    ID = "amplification"
    GROUP = groups.MONITORING
    TAGS = (
        "amplification,synergy,joint measures,co-benefit,reduction,"
        "放大机制,增效,协同,联合措施,单项措施,减污降碳"
    )

    INPUT, UNIT, MEASURE, CARBON, POLLUTION = "INPUT", "UNIT", "MEASURE", "CARBON", "POLLUTION"
    JOINER, TOLERANCE, OUTPUT = "JOINER", "TOLERANCE", "OUTPUT"
    JUDGED, AMPLIFIED = "JUDGED", "AMPLIFIED"

    def displayName(self):
        return translate("Amplification", "Amplification by joint measures")

    def initAlgorithm(self, config=None):
        own = (
            source(
                self.INPUT, translate("Amplification", "Reductions by measure (layer or table)"), ANY_TABLE
            ),
            field(self.UNIT, translate("Amplification", "Unit code (empty: one place)"), "unit_code"),
            field(
                self.MEASURE,
                translate("Amplification", "Measure, or measures joined by +"),
                "measure",
                optional=False,
            ),
            field(self.CARBON, translate("Amplification", "Reduction of carbon"), optional=False),
            field(self.POLLUTION, translate("Amplification", "Reduction of pollution"), optional=False),
            advanced(text(self.JOINER, translate("Amplification", "Sign between joined measures"), "+")),
            number(
                self.TOLERANCE,
                translate("Amplification", "Gains below this are none (% of the single reductions)"),
                0.0,
                0.0,
                100.0,
            ),
            output(self.OUTPUT, translate("Amplification", "Gains")),
        )
        for parameter in own:
            self.addParameter(parameter)
        for name, label in (
            (self.JUDGED, translate("Amplification", "Joint measures")),
            (self.AMPLIFIED, translate("Amplification", "Joint measures that amplify each other")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def problems(self, request):
        if request.text(self.JOINER).strip():
            return []
        return [problem("Give the sign between joined measures (JOINER), such as +.")]

    def work(self, run):
        names = {name: run.field(name) for name in (self.UNIT, self.MEASURE, self.CARBON, self.POLLUTION)}
        run.stage(0.0, 0.5)
        table = run.columns(self.INPUT, list(names.values()))
        unit = joining.codes(table[names[self.UNIT]]) if names[self.UNIT] else np.full(len(table), "", object)
        measure = joining.codes(table[names[self.MEASURE]])
        carbon, pollution = (
            run.numbers(table, names[name], self.INPUT) for name in (self.CARBON, self.POLLUTION)
        )
        blank = table.ids[measure == ""].tolist()
        raise_if_any(
            [
                problem(
                    "{count} rows of {layer} name no measure (rows: {rows}).",
                    count=len(blank),
                    layer=run.layer_name(self.INPUT),
                    rows=", ".join(map(str, blank[:SHOWN])),
                )
            ]
            if blank
            else []
        )
        run.stage(0.5, 0.8)
        made = amplifying.gains(
            unit.tolist(),
            measure.tolist(),
            carbon,
            pollution,
            run.text(self.JOINER).strip(),
            run.number(self.TOLERANCE) / 100.0,
        )
        if not made:
            raise InputError(
                problem(
                    "No measure of {layer} is joined of others; write joint measures as A{joiner}B.",
                    layer=run.layer_name(self.INPUT),
                    joiner=run.text(self.JOINER).strip(),
                )
            )
        run.record["standards"].update(tolerance=run.number(self.TOLERANCE))
        unknown = sum(one.state is None for one in made)
        if unknown:
            run.warn(
                problem(
                    "{count} joint measures have a reduction that is not known; they are not judged.",
                    count=unknown,
                )
            )
        run.stage(0.8, 1.0)
        return {
            self.OUTPUT: run.give_table(self.OUTPUT, gain_columns(made)),
            self.JUDGED: len(made) - unknown,
            self.AMPLIFIED: sum(one.state == "amplified" for one in made),
        }


def gain_columns(made) -> dict[str, np.ndarray]:
    """Declared columns of the gains."""

    def numbers(name: str) -> np.ndarray:
        return np.array([getattr(one, name) for one in made], dtype=np.float64)

    columns = {
        "unit_code": objects(one.unit or None for one in made),
        "joint_measures": objects(one.measures for one in made),
        "measures_n": np.array([one.count for one in made], dtype=np.int64),
    }
    for name in ("carbon", "pollution"):
        columns[f"joint_{name}"] = numbers(f"{name}_joint")
        columns[f"single_{name}"] = numbers(f"{name}_singles")
        columns[f"gain_{name}"] = numbers(f"{name}_gain")
        columns[f"gain_{name}_pct"] = numbers(f"{name}_percent")
    return {**columns, "gain_state": objects(one.state for one in made)}
