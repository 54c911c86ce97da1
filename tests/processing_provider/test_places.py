"""Layers that lie where they cannot: refused or warned of, never computed in silence."""

from __future__ import annotations

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsProcessingException

FIELDS = "field=net_tco2:double&field=q_p:double"
METRES = "POLYGON((500000 3300000,500100 3300000,500100 3300100,500000 3300100,500000 3300000))"
DEGREES = "POLYGON((113 30,113.01 30,113.01 30.01,113 30.01,113 30))"
ZONED = "POLYGON((38500000 3300000,38500100 3300000,38500100 3300100,38500000 3300100,38500000 3300000))"


def zoned(shape, crs, feedback=None):
    layer = make_layer("Polygon", crs, FIELDS, [(shape, (10.0, 0.5))], "镇")
    return processing.run(
        "cpzoning:sixclasszoning", {"INPUT": layer, "OUTPUT": "memory:"}, feedback=feedback
    )["OUTPUT"]


def test_areas_without_a_crs_are_refused(provider):
    with pytest.raises(QgsProcessingException, match="镇 has no coordinate reference system"):
        zoned(METRES, "")


@pytest.mark.parametrize(("shape", "crs"), [(METRES, "EPSG:4326"), (ZONED, "EPSG:4547")])
def test_coordinates_that_do_not_fit_the_crs_are_refused(provider, shape, crs):
    with pytest.raises(QgsProcessingException, match=f"do not fit its CRS {crs}"):
        zoned(shape, crs)


def test_degrees_that_are_called_metres_are_warned_of(provider):
    feedback = RecordingFeedback()
    zoned(DEGREES, "EPSG:4547", feedback)
    assert any("look like degrees" in text for text in feedback.warnings)


def test_degrees_that_are_degrees_are_fine(provider):
    feedback = RecordingFeedback()
    area = rows_of(zoned(DEGREES, "EPSG:4490", feedback))[0]["area_ha"]
    # a hundredth of a degree: about 965 m by 1109 m at 30 degrees north
    assert area == pytest.approx(107, rel=0.01)
    assert not any("degrees" in text for text in feedback.warnings)


def test_a_control_line_that_touches_nothing_is_named(provider):
    land = make_layer("Polygon", "EPSG:4547", "field=DLBM:string", [(METRES, ("0101",))], "地类图斑")
    far = METRES.replace("5000", "7000").replace("5001", "7001")
    line = make_layer("Polygon", "EPSG:4547", "field=LX:string", [(far, ("x",))], "移位红线")
    feedback = RecordingFeedback()
    options = {"INPUT": land, "RED_LINE": line, "SCHEME": "third_survey", "OUTPUT": "memory:"}
    processing.run("cpzoning:fourspaces", options, feedback=feedback)
    assert any("移位红线" in text and "touches nothing" in text for text in feedback.warnings)


def test_an_unknown_extension_is_told_as_it_was_written(provider, workplace):
    layer = make_layer("Polygon", "EPSG:4547", FIELDS, [(METRES, (10.0, 0.5))], "镇")
    made = processing.run("cpzoning:sixclasszoning", {"INPUT": layer, "OUTPUT": str(workplace / "a.abc")})
    assert made["OUTPUT"].endswith("a.abc.gpkg")
    assert [item.name for item in workplace.iterdir()] == ["a.abc.gpkg"]
