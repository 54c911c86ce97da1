"""No word of the desktop escapes the translator: in a stand-in language all of them carry its mark."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTranslator
from qgis.PyQt.QtWidgets import QAbstractButton, QComboBox, QLabel, QMenu, QToolBar, QWidget

ROOT = Path(__file__).resolve().parents[2]
MARK = "译"


@pytest.fixture
def marked(alone, tmp_path):
    """A translator that puts a mark before every text that tools/i18n.py collects."""
    spec = importlib.util.spec_from_file_location("i18n", ROOT / "tools" / "i18n.py")
    i18n = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(i18n)
    texts, faults = i18n.collect(ROOT)
    assert faults == []
    source = tmp_path / "marked.ts"
    translations = {text: i18n.Translation(MARK + text.source, True) for text in sorted(texts)}
    source.write_text(i18n.ts(translations), encoding="utf-8")
    translator = QTranslator()
    assert translator.load(str(i18n.build(source, tmp_path / "marked.qm")))
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


# names of layers, fields and palettes are data
DATA_BOXES = (
    *("layerBox", "otherBox", "paletteBox", "classBox", "registerConnection", "registerCode"),
    # layers, fields, palettes, names of formats and sizes of paper
    *("exportLayerBox", "unitsBox", "unitNameBox", "exportPaletteBox", "formatBox", "paperBox"),
    *(f"source{name}Box" for name in ("Input", "Units", "Areas", "Warnings", "Tasks")),
)


def words_of(widget: QWidget) -> dict[str, str]:
    """Everything that a widget and its children say, by who says it."""
    found = {}
    for child in [widget, *widget.findChildren(QWidget)]:
        name = f"{type(child).__name__} {child.objectName()}"
        found[f"{name} tip"] = child.toolTip()
        found[f"{name} title"] = child.windowTitle()
        if isinstance(child, (QLabel, QAbstractButton)):
            found[f"{name} text"] = child.text()
        if isinstance(child, QComboBox) and child.objectName() not in DATA_BOXES:
            found.update({f"{name} {i}": child.itemText(i) for i in range(child.count())})
    return found


def unmarked(words: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in words.items() if text.strip() and MARK not in text}


def test_menu_and_toolbar(marked, plugin, desktop):
    actions = plugin.menus.menu.actions()
    for menu in plugin.menus.menu.findChildren(QMenu):
        actions += menu.actions()
    words = {f"{action.objectName()} {action.text()}": action.text() for action in actions}
    words |= {f"tip of {action.objectName()}": action.toolTip() for action in actions}
    words["menu"] = plugin.menus.menu.title()
    words["toolbar"] = plugin.menus.toolbar.windowTitle()
    words["help"] = plugin.menus.help_entry.text()
    words |= words_of(desktop.window.findChild(QToolBar, "CpzoningToolBar"))
    assert unmarked(words) == {}


def test_panel(marked, dock, maps, add, counted):
    # the codes and names of classes are data; what stands between them is not
    add("field=cp_class:string", [("S",), (None,), ("x",)])
    counted()
    assert unmarked(words_of(dock)) == {}
    model = maps.ui.apart.model()
    assert MARK in model.index(0, 0).data() and MARK in model.index(1, 0).data()
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    assert all(MARK in head for head in heads)
    actions = maps.actions_bar.actions()
    assert unmarked({a.objectName(): a.text() for a in actions if not a.isSeparator()}) == {}


def test_help(marked, plugin):
    plugin.show_guide()
    assert MARK in plugin.guide.windowTitle()
    headings = plugin.guide.browser.toHtml().split("<h3")[1:]
    assert len(headings) == 3 and all(MARK in heading.split("</h3>")[0] for heading in headings)
