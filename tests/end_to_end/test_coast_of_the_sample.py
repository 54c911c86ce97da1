"""Blue carbon of the practice county as scripts call it, and in a model before the carbon balance."""

from __future__ import annotations

import json
from pathlib import Path

import processing
import pytest
from helpers import RecordingFeedback, rows_of
from qgis.core import (
    QgsProcessing,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterFeatureSource,
)

PACKAGE = Path(__file__).parents[2] / "resources" / "sample" / "haiyue.gpkg"
EMISSIONS = PACKAGE.parent / "expected" / "town_emissions_2024.csv"
UNITS = f"{PACKAGE}|layername=zoning_unit"
R = 44 / 12


def mangroves(year):
    return f'{PACKAGE}|layername=mangrove|subset="year" = {year}'


@pytest.mark.slow
def test_the_line_of_the_help_runs_through_qgis_process(qgis_process, workplace):
    done = qgis_process(
        "run",
        "cpzoning:bluecarbon",
        inputs={
            "INPUT": mangroves(2015),
            "YEAR": 2015,
            "LATER": mangroves(2024),
            "LATER_YEAR": 2024,
            "END_YEAR": 2035,
            "UNITS_LAYER": UNITS,
            "UNITS": str(workplace / "蓝 碳.gpkg"),
            "YEARS_OUT": str(workplace / "逐年.csv"),
        },
    )
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout)["results"]
    # 668 ha of mangrove in 2024, by the table of the sample
    assert results["SINK"] == pytest.approx(-1.62 * R * 668.1875, rel=2e-3)
    years = rows_of(str(workplace / "逐年.csv"))
    assert {int(row["year"]) for row in years} == set(range(2015, 2036))
    assert len(rows_of(f"{workplace / '蓝 碳.gpkg'}|layername=蓝 碳")) == 12


def test_in_a_model_the_balance_takes_what_the_coast_gives(provider):
    made = QgsProcessingModelAlgorithm("coast and balance", "test", "test")
    kinds = [QgsProcessing.SourceType.TypeVectorPolygon]
    for name in ("habitats", "units"):
        made.addModelParameter(
            QgsProcessingParameterFeatureSource(name, name, kinds), QgsProcessingModelParameter(name)
        )
    source = QgsProcessingModelChildParameterSource
    coast = QgsProcessingModelChildAlgorithm("cpzoning:bluecarbon")
    coast.setChildId("coast")
    coast.addParameterSources("INPUT", [source.fromModelParameter("habitats")])
    coast.addParameterSources("UNITS_LAYER", [source.fromModelParameter("units")])
    made.addChildAlgorithm(coast)
    balance = QgsProcessingModelChildAlgorithm("cpzoning:carbonbalance")
    balance.setChildId("balance")
    balance.addParameterSources("INPUT", [source.fromModelParameter("units")])
    balance.addParameterSources("EMISSIONS", [source.fromStaticValue(str(EMISSIONS))])
    balance.addParameterSources("EMISSION", [source.fromStaticValue("activity_tco2e")])
    balance.addParameterSources("LAND", [source.fromChildOutput("coast", "UNITS")])
    out = QgsProcessingModelOutput("result", "result")
    out.setChildId("balance")
    out.setChildOutputName("OUTPUT")
    balance.setModelOutputs({"result": out})
    made.addChildAlgorithm(balance)
    made.updateDestinationParameters()
    name = next(item.name() for item in made.destinationParameterDefinitions())
    found = processing.run(
        made,
        {"habitats": mangroves(2024), "units": UNITS, name: "memory:"},
        feedback=RecordingFeedback(),
    )[name]
    rows = rows_of(found)
    assert len(rows) == 12
    sinks = [row["sink_tco2"] for row in rows]
    assert sum(one for one in sinks if one) == pytest.approx(-1.62 * R * 668.1875, rel=2e-3)
