"""What leaves the house: as children of a model, and from the command line, where no window is."""

from __future__ import annotations

import json

import processing
import pytest
from outputcase import pages_of, saved, text_of, towns
from qgis.core import (
    QgsProcessing,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterMapLayer,
    QgsVectorLayer,
)


@pytest.fixture
def zones(provider, workplace):
    return saved(towns(), workplace / "亚区 zones.gpkg")


@pytest.fixture
def model(provider):
    """Style a layer, then draw, tell, list and pack it: each step takes what the first gives."""
    made = QgsProcessingModelAlgorithm("to hand in", "test", "test")
    kinds = [QgsProcessing.SourceType.TypeVectorAnyGeometry]
    parameter = QgsProcessingParameterMapLayer("zones", "zones", types=kinds)
    made.addModelParameter(parameter, QgsProcessingModelParameter("zones"))
    source = QgsProcessingModelChildParameterSource
    styled = child(made, "applysymbology", "styled", None)
    styled.addParameterSources("INPUT", [source.fromModelParameter("zones")])
    styled.addParameterSources("PALETTE", [source.fromStaticValue(2)])
    made.addChildAlgorithm(styled)
    takers = (
        ("zonemap", "INPUT"),
        ("zonereport", "INPUT"),
        ("zonetables", "LAYERS"),
        ("zonepackage", "LAYERS"),
    )
    for name, takes in takers:
        one = child(made, name, name, "OUTPUT")
        one.addParameterSources(takes, [source.fromChildOutput("styled", "OUTPUT")])
        made.addChildAlgorithm(one)
    made.updateDestinationParameters()
    return made


def child(model, name, identifier, output):
    made = QgsProcessingModelChildAlgorithm(f"cpzoning:{name}")
    made.setChildId(identifier)
    if output:
        given = QgsProcessingModelOutput(name, name)
        given.setChildId(identifier)
        given.setChildOutputName(output)
        made.setModelOutputs({name: given})
    return made


def outputs_of(model, workplace) -> dict[str, str]:
    ends = {"zonemap": "pdf", "zonereport": "html", "zonetables": "xlsx", "zonepackage": "gpkg"}
    names = [item.name() for item in model.destinationParameterDefinitions()]
    return {
        name: str(workplace / f"out.{next(end for key, end in ends.items() if key in name.lower())}")
        for name in names
    }


def check(workplace, zones):
    assert "U-SCP" in text_of(workplace / "out.pdf")
    assert "U-SCP" in (workplace / "out.html").read_text(encoding="utf-8")
    assert (workplace / "out.xlsx").stat().st_size > 5000
    packed = QgsVectorLayer(f"{workplace / 'out.gpkg'}|layername=亚区 zones", "zones", "ogr")
    assert packed.featureCount() == 4 and len(packed.renderer().categories()) == 25
    assert len(QgsVectorLayer(zones, "zones", "ogr").renderer().categories()) == 25


def test_a_model_hands_everything_in(model, zones, workplace):
    model.initAlgorithm()
    processing.run(model, {"zones": zones, **outputs_of(model, workplace)})
    check(workplace, zones)


@pytest.mark.slow
def test_a_model_file_does_so_in_qgis_process(model, zones, workplace, qgis_process):
    path = workplace / "hand in.model3"
    assert model.toFile(str(path))
    done = qgis_process("run", str(path), inputs={"zones": zones, **outputs_of(model, workplace)})
    assert done.returncode == 0, done.stderr
    check(workplace, zones)


@pytest.mark.slow
def test_each_runs_from_the_command_line(zones, workplace, qgis_process):
    pdf, folder = workplace / "图集.pdf", workplace / "单页"
    runs = (
        ("applysymbology", {"INPUT": zones, "SLD": str(workplace / "a.sld")}),
        ("zoneatlas", {"INPUT": zones, "UNITS": zones, "OUTPUT": str(pdf), "FOLDER": str(folder)}),
        ("zonereport", {"INPUT": zones, "PDF": str(workplace / "报告.pdf"), "LANGUAGE": "zh"}),
        ("zonetables", {"LAYERS": [zones], "FOLDER": str(workplace / "csv")}),
    )
    for name, inputs in runs:
        done = qgis_process("run", f"cpzoning:{name}", inputs=inputs)
        assert done.returncode == 0, (name, done.stderr)
        assert json.loads(done.stdout)["results"], name
    assert pages_of(pdf) == 5 and len(list(folder.iterdir())) == 5
    assert "管治要求" in text_of(workplace / "报告.pdf")
    refused = qgis_process("run", "cpzoning:zonemap", inputs={"INPUT": zones, "OUTPUT": "/nowhere/a.pdf"})
    assert refused.returncode == 1 and "nowhere" in refused.stderr and "Traceback" not in refused.stderr
