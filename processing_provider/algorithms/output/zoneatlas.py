"""One sheet for every administrative unit: a PDF of many pages, or a folder of files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
)

from ....cartography import keys, layouts, spotlight, symbology, templates, words
from ....core.errors import problem
from ....toolbelt.translation import translate
from ... import groups, mapsheets, polygoninputs, shownlayers, unitpages
from ...algorithm import Algorithm
from ...parameters import box, choice

FORMATS = ("pdf", "png", "svg")


class ZoneAtlas(Algorithm):
    """Asks for a layer and units; gives a page for each unit, with its areas in the legend."""

    ID = "zoneatlas"
    GROUP = groups.OUTPUT
    MAIN_THREAD = True
    TAGS = "atlas,map,layout,print,PDF,unit,township,map series,图集,地图册,分幅,乡镇,打印,出图"

    OUTPUT, FOLDER, FORMAT, WHOLE, COUNT = "OUTPUT", "FOLDER", "FORMAT", "WHOLE", "COUNT"

    def displayName(self):
        return translate("ZoneAtlas", "Zoning atlas")

    def initAlgorithm(self, config=None):
        formats = {one: one.upper() for one in FORMATS}
        for parameter in (
            shownlayers.layer_parameter(),
            *mapsheets.words_parameters(),
            *mapsheets.layer_parameters(units_needed=True),
            box(self.WHOLE, translate("ZoneAtlas", "A first page with the whole area"), True),
            *shownlayers.look_parameters(),
            shownlayers.key_parameter(),
            *mapsheets.sheet_parameters(),
            polygoninputs.invalid(),
            choice(self.FORMAT, translate("ZoneAtlas", "Format of single pages"), formats),
        ):
            self.addParameter(parameter)
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.OUTPUT, translate("ZoneAtlas", "Atlas"), "PDF (*.pdf)", optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterFolderDestination(
                self.FOLDER,
                translate("ZoneAtlas", "Folder for single pages"),
                optional=True,
                createByDefault=False,
            )
        )
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, translate("ZoneAtlas", "Pages")))

    def problems(self, request):
        found = mapsheets.problems(request) + polygoninputs.problems(request, [mapsheets.UNITS])
        if not request.wanted(self.OUTPUT) and not request.wanted(self.FOLDER):
            found.append(
                problem(
                    "Nothing is to be made: give a file in {output} or a folder in {folder}.",
                    output=self.OUTPUT,
                    folder=self.FOLDER,
                )
            )
        return found

    def work(self, run):
        shown = shownlayers.shown(run)
        run.stage(0.0, 0.3)
        units = unitpages.pages(run, shown)
        mapsheets.remind(run, [shown.layer])
        sheets = Sheets(run, shown, units, run.yes(self.WHOLE))
        layout = sheets.layout
        dpi, result = run.integer(mapsheets.DPI), {self.COUNT: sheets.count}
        if run.wanted(self.OUTPUT):
            run.stage(0.3, 0.7 if run.wanted(self.FOLDER) else 1.0)
            pages = layouts.Pages(layout, sheets.count, sheets.turn)
            result[self.OUTPUT] = run.give_file(
                self.OUTPUT, lambda path: layouts.write_pages(pages, path, dpi), ".pdf"
            )
        if run.wanted(self.FOLDER):
            run.stage(0.7 if run.wanted(self.OUTPUT) else 0.3, 1.0)
            suffix = run.choice(self.FORMAT)
            result[self.FOLDER] = run.give_folder(
                self.FOLDER, lambda folder: sheets.write_each(folder, suffix, dpi)
            )
        return result


class Sheets:
    """The pages of an atlas on one layout.

    Attributes
    ----------
    layout
        The layout, filled by `turn`.
    count
        Number of pages.
    """

    def __init__(self, run, shown, units, whole: bool):
        self._run, self._shown, self._units = run, shown, units
        self._first = 1 if whole else 0
        self.count = len(units) + self._first
        lang, crs = shown.lang, shown.layer.crs()
        self._extent = mapsheets.extent_of(shown.layer, crs, run)
        self._project = mapsheets.new_project(run)
        self.layout = mapsheets.opened(run, self._project, lang, self._extent)
        self._veil = spotlight.veil(crs)
        self._borders = mapsheets.boundaries(run, lang)
        self._around = mapsheets.background(run) or self._borders.clone()
        if not run.optional_source(mapsheets.AROUND):
            symbology.ground(self._around)
        title = run.text(mapsheets.TITLE) or shown.legend.title
        self.layout.setName(title)
        self._content = templates.Content(
            title=title,
            layers=[layer for layer in (self._borders, shown.layer) if layer is not None],
            legend=self._key(None),
            lang=lang,
            crs=crs,
            extent=self._extent,
            subtitle=run.text(mapsheets.SUBTITLE),
            approval=mapsheets.approval(run, lang),
            notes=mapsheets.notes(run, shown),
            around=[self._around],
            around_extent=mapsheets.extent_of(self._around, crs, run),
        )

    def turn(self, at: int) -> None:
        """Fill the layout for page *at*, counted from 0; stops where the user cancelled."""
        self._run.progress(at / self.count)
        page = words.word("atlas.page", self._content.lang).format(page=at + 1, pages=self.count)
        if at < self._first:
            templates.fill(self.layout, replace(self._content, page=page))
            return
        unit = self._units[at - self._first]
        spotlight.turn(self._veil, unit.geometry)
        subtitle = " · ".join(part for part in (unit.name, self._content.subtitle) if part)
        templates.fill(
            self.layout,
            replace(
                self._content,
                page=page,
                unit=unit.name,
                subtitle=subtitle,
                layers=[self._borders, self._veil, self._shown.layer],
                legend=self._key(unit),
                extent=unit.geometry.boundingBox(),
            ),
        )

    def write_each(self, folder: Path, suffix: str, dpi: int) -> None:
        """Write every page as a file of its own."""
        for at in range(self.count):
            self.turn(at)
            name = "000" if at < self._first else self._units[at - self._first].file
            layouts.write(self.layout, folder / f"{name}.{suffix}", dpi)

    def _key(self, unit):
        """The legend of a page: with the hectares in the unit, and what is not in it pale."""
        shown, run = self._shown, self._run
        legend, notes = shown.legend, None
        complete = not run.yes(shownlayers.OCCURRING)
        if unit is not None and unit.area_ha:
            notes = unit.notes()
            if not complete:
                legend = legend.only([entry for entry in legend.entries if entry.code in notes])
        kind = run.choice(shownlayers.KEY)
        return keys.key(legend, shown.lang, kind, shown.colours, notes, complete)
