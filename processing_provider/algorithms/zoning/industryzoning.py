"""Six classes on a table of industries by units, and the candidates for exit."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
from qgis.core import QgsProcessingOutputNumber, QgsProcessingParameterFileDestination

from ....cartography import industry_matrix, reports
from ....core import flags as fl
from ....core.errors import InputError, problem
from ....core.zoning import industrytable, sixclass
from ....toolbelt.translation import language, translate
from ... import groups
from ... import industryrecords as records
from ...algorithm import Algorithm
from ...parameters import advanced, choice, number, output

ADDED_NAMES = {"load": "pollution_load"}


class IndustryZoning(Algorithm):
    """Asks for emissions, loads and output of industries by units; gives classes and exit candidates."""

    ID = "industryzoning"
    GROUP = groups.ZONING
    TAGS = "industry,sector,class,exit,location quotient,4754,行业,产业,六类分区,产业退出,区位商,两高"

    STANDARD, COMPOSITE, TAU_C, TAU_P = "STANDARD", "COMPOSITE", "TAU_C", "TAU_P"
    TIE, WEAK_WEAK, WEIGHT = "TIE", "WEAK_WEAK", "WEIGHT"
    OUTPUT, INDUSTRIES, EXITS, REPORT = "OUTPUT", "INDUSTRIES", "EXITS", "REPORT"
    EXIT_COUNT, EXIT_TCO2 = "EXIT_COUNT", "EXIT_TCO2"

    def displayName(self):
        return translate("IndustryZoning", "Six classes of industries by units")

    def initAlgorithm(self, config=None):
        given = (*records.parameters(), self._standard(), *records.standards(), *self._rule())
        for parameter in given:
            self.addParameter(parameter)
        tables = (
            (self.OUTPUT, translate("IndustryZoning", "Industries in units"), False),
            (self.INDUSTRIES, translate("IndustryZoning", "Industries as a whole"), True),
            (self.EXITS, translate("IndustryZoning", "Exit candidates"), True),
        )
        for name, label, optional in tables:
            made = output(name, label, optional)
            made.setCreateByDefault(True)
            self.addParameter(made)
        report = QgsProcessingParameterFileDestination(
            self.REPORT,
            translate("IndustryZoning", "Matrix of industries and units"),
            "HTML (*.html)",
            optional=True,
            createByDefault=False,
        )
        self.addParameter(report)
        for name, label in (
            (self.EXIT_COUNT, translate("IndustryZoning", "Number of exit candidates")),
            (self.EXIT_TCO2, translate("IndustryZoning", "Emission of the exit candidates (t CO2e)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _standard(self):
        return choice(
            self.STANDARD,
            translate("IndustryZoning", "Standards of carbon and pollution"),
            {
                "average": translate("IndustryZoning", "average of the table (exploratory)"),
                "zero": translate("IndustryZoning", "zero, with the average as the benchmark"),
                "given": translate("IndustryZoning", "given below, or in the table"),
            },
        )

    def _rule(self):
        return (
            choice(
                self.COMPOSITE,
                translate("IndustryZoning", "One figure from several pollutants"),
                {
                    "max": translate("IndustryZoning", "largest exceedance (every pollutant must comply)"),
                    "mean": translate("IndustryZoning", "weighted mean"),
                    "nemerow": translate("IndustryZoning", "Nemerow index"),
                },
            ),
            number(self.TAU_C, translate("IndustryZoning", "Strong threshold of carbon"), 1.0),
            number(self.TAU_P, translate("IndustryZoning", "Strong threshold of pollution"), 1.0),
            advanced(
                choice(
                    self.TIE,
                    translate("IndustryZoning", "Both exceed weakly and equally"),
                    {
                        "CP": translate("IndustryZoning", "CP: carbon leads"),
                        "PC": translate("IndustryZoning", "PC: pollution leads"),
                    },
                )
            ),
            advanced(
                choice(
                    self.WEAK_WEAK,
                    translate("IndustryZoning", "Both exceed weakly"),
                    {
                        "ratio": translate("IndustryZoning", "the larger exceedance decides"),
                        "SCP": translate("IndustryZoning", "SCP (precautionary)"),
                    },
                )
            ),
            advanced(
                number(
                    self.WEIGHT,
                    translate("IndustryZoning", "Weight of carbon in the rank of the candidates"),
                    0.5,
                    0.0,
                    1.0,
                )
            ),
        )

    def problems(self, request):
        found = records.problems(request)
        given = request.choice(self.STANDARD) == industrytable.GIVEN
        own = [
            name
            for name in (records.CARBON_STANDARD, records.POLLUTION_STANDARD)
            if np.isfinite(request.number(name))
        ]
        own += [name for name in (records.CARBON_STANDARD_FIELD,) if request.field(name)]
        if own and not given:
            found.append(
                problem(
                    "{names} is given, but the standards are not; choose given in {parameter}, or empty it.",
                    names=", ".join(own),
                    parameter=self.STANDARD,
                )
            )
        if given and not own and not any(request.matrix(records.POLLUTANTS)):
            found.append(
                problem(
                    "The standards are to be given; give {carbon}, {field} or {pollution}.",
                    carbon=records.CARBON_STANDARD,
                    field=records.CARBON_STANDARD_FIELD,
                    pollution=records.POLLUTION_STANDARD,
                )
            )
        for name in (self.TAU_C, self.TAU_P):
            if request.number(name) <= 0:
                found.append(
                    problem(
                        "The parameter {name} must be above 0, not {value}.",
                        name=name,
                        value=request.number(name),
                    )
                )
        return found

    def work(self, run):
        run.stage(0.0, 0.4)
        given = records.read(run)
        if not len(given.industry):
            raise InputError(
                problem(
                    "The layer {layer} has no row with both an industry and a unit.",
                    layer=run.layer_name(records.INPUT),
                )
            )
        run.stage(0.4, 0.7)
        cells = industrytable.gather(
            given.industry, given.unit, given.emission, given.size, given.loads, given.standard, given.limits
        )
        whole = industrytable.industries(cells)
        by = industrytable.yardstick(cells, run.choice(self.STANDARD))
        of_cells, of_whole = (self._evaluated(run, each, by, given) for each in (cells, whole))
        found = industrytable.exits(
            cells, of_cells.zoning.code, whole, of_whole.zoning.code, run.number(self.WEIGHT)
        )
        self._tell(run, cells, of_cells, by, given)
        run.stage(0.7, 1.0)
        results = self._give(run, given, (cells, of_cells), (whole, of_whole), found)
        results[self.REPORT] = self._report(run, given, (cells, of_cells), (whole, of_whole), found)
        return {
            **results,
            self.EXIT_COUNT: len(found.cell),
            self.EXIT_TCO2: float(np.nansum(cells.emission[found.cell])),
        }

    def _evaluated(self, run, cells, by, given):
        rule = sixclass.Rule(
            tau_c=run.number(self.TAU_C),
            tau_p=run.number(self.TAU_P),
            tie=run.choice(self.TIE),
            weak_weak=run.choice(self.WEAK_WEAK),
        )
        made = industrytable.evaluate(cells, by, rule, given.names, run.choice(self.COMPOSITE), given.weights)
        labels = {**dict(zip(given.names, given.labels)), None: None}
        return replace(made, limiting=_objects(labels[name] for name in made.limiting.tolist()))

    def _tell(self, run, cells, made, by, given):
        run.record["standards"].update(made.standards)
        run.record["standards"].update(
            standard=by.kind,
            industry_average_carbon=by.carbon if by.kind != industrytable.ZERO else by.carbon_benchmark,
            carbon_weight=run.number(self.WEIGHT),
        )
        counted = np.bincount(made.zoning.code, minlength=len(sixclass.CODES))
        classes = ", ".join(f"{code} {count}" for code, count in zip(sixclass.CODES, counted))
        run.say(
            translate("IndustryZoning", "Industries in units by class: {classes}").format(classes=classes)
        )
        for remark in fl.remarks(made.zoning.flags):
            run.warn(remark)
        if by.kind != industrytable.GIVEN:
            run.warn(
                problem(
                    "The standards are averages of this table, so somebody is always above them. Use the "
                    "classes for exploration; for assessment and exit give standards of your own."
                )
            )
        unknown = sorted(set(cells.industry.tolist()) - set(given.called))
        if unknown:
            run.warn(
                problem(
                    "{count} industries are no codes of GB/T 4754-2017 and keep their own names: {codes}.",
                    count=len(unknown),
                    codes=", ".join(unknown[:20]),
                )
            )

    def _give(self, run, given, cells_made, whole_made, found):
        cells, made = cells_made
        share, quotient = industrytable.location_quotient(cells)
        columns = {
            **_identity(cells, given),
            **_amounts(cells),
            "contribution": share,
            "location_quotient": quotient,
            **_classes(made),
        }
        loads = _loads(cells, given)
        results = {self.OUTPUT: run.give_table(self.OUTPUT, columns, loads)}
        if run.wanted(self.INDUSTRIES):
            whole, of_whole = whole_made
            results[self.INDUSTRIES] = run.give_table(
                self.INDUSTRIES,
                {
                    **_identity(whole, given),
                    **_amounts(whole),
                    **_classes(of_whole),
                    **class_counts(cells, made.zoning.code, whole),
                },
                _loads(whole, given),
            )
        if run.wanted(self.EXITS):
            at = found.cell
            results[self.EXITS] = run.give_table(
                self.EXITS,
                {
                    "exit_order": np.arange(1, len(at) + 1),
                    **{name: values[at] for name, values in _identity(cells, given).items()},
                    "exit_kind": found.kind,
                    "saved_tco2": cells.emission[at],
                    "exit_score": found.score,
                    **{
                        name: columns[name][at] for name in ("output_size", "q_c", "q_p", "limiting", "flags")
                    },
                },
                {name: values[at] for name, values in loads.items()},
            )
        return results

    def _report(self, run, given, cells_made, whole_made, found):
        if not run.wanted(self.REPORT):
            return ""
        lang = language()
        page = industry_matrix.render(
            industry_matrix.Matrix(
                run.layer_name(records.INPUT),
                cells_made,
                whole_made,
                found,
                {**given.called},
                given.unit_called,
                run.record,
            ),
            lang,
        )
        return run.give_file(self.REPORT, lambda path: reports.write(path, page), ".html")


def _identity(cells: industrytable.Cells, given: records.Records) -> dict[str, np.ndarray]:
    """Codes and names of the industry and, where cells are of units, of the unit."""
    names = _told_apart(given.called)
    found = {
        "industry_code": cells.industry,
        "industry_name": _objects(names.get(code) for code in cells.industry.tolist()),
    }
    if (cells.unit != "").all():
        found["unit_code"] = cells.unit
        if given.unit_called:
            found["unit_name"] = _objects(given.unit_called.get(code) for code in cells.unit.tolist())
    return found


def _told_apart(called: dict[str, str]) -> dict[str, str]:
    """Names of the industries; those that several codes share (classes of one division) with the code."""
    count = Counter(called.values())
    return {code: name if count[name] == 1 else f"{name} ({code})" for code, name in called.items()}


def _amounts(cells: industrytable.Cells) -> dict[str, np.ndarray]:
    usable = np.isfinite(cells.size) & (cells.size > 0)
    intensity = np.divide(cells.emission, cells.size, out=np.full(len(cells), np.nan), where=usable)
    return {
        "records": cells.records,
        "tco2e": cells.emission,
        "output_size": cells.size,
        "output_intensity": intensity,
    }


def _loads(cells: industrytable.Cells, given: records.Records) -> dict[str, np.ndarray]:
    """Loads under the names of their fields, which this run alone knows."""
    return {ADDED_NAMES.get(name, name): cells.loads[:, j] for j, name in enumerate(given.names)}


def _classes(made) -> dict[str, np.ndarray]:
    z = made.zoning
    known = z.code != sixclass.ND
    return {
        "q_c": z.q_c,
        "q_p": z.q_p,
        "cp_ratio": z.ratio,
        "margin": z.margin,
        "severity": np.where(known, z.severity.astype(object), None),
        "cp_class": np.array(sixclass.CODES, dtype=object)[z.code],
        "cp_code": z.code.astype(int),
        "limiting": made.limiting,
        "flags": fl.texts(z.flags),
    }


def class_counts(cells, code: np.ndarray, whole) -> dict[str, np.ndarray]:
    """Declared columns: of each industry, how many of its units have each class."""
    place = {name: at for at, name in enumerate(whole.industry.tolist())}
    counts = np.zeros((len(whole), len(sixclass.CODES)), dtype=int)
    np.add.at(counts, ([place[name] for name in cells.industry.tolist()], code), 1)
    named = {f"n_{name.lower()}": counts[:, at] for at, name in enumerate(sixclass.CODES)}
    return {**named, "n_total": counts.sum(axis=1)}


def _objects(cells) -> np.ndarray:
    return np.array([*cells, None], dtype=object)[:-1]
