"""One word for one thing: reports and the workflow call algorithms as the toolbox does."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from qgis.core import QgsApplication

from carbon_pollution_zoning.core import csvdata
from carbon_pollution_zoning.processing_provider.algorithms import ALGORITHMS

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "algorithm."


@pytest.fixture(scope="module")
def chinese():
    """Translations of all literals, by their English."""
    found: dict[str, set[str]] = {}
    for message in ElementTree.parse(ROOT / "i18n" / "carbon_pollution_zoning_zh_CN.ts").iter("message"):
        found.setdefault(message.findtext("source"), set()).add(message.findtext("translation"))
    return found


@pytest.fixture(scope="module")
def words():
    rows = csvdata.read_rows(ROOT / "resources" / "legends" / "words.csv", "word table")
    return {row["key"].removeprefix(PREFIX): row for row in rows if row["key"].startswith(PREFIX)}


def test_reports_call_algorithms_as_the_toolbox_does(provider, chinese, words):
    known = {one.ID for one in ALGORITHMS}
    # what is no algorithm is the command of a dialog
    for identifier, row in words.items():
        if identifier not in known:
            continue
        shown = QgsApplication.processingRegistry().algorithmById(f"cpzoning:{identifier}").displayName()
        assert row["en"] == shown, identifier
        assert row["zh"] in chinese[shown], identifier


def test_steps_of_the_workflow_have_the_words_of_the_reports(words):
    steps = csvdata.read_rows(ROOT / "resources" / "workflow" / "steps.csv", "steps")
    for step in steps:
        row = words.get(step["algorithm"])
        if row is not None and step["name_en"] == row["en"]:
            assert step["name_zh"] == row["zh"], step["step"]
