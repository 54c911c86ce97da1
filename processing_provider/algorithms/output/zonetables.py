"""Results as tables to hand in: one Excel workbook, or CSV files that Excel opens rightly."""

from __future__ import annotations

import re

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
)

from ....cartography import exports
from ....core.errors import problem
from ....toolbelt import provenance
from ....toolbelt.translation import translate
from ... import groups, handouts, shownlayers
from ...algorithm import Algorithm
from ...parameters import box

FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
LONGEST = 80


class ZoneTables(Algorithm):
    """Asks for layers and tables; gives a workbook with a sheet for each, sums, dictionary and sources."""

    ID = "zonetables"
    GROUP = groups.OUTPUT
    MAIN_THREAD = True
    TAGS = "table,Excel,XLSX,CSV,export,workbook,表格,导出,工作簿,成果表,电子表格"

    LAYERS, SUMS, OUTPUT, FOLDER, COUNT = "LAYERS", "SUMS", "OUTPUT", "FOLDER", "COUNT"

    def displayName(self):
        return translate("ZoneTables", "Tables to hand in")

    def initAlgorithm(self, config=None):
        self.addParameter(
            QgsProcessingParameterMultipleLayers(
                self.LAYERS,
                translate("ZoneTables", "Layers and tables"),
                QgsProcessing.SourceType.TypeVector,
            )
        )
        self.addParameter(shownlayers.language_parameter())
        self.addParameter(box(self.SUMS, translate("ZoneTables", "Also areas by class and sub-zone"), True))
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.OUTPUT, translate("ZoneTables", "Workbook"), "XLSX (*.xlsx)", optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterFolderDestination(
                self.FOLDER,
                translate("ZoneTables", "Folder for CSV files"),
                optional=True,
                createByDefault=False,
            )
        )
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, translate("ZoneTables", "Tables")))

    def problems(self, request):
        found = []
        if not request.wanted(self.OUTPUT) and not request.wanted(self.FOLDER):
            found.append(
                problem(
                    "Nothing is to be made: give a file in {output} or a folder in {folder}.",
                    output=self.OUTPUT,
                    folder=self.FOLDER,
                )
            )
        for layer in request.layers(self.LAYERS):
            rows = layer.featureCount()
            if request.wanted(self.OUTPUT) and rows >= exports.MOST_ROWS:
                found.append(
                    problem(
                        "{layer} has {rows} rows, and a sheet of Excel takes {most}. Leave it out, or write "
                        "CSV.",
                        layer=provenance.name_of(layer),
                        rows=rows,
                        most=exports.MOST_ROWS - 1,
                    )
                )
        return found

    def work(self, run):
        layers, lang = shownlayers.as_kept(run, run.layers(self.LAYERS)), shownlayers.lang_of(run)
        read = []
        for at, layer in enumerate(layers):
            run.stage(0.7 * at / len(layers), 0.7 * (at + 1) / len(layers))
            shownlayers.note(run, f"{self.LAYERS}[{at}]", layer)
            read.append(handouts.read(layer, lang, run.context, run.progress))
        made = handouts.all_tables(read, lang, run.yes(self.SUMS))
        run.stage(0.7, 1.0)
        result = {self.COUNT: len(made)}
        if run.wanted(self.OUTPUT):
            result[self.OUTPUT] = run.give_file(
                self.OUTPUT, lambda path: exports.write_xlsx(path, made), ".xlsx"
            )
            run.progress(0.6)
        if run.wanted(self.FOLDER):
            result[self.FOLDER] = run.give_folder(self.FOLDER, lambda folder: write_all(folder, made))
        run.progress(1.0)
        return result


def write_all(folder, tables) -> None:
    """Write each table as a CSV file named after it."""
    taken: set[str] = set()
    for table in tables:
        plain = FORBIDDEN.sub("_", table.name).strip(" .")[:LONGEST] or "table"
        name, number = plain, 2
        while name.lower() in taken:
            name, number = f"{plain} ({number})", number + 1
        taken.add(name.lower())
        exports.write_csv(folder / f"{name}.csv", table)
