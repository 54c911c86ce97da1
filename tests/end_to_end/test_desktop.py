"""The plugin in the real QGIS desktop; the screenshots stay in ``test_output``, to be looked at."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb (tools/setup.sh installs it)"),
]

ROOT = Path(__file__).resolve().parents[2]
SCENARIOS = Path(__file__).resolve().parent / "scenarios"
PICTURES = ROOT / "test_output" / "desktop"


@pytest.fixture(scope="module")
def i18n():
    """The translation tool, with the .qm built from the .ts as a release has it."""
    spec = importlib.util.spec_from_file_location("i18n", ROOT / "tools" / "i18n.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.build()
    return module


def translated(i18n, context: str, source: str) -> str:
    """What a text is in Chinese; itself as long as nobody has translated it."""
    found = i18n.read(i18n.TS).get(i18n.Text(context, source))
    return found.text if found and found.finished else source


@pytest.mark.parametrize("locale", ["zh-Hans", "en"])
def test_from_the_start_to_a_finished_map(desktop, i18n, locale):
    report = desktop(SCENARIOS / "zoning.py", PICTURES / f"zoning-{locale}", locale)
    assert report["problems"] == []
    wanted = "Carbon & Pollution Zoning"
    if locale == "zh-Hans":
        wanted = translated(i18n, "Plugin", wanted)
    assert report["title"].replace("&&", "&") == wanted
    assert len(report["shots"]) >= 8


def test_a_map_and_a_style_by_their_dialogs(desktop, i18n):
    report = desktop(SCENARIOS / "handing_in.py", PICTURES / "handing_in", "zh-Hans")
    assert report["problems"] == []


def test_left_while_it_looks_and_counts(desktop, i18n):
    report = desktop(SCENARIOS / "leaving.py", PICTURES / "leaving", "en", timeout=90)
    assert report["problems"] == []


def test_off_and_on_again(desktop, i18n):
    report = desktop(SCENARIOS / "unloading.py", PICTURES / "unloading", "zh-Hans")
    assert report["problems"] == []


def test_practice_county(desktop, i18n):
    sample = next((ROOT / "resources" / "sample").glob("*.gpkg"))
    before = hashlib.sha256(sample.read_bytes()).hexdigest()
    report = desktop(SCENARIOS / "sample_data.py", PICTURES / "sample", "zh-Hans")
    assert report["problems"] == []
    assert hashlib.sha256(sample.read_bytes()).hexdigest() == before
    assert not list(sample.parent.glob("*.gpkg-*"))


def test_dark_theme_at_twice_the_size(desktop, i18n):
    options = ["--scale", "2", "--size", "2880x1620"]
    report = desktop(SCENARIOS / "night.py", PICTURES / "night", "en", options=options)
    assert report["problems"] == []


@pytest.mark.parametrize("locale", ["zh-Hans", "en"])
def test_the_practice_county_zoned(desktop, i18n, locale):
    options = ["--size", "1440x810"]
    report = desktop(
        SCENARIOS / "practice_chain.py", PICTURES / f"practice-{locale}", locale, options=options
    )
    assert report["problems"] == []


def test_opened_and_reloaded_without_growing(desktop, i18n):
    report = desktop(SCENARIOS / "cycles.py", PICTURES / "cycles", "en")
    assert report["problems"] == []


@pytest.mark.parametrize("locale", ["zh-Hans", "en"])
def test_map_and_diagram(desktop, i18n, locale):
    report = desktop(SCENARIOS / "tabs.py", PICTURES / f"tabs-{locale}", locale)
    assert report["problems"] == []


@pytest.mark.parametrize("locale", ["zh-Hans", "en"])
def test_exports_from_the_panel(desktop, i18n, locale):
    report = desktop(SCENARIOS / "export.py", PICTURES / f"export-{locale}", locale)
    assert report["problems"] == []


@pytest.mark.parametrize("locale", ["zh-Hans", "en"])
def test_one_unit(desktop, i18n, locale):
    report = desktop(SCENARIOS / "unit.py", PICTURES / f"unit-{locale}", locale)
    assert report["problems"] == []


@pytest.mark.parametrize("locale", ["zh-Hans", "en"])
def test_the_tutorial_does_what_it_says(desktop, i18n, locale):
    options = ["--size", "1440x1020"]
    report = desktop(
        SCENARIOS / "tutorial.py", PICTURES / f"tutorial-{locale}", locale, timeout=400, options=options
    )
    assert report["problems"] == []
    shots = {name for name, _width, _height in report["shots"] if name.startswith("tutorial-")}
    assert shots == {f"tutorial-{number:02}.png" for number in range(1, 11)}


@pytest.mark.parametrize("locale", ["zh-Hans", "en"])
def test_the_shipped_model_in_the_designer(desktop, i18n, locale):
    report = desktop(SCENARIOS / "model_designer.py", PICTURES / f"designer-{locale}", locale)
    assert report["problems"] == []


@pytest.mark.parametrize("locale", ["zh-Hans", "en"])
def test_the_workflow(desktop, i18n, locale):
    report = desktop(SCENARIOS / "workflow.py", PICTURES / f"workflow-{locale}", locale)
    assert report["problems"] == []


def test_the_workflow_at_twice_the_size_in_the_dark(desktop, i18n):
    options = ["--scale", "2", "--size", "2880x1620"]
    report = desktop(SCENARIOS / "workflow_night.py", PICTURES / "workflow-night", "en", options=options)
    assert report["problems"] == []
