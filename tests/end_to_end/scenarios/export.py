"""The tab Export with mouse and keyboard: every kind is previewed and written; what exists is asked about."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDockWidget, QMessageBox
from tabs import county

KEY = Qt.Key


def scenario(t):
    rng = np.random.default_rng(11)
    layer = county("管治亚区 2025", rng)
    QgsProject.instance().addMapLayers([layer])
    t.click(t.action("CpzoningDockAction"))
    dock = t.find(QDockWidget, "CpzoningDock")
    yield dock.isVisible
    tab = dock.tab("export")
    bar = dock.ui.tabBar
    place = next(at for at in range(bar.count()) if bar.tabText(at) == tab.title())
    t.click(bar, bar.tabRect(place).center())
    yield lambda: tab.looked_at
    with tempfile.TemporaryDirectory() as folder:
        tab.form.folder_box.setFilePath(folder)
        t.type(tab.form.title_edit, "Zones 2025")
        yield from kinds(t, tab, layer, Path(folder))
        yield from twice(t, tab, Path(folder))


def idle(tab):
    return lambda: not tab._soon.isActive() and tab._looking is None and tab._running is None


def kinds(t, tab, layer, folder):
    """Each kind by the keyboard: previewed, photographed, written."""
    view, form = tab.view, tab.form
    for kind, shown in (
        ("zonemap", view.pages.sheet),
        ("zonereport", view.pages.text),
        ("zonetables", view.pages.text),
        ("zonepackage", view.pages.text),
    ):
        form.kind_box.setFocus()
        QTest.keyClick(form.kind_box, KEY.Key_Home)
        for _ in range(form.kind_box.findData(kind)):
            QTest.keyClick(form.kind_box, KEY.Key_Down)
        t.expect(form.kind() == kind, f"{kind} is chosen")
        yield idle(tab)
        t.expect(view.pages.currentWidget() is shown, f"{kind} is previewed")
        t.shot(f"{kind}_preview")
        t.click(view.export_button)
        yield idle(tab)
        target = form.choice().target()
        t.expect(target.is_file() and target.parent == folder, f"{target.name} was written")
    t.expect(layer.featureCount() == 1600 and not layer.isEditable(), "the layer is as it was")
    t.shot("written")


def twice(t, tab, folder):
    """What exists is asked about without holding QGIS up."""
    target = tab.form.choice().target()
    before = target.stat().st_mtime_ns
    t.allow_dialog("CpzoningReplace")
    t.allow_dialog("QMessageBox")
    t.click(tab.view.export_button)
    yield lambda: t.window.findChild(QMessageBox, "CpzoningReplace") is not None
    box = t.find(QMessageBox, "CpzoningReplace")
    yield box.isVisible
    t.shot("asked")
    t.click(box.button(QMessageBox.StandardButton.No))
    yield idle(tab)
    t.expect(target.stat().st_mtime_ns == before, "the file stays on No")
