"""The tab Export: a preview as the user chooses, and the output, both made in the background."""

from __future__ import annotations

import html
import tempfile
from dataclasses import replace
from pathlib import Path

from qgis.core import Qgis, QgsApplication, QgsMapLayer, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QTimer, QUrl
from qgis.PyQt.QtGui import QDesktopServices

from ...cartography import entries, palette, recognition
from ...processing_provider import orders
from ...processing_provider.orders import Outcome
from ...processing_provider.parameters import with_indices
from ...toolbelt import about, destinations
from ...toolbelt.apart import Parcel
from ...toolbelt.translation import language, sentence, translate
from ..connections import Connections
from . import exportkinds, titles
from .exportkinds import KINDS, Choice
from .exporttask import ExportTask
from .exportview import ExportView
from .tab import Tab

PATIENCE_MS = 600  # typing a title is one reason for a preview, not many
END_S = 10.0
LOCAL = "gdal"
REMEMBERED = ("kind", "suffix", "paper", "lang")


class ExportTab(Tab):
    """Keeps form, preview and running export in step with the project."""

    ID = "export"
    NEEDS_ZONES = False

    def __init__(self, desk, parent):
        super().__init__(desk, parent)
        self.form = self.view.form
        self._signals, self._of_looking, self._of_export = Connections(), Connections(), Connections()
        self._looking: ExportTask | None = None
        self._running: ExportTask | None = None
        self._named = self._coloured = False
        self._target, self._unsaved, self._placed = Path(), "", ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PATIENCE_MS)
        self._soon.timeout.connect(self._look)

    def title(self):
        return translate("Export", "Export")

    def tip(self):
        return translate("Export", "Maps, atlases, reports, tables, packages and dashboards, with a preview")

    def make_view(self, parent):
        return ExportView(parent, {name: _label(name) for name in KINDS})

    def start(self) -> None:
        """Listen to view, project and zones."""
        view, form = self.view, self.form
        self._place()
        form.show_look(language(), palette.chosen())
        form.kind_chosen.connect(self._on_kind)
        form.layer_chosen.connect(self._on_layer_chosen)
        form.changed.connect(self._on_changed)
        form.title_edit.editingFinished.connect(self._keep_title)
        form.name_edit.textEdited.connect(self._on_named)
        form.palette_box.activated.connect(self._on_coloured)
        view.page_turned.connect(self._preview_soon)
        view.auto_box.toggled.connect(self._preview_soon)
        view.preview_button.clicked.connect(self._look)
        view.export_button.clicked.connect(self.export)
        view.cancel_button.clicked.connect(self.cancel)
        view.dialog_button.clicked.connect(self.open_dialog)
        view.result.linkActivated.connect(self.open_link)
        listen = self._signals.add
        listen(self.desk.project.layersAdded, self._on_layers)
        listen(self.desk.project.layersRemoved, self._on_layers)
        listen(self.desk.zones.offered, self._on_layers)
        listen(self.desk.zones.chosen, self._follow)
        listen(self.desk.project.projectSaved, self._on_saved)
        self._on_layers()

    def stop(self) -> None:
        """End what runs, for its algorithms may go with the plugin."""
        self._soon.stop()
        self._signals.drop()
        for task in (self._looking, self._running):
            if task is not None:
                task.cancel()
                task.let_end(END_S)
        self._of_looking.drop()
        self._of_export.drop()
        self._looking = self._running = None

    def on_looked_at(self) -> None:
        if not self.looked_at:
            self._soon.stop()
            self._stop_looking()
            return
        if not self._coloured:
            self.form.show_look(self.form.choice().lang, palette.chosen())
        self._on_layers()
        self._preview_soon()

    def state(self):
        choice = self.form.choice()
        return {name: getattr(choice, name) for name in REMEMBERED}

    def restore(self, state):
        kind = state.get("kind")
        if kind in KINDS:
            self.form.kind_box.setCurrentIndex(self.form.kind_box.findData(kind))
            self.view.show_kind(kind)
        for box, name in (
            (self.form.format_box, "suffix"),
            (self.form.paper_box, "paper"),
            (self.form.language_box, "lang"),
        ):
            place = box.findData(str(state.get(name, "")))
            if place >= 0:
                box.setCurrentIndex(place)
        self._named = False
        self._place()
        self._on_changed()

    # the project

    def layer(self) -> QgsMapLayer | None:
        """The layer that is shown."""
        return self.form.layer_box.currentLayer()

    def _on_layers(self, *_what) -> None:
        """Offer what the project has now."""
        all_layers = list(self.desk.project.mapLayers().values())
        first = not self.form.ticked()
        self.form.show_layers([one for one in all_layers if _fit(one) is not None], all_layers)
        zones = self.desk.zones.layer()
        if first and zones is not None:
            self.form.tick([zones.id()])
        self._show_layer()

    def _follow(self) -> None:
        """Turn to the layer that the panel turned to."""
        layer = self.desk.zones.layer()
        if layer is not None:
            self.form.layer_box.setLayer(layer)
            if len(self.form.ticked()) <= 1:
                self.form.tick([layer.id()])
            self._show_layer()

    def _on_layer_chosen(self) -> None:
        layer = self.layer()
        if layer is not None:
            self.desk.zones.choose(layer)
        self._show_layer()

    def _show_layer(self) -> None:
        layer, fit = self.layer(), _fit(self.layer())
        usual = entries.legend(fit.legend, self.form.choice().lang).title if fit else ""
        self.form.show_title(titles.title_of(layer), usual)
        self._on_changed()

    # what the user chose

    def _on_kind(self, _kind: str) -> None:
        if self._running is None:
            self.view.show_result("")
        self._on_changed()

    def _on_changed(self, *_what) -> None:
        if not self._named:
            self.form.name_edit.setText(self._suggested())
        self._preview_soon()

    def _on_named(self, text: str) -> None:
        self._named = bool(text.strip())

    def _on_coloured(self, _place: int) -> None:
        self._coloured = True

    def _keep_title(self) -> None:
        titles.remember(self.layer(), self.form.title_edit.text().strip())

    def _suggested(self) -> str:
        choice = self.form.choice()
        rows = KINDS[choice.kind].rows
        layer = self.layer() if exportkinds.LAYER in rows else None
        of = layer.name() if layer is not None else self.desk.project.baseName()
        return exportkinds.suggested(_label(choice.kind), of)

    def _usual_folder(self) -> str:
        return self.desk.settings.export_folder or self.desk.project.homePath() or str(Path.home())

    def _place(self) -> None:
        self._placed = self._usual_folder()
        self.form.folder_box.setFilePath(self._placed)

    def _on_saved(self) -> None:
        """A project that was saved: outputs go beside it, unless the user said where."""
        if self.form.folder_box.filePath() == self._placed:
            self._place()

    # the preview

    def _preview_soon(self, *_what) -> None:
        if self.looked_at and self.view.auto_box.isChecked():
            self._soon.start()

    def _look(self) -> None:
        """Make the preview anew."""
        self._stop_looking()
        choice = self.form.choice()
        if not choice.is_complete():
            self.view.pages.show_message(exportkinds.lacking(choice))
            return
        nowhere = replace(choice, folder=tempfile.gettempdir(), name="cpzoning preview")
        task = self._task(
            translate("Export", "Preview: {what}"),
            orders.preview,
            exportkinds.order(nowhere, self.view.page_box.value() - 1),
            choice,
        )
        self._of_looking.add(task.done, self._on_looked)
        self._of_looking.add(task.taskTerminated, self._on_not_looked)
        self._looking = task
        self.view.pages.show_waiting()
        QgsApplication.taskManager().addTask(task)

    def _stop_looking(self) -> None:
        self._of_looking.drop()
        task, self._looking = self._looking, None
        if task is not None:
            task.cancel()

    def _on_looked(self, outcome: Outcome) -> None:
        self._looking = None
        if outcome.fault:
            self.view.pages.show_message(outcome.fault)
        elif outcome.preview is not None:
            self.view.pages.show_preview(outcome.preview)
            self.view.show_pages(outcome.preview.page, outcome.preview.pages)

    def _on_not_looked(self) -> None:
        # cancelled in the list of QGIS; the task goes as soon as it has ended
        self._of_looking.drop()
        self._looking = None
        self.view.pages.show_message(translate("Export", "The preview was cancelled."))

    # the export

    def export(self) -> None:
        """Write the output, after asking where something would be replaced."""
        choice = self.form.choice()
        self._keep_title()
        if not choice.is_complete():
            self.desk.say(exportkinds.lacking(choice), Qgis.MessageLevel.Warning)
            return
        if not choice.folder.strip() or not choice.name.strip():
            self.desk.say(translate("Export", "Give a folder and a name."), Qgis.MessageLevel.Warning)
            return
        target = choice.target()
        check = destinations.folder_refusals if choice.in_folder else destinations.refusals
        wrong = check(target)
        if wrong:
            self.desk.say(sentence(wrong[0]), Qgis.MessageLevel.Critical)
        elif target.is_file() or (target.is_dir() and any(target.iterdir())):
            self.view.ask_overwrite(target, lambda: self._export(choice))
        else:
            self._export(choice)

    def _export(self, choice: Choice) -> None:
        self._target, self._unsaved = choice.target(), self._edits(choice)
        self.desk.settings.export_folder = choice.folder
        self._stop_looking()
        task = self._task(
            translate("Export", "Export: {what}"), orders.export, exportkinds.order(choice), choice
        )
        self._of_export.add(task.done, self._on_exported)
        self._of_export.add(task.taskTerminated, self._on_cancelled)
        self._of_export.add(task.progressChanged, self._on_progress)
        self._running = task
        self.view.show_result("")
        self.view.show_progress(0.0)
        QgsApplication.taskManager().addTask(task)

    def _edits(self, choice: Choice) -> str:
        """A sentence about layers whose edits are not saved, and so not in the export."""
        layers = [self.desk.project.mapLayer(one) for one in choice.wanted_layers()]
        edited = [one.name() for one in layers if isinstance(one, QgsVectorLayer) and one.isModified()]
        if not edited:
            return ""
        text = translate("Export", "{layers}: edits that are not saved are not in it.")
        return text.format(layers=", ".join(edited))

    def _task(self, title: str, work, order, choice: Choice) -> ExportTask:
        project = self.desk.project
        layers = [project.mapLayer(one) for one in choice.wanted_layers()]
        parcel = Parcel([layer for layer in layers if layer is not None], project)
        title = title.format(what=_label(choice.kind))
        return ExportTask(title, work, order, parcel, wanted=work is orders.export)

    def cancel(self) -> None:
        """Stop the export."""
        if self._running is not None:
            self.view.show_progress(self._running.progress(), cancelling=True)
            self._running.cancel()

    def _on_progress(self, percent: float) -> None:
        self.view.show_progress(percent)

    def _on_cancelled(self) -> None:
        self._ended()
        self.view.show_result(html.escape(translate("Export", "The export was cancelled.")))

    def _ended(self) -> None:
        self._of_export.drop()
        self._running = None
        self.view.show_progress(None)
        self._preview_soon()

    def _on_exported(self, outcome: Outcome) -> None:
        self._ended()
        if outcome.fault:
            self.desk.say(outcome.fault.splitlines()[0], Qgis.MessageLevel.Critical)
            self.view.show_result(html.escape(outcome.fault).replace("\n", "<br>"))
            return
        told = translate("Export", "{name} was written.").format(name=self._target.name)
        links = " · ".join(f'<a href="{url}">{html.escape(text)}</a>' for text, url in self._links())
        remarks = [*([self._unsaved] if self._unsaved else []), *outcome.warnings]
        warned = "".join(f"<br>⚠ {html.escape(one)}" for one in remarks)
        self.view.show_result(f"{html.escape(told)} {links}{warned}")
        self.desk.say(told, Qgis.MessageLevel.Success)

    def _links(self) -> list[tuple[str, str]]:
        """What can be opened now: words and URLs."""
        target = self._target
        pages = sorted(target.glob("*.html")) if target.is_dir() else []
        file, folder = translate("Export", "Open the file"), translate("Export", "Open the folder")
        if pages:
            return [
                (translate("Export", "Open the first page"), pages[0].as_uri()),
                (folder, target.as_uri()),
            ]
        if target.is_dir():
            return [(folder, target.as_uri())]
        return [(file, target.as_uri()), (folder, target.parent.as_uri())]

    def open_link(self, url: str) -> None:
        """Open what was written with the program that the system has for it."""
        path = Path(QUrl(url).toLocalFile())
        if not path.exists():
            self.desk.say(
                translate("Export", "{name} is not there any more.").format(name=path.name),
                Qgis.MessageLevel.Warning,
            )
            return
        QDesktopServices.openUrl(QUrl(url))

    def open_dialog(self) -> None:
        """Open the algorithm's dialog, filled in as the form is."""
        order = exportkinds.order(self.form.choice())
        algorithm = QgsApplication.processingRegistry().algorithmById(_id(order.algorithm))
        self.desk.open_algorithm(order.algorithm, with_indices(algorithm, order.parameters))


def _id(kind: str) -> str:
    return f"{about.PROVIDER_ID}:{kind}"


def _label(kind: str) -> str:
    """What the algorithm is called."""
    found = QgsApplication.processingRegistry().algorithmById(_id(kind))
    return found.displayName() if found is not None else kind


def _fit(layer: QgsMapLayer | None) -> recognition.Fit | None:
    """The legend of a layer; the cells of rasters from a server are not looked at."""
    if layer is None or not layer.isValid() or not layer.isSpatial():
        return None
    if isinstance(layer, QgsRasterLayer) and layer.dataProvider().name() != LOCAL:
        return None
    return recognition.recognise(layer)
