"""The desktop check tells good from bad: each fault of a plugin makes it fail, by name."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

TOOL = Path(__file__).resolve().parents[2] / "tools" / "desktop_check.py"

METADATA = """[general]
name=Fake
qgisMinimumVersion=3.40
description=A plugin to test the test
about=It has one button.
version=1
author=nobody
email=nobody@example.org
"""
PLUGIN = """
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QMessageBox


class Fake:
    def __init__(self, iface):
        self.iface = iface

    def initGui(self):
        self.action = QAction("Open 减污", self.iface.mainWindow())
        self.action.setObjectName("FakeAction")
        self.action.triggered.connect(self.open)
        self.iface.addToolBarIcon(self.action)

    def open(self):
        {fault}
        self.dock = QDockWidget("分区", self.iface.mainWindow())
        self.dock.setObjectName("FakeDock")
        self.dock.show()

    def unload(self):
        self.iface.removeToolBarIcon(self.action)


def classFactory(iface):
    {early}
    return Fake(iface)
"""
SCENARIO = """
from qgis.PyQt.QtWidgets import QDockWidget


def scenario(t):
    t.expect(t.plugin is not None, "plugin started")
    t.click(t.action("FakeAction"))
    yield lambda: t.find(QDockWidget, "FakeDock").isVisible()
    t.shot("dock")
    t.expect({held}, "what the scenario expects")
"""


@pytest.fixture
def check(workplace):
    """Run the desktop with the fake plugin; returns the exit status and the report."""

    def check(fault="pass", early="pass", held="True"):
        plugin, out = workplace / "plugin", workplace / "out"
        plugin.mkdir()
        (plugin / "metadata.txt").write_text(METADATA, encoding="utf-8")
        (plugin / "__init__.py").write_text(PLUGIN.format(fault=fault, early=early), encoding="utf-8")
        (workplace / "scenario.py").write_text(SCENARIO.format(held=held), encoding="utf-8")
        arguments = [
            "--repo",
            plugin,
            "--scenario",
            workplace / "scenario.py",
            "--out",
            out,
            "--locale",
            "zh-Hans",
        ]
        done = subprocess.run(
            [sys.executable, TOOL, *arguments], stdout=subprocess.PIPE, check=False, timeout=240
        )
        assert not list(out.glob("desktop-*")), "the throwaway profile was left behind"
        return done.returncode, json.loads((out / "report.json").read_text(encoding="utf-8"))

    return check


def test_a_sound_plugin_passes_and_is_photographed(check, workplace):
    status, report = check()
    assert (status, report["problems"]) == (0, [])
    assert ["dock.png", 1920, 1080] in report["shots"]
    assert (workplace / "out" / "dock.png").stat().st_size > 10_000


@pytest.mark.parametrize(
    ("faults", "words"),
    [
        ({"fault": "raise ValueError('in a slot')"}, "ValueError: in a slot"),
        ({"fault": "QMessageBox.information(None, 'Title', 'Text')"}, "unexpected dialog QMessageBox"),
        ({"early": "raise ValueError('at the start')"}, "ValueError: at the start"),
        ({"held": "False"}, "what the scenario expects"),
    ],
)
def test_a_fault_fails_by_name(check, faults, words):
    status, report = check(**faults)
    assert status == 1
    assert any(words in problem for problem in report["problems"]), report["problems"]
