"""Targets of the practice county down its five levels, of the world down to countries; the help's lines."""

from __future__ import annotations

import csv
import json
import re
import shlex
from pathlib import Path

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import (
    QgsProcessing,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterFeatureSource,
)

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "resources" / "sample"
PACKAGE = f"{SAMPLE / 'haiyue.gpkg'}|layername="
BASES = (
    "hierarchy|subset=SELECT h.fid, h.unit_code, h.unit_name, h.parent_code, p.value AS base "
    "FROM hierarchy h JOIN plan_target p ON p.unit_code = h.unit_code "
    "WHERE p.concept = '{}' AND p.kind = 'base'"
)
TAIL = ("EU", "CHN", "USA", "IND")
# the European Union of today
EU_WEST = "AUT BEL DEU DNK ESP FIN FRA GRC IRL ITA LUX NLD PRT SWE"
EU_EAST = "BGR CYP CZE EST HRV HUN LTU LVA MLT POL ROU SVK SVN"
EU = frozenset(f"{EU_WEST} {EU_EAST}".split())


def words_of_the_help(name: str, workplace: Path) -> list[str]:
    """Arguments of the ``qgis_process`` line of a help text, its files where they are here."""
    text = json.loads((ROOT / "resources" / "help" / "en" / f"{name}.json").read_text(encoding="utf-8"))
    line = re.search(r"qgis_process (run .+?)<br>", text["EXAMPLES"])[1]
    made = []
    for word in shlex.split(line):
        key, equals, value = word.partition("=")
        is_output = re.fullmatch(r"\w+\.(gpkg|csv|html)", value) is not None
        folder = SAMPLE if value.startswith("haiyue.gpkg") else workplace if is_output else None
        made.append(f"{key}={folder / value}" if equals and folder else word)
    return made


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("allocatetarget", ("quotas.gpkg", "closure.csv")),
        ("compareallocations", ("methods.csv", "quotas.gpkg", "comparison.html")),
        ("cascadetargets", ("targets.csv", "closure.csv")),
        ("indicatorweights", ("weights.csv", "scores.gpkg")),
    ],
)
def test_the_lines_of_the_help_run(qgis_process, workplace, name, made):
    done = qgis_process(*words_of_the_help(name, workplace))
    assert done.returncode == 0, done.stdout + done.stderr
    assert all((workplace / file).is_file() for file in made)


def plan(concept: str, year: int) -> dict[str, float]:
    """Targets of the plans of the practice county."""
    rows = rows_of(f"{PACKAGE}plan_target")
    return {
        row["unit_code"]: row["value"]
        for row in rows
        if (row["concept"], row["kind"], row["year"]) == (concept, "target", year)
    }


@pytest.mark.parametrize("concept", ["gross_carbon", "cod_load"])
@pytest.mark.parametrize("year", [2025, 2030, 2035])
def test_five_levels_of_the_practice_county(provider, concept, year):
    """The plans share by base shares without a reserve; so does the cascade, to the unit of rounding."""
    expected = plan(concept, year)
    indicator = ["X", "base", repr(expected["0"]), "", "ceiling", "0.001", ""]
    options = {"INPUT": PACKAGE + BASES.format(concept), "INDICATORS": indicator}
    result = processing.run(
        "cpzoning:cascadetargets", {**options, "TARGETS": "memory:", "CLOSURE": "memory:"}
    )
    made = {row["unit_code"]: row for row in rows_of(result["TARGETS"])}
    assert len(made) == 22 and {row["level"] for row in made.values()} == {1, 2, 3, 4, 5}
    # rounding on every level moves a value by a few of the last units
    for code, target in expected.items():
        assert made[code]["value"] == pytest.approx(target, abs=0.005), code
    for account in rows_of(result["CLOSURE"]):
        own = [row["value"] for row in made.values() if row["parent_code"] == account["parent_code"]]
        whole = round(account["parent_value"] * 1000)
        assert sum(round(value * 1000) for value in own) + round(account["reserve_left"] * 1000) == whole
    assert result["BROKEN"] == 0


@pytest.mark.needs("pandas")
def test_targets_go_into_a_register(provider, workplace):
    """What the cascade gives is what the register imports, as it stands."""
    register = str(workplace / "台账.gpkg")
    processing.run("cpzoning:createregister", {"TITLE": "海岳", "CRS": "EPSG:4547", "REGISTER": register})
    hierarchy = {"INPUT": f"{PACKAGE}hierarchy", "PARENT": "parent_code", "LEVEL": "level"}
    processing.run("cpzoning:buildhierarchy", {"REGISTER": register, **hierarchy})
    options = {
        "INPUT": PACKAGE + BASES.format("gross_carbon"),
        "INDICATORS": ["T02", "base", "866219.346", "", "ceiling", "0.001", "kt CO2e"],
        "RESERVE": 2,
        "YEAR": 2035,
    }
    made = processing.run("cpzoning:cascadetargets", {**options, "TARGETS": "memory:", "CLOSURE": "memory:"})
    processing.run(
        "cpzoning:importvalues", {"REGISTER": register, "INPUT": made["TARGETS"], "INDICATOR": "indicator"}
    )
    kept = {row["unit"]: row for row in rows_of(f"{register}|layername=indicator_values")}
    given = {row["unit_code"]: row["value"] for row in rows_of(made["TARGETS"])}
    assert set(kept) == set(given)
    for code, row in kept.items():
        assert (row["indicator"], row["year"], row["kind"]) == ("T02", 2035, "target")
        assert row["given_value"] == pytest.approx(given[code], rel=1e-12)


def test_in_a_model_scores_become_quotas(provider):
    """Towns are scored, and a target is shared in proportion to the score."""
    source = QgsProcessingModelChildParameterSource
    made = QgsProcessingModelAlgorithm("scores and quotas", "test", "test")
    kinds = [QgsProcessing.SourceType.TypeVector]
    made.addModelParameter(
        QgsProcessingParameterFeatureSource("towns", "towns", kinds), QgsProcessingModelParameter("towns")
    )
    steps = {
        "scores": {
            "INPUT": source.fromModelParameter("towns"),
            "FIELDS": source.fromStaticValue(["population", "gdp_1e4_yuan"]),
            "SCORING": source.fromStaticValue("share"),
        },
        "quotas": {
            "INPUT": source.fromChildOutput("scores", "OUTPUT"),
            "TOTAL": source.fromStaticValue(1000),
            "METHOD": source.fromStaticValue("basis"),
            "BASIS": source.fromStaticValue("score"),
        },
    }
    for identifier, algorithm in (("scores", "indicatorweights"), ("quotas", "allocatetarget")):
        child = QgsProcessingModelChildAlgorithm(f"cpzoning:{algorithm}")
        child.setChildId(identifier)
        for name, value in steps[identifier].items():
            child.addParameterSources(name, [value])
        made.addChildAlgorithm(child)
    out = QgsProcessingModelOutput("result", "result")
    out.setChildId("quotas")
    out.setChildOutputName("OUTPUT")
    made.childAlgorithm("quotas").setModelOutputs({"result": out})
    made.updateDestinationParameters()
    name = next(item.name() for item in made.destinationParameterDefinitions())
    options = {"towns": f"{PACKAGE}town", name: "memory:"}
    rows = rows_of(processing.run(made, options, feedback=RecordingFeedback())[name])
    assert len(rows) == 12
    for row in rows:
        assert row["quota"] == pytest.approx(1000 * row["score"], rel=1e-9)


@pytest.fixture(scope="module")
def world():
    """World, regions and countries with their CO2 of 2005 and 2019 (kt), as one table."""
    with (SAMPLE / "world" / "ceds_country_2005_2019.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["iso3"] not in ("GLOBAL", "")]
    values = {(row["iso3"], row["year"]): float(row["CO2_kt"]) for row in rows if row["CO2_kt"]}
    codes = sorted({row["iso3"] for row in rows})
    listed = [("", ("WORLD", "", None, None))]
    listed += [("", (f"R-{region}", "WORLD", None, None)) for region in (*TAIL, "OTHER")]
    for code in codes:
        region = "EU" if code in EU else code if code in TAIL else "OTHER"
        listed.append(("", (code, f"R-{region}", values.get((code, "2019")), values.get((code, "2005")))))
    fields = "field=unit_code:string&field=parent_code:string&field=co2:double&field=before:double"
    return make_layer("None", "", fields, listed, "world"), sum(
        value for (_, year), value in values.items() if year == "2019"
    )


@pytest.mark.parametrize("method", ["grandfathering", "history"])
def test_the_world_down_to_its_countries(provider, feedback, world, method):
    layer, emitted = world
    total = round(0.7 * emitted)
    options = {
        "INDICATORS": ["CO2", "co2", str(total), "", "ceiling", "1", "kt"],
        "LEVELS": ["1", "grandfathering", "2", "", "", "2", method, "1", "", ""],
        "CUMULATIVE": "before",
    }
    result = processing.run(
        "cpzoning:cascadetargets",
        {"INPUT": layer, **options, "TARGETS": "memory:", "CLOSURE": "memory:"},
        feedback=feedback,
    )
    rows = {row["unit_code"]: row for row in rows_of(result["TARGETS"])}
    assert len(rows) > 200 and rows["R-EU"]["parent_code"] == "WORLD"
    assert any("summed up from their children" in text for text in feedback.warnings)
    regions = [row["value"] for row in rows.values() if row["parent_code"] == "WORLD"]
    assert sum(regions) == int(0.98 * total + 1e-6)
    for region in ("R-EU", "R-OTHER"):
        own = sum(row["value"] for row in rows.values() if row["parent_code"] == region)
        assert own == int(0.99 * rows[region]["value"] + 1e-6)
    assert rows["CHN"]["value"] == int(0.99 * rows["R-CHN"]["value"] + 1e-6)
    assert result["BROKEN"] == 0
