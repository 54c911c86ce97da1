"""The algorithms of spatial analysis as children of one model, one feeding the next."""

from __future__ import annotations

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
from spatial_layers import HOT5, lattice

pytestmark = pytest.mark.needs("scipy")
NO_CORRECTION = 2  # models keep the place of a choice


def child(model, name, algorithm, feeding, **values):
    """Add an algorithm whose INPUT comes from *feeding*; the rest are fixed values."""
    made = QgsProcessingModelChildAlgorithm(f"cpzoning:{algorithm}")
    made.setChildId(name)
    made.addParameterSources("INPUT", [feeding])
    for key, value in values.items():
        made.addParameterSources(key, [QgsProcessingModelChildParameterSource.fromStaticValue(value)])
    model.addChildAlgorithm(made)
    return QgsProcessingModelChildParameterSource.fromChildOutput(name, "OUTPUT")


def test_hot_spots_feed_clusters_and_key_areas(provider):
    model = QgsProcessingModelAlgorithm("spatial", "tests", "tests")
    units = QgsProcessingParameterFeatureSource(
        "units", "Units", [QgsProcessing.SourceType.TypeVectorPolygon]
    )
    model.addModelParameter(units, QgsProcessingModelParameter("units"))
    start = QgsProcessingModelChildParameterSource.fromModelParameter("units")
    hot = child(model, "hot", "hotspots", start, FIELD="x", CORRECTION=NO_CORRECTION)
    lisa = child(model, "lisa", "localmoran", hot, FIELD="gi_z", CORRECTION=NO_CORRECTION)
    child(model, "key", "keyareas", lisa, NET="x", VOTES=1)
    last = model.childAlgorithm("key")
    result = QgsProcessingModelOutput("result", "result")
    result.setChildId("key")
    result.setChildOutputName("OUTPUT")
    last.setModelOutputs({"result": result})
    model.setChildAlgorithm(last)
    model.updateDestinationParameters()
    fine, faults = model.validate()
    assert fine, faults
    found = processing.run(model, {"units": lattice(HOT5), "result": "TEMPORARY_OUTPUT"})
    rows = rows_of(found["result"])
    assert {"hotspot", "lisa", "key_area"} <= set(rows[0])
    middle = next(row for row in rows if row["place"] == 12)
    assert middle["hotspot"].startswith("hot") and middle["key_area"] == "carbon"


RUNS = {
    "localmoran": {"FIELD": "x", "NEIGHBOURS": "inverse", "OUTPUT": "out.gpkg"},
    "hotspots": {"FIELD": "x", "OUTPUT": "out.gpkg"},
    "globalautocorrelation": {"FIELDS": ["x"], "OUTPUT": "out.csv", "REPORT": "out.html"},
    "keyareas": {"NET": "x", "OUTPUT": "out.gpkg"},
    "aggregationindex": {"CLASS": "place", "OUTPUT": "out.csv"},
    "centreellipse": {"WEIGHTS": ["x"], "ELLIPSES": "a.gpkg", "CENTRES": "b.gpkg"},
    "spatialmismatch": {"FIRST": "x", "SECOND": "place", "OUTPUT": "out.gpkg"},
}


@pytest.mark.parametrize("percent", [30, 60, 95])
@pytest.mark.parametrize("algorithm", RUNS)
def test_cancel_at_any_moment_leaves_nothing_behind(provider, workplace, algorithm, percent):
    feedback = RecordingFeedback(cancel_at=percent)
    files = {
        key: str(workplace / value) if str(value).endswith((".gpkg", ".csv", ".html")) else value
        for key, value in RUNS[algorithm].items()
    }
    processing.run(f"cpzoning:{algorithm}", {"INPUT": lattice(HOT5), **files}, feedback=feedback)
    assert feedback.isCanceled()
    assert list(workplace.iterdir()) == []
