"""The whole chain on the practice county: the shipped model, and the batch over towns of the manual."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import processing
import pytest
from helpers import rows_of
from practice_county import EXPECTED, PACKAGE, SAMPLE
from practice_county import rows_of as table_of
from qgis.core import QgsApplication, QgsProcessingModelAlgorithm

from carbon_pollution_zoning.processing_provider import models
from carbon_pollution_zoning.processing_provider.algorithms import ALGORITHMS

ROOT = Path(__file__).resolve().parents[2]
ID = "cpzoning:zoningchain"
OUTPUTS = ("six_classes", "four_spaces", "conflicts", "subzones", "hot_spots", "summary")
LAYERS = {
    "units": "zoning_unit",
    "activities": "activity_town",
    "society": "society",
    "discharges": "pollutant_load",
    "quality": "quality_town",
    "parcels": "DLTB",
    "sea": "sea_mask",
    "marine_red_line": "marine_redline",
    "marine_development": "marine_development",
    "red_line": "STBHHX",
    "farmland": "YJJBNTTB",
    "urban_boundary": "CZKFBJ",
    "planning_zones": "GHFQ",
}


def inputs() -> dict[str, str]:
    layers = {name: f"{PACKAGE}|layername={layer}" for name, layer in LAYERS.items()}
    cover = str(SAMPLE / "rasters" / "landcover_2024.tif")
    return {**layers, "landcover": cover, "year": "2024", "province": "440000"}


def places(folder: Path) -> dict[str, str]:
    layers = {name: str(folder / f"{name}.gpkg") for name in OUTPUTS}
    return {**layers, "report": str(folder / "report.html")}


def model_of(lang: str) -> QgsProcessingModelAlgorithm:
    made = QgsProcessingModelAlgorithm()
    assert made.fromFile(str(models.FOLDER / models.LANGUAGES[lang] / "zoningchain.model3"))
    return made


def zone_areas(paths) -> dict[tuple[str, str], float]:
    """(town, sub-zone) -> hectares."""
    found: dict[tuple[str, str], float] = {}
    for path in paths:
        for row in rows_of(str(path)):
            key = row["unit_code"], row["subzone"]
            found[key] = found.get(key, 0.0) + row["area_ha"]
    return found


def expected_areas() -> dict[tuple[str, str], float]:
    rows = table_of(EXPECTED / "town_subzones.csv")
    return {(row["unit_code"], row["subzone"]): float(row["area_ha"]) for row in rows}


def expected_classes() -> dict[str, str]:
    return {row["unit_code"]: row["class"] for row in table_of(EXPECTED / "town_classes_2024.csv")}


def test_the_model_stands_among_the_algorithms(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "output" and algorithm.canExecute()[0]
    assert algorithm.displayName() != algorithm.name() == "zoningchain"
    assert not algorithm.icon().isNull() and algorithm.svgIconPath()
    assert type(algorithm.create()) is models.Model
    assert {d.name() for d in algorithm.parameterDefinitions()} == {*inputs(), "benchmark", *places(Path())}
    assert "resources/models" in algorithm.shortHelpString()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_models_hold_known_steps_in_both_languages(provider, lang):
    made = model_of(lang)
    known = {f"cpzoning:{kind.ID}" for kind in ALGORITHMS}
    steps = made.childAlgorithms()
    assert len(steps) == 10 and {child.algorithmId() for child in steps.values()} <= known
    for name in steps:
        assert made.validateChildAlgorithm(name) == (True, [])
    texts = [made.name(), *(child.description() for child in steps.values())]
    texts += [definition.description() for definition in made.parameterDefinitions()]
    assert all(bool(re.search("[\u4e00-\u9fff]", text)) == (lang == "zh") for text in texts), texts
    assert {*made.helpContent()} == {"ALG_DESC", *inputs(), "benchmark", *places(Path())}


def test_both_languages_are_one_model(provider):
    def wiring(made):
        steps = {
            name: (child.algorithmId(), sources_of(child)) for name, child in made.childAlgorithms().items()
        }
        return steps, sorted(definition.name() for definition in made.parameterDefinitions())

    def sources_of(child):
        return {
            key: [
                (one.source(), one.parameterName(), one.outputChildId(), one.outputName(), one.staticValue())
                for one in sources
            ]
            for key, sources in child.parameterSources().items()
        }

    assert wiring(model_of("en")) == wiring(model_of("zh"))


def test_a_model_that_cannot_be_read_is_told_and_the_others_stay(provider, monkeypatch, workplace):
    broken = workplace / "broken.model3"
    broken.write_text("no model", encoding="utf-8")
    good = models.paths()
    monkeypatch.setattr(models, "paths", lambda: [broken, *good])
    told = []
    QgsApplication.messageLog().messageReceived.connect(lambda text, *_: told.append(text))
    assert [made.name() for made in models.models()] == ["zoningchain"]
    assert any("broken.model3" in text for text in told)


@pytest.mark.slow
def test_the_files_are_what_the_tool_makes(qgis_environment):
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "models.py"), "--check"],
        env=qgis_environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.needs("pandas", "scipy")
def test_the_model_runs_on_the_practice_county(provider, workplace):
    results = processing.run(ID, {**inputs(), **places(workplace)})
    classes = {row["unit_code"]: row["cp_class"] for row in rows_of(results["six_classes"])}
    assert classes == expected_classes()
    assert zone_areas([results["subzones"]]) == pytest.approx(expected_areas(), rel=1e-3, abs=0.02)
    assert {row["hotspot"] for row in rows_of(results["hot_spots"])} == {"ns"}
    assert {row["conflict"] for row in rows_of(results["conflicts"])} == {f"C{n}" for n in range(1, 7)}
    page = Path(results["report"]).read_text(encoding="utf-8")
    assert "<svg" in page and "U-SCP" in page


@pytest.mark.slow
@pytest.mark.needs("pandas", "scipy")
def test_the_model_runs_from_the_command_line(qgis_process, workplace):
    done = qgis_process("run", ID, inputs={**inputs(), **places(workplace)})
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout)["results"]
    classes = {row["unit_code"]: row["cp_class"] for row in rows_of(results["six_classes"])}
    assert classes == expected_classes()


def code_of(lang: str) -> str:
    page = (ROOT / "docs" / lang / "batch.md").read_text(encoding="utf-8")
    return page.split("```python\n")[1].split("```")[0]


def test_the_batch_is_the_same_in_both_manuals():
    def bare(code):
        return re.sub(r'#.*|""".*?"""|print\(.*', "", code)

    assert bare(code_of("en")) == bare(code_of("zh_CN")) != ""


@pytest.mark.needs("pandas", "scipy")
def test_the_batch_over_towns_of_the_manual(provider, workplace, capsys):
    code = code_of("en").replace("/path/to/carbon_pollution_zoning/resources/sample", SAMPLE.as_posix())
    space: dict = {}
    exec(code.replace("/path/to/results", workplace.as_posix()), space)
    assert space["failed"] == {} and "12 towns, 0 failed" in capsys.readouterr().out
    assert zone_areas(workplace.glob("subzones_*.gpkg")) == pytest.approx(
        expected_areas(), rel=1e-3, abs=0.02
    )
    of_towns = {}
    for path in workplace.glob("subzones_*.gpkg"):
        of_towns.update({row["unit_code"]: row["cp_class"] for row in rows_of(str(path))})
    assert of_towns == expected_classes()
    assert all("<svg" in Path(page).read_text(encoding="utf-8") for page in space["reports"].values())
    assert len(rows_of(str(workplace / "hotspots.gpkg"))) == 12
