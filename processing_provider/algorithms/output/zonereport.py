"""The report of a zoning as one HTML file and as PDF."""

from __future__ import annotations

import tempfile
from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
)

from ....cartography import paper, reports, words, zoning_report
from ....core.errors import problem
from ....toolbelt import ancestry, areas, zonelayers
from ....toolbelt.translation import translate
from ... import groups, handouts, mapsheets, reportcontents, shownlayers
from ...algorithm import Algorithm
from ...parameters import ANY_TABLE, field, source, text


class ZoneReport(Algorithm):
    """Asks for classified units; gives the report with method, standards, inputs, areas, lists and doubts."""

    ID = "zonereport"
    GROUP = groups.OUTPUT
    MAIN_THREAD = True
    TAGS = "report,HTML,PDF,summary,method,prescriptions,uncertainty,报告,成果报告,图表,管治要求,不确定性"

    INPUT, NAME, FIELDS, ZONES, OTHERS = "INPUT", "NAME", "FIELDS", "ZONES", "OTHERS"
    TITLE, SUBTITLE, REMARKS = "TITLE", "SUBTITLE", "REMARKS"
    OUTPUT, PDF = "OUTPUT", "PDF"

    def displayName(self):
        return translate("ZoneReport", "Zoning report")

    def initAlgorithm(self, config=None):
        for parameter in (*self._layers(), *self._words()):
            self.addParameter(parameter)
        files = (
            (self.OUTPUT, translate("ZoneReport", "Report"), "HTML (*.html)", True),
            (self.PDF, translate("ZoneReport", "Report as PDF"), "PDF (*.pdf)", False),
        )
        for name, label, kind, made in files:
            self.addParameter(
                QgsProcessingParameterFileDestination(name, label, kind, optional=True, createByDefault=made)
            )

    def _layers(self):
        others = QgsProcessingParameterMultipleLayers(
            self.OTHERS,
            translate("ZoneReport", "Other results whose runs belong to the report"),
            QgsProcessing.SourceType.TypeMapLayer,
            optional=True,
        )
        return (
            source(self.INPUT, translate("ZoneReport", "Units with their class"), ANY_TABLE),
            field(self.NAME, translate("ZoneReport", "Field with the name of the unit"), "unit_name"),
            field(
                self.FIELDS,
                translate("ZoneReport", "Columns of the table of units (empty: the usual ones)"),
                many=True,
            ),
            source(self.ZONES, translate("ZoneReport", "Sub-zones"), ANY_TABLE, optional=True),
            others,
        )

    def _words(self):
        remarks = QgsProcessingParameterString(
            self.REMARKS,
            translate("ZoneReport", "Reservations that a reader must know, a paragraph each"),
            multiLine=True,
            optional=True,
        )
        return (
            text(self.TITLE, translate("ZoneReport", "Title")),
            text(self.SUBTITLE, translate("ZoneReport", "Subtitle, such as place and year")),
            remarks,
            shownlayers.language_parameter(),
        )

    def problems(self, request):
        found = []
        for name, legends in ((self.INPUT, ("sixclass", "subzones")), (self.ZONES, ("subzones",))):
            layer = request.layer(name)
            if layer is None:
                continue
            fits = zonelayers.fields_of(layer)
            if fits is None or fits.legend not in legends:
                found.append(
                    problem(
                        "The layer {layer} has no field with {what}, which the report is about. Give the "
                        "output of {algorithm}.",
                        layer=request.layer_name(name),
                        what="cp_class" if name == self.INPUT else "subzone",
                        algorithm="sixclasszoning" if name == self.INPUT else "subzones",
                    )
                )
        if not request.wanted(self.OUTPUT) and not request.wanted(self.PDF):
            found.append(
                problem(
                    "Nothing is to be made: give a file in {output} or in {pdf}.",
                    output=self.OUTPUT,
                    pdf=self.PDF,
                )
            )
        return found

    def work(self, run):
        lang = shownlayers.lang_of(run)
        layers = [layer for layer in (run.layer(self.INPUT), run.layer(self.ZONES)) if layer is not None]
        given = [name for name in (self.INPUT, self.ZONES) if run.layer(name) is not None]
        read = []
        for at, (name, layer) in enumerate(zip(given, layers)):
            run.stage(0.4 * at / len(layers), 0.4 * (at + 1) / len(layers))
            shownlayers.note(run, name, layer)
            read.append(handouts.read(layer, lang, run.context, run.progress))
        run.stage(0.4, 0.7)
        mapsheets.remind_without_number(run, layers)
        with tempfile.TemporaryDirectory() as folder:
            title = run.text(self.TITLE) or words.word("algorithm.zonereport", lang)
            page = self._page(run, read, layers, Path(folder), (title, lang))
        run.stage(0.7, 1.0)
        result = {self.OUTPUT: run.give_file(self.OUTPUT, lambda path: reports.write(path, page), ".html")}
        run.progress(0.3)
        result[self.PDF] = run.give_file(self.PDF, lambda path: paper.write(path, page, title, lang), ".pdf")
        run.progress(1.0)
        return {name: path for name, path in result.items() if path}

    def _page(self, run, read, layers, folder, named):
        title, lang = named
        units = reportcontents.Units(read[0], reportcontents.name_field(run, self.NAME, read[0]), lang)
        zones = reportcontents.subzone_areas(read[-1])
        others = run.layers(self.OTHERS)
        behind = [*layers, *others]
        records = ancestry.records(behind)
        maps, borders = [], reportcontents.borders(layers[0], units.name, lang)
        for at, layer in enumerate(layers):
            run.progress(at / len(layers))
            if areas.has_polygons(layer):
                maps.append(reportcontents.draw(run, layer, folder, lang, borders))
        chosen = run.fields(self.FIELDS) or [units.name, *reportcontents.COLUMNS]
        remarks = [line.strip() for line in run.text(self.REMARKS).splitlines() if line.strip()]
        if any(mapsheets.in_china(run, layer) for layer in layers):
            remarks.append(words.word("compliance", lang))
        report = zoning_report.ZoningReport(
            title=title,
            subtitle=run.text(self.SUBTITLE),
            classes=reportcontents.amounts(units),
            units=units.table(chosen),
            summary=reportcontents.facts(units, zones),
            maps=maps,
            subzones=zones,
            charts=reportcontents.net_chart(units),
            records=records,
            files=ancestry.files(behind, records),
            remarks=remarks,
            lists=reportcontents.lists(units),
            diagram=reportcontents.diagram(units),
            doubts=reportcontents.doubts(units),
        )
        return zoning_report.render(report, lang)
