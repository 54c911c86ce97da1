"""The styles of the plugin for any layer, without the dock: in the layer, in its file, as QML and SLD."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingOutputMapLayer, QgsProcessingParameterFileDestination

from ....cartography import keys, styling
from ....toolbelt.translation import translate
from ... import groups, shownlayers
from ...algorithm import Algorithm
from ...parameters import box


class ApplySymbology(Algorithm):
    """Asks for a layer and a legend; styles it and writes the style where it is wanted."""

    ID = "applysymbology"
    GROUP = groups.OUTPUT
    MAIN_THREAD = True
    TAGS = "style,symbology,legend,QML,SLD,palette,colour,样式,符号,图例,配色,色盲,黑白"

    INPUT = shownlayers.INPUT
    SAVE, QML, SLD, LEGEND_FILE, OUTPUT = "SAVE", "QML", "SLD", "LEGEND_FILE", "OUTPUT"

    def displayName(self):
        return translate("ApplySymbology", "Apply symbology")

    def initAlgorithm(self, config=None):
        self.addParameter(shownlayers.layer_parameter())
        for parameter in (*shownlayers.look_parameters(), shownlayers.key_parameter()):
            self.addParameter(parameter)
        self.addParameter(
            box(self.SAVE, translate("ApplySymbology", "Save as the default style of the layer"), True)
        )
        files = (
            (self.QML, translate("ApplySymbology", "Style of QGIS"), "QML (*.qml)"),
            (self.SLD, translate("ApplySymbology", "Style for other programs"), "SLD (*.sld)"),
            (self.LEGEND_FILE, translate("ApplySymbology", "Legend"), "SVG (*.svg);;PNG (*.png)"),
        )
        for name, label, kind in files:
            self.addParameter(
                QgsProcessingParameterFileDestination(name, label, kind, optional=True, createByDefault=False)
            )
        self.addOutput(
            QgsProcessingOutputMapLayer(self.OUTPUT, translate("ApplySymbology", "Layer in its style"))
        )

    def problems(self, request):
        found = shownlayers.problems(request)
        if request.yes(self.SAVE):
            found += styling.problems_of_saving(request.layer(self.INPUT))
        return found

    def work(self, run):
        made = shownlayers.shown(run)
        original = run.layer(self.INPUT)
        run.progress(0.5)
        saved = run.yes(self.SAVE)
        if saved and not styling.can_keep(original):
            run.say(
                translate(
                    "ApplySymbology", "{layer} lives in memory only and keeps its style with the project."
                ).format(layer=run.layer_name(self.INPUT))
            )
        run.finish(styling.Restyle(original.id(), made.layer if saved else None, made.layer))
        result = {self.OUTPUT: shownlayers.known_as(run, original)}
        result[self.QML] = run.give_file(self.QML, lambda path: styling.write_qml(path, made.layer), ".qml")
        result[self.SLD] = run.give_file(self.SLD, lambda path: styling.write_sld(path, made.layer), ".sld")
        result[self.LEGEND_FILE] = self._legend(run, made)
        run.progress(1.0)
        return {name: value for name, value in result.items() if value}

    def _legend(self, run, made):
        complete = not run.yes(shownlayers.OCCURRING)
        drawn = keys.key(made.legend, made.lang, run.choice(shownlayers.KEY), made.colours, complete=complete)
        return run.give_file(
            self.LEGEND_FILE,
            lambda path: keys.write(Path(path), drawn, made.legend.title, made.lang),
            ".svg",
        )
