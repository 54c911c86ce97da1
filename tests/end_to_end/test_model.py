"""The chain as a model: in the session, and from a file through ``qgis_process``."""

from __future__ import annotations

import json

import processing
import pytest
from helpers import make_layer, rows_of
from qgis.core import (
    QgsProcessing,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterFeatureSource,
)

LEFT = "POLYGON((500000 3300000,500100 3300000,500100 3300100,500000 3300100,500000 3300000))"
RIGHT = "POLYGON((500100 3300000,500200 3300000,500200 3300100,500100 3300100,500100 3300000))"
BOTH = "POLYGON((500000 3300000,500200 3300000,500200 3300100,500000 3300100,500000 3300000))"


@pytest.fixture
def inputs(provider, workplace):
    """Two units of one hectare, and one polygon of urban space over both, in a GeoPackage."""
    units = make_layer(
        "Polygon",
        "EPSG:4547",
        "field=unit_code:string&field=net_tco2:double&field=area:double&field=q_p:double",
        [(LEFT, ("01", 3000.0, 100.0, 1.2)), (RIGHT, ("02", -10.0, 100.0, 0.5))],
        "units",
    )
    spaces = make_layer("Polygon", "EPSG:4547", "field=space:string", [(BOTH, ("U",))], "spaces")
    paths = {}
    for layer in (units, spaces):
        paths[layer.name()] = str(workplace / f"{layer.name()}.gpkg")
        processing.run("native:savefeatures", {"INPUT": layer, "OUTPUT": paths[layer.name()]})
    return paths


@pytest.fixture
def model(provider):
    """Six classes, then sub-zones: the second step takes what the first gives, without renaming."""
    made = QgsProcessingModelAlgorithm("classes and sub-zones", "test", "test")
    for name in ("units", "spaces"):
        kinds = [QgsProcessing.SourceType.TypeVectorPolygon]
        made.addModelParameter(
            QgsProcessingParameterFeatureSource(name, name, kinds), QgsProcessingModelParameter(name)
        )
    source = QgsProcessingModelChildParameterSource
    classes = QgsProcessingModelChildAlgorithm("cpzoning:sixclasszoning")
    classes.setChildId("classes")
    classes.addParameterSources("INPUT", [source.fromModelParameter("units")])
    classes.addParameterSources("DENOMINATOR_FIELD", [source.fromStaticValue("area")])
    classes.addParameterSources("CARBON_BENCHMARK", [source.fromStaticValue(25)])
    made.addChildAlgorithm(classes)
    zones = QgsProcessingModelChildAlgorithm("cpzoning:subzones")
    zones.setChildId("zones")
    zones.addParameterSources("INPUT", [source.fromChildOutput("classes", "OUTPUT")])
    zones.addParameterSources("SPACES", [source.fromModelParameter("spaces")])
    out = QgsProcessingModelOutput("result", "result")
    out.setChildId("zones")
    out.setChildOutputName("OUTPUT")
    zones.setModelOutputs({"result": out})
    made.addChildAlgorithm(zones)
    made.updateDestinationParameters()
    return made


def zones_of(layer) -> dict[str, str]:
    return {row["unit_code"]: row["subzone"] for row in rows_of(layer)}


# 30 t/ha against the benchmark 25 and q_p 1.2: both strong; a small sink with q_p 0.5: pollution alone
EXPECTED = {"01": "U-SCP", "02": "U-SP"}


def result_of(made) -> str:
    return next(item.name() for item in made.destinationParameterDefinitions())


def test_a_model_runs_the_chain(model, inputs):
    model.initAlgorithm()
    name = result_of(model)
    made = processing.run(model, {**inputs, name: "TEMPORARY_OUTPUT"})
    assert zones_of(made[name]) == EXPECTED


@pytest.mark.slow
def test_a_model_file_runs_the_chain_in_qgis_process(model, inputs, workplace, qgis_process):
    path, output = workplace / "chain.model3", workplace / "zones.gpkg"
    assert model.toFile(str(path))
    name = result_of(model)
    done = qgis_process(
        "run", str(path), "--json", "--", *(f"{k}={v}" for k, v in inputs.items()), f"{name}={output}"
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["results"][name]
    assert zones_of(str(output)) == EXPECTED
