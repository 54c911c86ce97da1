"""One sheet with a map, made from a print layout template that users may edit."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterFileDestination, QgsReadWriteContext

from ....cartography import keys, layouts, templates
from ....core.errors import problem
from ....toolbelt import destinations
from ....toolbelt.translation import translate
from ... import groups, mapsheets, shownlayers
from ...algorithm import Algorithm


class ZoneMap(Algorithm):
    """Asks for a layer and a title; gives a sheet as PDF, SVG or picture."""

    ID = "zonemap"
    GROUP = groups.OUTPUT
    MAIN_THREAD = True
    TAGS = "map,layout,print,PDF,PNG,SVG,template,legend,matrix,地图,制图,布局,打印,出图,模板,图例"

    OUTPUT, LAYOUT = "OUTPUT", "LAYOUT"

    def displayName(self):
        return translate("ZoneMap", "Zoning map")

    def initAlgorithm(self, config=None):
        for parameter in (
            shownlayers.layer_parameter(),
            *mapsheets.words_parameters(),
            *mapsheets.layer_parameters(),
            *shownlayers.look_parameters(),
            shownlayers.key_parameter(),
            *mapsheets.sheet_parameters(),
        ):
            self.addParameter(parameter)
        kinds = "PDF (*.pdf);;PNG (*.png);;SVG (*.svg)"
        self.addParameter(
            QgsProcessingParameterFileDestination(self.OUTPUT, translate("ZoneMap", "Map"), kinds)
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.LAYOUT,
                translate("ZoneMap", "Layout, to be edited"),
                "QPT (*.qpt)",
                optional=True,
                createByDefault=False,
            )
        )

    def problems(self, request):
        found = mapsheets.problems(request)
        path = destinations.file_of(request.destination(self.OUTPUT))
        if path is not None and path.suffix and path.suffix.lower() not in mapsheets.PICTURES:
            found.append(
                problem(
                    "The map {path} has no known format. End its name with one of {known}.",
                    path=path.name,
                    known=", ".join(mapsheets.PICTURES),
                )
            )
        return found

    def work(self, run):
        shown = shownlayers.shown(run)
        lang, crs = shown.lang, shown.layer.crs()
        units, around = mapsheets.boundaries(run, lang), mapsheets.background(run)
        mapsheets.remind(run, [shown.layer])
        extent = mapsheets.extent_of(shown.layer, crs, run)
        project = mapsheets.new_project(run)
        layout = mapsheets.opened(run, project, lang, extent)
        run.progress(0.2)
        complete = not run.yes(shownlayers.OCCURRING)
        kind = run.choice(shownlayers.KEY)
        content = templates.Content(
            title=run.text(mapsheets.TITLE) or shown.legend.title,
            subtitle=run.text(mapsheets.SUBTITLE),
            layers=[layer for layer in (units, shown.layer) if layer is not None],
            legend=keys.key(shown.legend, lang, kind, shown.colours, complete=complete),
            lang=lang,
            crs=crs,
            extent=extent,
            approval=mapsheets.approval(run, lang),
            notes=mapsheets.notes(run, shown),
            around=[around] if around is not None else [],
            around_extent=mapsheets.extent_of(around, crs, run) if around is not None else extent,
        )
        layout.setName(content.title)
        templates.fill(layout, content)
        run.progress(0.4)
        dpi = run.integer(mapsheets.DPI)
        result = {
            self.OUTPUT: run.give_file(self.OUTPUT, lambda path: layouts.write(layout, path, dpi), ".pdf")
        }
        edited = run.give_file(self.LAYOUT, lambda path: save_template(layout, path), ".qpt")
        run.progress(1.0)
        return {**result, self.LAYOUT: edited} if edited else result


def save_template(layout, path) -> None:
    """Write a filled layout as a template; one that cannot be written is told as an OSError is."""
    if not layout.saveAsTemplate(str(path), QgsReadWriteContext()):
        raise OSError(None, path.name)
