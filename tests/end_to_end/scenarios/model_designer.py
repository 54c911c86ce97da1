"""The shipped model opened in the Model Designer: every step is there, nothing is missing or at odds."""

from pathlib import Path

from processing.modeler.ModelerDialog import ModelerDialog
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDockWidget, QGraphicsView

MODELS = Path(__file__).resolve().parents[3] / "resources" / "models"
STEPS = 10


def scenario(t):
    registered = QgsApplication.processingRegistry().algorithmById("cpzoning:zoningchain")
    t.expect(registered is not None, "the model is in the toolbox")
    t.expect(registered.canExecute()[0], f"all its steps are known: {registered.canExecute()}")
    folder = "zh_CN" if QgsApplication.locale().startswith("zh") else "en"
    dialog = ModelerDialog.create()
    dialog.loadModel(str(MODELS / folder / "zoningchain.model3"))
    dialog.resize(1500, 1000)
    dialog.show()
    yield dialog.isVisible
    for dock in dialog.findChildren(QDockWidget):
        dock.hide()
    yield 500
    model = dialog.model()
    t.expect(len(model.childAlgorithms()) == STEPS, f"steps: {sorted(model.childAlgorithms())}")
    for name in model.childAlgorithms():
        fine, found = model.validateChildAlgorithm(name)
        t.expect(fine, f"{name}: {found}")
    t.expect(model.displayName() == registered.displayName(), f"one name: {model.displayName()}")
    view = dialog.findChild(QGraphicsView)
    whole = view.scene().itemsBoundingRect()
    view.setSceneRect(whole)
    view.fitInView(whole, Qt.AspectRatioMode.KeepAspectRatio)
    yield 500
    t.shot("designer", dialog)
    dialog.setDirty(False)
    dialog.close()
    yield 300
