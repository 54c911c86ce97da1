"""Conflicts between control lines: red lines, basic farmland, urban boundary, sea and marine zones."""

from __future__ import annotations

import numpy as np
from qgis.core import Qgis, QgsProcessingOutputNumber

from ....core.errors import problem
from ....core.zoning import spaces
from ....toolbelt import areas, conflicts, provenance
from ....toolbelt.pieces import united
from ....toolbelt.translation import language, translate
from ... import controllines, groups, polygoninputs
from ...algorithm import Algorithm
from ...parameters import number, output

KEY_OF = dict(zip(controllines.PARAMETERS, spaces.LAYERS))
PARAMETER_OF = dict(zip(spaces.LAYERS, controllines.PARAMETERS))
RULES_FILE = spaces.FOLDER / "space_conflicts.csv"


class CheckControlLines(Algorithm):
    """Asks for the control lines; gives every place where two of them contradict each other."""

    ID = "checkcontrollines"
    GROUP = groups.ZONING
    TAGS = (
        "conflict,overlap,red line,basic farmland,urban boundary,sea,control line,"
        "三区三线,控制线冲突,交叉重叠,生态保护红线,永久基本农田,城镇开发边界,海洋生态保护红线"
    )

    SLIVER, OUTPUT, SUMMARY = "SLIVER", "OUTPUT", "SUMMARY"
    CONFLICTS, CONFLICT_HA, SLIVER_HA = "CONFLICTS", "CONFLICT_HA", "SLIVER_HA"

    def displayName(self):
        return translate("CheckControlLines", "Check control lines for conflicts")

    def initAlgorithm(self, config=None):
        for parameter in (
            *controllines.parameters(zones=False),
            number(
                self.SLIVER,
                translate("CheckControlLines", "Overlaps that count as slivers, below (m²)"),
                1.0,
                0.0,
            ),
            polygoninputs.invalid(),
            output(self.OUTPUT, translate("CheckControlLines", "Conflicts")),
            output(self.SUMMARY, translate("CheckControlLines", "Conflicts by kind"), True),
        ):
            self.addParameter(parameter)
        self.parameterDefinition(self.SUMMARY).setCreateByDefault(True)
        for name, label in (
            (self.CONFLICTS, translate("CheckControlLines", "Number of conflicts")),
            (self.CONFLICT_HA, translate("CheckControlLines", "Area in conflict, counted once (ha)")),
            (self.SLIVER_HA, translate("CheckControlLines", "Area of slivers (ha)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def problems(self, request):
        found = polygoninputs.problems(request, controllines.LINES)
        given = self._given(request)
        if not any(_checkable(rule, given) for rule in spaces.conflict_rules()):
            pairs = ", ".join(
                f"{rule.code} {PARAMETER_OF[rule.layer_a]} × {PARAMETER_OF[rule.layer_b]}"
                for rule in spaces.conflict_rules()
            )
            found.append(
                problem(
                    "Give two control lines that can be in conflict with each other: {pairs}.", pairs=pairs
                )
            )
        return found

    def work(self, run):
        given = self._given(run)
        crs = run.source(PARAMETER_OF[next(key for key in spaces.LAYERS if key in given)]).sourceCrs()
        run.stage(0.0, 0.3)
        read = dict(zip(spaces.LAYERS, controllines.read(run, crs, controllines.LINES)))
        layers = {key: read[key] for key in given}
        measure = areas.measure(crs, run.context)
        run.say(areas.describe(crs, run.context))
        self._warn_of_core(run, given)
        run.stage(0.3, 0.9)
        sliver_ha = run.number(self.SLIVER) / areas.SQUARE_METRES_PER_HECTARE
        found = conflicts.find(layers, spaces.conflict_rules(), measure, sliver_ha, run.progress)
        self._tell(run, found, given)
        run.stage(0.9, 1.0)
        shapes = [place for one in found for place in one.places]
        columns = conflict_columns(found)
        kind = Qgis.WkbType.Polygon
        result = {self.OUTPUT: run.give_shapes(self.OUTPUT, shapes, columns, kind, crs, legend="conflicts")}
        if run.wanted(self.SUMMARY):
            result[self.SUMMARY] = run.give_table(self.SUMMARY, summary_columns(found))
        return {
            **result,
            self.CONFLICTS: len(shapes),
            self.CONFLICT_HA: measure(united(shapes)) if shapes else 0.0,
            self.SLIVER_HA: float(sum(one.sliver_ha for one in found)),
        }

    def _given(self, request) -> set[str]:
        """Keys of the control lines that were given."""
        return {KEY_OF[name] for name in controllines.LINES if request.optional_source(name) is not None}

    def _warn_of_core(self, run, given):
        if "red_line" in given and "farmland" in given and not run.field(controllines.CORE_FIELD):
            run.warn(
                problem(
                    "No field of {layer} tells the core of protected areas, so that C1 cannot be told from "
                    "C2; all overlaps with basic farmland are given as C2.",
                    layer=run.layer_name(controllines.RED_LINE),
                )
            )

    def _tell(self, run, found, given):
        digest = provenance.file_checksum(RULES_FILE)[:12]
        run.record["tables"][RULES_FILE.name] = {"origin": "built-in", "digest": digest}
        run.record["standards"]["sliver_m2"] = run.number(self.SLIVER)
        for one in found:
            if one.places:
                run.warn(
                    problem(
                        "Conflict {code}, {name}: {area} ha in {count} pieces.",
                        code=one.rule.code,
                        name=one.rule.name(language()),
                        area=round(sum(one.area_ha), 4),
                        count=len(one.places),
                    )
                )
        slivers = sum(one.slivers for one in found)
        if slivers:
            run.warn(
                problem(
                    "{count} overlaps below {sliver} m² were left out as slivers, {area} ha in sum.",
                    count=slivers,
                    sliver=run.number(self.SLIVER),
                    area=round(sum(one.sliver_ha for one in found), 6),
                )
            )
        left = [rule.code for rule in spaces.conflict_rules() if not _checkable(rule, given)]
        if left:
            run.warn(
                problem(
                    "These conflicts were not checked, because a layer is missing: {codes}. That is not to "
                    "say that there are none.",
                    codes=", ".join(left),
                )
            )


def _checkable(rule: spaces.ConflictRule, given: set[str]) -> bool:
    return rule.layer_a in given and rule.layer_b in given


def _texts(values) -> np.ndarray:
    return np.array(list(values), dtype=object)


def conflict_columns(found: list[conflicts.Found]) -> dict[str, np.ndarray]:
    """Declared columns of the places in conflict."""
    rules = [one.rule for one in found for _ in one.places]
    return {
        "conflict": _texts(rule.code for rule in rules),
        "conflict_name": _texts(rule.name(language()) for rule in rules),
        "treatment": _texts(rule.text("treatment", language()) for rule in rules),
        "area_ha": np.array([area for one in found for area in one.area_ha], dtype=np.float64),
    }


def summary_columns(found: list[conflicts.Found]) -> dict[str, np.ndarray]:
    """Declared columns of the conflicts by kind; NULL for kinds that could not be checked."""
    by_code = {one.rule.code: one for one in found}
    rules = spaces.conflict_rules()
    checked = [by_code.get(rule.code) for rule in rules]
    return {
        "conflict": _texts(rule.code for rule in rules),
        "conflict_name": _texts(rule.name(language()) for rule in rules),
        "treatment": _texts(rule.text("treatment", language()) for rule in rules),
        "checked": np.array([int(one is not None) for one in checked]),
        "pieces": _texts(None if one is None else len(one.places) for one in checked),
        "area_ha": np.array([np.nan if one is None else sum(one.area_ha) for one in checked]),
        "slivers": _texts(None if one is None else one.slivers for one in checked),
        "sliver_ha": np.array([np.nan if one is None else one.sliver_ha for one in checked]),
    }
