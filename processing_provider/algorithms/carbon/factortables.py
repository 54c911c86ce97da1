"""The tables that decide: list them, export one for editing, check an edited one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
)

from ....cartography import check_report, exports, reports
from ....core import csvdata, factors, tablebook
from ....core.errors import InputError, faults_of, problem
from ....toolbelt import sheets
from ....toolbelt.translation import language, sentence, translate
from ... import groups
from ...algorithm import Algorithm
from ...parameters import choice, output, text

ALL = "all"
EXPORT_FILTER = "CSV (*.csv);;Excel (*.xlsx)"


class FactorTables(Algorithm):
    """Asks for a table (and a file to be checked); gives the list, an editable copy, the verdict."""

    ID = "factortables"
    GROUP = groups.CARBON
    TAGS = "factor,coefficient,table,standard,export,check,排放因子,系数,因子表,标准,导出,检查"

    TABLE, SCHEME, FILE = "TABLE", "SCHEME", "FILE"
    LIST, EXPORT, PROBLEMS, REPORT = "LIST", "EXPORT", "PROBLEMS", "REPORT"
    SOURCES, FAULTS, ROWS = "SOURCES", "FAULTS", "ROWS"

    def displayName(self):
        return translate("FactorTables", "Factor tables")

    def initAlgorithm(self, config=None):
        self.addParameter(choice(self.TABLE, translate("FactorTables", "Table"), _tables()))
        self.addParameter(text(self.SCHEME, translate("FactorTables", "Scheme (empty: all)")))
        self.addParameter(
            QgsProcessingParameterFile(
                self.FILE,
                translate("FactorTables", "Edited table to be checked"),
                optional=True,
                fileFilter=sheets.FILTER,
            )
        )
        listed = output(self.LIST, translate("FactorTables", "List of tables and schemes"), True)
        listed.setCreateByDefault(True)
        self.addParameter(listed)
        self.addParameter(
            output(self.SOURCES, translate("FactorTables", "Publications behind the tables"), True)
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.EXPORT,
                translate("FactorTables", "Editable copy of the table"),
                EXPORT_FILTER,
                optional=True,
                createByDefault=False,
            )
        )
        self.addParameter(
            output(self.PROBLEMS, translate("FactorTables", "Faults of the edited table"), True)
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.REPORT,
                translate("FactorTables", "Report of the check"),
                "HTML (*.html)",
                optional=True,
                createByDefault=False,
            )
        )
        self.addOutput(QgsProcessingOutputNumber(self.FAULTS, translate("FactorTables", "Number of faults")))
        self.addOutput(
            QgsProcessingOutputNumber(self.ROWS, translate("FactorTables", "Rows that were exported"))
        )

    def problems(self, request):
        table, scheme, file = request.choice(self.TABLE), request.text(self.SCHEME), request.text(self.FILE)
        wants_list = request.wanted(self.LIST) or request.wanted(self.SOURCES)
        wants_export = request.wanted(self.EXPORT)
        found = []
        if not (wants_list or wants_export or file):
            found.append(
                problem(
                    "Nothing to do: ask for the list or for an editable copy, or give a table to be checked."
                )
            )
        if table == ALL and (wants_export or file):
            found.append(problem("Choose the table that is to be exported or checked."))
        elif wants_export:
            found += faults_of(lambda: tablebook.rows(table, scheme))
        if file and not Path(file).is_file():
            found.append(problem("The file {file} does not exist.", file=file))
        if not file and (request.wanted(self.PROBLEMS) or request.wanted(self.REPORT)):
            found.append(problem("Give the edited table that is to be checked."))
        return found

    def work(self, run):
        table, results = run.choice(self.TABLE), {}
        if run.wanted(self.LIST):
            listed = tablebook.listed(None if table == ALL else table)
            results[self.LIST] = run.give_table(self.LIST, list_columns(listed))
        if run.wanted(self.SOURCES):
            used = tablebook.used_sources(None if table == ALL else table)
            results[self.SOURCES] = run.give_table(self.SOURCES, source_columns(used))
        if run.wanted(self.EXPORT):
            results |= self._export(run, table)
        if run.text(self.FILE):
            results |= self._check(run, table)
        return results

    def _export(self, run, table):
        content = tablebook.rows(table, run.text(self.SCHEME))

        def write(path):
            if path.suffix.lower() == ".xlsx":
                exports.write_xlsx(path, [exports.Table(table, content.columns, tablebook.typed(content))])
            else:
                csvdata.write_rows(path, content.columns, content.rows, excel=True)

        path = run.give_file(self.EXPORT, write, ".csv")
        run.say(
            translate("FactorTables", "{count} rows of {table} were written to {path}.").format(
                count=len(content.rows), table=table, path=path
            )
        )
        return {self.EXPORT: path, self.ROWS: len(content.rows)}

    def _check(self, run, table):
        path = Path(run.text(self.FILE))
        faults, difference = _verdict(table, path)
        for _, words in faults:
            run.warn(words)
        if not faults:
            run.say(translate("FactorTables", "The table {file} has no faults.").format(file=path.name))
        results = {self.FAULTS: len(faults)}
        if run.wanted(self.PROBLEMS):
            results[self.PROBLEMS] = run.give_table(self.PROBLEMS, fault_columns(faults))
        if run.wanted(self.REPORT):
            page = check_report.check_page(table, path.name, faults, difference)
            results[self.REPORT] = run.give_file(
                self.REPORT, lambda place: reports.write(place, page), ".html"
            )
        return results


def _verdict(table: str, path: Path):
    """Faults as (row, sentence), and what a sound factor table changes (None where not comparable)."""
    try:
        raw = sheets.read_table(path, "table")
    except InputError as error:
        found = error.problems
        return [(item.data.get("row"), sentence(item)) for item in found], None
    found = tablebook.faults(table, raw, path.name)
    if found or table not in factors.names():
        return [(item.data.get("row"), sentence(item)) for item in found], None
    return [], tablebook.difference(table, factors.checked(raw, table, path.name))


def list_columns(listed: list[tablebook.Listed]) -> dict[str, np.ndarray]:
    """Declared columns of the list of tables."""
    lang = language()

    def column(read):
        return np.array([*map(read, listed), None], dtype=object)[:-1]

    return {
        "table_name": column(lambda item: item.table),
        "scheme": column(lambda item: item.scheme),
        "scheme_name": column(lambda item: item.name(lang)),
        "is_default": column(lambda item: int(item.is_default)),
        "row_count": column(lambda item: item.rows),
        "gap_count": column(lambda item: item.gaps),
        "digest": column(lambda item: item.digest),
        "sources": column(lambda item: "; ".join(item.sources)),
        "evidence": column(lambda item: item.evidence or None),
        "source_confidence": column(lambda item: item.confidence or None),
        "note": column(lambda item: item.note or None),
    }


def source_columns(used: list[tablebook.Source]) -> dict[str, np.ndarray]:
    """Declared columns of the publications behind tables."""

    def column(read):
        return np.array([*map(read, used), None], dtype=object)[:-1]

    return {
        "source_key": column(lambda item: item.key),
        "source_title": column(lambda item: item.title or None),
        "source_authors": column(lambda item: item.authors or None),
        "source_year": column(lambda item: item.year or None),
        "source_url": column(lambda item: item.url or None),
        "source_licence": column(lambda item: item.licence or None),
        "table_name": column(lambda item: ", ".join(item.tables)),
        "row_count": column(lambda item: item.rows),
    }


def fault_columns(faults: list[tuple[int | None, str]]) -> dict[str, np.ndarray]:
    """Declared columns of the faults of a table."""
    rows = np.array([*(row for row, _ in faults), None], dtype=object)[:-1]
    words = np.array([*(words for _, words in faults), None], dtype=object)[:-1]
    return {"row": rows, "problem": words}


def _tables() -> dict[str, str]:
    return {
        ALL: translate("FactorTables", "all tables (list only)"),
        "fuel": translate("FactorTables", "fuels"),
        "grid": translate("FactorTables", "electricity"),
        "land_use": translate("FactorTables", "land-use carbon coefficients"),
        "carbon_density": translate("FactorTables", "carbon densities"),
        "sink_rates": translate("FactorTables", "sink rates"),
        "equivalents": translate("FactorTables", "pollution equivalents"),
        "agriculture": translate("FactorTables", "agriculture"),
        "emission": translate("FactorTables", "emission factors of waste and others"),
        "land_export": translate("FactorTables", "export coefficients of land (template)"),
        "gwp": translate("FactorTables", "global warming potentials"),
        "industry_classes": translate("FactorTables", "industries"),
        "products": translate("FactorTables", "products"),
        "uncertainty": translate("FactorTables", "uncertainties"),
        tablebook.STANDARDS: translate("FactorTables", "pollution standards"),
        tablebook.CLASSES: translate("FactorTables", "land-use classes"),
    }
