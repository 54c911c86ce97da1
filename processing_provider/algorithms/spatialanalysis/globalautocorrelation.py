"""Global spatial autocorrelation: does a quantity cluster over the whole area?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsProcessingOutputNumber, QgsProcessingParameterFileDestination

from ....cartography import reports
from ....core.spatial import autocorrelation
from ....toolbelt.translation import language, translate
from ... import groups, inference, neighbours
from ...algorithm import Algorithm
from ...parameters import advanced, box, choice, field, output, source

BIVARIATE = "bivariate_moran"


@dataclass(frozen=True)
class Row:
    """One statistic of one quantity: its inference, and how many units and permutations it rests on."""

    variable: str
    made: autocorrelation.GlobalStatistic
    units: int
    islands: int
    permutations: int


class GlobalAutocorrelation(Algorithm):
    """Asks for fields and neighbours; gives Moran's I, Geary's C and the general G with their tests."""

    ID = "globalautocorrelation"
    GROUP = groups.SPATIAL
    NEEDS = ("scipy",)
    TAGS = "Moran,Geary,Getis-Ord,clustering,autocorrelation,全局自相关,莫兰指数,聚集,空间自相关"

    INPUT, FIELDS, SECOND, STATISTICS = "INPUT", "FIELDS", "SECOND", "STATISTICS"
    ROW_STANDARDISE = "ROW_STANDARDISE"
    OUTPUT, REPORT = "OUTPUT", "REPORT"
    MORAN_I, MORAN_P, GEARY_C, GENERAL_G = "MORAN_I", "MORAN_P", "GEARY_C", "GENERAL_G"

    def displayName(self):
        return translate("GlobalAutocorrelation", "Global spatial autocorrelation")

    def initAlgorithm(self, config=None):
        for parameter in (*self._quantities(), *neighbours.parameters(), *inference.permutation_parameters()):
            self.addParameter(parameter)
        self.addParameter(
            advanced(
                box(
                    self.ROW_STANDARDISE,
                    translate("GlobalAutocorrelation", "Row-standardise the weights of I and C"),
                    True,
                )
            )
        )
        self.addParameter(output(self.OUTPUT, translate("GlobalAutocorrelation", "Statistics")))
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.REPORT,
                translate("GlobalAutocorrelation", "Report"),
                fileFilter="HTML (*.html)",
                optional=True,
                createByDefault=False,
            )
        )
        for name, label in (
            (self.MORAN_I, translate("GlobalAutocorrelation", "Moran's I of the first field")),
            (self.MORAN_P, translate("GlobalAutocorrelation", "p-value of Moran's I")),
            (self.GEARY_C, translate("GlobalAutocorrelation", "Geary's C of the first field")),
            (self.GENERAL_G, translate("GlobalAutocorrelation", "General G of the first field")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _quantities(self):
        statistics = choice(
            self.STATISTICS,
            translate("GlobalAutocorrelation", "Statistics"),
            {
                "moran": translate("GlobalAutocorrelation", "Moran's I"),
                "geary": translate("GlobalAutocorrelation", "Geary's C"),
                "getis_ord": translate("GlobalAutocorrelation", "general G (values of 0 or above)"),
            },
            many=True,
        )
        statistics.setDefaultValue([0, 1])
        return (
            source(self.INPUT, translate("GlobalAutocorrelation", "Units"), neighbours.UNITS),
            field(
                self.FIELDS,
                translate("GlobalAutocorrelation", "Quantities"),
                "net_tco2",
                many=True,
                optional=False,
            ),
            field(
                self.SECOND,
                translate("GlobalAutocorrelation", "Quantity of the neighbours, for the bivariate I"),
            ),
            statistics,
        )

    def problems(self, request):
        return neighbours.problems(request, self.INPUT)

    def work(self, run):
        fields, second = run.fields(self.FIELDS), run.field(self.SECOND)
        run.stage(0.0, 0.2)
        table = run.columns(self.INPUT, [*fields, second])
        columns = {
            name: run.numbers(table, name, self.INPUT) for name in dict.fromkeys([*fields, second]) if name
        }
        run.stage(0.2, 0.4)
        units = neighbours.read(run, self.INPUT)
        inference.note(run)
        rows = []
        for number, name in enumerate(fields):
            run.stage(0.4 + 0.6 * number / len(fields), 0.4 + 0.6 * (number + 1) / len(fields))
            rows += self._measured(run, units, name, columns[name])
            if second:
                rows += self._measured(run, units, name, columns[name], second, columns[second])
        self._tell(run, rows)
        results = {self.OUTPUT: run.give_table(self.OUTPUT, table_columns(rows))}
        if run.wanted(self.REPORT):
            page = self._page(run, rows)
            results[self.REPORT] = run.give_file(self.REPORT, lambda path: reports.write(path, page), ".html")
        return {**results, **self._numbers(rows, fields[0])}

    def _measured(self, run, units, name, values, second="", others=None):
        """Rows of one quantity, or of two for the bivariate statistic."""
        known = np.isfinite(values) if others is None else np.isfinite(values) & np.isfinite(others)
        variable = f"{name} × {second}" if second else name
        found = neighbours.build(run, units, known, variable)
        plain = found.weights
        standardised = plain.row_standardised() if run.yes(self.ROW_STANDARDISE) else plain
        permutations, seed = run.integer(inference.PERMUTATIONS), run.integer(inference.SEED)
        x = values[found.positions]
        if second:
            y = others[found.positions]
            made = [autocorrelation.measure_bivariate(x, y, standardised, permutations, seed, run.progress)]
        else:
            made = [
                autocorrelation.measure(
                    x,
                    plain if statistic == "getis_ord" else standardised,
                    statistic,
                    permutations,
                    seed,
                    run.progress,
                )
                for statistic in run.choices(self.STATISTICS)
            ]
        return [Row(variable, item, len(x), len(plain.islands), permutations) for item in made]

    def _numbers(self, rows, first):
        """Output numbers of the first quantity; NULL where a statistic was not asked for."""
        found = {row.made.name: row.made for row in rows if row.variable == first}
        value = {statistic: made.value for statistic, made in found.items()}
        return {
            self.MORAN_I: value.get("moran"),
            self.MORAN_P: p_value(found["moran"]) if "moran" in found else None,
            self.GEARY_C: value.get("geary"),
            self.GENERAL_G: value.get("getis_ord"),
        }

    def _tell(self, run, rows):
        for row in rows:
            run.say(
                translate(
                    "GlobalAutocorrelation", "{name}: {statistic} = {value}, expected {expected}, p = {p}"
                ).format(
                    name=row.variable,
                    statistic=self._words(row.made.name),
                    value=f"{row.made.value:.6g}",
                    expected=f"{row.made.expected:.6g}",
                    p=f"{p_value(row.made):.4g}",
                )
            )

    def _words(self, statistic):
        return {
            "moran": translate("GlobalAutocorrelation", "Moran's I"),
            "geary": translate("GlobalAutocorrelation", "Geary's C"),
            "getis_ord": translate("GlobalAutocorrelation", "general G"),
            BIVARIATE: translate("GlobalAutocorrelation", "bivariate Moran's I"),
        }[statistic]

    def _page(self, run, rows):
        """The report: one table, and what decided."""
        headers = [
            translate("GlobalAutocorrelation", "Quantity"),
            translate("GlobalAutocorrelation", "Statistic"),
            translate("GlobalAutocorrelation", "Value"),
            translate("GlobalAutocorrelation", "Expected"),
            translate("GlobalAutocorrelation", "z (randomisation)"),
            translate("GlobalAutocorrelation", "p (randomisation)"),
            translate("GlobalAutocorrelation", "p (permutations)"),
            translate("GlobalAutocorrelation", "Units"),
        ]
        cells = [
            [
                row.variable,
                self._words(row.made.name),
                row.made.value,
                row.made.expected,
                row.made.z_random,
                row.made.p_random,
                row.made.p_permutation,
                row.units,
            ]
            for row in rows
        ]
        facts = reports.facts((key, str(value)) for key, value in run.record["standards"].items())
        warnings = reports.bullets(run.record["warnings"])
        sections = [
            reports.Section(self.displayName(), reports.table(headers, cells)),
            reports.Section(translate("GlobalAutocorrelation", "What decided"), facts + warnings),
        ]
        return reports.page(self.displayName(), sections, language(), run.layer_name(self.INPUT))


def p_value(made: autocorrelation.GlobalStatistic) -> float:
    """The p-value that people read: of permutations where there are any, else under randomisation."""
    return made.p_random if np.isnan(made.p_permutation) else made.p_permutation


def table_columns(rows: list[Row]) -> dict[str, np.ndarray]:
    """Declared columns of the table of statistics, one row for each quantity and statistic."""
    made = [row.made for row in rows]

    def texts(values):
        return np.array(list(values), dtype=object)

    return {
        "variable": texts(row.variable for row in rows),
        "statistic": texts(item.name for item in made),
        "stat_value": np.array([item.value for item in made]),
        "stat_expected": np.array([item.expected for item in made]),
        "z_normal": np.array([item.z_normal for item in made]),
        "p_normal": np.array([item.p_normal for item in made]),
        "z_random": np.array([item.z_random for item in made]),
        "p_random": np.array([item.p_random for item in made]),
        "p_permuted": np.array([item.p_permutation for item in made]),
        "p_tail": np.array([item.p_one_sided for item in made]),
        "permutations": np.array([row.permutations for row in rows], dtype=int),
        "units_used": np.array([row.units for row in rows], dtype=int),
        "islands": np.array([row.islands for row in rows], dtype=int),
    }
