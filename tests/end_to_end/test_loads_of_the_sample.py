"""Pollution loads and data quality of the practice county: the lines of the help, and a model."""

from __future__ import annotations

from pathlib import Path

import processing
import pytest
from helpers import RecordingFeedback, rows_of
from helplines import line_of_the_help
from qgis.core import (
    QgsProcessing,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterFeatureSource,
)

pytestmark = pytest.mark.needs("pandas")

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "resources" / "sample"
PACKAGE = f"{SAMPLE / 'haiyue.gpkg'}|layername="


@pytest.mark.slow
def test_the_line_of_the_help_counts_loads(qgis_process, workplace):
    done = qgis_process(*line_of_the_help("pollutionload", workplace))
    assert done.returncode == 0, done.stderr
    units = rows_of(f"{workplace / 'loads.gpkg'}|layername=loads")
    # the figures that the help tells
    assert sum(row["load_t_so2"] for row in units) == pytest.approx(327, abs=0.5)
    assert sum(row["load_t_tn"] for row in units) == pytest.approx(601, abs=0.6)
    assert len(rows_of(f"{workplace / 'catchments.gpkg'}|layername=catchments")) == 12


@pytest.mark.slow
def test_the_line_of_the_help_judges_a_table(qgis_process, workplace):
    done = qgis_process(*line_of_the_help("dataquality", workplace))
    assert done.returncode == 0, done.stderr
    found = {(row["check_code"], row["unit_code"]) for row in rows_of(str(workplace / "findings.csv"))}
    assert found == {
        ("beyond", "990121106"),
        ("rate_scale", "990121107"),
        ("slip_magnitude", "990121102"),
        ("slip_magnitude", "990121103"),
    }
    assert "44/12" in (workplace / "quality.html").read_text(encoding="utf-8")


def test_the_real_table_of_the_world_has_the_jumps_that_the_help_tells(provider):
    found = processing.run(
        "cpzoning:dataquality",
        {
            "INPUT": str(SAMPLE / "world" / "ceds_country_2005_2019.csv"),
            "UNIT_CODE": "iso3",
            "AMOUNTS": ["CO2_kt", "SO2_kt", "NOx_kt"],
            "JUMP": 3,
            "FINDINGS": "memory:",
        },
    )
    rows = rows_of(found["FINDINGS"])
    places = [(row["unit_code"], row["item"]) for row in rows]
    assert sorted(places) == [("ABW", "SO2_kt")] * 4 + [("MLT", "SO2_kt"), ("SSD", "CO2_kt")]
    assert found["ERRORS"] == 0 and found["COMPLETENESS"] == pytest.approx(100)


def child(made, name: str, algorithm: str, **parameters):
    """A step of a model; parameters are sources of it."""
    step = QgsProcessingModelChildAlgorithm(f"cpzoning:{algorithm}")
    step.setChildId(name)
    for key, value in parameters.items():
        step.addParameterSources(key, [value])
    made.addChildAlgorithm(step)


def test_in_a_model_loads_become_equivalents_of_the_units(provider):
    made = QgsProcessingModelAlgorithm("loads and equivalents", "test", "test")
    kinds = [QgsProcessing.SourceType.TypeVector]
    for name in ("activities", "units"):
        made.addModelParameter(
            QgsProcessingParameterFeatureSource(name, name, kinds), QgsProcessingModelParameter(name)
        )
    source = QgsProcessingModelChildParameterSource
    given = {name: source.fromModelParameter(name) for name in ("activities", "units")}
    factors = source.fromStaticValue(str(SAMPLE / "tables" / "pollutant_factors.csv"))
    child(
        made,
        "loads",
        "pollutionload",
        ACTIVITIES=given["activities"],
        YEARS=source.fromStaticValue("2024"),
        EMISSION_TABLE=factors,
        UNITS_LAYER=given["units"],
    )
    readings = ["load_t_so2", "SO2", "t", "air", "load_t_nox", "NOx", "t", "air"]
    loads = source.fromStaticValue(readings)
    child(
        made,
        "equivalents",
        "pollutantequivalents",
        INPUT=source.fromChildOutput("loads", "UNITS"),
        LOADS=loads,
    )
    out = QgsProcessingModelOutput("result", "result")
    out.setChildId("equivalents")
    out.setChildOutputName("UNITS")
    made.childAlgorithm("equivalents").setModelOutputs({"result": out})
    made.updateDestinationParameters()
    name = next(item.name() for item in made.destinationParameterDefinitions())
    options = {"activities": f"{PACKAGE}activity_town", "units": f"{PACKAGE}town", name: "memory:"}
    rows = rows_of(processing.run(made, options, feedback=RecordingFeedback())[name])
    assert len(rows) == 12
    for row in rows:
        wanted = 1000 * (row["load_t_so2"] + row["load_t_nox"]) / 0.95
        assert row["eq_total"] == pytest.approx(wanted, rel=1e-9)
