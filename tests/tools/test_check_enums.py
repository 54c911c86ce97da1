"""The Qt 6 check finds what it is for, and leaves good code alone."""

from __future__ import annotations

import pytest

IMPORTS = "from qgis.core import Qgis, QgsWkbTypes as W\nfrom qgis.PyQt.QtCore import Qt, QVariant\n"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Qgis.Warning", "Qgis.MessageLevel.Warning"),
        ("W.MultiPolygon", "Type.MultiPolygon"),
        ("Qt.AlignLeft", "Qt.AlignmentFlag.AlignLeft"),
        ("dialog.exec_()", "exec()"),
        ("from PyQt5.QtCore import QObject", "qgis.PyQt"),
        ("import PyQt6.QtCore", "qgis.PyQt"),
        ("from qgis.PyQt.QtCore import QRegExp", "gone"),
        ("QVariant()", "NULL"),
    ],
)
def test_finds(tool, line, words):
    found = tool("check_enums").findings(IMPORTS + line)
    assert [number for number, _ in found] == [3]
    assert words in found[0][1]


@pytest.mark.parametrize(
    "line",
    [
        "Qgis.MessageLevel.Warning",
        "Qt.AlignmentFlag.AlignLeft",
        "dialog.exec()",
        "Qt.ItemFlags",
        "QVariant.Int",
    ],
)
def test_leaves_scoped_names_alone(tool, line):
    assert tool("check_enums").findings(IMPORTS + line) == []


def test_fails_when_it_was_given_nothing_to_check(tool, workplace):
    assert tool("check_enums").main([str(workplace)]) == 1
