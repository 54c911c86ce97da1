"""Is a target kept on its way: down, up, across special plans, and in the parts of units."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMatrix,
)

from ....cartography import reports, transmission_report
from ....core import csvdata, joining
from ....core.errors import InputError, Words, faults_of, problem
from ....core.register import schema
from ....core.transmission import checking, transmitting
from ....toolbelt.translation import language, translate
from ... import groups, hierarchies, matrices, registerinputs, registertables
from ... import indicatorrows as rows
from ...algorithm import Algorithm
from ...hierarchies import objects
from ...parameters import advanced, choice, field, number, output

SHOWN = 20


class CheckTransmission(Algorithm):
    """Asks for targets and reports of all levels; compares each with what lies below, beside and within."""

    ID = "checktransmission"
    GROUP = groups.TRANSMISSION
    TAGS = (
        "transmission,consistency,target,closure,special plan,gap,rigid,expected,reserve,"
        "传导,一致性,核查,约束性,预期性,专项规划,缺口,预留"
    )
    REGISTER_TABLES: ClassVar = {
        "INPUT": registertables.VALUES,
        "UNITS": registertables.UNITS,
        "GROUPS": registertables.GROUPS,
    }

    DIRECTION, BINDING, CHECKS = "DIRECTION", "BINDING", "CHECKS"
    TOLERANCE, AGREEMENT, RESERVE, RESERVES = "TOLERANCE", "AGREEMENT", "RESERVE", "RESERVES"
    OUTPUT, PARTS, LEVELS, MAP, REPORT = "OUTPUT", "PARTS", "LEVELS", "MAP", "REPORT"
    CHECKED, MISSED, INCOMPLETE = "CHECKED", "MISSED", "INCOMPLETE"

    def displayName(self):
        return translate("CheckTransmission", "Check indicator transmission")

    def initAlgorithm(self, config=None):
        own = (*rows.parameters(), *self._rules(), rows.rule_parameter(), *hierarchies.parameters())
        for parameter in own:
            self.addParameter(parameter)
        for parameter in registerinputs.parameters(registerinputs.ALL, years=False, writes=False):
            self.addParameter(parameter)
        for name, label, optional in (
            (self.OUTPUT, translate("CheckTransmission", "Checks"), False),
            (self.PARTS, translate("CheckTransmission", "Which part makes the gap"), True),
            (self.LEVELS, translate("CheckTransmission", "Checks by level"), True),
            (self.MAP, translate("CheckTransmission", "Units with their worst state"), True),
        ):
            self.addParameter(output(name, label, optional))
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.REPORT,
                translate("CheckTransmission", "Report"),
                "HTML (*.html)",
                optional=True,
                createByDefault=False,
            )
        )
        for name, label in (
            (self.CHECKED, translate("CheckTransmission", "Comparisons")),
            (self.MISSED, translate("CheckTransmission", "Targets and sums that are not kept")),
            (self.INCOMPLETE, translate("CheckTransmission", "Comparisons that lack children")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _rules(self):
        checks = {
            checking.DOWN: translate("CheckTransmission", "down: targets of the children against the target"),
            checking.UP: translate("CheckTransmission", "up: reports of the children against the report"),
            checking.PLANS: translate(
                "CheckTransmission", "across: special plans against the territorial plan"
            ),
            checking.SUBZONES: translate("CheckTransmission", "within: sub-zones against the unit"),
            checking.COMPONENTS: translate(
                "CheckTransmission", "within: parts (fuels, sectors) against the unit"
            ),
        }
        headers = [
            translate("CheckTransmission", "Level or unit"),
            translate("CheckTransmission", "Reserve (%)"),
        ]
        return (
            field(
                self.DIRECTION, translate("CheckTransmission", "Ceiling or floor (empty: list)"), "direction"
            ),
            field(self.BINDING, translate("CheckTransmission", "Rigid or expected (empty: list)"), "binding"),
            choice(self.CHECKS, translate("CheckTransmission", "Checks"), checks, list(checks), many=True),
            number(
                self.TOLERANCE,
                translate("CheckTransmission", "Tolerance of expected indicators (%)"),
                5.0,
                0.0,
            ),
            number(
                self.AGREEMENT,
                translate("CheckTransmission", "Reports and sums agree within (%)"),
                1.0,
                0.0,
            ),
            number(
                self.RESERVE,
                translate("CheckTransmission", "Reserve that parents hold back (%)"),
                0.0,
                0.0,
                99.999,
            ),
            advanced(
                QgsProcessingParameterMatrix(
                    self.RESERVES,
                    translate("CheckTransmission", "Other reserves by level or unit"),
                    numberRows=1,
                    headers=headers,
                    optional=True,
                )
            ),
        )

    def problems(self, request):
        found = rows.problems(request) + faults_of(lambda: self._reserves(request))
        if request.wanted(self.MAP) and request.optional_source(hierarchies.UNITS) is None:
            found.append(problem("The map needs the layer of the units; give it in UNITS."))
        return found

    def _reserves(self, request):
        """Level or unit -> reserve as a share; refuses what is no percentage below 100."""
        made, faults = {}, []
        for name, text in matrices.rows(request.matrix(self.RESERVES), 2):
            try:
                share = csvdata.number(text) / 100.0
            except InputError:
                share = np.nan
            if not 0 <= share < 1:
                faults.append(
                    problem(
                        "The reserve {text} of {name} is no percentage from 0 to below 100.",
                        text=text,
                        name=name,
                    )
                )
            made[hierarchies.level_of(joining.codes([name])[0])] = share
        if faults:
            raise InputError(*faults)
        return made

    def work(self, run):
        run.stage(0.0, 0.4)
        values = rows.read(run, texts=(self.DIRECTION, self.BINDING))
        rules = rows.rules(run, values)
        weights, rules = rows.weights(run, values, rules)
        settings = self._settings(run, values)
        run.stage(0.4, 0.7)
        table = transmitting.Table(values.tree, values.keys, values.value, weights, rules)
        findings = transmitting.check(table, settings, run.choices(self.CHECKS), run.progress)
        parts = transmitting.gap_parts(findings)
        levels = transmitting.by_level(
            findings, lambda at: hierarchies.level_name(values.tree, values.tree.code[at])
        )
        self._tell(run, findings)
        run.stage(0.7, 1.0)
        results = {self.OUTPUT: run.give_table(self.OUTPUT, finding_columns(values, findings))}
        if run.wanted(self.PARTS):
            results[self.PARTS] = run.give_table(self.PARTS, part_columns(values, parts))
        if run.wanted(self.LEVELS):
            results[self.LEVELS] = run.give_table(self.LEVELS, level_columns(levels))
        if run.wanted(self.MAP):
            results[self.MAP] = self._map(run, values, findings)
        if run.wanted(self.REPORT):
            results[self.REPORT] = self._report(run, values, (findings, levels, parts))
        states = [one.state for one in findings]
        return {
            **results,
            self.CHECKED: len(states),
            self.MISSED: states.count(checking.MISSED),
            self.INCOMPLETE: states.count(checking.INCOMPLETE),
        }

    def _settings(self, run, values):
        tree, given, usual = values.tree, self._reserves(run), run.number(self.RESERVE) / 100.0
        tolerance = run.number(self.TOLERANCE) / 100.0
        run.record["standards"].update(
            tolerance=tolerance, reserve=usual, reserves=given, agreement=run.number(self.AGREEMENT) / 100.0
        )
        unlisted = set()

        def rule_of(key):
            one = run.listing.definition(key.indicator)
            direction, binding = (
                schema.listed(name, values.words[parameter].get(key.indicator, ""))
                for name, parameter in (("direction", self.DIRECTION), ("binding", self.BINDING))
            )
            if one is None and not direction and key.indicator not in unlisted:
                unlisted.add(key.indicator)
                run.warn(
                    problem(
                        "It is not known whether {indicator} is a ceiling or a floor; it is taken as a "
                        "ceiling.",
                        indicator=key.indicator or Words("the value", "该值"),
                    )
                )
            return checking.Rule(
                direction or (one.direction if one else checking.CEILING),
                binding or (one.binding if one else checking.EXPECTED),
                0.0,
                tolerance,
            )

        def reserve_of(unit):
            return given.get(unit, given.get(tree.level.get(unit, ""), usual))

        return transmitting.Settings(rule_of, reserve_of, run.number(self.AGREEMENT) / 100.0)

    def _tell(self, run, findings):
        states = [one.state for one in findings]
        if not findings:
            run.warn(
                problem(
                    "Nothing could be compared: no unit has a value of its own beside values of its "
                    "children, plans "
                    "or parts. Check the fields INDICATOR, KIND and YEAR, and the hierarchy."
                )
            )
            return
        run.say(
            translate(
                "CheckTransmission",
                "{count} comparisons: {kept} kept, {missed} not kept, {incomplete} lack children.",
            ).format(
                count=len(states),
                kept=sum(state in (checking.KEPT, checking.WITHIN) for state in states),
                missed=states.count(checking.MISSED),
                incomplete=states.count(checking.INCOMPLETE),
            )
        )
        run.result("states", {state: states.count(state) for state in checking.STATES})

    def _map(self, run, values, findings):
        """The layer of the units with the worst state of each; None where nothing was compared."""
        tree, states = values.tree, {}
        for one in findings:
            states.setdefault(tree.code[one.unit], []).append(one)
        table = run.columns(hierarchies.UNITS, [run.field(hierarchies.UNIT_CODE)])
        codes = joining.codes(table[run.field(hierarchies.UNIT_CODE)]).tolist()
        found = [states.get(code, []) for code in codes]
        new = {
            "check_state": objects(checking.worst([one.state for one in here]) for here in found),
            "checked_n": np.array([len(here) for here in found], dtype=np.int64),
            "missed_n": np.array(
                [sum(one.state == checking.MISSED for one in here) for here in found], dtype=np.int64
            ),
        }
        source = run.source(hierarchies.UNITS)
        return run.give_features(self.MAP, source, table.ids, new, transmission_report.LEGEND)

    def _report(self, run, values, made):
        findings, levels, parts = made
        tree, lang = values.tree, language()

        content = transmission_report.Content(
            run.layer_name(rows.INPUT),
            findings,
            levels,
            parts,
            lambda at: tree.told([tree.code[at]]),
            lambda code: run.listing.name(code, lang),
            run.record,
        )
        page = transmission_report.render(content, lang)
        return run.give_file(self.REPORT, lambda path: reports.write(path, page), ".html")


def finding_columns(values, findings) -> dict[str, np.ndarray]:
    """Declared columns of the checks."""

    def numbers(name: str) -> np.ndarray:
        return np.array([getattr(one, name) for one in findings], dtype=np.float64)

    return {
        "check_kind": objects(one.check for one in findings),
        **hierarchies.columns(values.tree, [one.unit for one in findings]),
        **rows.columns([one.key for one in findings], values.listing),
        "stated_value": numbers("stated"),
        "limit_value": numbers("limit"),
        "parts_value": numbers("found"),
        "check_gap": numbers("gap"),
        "check_gap_pct": 100.0 * numbers("relative"),
        "check_state": objects(one.state for one in findings),
        "parts_n": np.array([one.parts for one in findings], dtype=np.int64),
        "parts_known": np.array([one.known for one in findings], dtype=np.int64),
        "coverage_pct": 100.0 * numbers("coverage"),
        "missing_units": objects(", ".join(one.missing[:SHOWN]) or None for one in findings),
        "check_note": objects(one.note or None for one in findings),
    }


def part_columns(values, parts) -> dict[str, np.ndarray]:
    """Declared columns of the parts of gaps."""
    return {
        "check_kind": objects(one.finding.check for one in parts),
        **hierarchies.columns(values.tree, [one.finding.unit for one in parts]),
        **rows.columns([one.finding.key for one in parts], values.listing),
        "part_kind": objects(one.kind for one in parts),
        "part_name": objects(one.name for one in parts),
        "stated_value": np.array([one.stated for one in parts], dtype=np.float64),
        "parts_value": np.array([one.found for one in parts], dtype=np.float64),
        "check_gap": np.array([one.gap for one in parts], dtype=np.float64),
        "gap_share_pct": 100.0 * np.array([one.share for one in parts], dtype=np.float64),
    }


def level_columns(levels) -> dict[str, np.ndarray]:
    """Declared columns of the counts by level."""
    made = {
        "level_name": objects(level or None for level, *_ in levels),
        "check_kind": objects(check for _, check, *_ in levels),
        "indicator": objects(indicator or None for _, _, indicator, *_ in levels),
    }
    for state in checking.STATES:
        made[f"{state}_n"] = np.array([counted[state] for *_, counted, _ in levels], dtype=np.int64)
    return {**made, "worst_gap_pct": 100.0 * np.array([worst for *_, worst in levels], dtype=np.float64)}
