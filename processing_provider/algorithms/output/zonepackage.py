"""Everything to pass on in one GeoPackage: layers in their styles, tables, and the project inside."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsVectorLayer,
)

from ....cartography import evidence, keys, packages, recognition, symbology, templates, words
from ....core.errors import problem
from ....toolbelt import areas, provenance
from ....toolbelt.translation import translate
from ... import groups, handouts, mapsheets, shownlayers
from ...algorithm import Algorithm
from ...parameters import box, text

PROJECT = "zoning"


class ZonePackage(Algorithm):
    """Asks for layers and tables; gives a GeoPackage that opens elsewhere as it was made."""

    ID = "zonepackage"
    GROUP = groups.OUTPUT
    MAIN_THREAD = True
    TAGS = "package,GeoPackage,project,styles,metadata,exchange,hand over,数据包,成果包,汇交,项目,样式,元数据"

    LAYERS, TITLE, RESTYLE, TABLES, SHEETS = "LAYERS", "TITLE", "RESTYLE", "TABLES", "SHEETS"
    OUTPUT, COUNT, PROJECT_URI = "OUTPUT", "COUNT", "PROJECT_URI"

    def displayName(self):
        return translate("ZonePackage", "Zoning package")

    def initAlgorithm(self, config=None):
        for parameter in (
            QgsProcessingParameterMultipleLayers(
                self.LAYERS,
                translate("ZonePackage", "Layers and tables, the uppermost first"),
                QgsProcessing.SourceType.TypeVector,
            ),
            text(self.TITLE, translate("ZonePackage", "Title of the project")),
            shownlayers.language_parameter(),
            shownlayers.palette_parameter(),
            box(self.RESTYLE, translate("ZonePackage", "Style layers that the plugin knows"), True),
            box(self.TABLES, translate("ZonePackage", "Also tables of areas, columns and sources"), True),
            box(self.SHEETS, translate("ZonePackage", "Also a print layout for each layer of classes"), True),
            text(mapsheets.APPROVAL, translate("ZonePackage", "Number of the map review (审图号)")),
            QgsProcessingParameterFileDestination(
                self.OUTPUT, translate("ZonePackage", "Package"), "GeoPackage (*.gpkg)"
            ),
        ):
            self.addParameter(parameter)
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, translate("ZonePackage", "Layers and tables")))
        self.addOutput(QgsProcessingOutputString(self.PROJECT_URI, translate("ZonePackage", "Project")))

    def problems(self, request):
        return [
            problem("The layer {layer} cannot be read.", layer=provenance.name_of(layer))
            for layer in request.layers(self.LAYERS)
            if not isinstance(layer, QgsVectorLayer) or not layer.isValid()
        ]

    def work(self, run):
        layers, lang = shownlayers.as_kept(run, run.layers(self.LAYERS)), shownlayers.lang_of(run)
        for at, layer in enumerate(layers):
            shownlayers.note(run, f"{self.LAYERS}[{at}]", layer)
        mapsheets.remind(run, layers)
        final = run.give_file(self.OUTPUT, lambda path: Package(run, lang, path).write(layers), ".gpkg")
        made = {self.OUTPUT: final, self.COUNT: run.record["results"]["count"]}
        return {**made, self.PROJECT_URI: packages.project_uri(final, PROJECT)}


class Package:
    """One package in the making.

    Parameters
    ----------
    run
        The run, for what was asked.
    lang
        Language of styles and tables.
    path
        The file that is written.
    """

    def __init__(self, run, lang: str, path):
        self._run, self._lang, self._path = run, lang, path
        self._taken: set[str] = set()
        self._project = mapsheets.new_project(run)
        self._classes: list[tuple] = []

    def write(self, layers) -> None:
        """Write layers, tables and project."""
        run = self._run
        self._describe(layers)
        tree = self._project.layerTreeRoot()
        for at, layer in enumerate(layers):
            run.progress(0.7 * at / len(layers))
            tree.addLayer(self._layer(layer))
        if run.yes(ZonePackage.TABLES):
            group = tree.addGroup(words.word("package.tables", self._lang))
            for made in self._tables(layers):
                group.addLayer(made)
        if run.yes(ZonePackage.SHEETS):
            for made in self._classes:
                self._sheet(*made)
        run.progress(0.9)
        packages.write_project(self._project, self._path, PROJECT)
        run.result("count", len(self._taken))
        self._classes = []
        self._project.clear()
        packages.settle(self._path)

    def _describe(self, layers) -> None:
        title = self._run.text(ZonePackage.TITLE) or words.word("algorithm.zonepackage", self._lang)
        self._project.setTitle(title)
        self._project.setCrs(next((one.crs() for one in layers if one.isSpatial()), self._project.crs()))
        metadata = self._project.metadata()
        metadata.setTitle(title)
        if any(mapsheets.in_china(self._run, layer) for layer in layers):
            review = mapsheets.approval(self._run, self._lang)
            metadata.setAbstract(review or words.word("compliance", self._lang))
        self._project.setMetadata(metadata)

    def _layer(self, layer) -> QgsVectorLayer:
        """Write one layer and put it, styled, into the project."""
        run = self._run
        fit = recognition.recognise(layer) if run.yes(ZonePackage.RESTYLE) else None
        name = packages.table_name(provenance.name_of(layer), self._taken)
        made = packages.write_layer(self._path, layer, name, run.context.transformContext())
        shown = None
        if fit is not None and layer.isSpatial():
            colours = shownlayers.colours_of(run)
            shown = symbology.style(made, fit.legend, fit.renamed, self._lang, False, colours)
        packages.keep(made, name)
        self._project.addMapLayer(made, False)
        if shown is not None and areas.has_polygons(made):
            self._classes.append((made, shown))
        return made

    def _tables(self, layers):
        """Areas, columns and sources as tables of the project."""
        run, lang = self._run, self._lang
        read = [handouts.read(layer, lang, run.context, run.look_for_cancel) for layer in layers]
        for table in handouts.all_tables(read, lang, True)[len(read) :]:
            made = packages.write_table(self._path, table, packages.table_name(table.name, self._taken))
            self._project.addMapLayer(made, False)
            yield made

    def _sheet(self, layer, shown) -> None:
        """A print layout of a layer, kept in the project."""
        lang, run = self._lang, self._run
        extent = mapsheets.extent_of(layer, layer.crs(), run)
        upright = extent.height() > mapsheets.WIDE * extent.width()
        shape = templates.PORTRAIT if upright else templates.LANDSCAPE
        layout = templates.load(self._project, templates.path_of(lang, "a4", shape), lang)
        record = provenance.read(layer)
        reminder = mapsheets.in_china(run, layer) and not run.text(mapsheets.APPROVAL)
        templates.fill(
            layout,
            templates.Content(
                title=shown.title,
                subtitle=self._project.title(),
                layers=[layer],
                legend=keys.key(shown, lang, colours=shownlayers.colours_of(run), complete=True),
                lang=lang,
                crs=layer.crs(),
                extent=extent,
                approval=mapsheets.approval(run, lang),
                notes=[
                    *evidence.notes([record] if record else [], lang),
                    *([words.word("compliance", lang)] if reminder else []),
                ],
            ),
        )
        layout.setName(layer.name())
        self._project.layoutManager().addLayout(layout)
