"""What a table is worth before it is used: completeness, coverage, traceability, contradictions."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingOutputNumber, QgsProcessingParameterFileDestination

from ....cartography import quality_report, reports
from ....core import csvdata, joining, years
from ....core.errors import InputError, faults_of, problem
from ....core.quality import assessment
from ....core.quality.findings import Finding, Values, checks, shown
from ....toolbelt import areas
from ....toolbelt.translation import language, translate
from ... import groups, qualitymatrices
from ...algorithm import Algorithm
from ...parameters import ANY_TABLE, advanced, field, number, output, source, text

PERCENT = 100.0
SIGNED = "net_tco2, sink_tco2, net_tco2e, sink_tco2e"
BETWEEN = " · "


class DataQuality(Algorithm):
    """Asks for a table and what its fields mean; gives findings, shares and a report."""

    ID = "dataquality"
    GROUP = groups.CARBON
    TAGS = (
        "data,quality,completeness,coverage,traceability,duplicates,plausibility,check,"
        "数据质量,完整性,覆盖性,可追溯性,重复,合理性,检查"
    )

    INPUT, UNIT_CODE, ITEM, KEYS = "INPUT", "UNIT_CODE", "ITEM", "KEYS"
    AMOUNTS, AMOUNT_UNIT, YEAR, YEARS = "AMOUNTS", "AMOUNT_UNIT", "YEAR", "YEARS"
    SOURCES, CONFIDENCE = "SOURCES", "CONFIDENCE"
    UNITS_LAYER, UNITS_CODE = "UNITS_LAYER", "UNITS_CODE"
    JUMP, SIGNED = "JUMP", "SIGNED"
    FINDINGS, FIGURES, REPORT = "FINDINGS", "FIGURES", "REPORT"
    ERRORS, WARNINGS = "ERRORS", "WARNINGS"
    COMPLETENESS, COVERAGE, TRACEABILITY = "COMPLETENESS", "COVERAGE", "TRACEABILITY"

    def displayName(self):
        return translate("DataQuality", "Data quality")

    def initAlgorithm(self, config=None):
        for parameter in (*self._table(), *self._units(), *self._rules(), *self._outputs()):
            self.addParameter(parameter)
        for name, label in (
            (self.ERRORS, translate("DataQuality", "Errors")),
            (self.WARNINGS, translate("DataQuality", "Warnings")),
            (self.COMPLETENESS, translate("DataQuality", "Completeness (%)")),
            (self.COVERAGE, translate("DataQuality", "Coverage of the units (%)")),
            (self.TRACEABILITY, translate("DataQuality", "Traceability (%)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _table(self):
        return (
            source(self.INPUT, translate("DataQuality", "Table or layer to be judged"), ANY_TABLE),
            field(self.UNIT_CODE, translate("DataQuality", "Unit code"), "unit_code"),
            field(self.ITEM, translate("DataQuality", "Item (activity, pollutant, indicator)")),
            field(
                self.KEYS,
                translate("DataQuality", "Further fields that tell rows apart (sector, source)"),
                many=True,
            ),
            field(self.AMOUNTS, translate("DataQuality", "Amounts"), "amount", many=True),
            field(self.AMOUNT_UNIT, translate("DataQuality", "Unit of the amounts"), "unit"),
            field(self.YEAR, translate("DataQuality", "Year"), "year"),
            text(self.YEARS, translate("DataQuality", "Years (empty: all)")),
            field(
                self.SOURCES,
                translate("DataQuality", "Fields that say where numbers come from"),
                many=True,
            ),
            advanced(field(self.CONFIDENCE, translate("DataQuality", "Field with the confidence"))),
        )

    def _units(self):
        return (
            source(
                self.UNITS_LAYER,
                translate("DataQuality", "Layer of the units that there should be"),
                ANY_TABLE,
                optional=True,
            ),
            field(
                self.UNITS_CODE,
                translate("DataQuality", "Unit code in that layer"),
                "unit_code",
                parent=self.UNITS_LAYER,
            ),
        )

    def _rules(self):
        return (
            *qualitymatrices.parameters(),
            number(self.JUMP, translate("DataQuality", "Largest change from year to year (times)"), 5.0, 1.0),
            advanced(
                text(
                    self.SIGNED,
                    translate("DataQuality", "Items and fields that may be negative"),
                    SIGNED,
                )
            ),
        )

    def _outputs(self):
        report = QgsProcessingParameterFileDestination(
            self.REPORT, translate("DataQuality", "Report"), "HTML (*.html)", optional=True
        )
        return (
            output(self.FINDINGS, translate("DataQuality", "Findings")),
            output(self.FIGURES, translate("DataQuality", "Shares"), True),
            report,
        )

    def problems(self, request):
        found = faults_of(lambda: years.chosen(request.text(self.YEARS)))
        found += qualitymatrices.problems(request, request.optional_source(self.INPUT))
        if not found and not request.fields(self.AMOUNTS) and not qualitymatrices.fields(request):
            found.append(problem("Choose the fields with amounts (AMOUNTS), or relations or magnitudes."))
        if request.field(self.ITEM) and len(request.fields(self.AMOUNTS)) > 1:
            found.append(
                problem("Of a table with an item in each row (ITEM), choose one field with the amount.")
            )
        if request.optional_source(self.UNITS_LAYER) is not None:
            lacking = [one for one in (self.UNITS_CODE, self.UNIT_CODE) if not request.field(one)]
            if lacking:
                found.append(
                    problem(
                        "Choose the fields of the unit codes ({lacking}) to compare table and layer.",
                        lacking=", ".join(lacking),
                    )
                )
        return found

    def work(self, run):
        run.stage(0.0, 0.5)
        table, unreadable = self._read(run)
        units, area = self._layer(run)
        run.stage(0.5, 0.8)
        values = self._values(run, table)
        asked = assessment.Asked(
            units=units,
            area_ha=area,
            filled={name: self._filled(table, name) for name in self._named(run)},
            columns=table.numbers,
            relations=qualitymatrices.asked_relations(run),
            ratios=qualitymatrices.asked_magnitudes(run),
            sourced=self._sourced(run, table),
            confidence=table.texts.get(run.field(self.CONFIDENCE), ()),
            signed=[one.strip() for one in run.text(self.SIGNED).replace("，", ",").split(",")],
            jump=run.number(self.JUMP),
        )
        made = assessment.assess(values, asked, table.unit, table.ids, unreadable)
        run.progress(1.0)
        return self._give(run, made, len(table.ids))

    def _named(self, run):
        """Fields whose completeness is told: all that have a meaning."""
        names = (self.UNIT_CODE, self.ITEM, self.AMOUNT_UNIT, self.YEAR)
        one = [run.field(name) for name in names]
        return list(dict.fromkeys([*filter(None, one), *run.fields(self.KEYS), *run.fields(self.AMOUNTS)]))

    def _read(self, run):
        """The table of the chosen years; cells of number fields that are none become findings."""
        numeric = list(dict.fromkeys([*run.fields(self.AMOUNTS), *qualitymatrices.fields(run)]))
        others = [self.UNIT_CODE, self.ITEM, self.AMOUNT_UNIT, self.YEAR, self.CONFIDENCE]
        texts = list(
            dict.fromkeys(
                [*(run.field(one) for one in others if run.field(one)), *run.fields(self.KEYS),
                 *run.fields(self.SOURCES)]
            )
        )  # fmt: skip
        read = run.columns(self.INPUT, list(dict.fromkeys([*numeric, *texts])))
        year = np.zeros(len(read), dtype=np.int64)
        if run.field(self.YEAR):
            year = years.years(read[run.field(self.YEAR)], run.field(self.YEAR))
        rows = years.among(year, years.chosen(run.text(self.YEARS)))
        made = _Table(read.ids[rows], year[rows], {name: joining.codes(read[name][rows]) for name in texts})
        if run.field(self.UNIT_CODE):
            made.unit = made.texts[run.field(self.UNIT_CODE)]
        unreadable = []
        for name in numeric:
            made.numbers[name], bad = lenient(read[name][rows])
            if bad.any():
                unreadable.append(_no_number(name, read.ids[rows][bad], read[name][rows][bad]))
        return made, unreadable

    def _layer(self, run):
        """Codes of the units that there should be, and their hectares; None where no layer was given."""
        layer = run.optional_source(self.UNITS_LAYER)
        if layer is None:
            return None, None
        code = run.field(self.UNITS_CODE)
        place = run.columns(self.UNITS_LAYER, [code], area=areas.has_polygons(layer))
        codes = joining.codes(place[code])
        faults = joining.duplicates(codes, run.layer_name(self.UNITS_LAYER))
        if faults:
            raise InputError(*faults)
        return tuple(codes.tolist()), place.area_ha

    def _values(self, run, table):
        """Amounts by unit, item and year; every amount field is an item of its own without ITEM."""
        amounts, item = run.fields(self.AMOUNTS), run.field(self.ITEM)
        keys = [table.texts[name] for name in run.fields(self.KEYS)]
        count = len(table.ids)
        units = table.texts.get(run.field(self.AMOUNT_UNIT), np.full(count, "", dtype=object))
        parts = []
        for name in amounts:
            first = table.texts[item] if item else np.full(count, name, dtype=object)
            labels = [BETWEEN.join(map(str, row)) for row in zip(first.tolist(), *keys)]
            parts.append((np.array([*labels, None], dtype=object)[:-1], table.numbers[name]))
        if not parts:
            none = np.zeros(0, dtype=object)
            return Values(none, none, np.zeros(0, np.int64), np.zeros(0), none, np.zeros(0, np.int64))
        times = len(parts)
        return Values(
            np.tile(table.unit, times),
            np.concatenate([one for one, _ in parts]),
            np.tile(table.year, times),
            np.concatenate([one for _, one in parts]),
            np.tile(units, times),
            np.tile(table.ids, times),
        )

    def _filled(self, table, name):
        if name in table.numbers:
            return np.isfinite(table.numbers[name])
        return table.texts[name] != ""

    def _sourced(self, run, table):
        names = run.fields(self.SOURCES)
        if not names:
            return None
        return np.any([table.texts[name] != "" for name in names], axis=0)

    def _give(self, run, made, rows):
        results = {
            self.ERRORS: made.count("error"),
            self.WARNINGS: made.count("warning"),
            self.COMPLETENESS: PERCENT * made.completeness,
            self.COVERAGE: PERCENT * made.coverage,
            self.TRACEABILITY: PERCENT * made.traceability,
        }
        for name, value in results.items():
            run.result(name.lower(), value)
        words = translate(
            "DataQuality",
            "{errors} errors, {warnings} warnings; completeness {complete}, coverage {covered}, traceability "
            "{traced}.",
        )
        percent = quality_report.percent
        shares = [percent(one) for one in (made.completeness, made.coverage, made.traceability)]
        run.say(
            words.format(
                errors=results[self.ERRORS],
                warnings=results[self.WARNINGS],
                **dict(zip(("complete", "covered", "traced"), shares)),
            )
        )
        run.stage(0.8, 1.0)
        results[self.FINDINGS] = run.give_table(self.FINDINGS, finding_columns(made.findings))
        if run.wanted(self.FIGURES):
            results[self.FIGURES] = run.give_table(self.FIGURES, figure_columns(made.figures))
        if run.wanted(self.REPORT):
            page = quality_report.quality_page(run.layer_name(self.INPUT), made, rows)
            results[self.REPORT] = run.give_file(
                self.REPORT, lambda place: reports.write(place, page), ".html"
            )
        return results


class _Table:
    """Columns of the table that is judged: texts in one spelling, numbers with NaN where missing."""

    def __init__(self, ids, year, texts):
        self.ids, self.year, self.texts = ids, year, texts
        self.unit = np.full(len(ids), "", dtype=object)
        self.numbers: dict[str, np.ndarray] = {}


def lenient(column: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A column as numbers, NaN where missing or no number, and a mask of the cells that are none."""
    if column.dtype != object:
        infinite = np.isinf(column)
        return np.where(infinite, np.nan, column), infinite
    made, bad = np.full(len(column), np.nan), np.zeros(len(column), dtype=bool)
    for at, cell in enumerate(column.tolist()):
        bad[at] = cell is not None and bool(faults_of(lambda cell=cell: csvdata.number(str(cell))))
        if cell is not None and not bad[at]:
            made[at] = csvdata.number(str(cell))
    return made, bad


def _no_number(name: str, ids: np.ndarray, cells: np.ndarray) -> Finding:
    pairs = [f"{row}: {cell!r}" for row, cell in zip(ids.tolist(), cells.tolist())]
    return Finding(
        "not_number",
        problem(
            "The field {field} holds {count} cells that are no numbers (row: cell): {rows}.",
            field=name,
            count=len(pairs),
            rows=shown(pairs),
        ),
        field=name,
        row=ids[0],
    )


def finding_columns(found) -> dict[str, np.ndarray]:
    """Declared columns of findings."""
    lang = language()

    def column(read):
        return np.array([*map(read, found), None], dtype=object)[:-1]

    return {
        "check_code": column(lambda one: one.check),
        "check_name": column(lambda one: checks()[one.check].name(lang)),
        "severity_word": column(lambda one: one.severity),
        "table_row": column(lambda one: None if one.row is None else str(one.row)),
        "unit_code": column(lambda one: one.unit or None),
        "item": column(lambda one: one.item or None),
        "field_name": column(lambda one: one.field or None),
        "year": column(lambda one: one.year or None),
        "found_value": np.array([one.value for one in found], dtype=np.float64),
        "expected_value": np.array([one.expected for one in found], dtype=np.float64),
        "problem": column(quality_report.words_of),
    }


def figure_columns(figures) -> dict[str, np.ndarray]:
    """Declared columns of shares."""

    def column(read):
        return np.array([*map(read, figures), None], dtype=object)[:-1]

    return {
        "share_of": column(lambda one: one.scope),
        "share_name": column(lambda one: one.name),
        "present_n": np.array([one.present for one in figures], dtype=np.float64),
        "expected_n": np.array([one.expected for one in figures], dtype=np.float64),
        "share_pct": np.array([PERCENT * one.share for one in figures], dtype=np.float64),
        "missing_list": column(lambda one: ", ".join(one.missing) or None),
    }
