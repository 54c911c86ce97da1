"""Help pages are made from the texts of the help panel."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QUrl

from carbon_pollution_zoning.toolbelt import help


@pytest.fixture
def algorithm(provider):
    return QgsApplication.processingRegistry().createAlgorithmById("cpzoning:sixclasszoning")


def test_the_help_button_opens_a_page_on_this_machine(algorithm):
    page = Path(QUrl(algorithm.helpUrl()).toLocalFile())
    text = page.read_text(encoding="utf-8")
    assert algorithm.displayName() in text
    assert "BAD_X" in text  # the flags are explained


def test_a_profile_that_cannot_be_written_leaves_no_dead_link(algorithm, monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("no folder", encoding="utf-8")
    monkeypatch.setattr(QgsApplication, "qgisSettingsDirPath", staticmethod(lambda: str(blocked)))
    assert help.url(algorithm) == ""


def test_texts_fall_back_to_english(monkeypatch):
    monkeypatch.setattr(help, "FOLDERS", {"en": "en", "zh": "no such folder"})
    assert "six classes" in help.texts("sixclasszoning", "zh")["ALG_DESC"]
    assert help.texts("nosuchalgorithm") == {}
