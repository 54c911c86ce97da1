"""The algorithm ``subzonesraster``: declares, refuses, runs, cancels."""

from __future__ import annotations

import numpy as np
import processing
import pytest
from helpers import RecordingFeedback, make_raster, rows_of
from osgeo import gdal
from qgis.core import QgsApplication, QgsProcessingException, QgsRasterLayer

ID = "cpzoning:subzonesraster"
HECTARE = {"cell": (100.0, -100.0), "nodata": 0}
RNG = np.random.default_rng(3)


@pytest.fixture
def given(provider, workplace):
    classes = RNG.integers(0, 7, (200, 150)).astype(np.uint8)
    spaces = RNG.integers(0, 5, (200, 150)).astype(np.uint8)
    return {
        "INPUT": make_raster(workplace / "类别.tif", classes, **HECTARE),
        "SPACES": make_raster(workplace / "空间 s.tif", spaces, **HECTARE),
    }


def read(path):
    return gdal.Open(path).ReadAsArray()


def files_in(folder) -> list[str]:
    """Names of all files but the statistics that QGIS lays beside a raster when it opens it."""
    return sorted(item.name for item in folder.iterdir() if not item.name.endswith(".aux.xml"))


def run(given, feedback=None, **changes):
    return processing.run(ID, {**given, "OUTPUT": "TEMPORARY_OUTPUT", **changes}, feedback=feedback)


def refusal(given, **changes):
    with pytest.raises(QgsProcessingException) as caught:
        run(given, **changes)
    return str(caught.value)


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "zoning"
    names = [item.name() for item in algorithm.parameterDefinitions()]
    assert names[:2] == ["INPUT", "SPACES"]
    assert {item.name() for item in algorithm.outputDefinitions()} == {
        "OUTPUT",
        "MATRIX",
        "KNOWN_HA",
        "NO_DATA_HA",
    }


def test_values_and_areas(given):
    result = run(given, MATRIX="memory:")
    classes, spaces = read(given["INPUT"]), read(given["SPACES"])
    expected = np.where((classes > 0) & (spaces > 0), 10 * spaces + classes, 0)
    assert (read(result["OUTPUT"]) == expected).all()
    assert result["KNOWN_HA"] == pytest.approx((expected > 0).sum())
    assert result["KNOWN_HA"] + result["NO_DATA_HA"] == pytest.approx(expected.size)
    rows = {row["space"]: row for row in rows_of(result["MATRIX"])}
    assert rows["U"]["ha_scp"] == pytest.approx((expected == 36).sum())
    assert rows["ND"]["ha_cp"] == pytest.approx(((spaces == 0) & (classes == 4)).sum())
    assert rows["total"]["ha_total"] == pytest.approx(expected.size)


def test_land_cover_directly(given, workplace):
    land = np.tile(np.array([1, 2, 5, 8, 9], dtype=np.uint8), (200, 30))
    given["SPACES"] = make_raster(workplace / "clcd.tif", land, **HECTARE)
    found = read(run(given, SCHEME="clcd")["OUTPUT"])
    space = np.zeros(256, dtype=np.uint8)
    space[[1, 2, 5, 8, 9]] = [1, 2, 2, 3, 2]
    classes = read(given["INPUT"])
    assert (found == np.where(classes > 0, 10 * space[land] + classes, 0)).all()


def test_classes_stored_as_floats(given, workplace):
    classes = read(given["INPUT"]).astype(np.float32)
    classes[0, 0] = np.nan
    before = read(run(given)["OUTPUT"])
    given["INPUT"] = make_raster(workplace / "f.tif", classes, cell=(100.0, -100.0), nodata=0)
    found = read(run(given)["OUTPUT"])
    assert found[0, 0] == 0
    assert (found.ravel()[1:] == before.ravel()[1:]).all()


def test_areas_of_degrees_follow_the_ellipsoid(provider, workplace):
    place = {"crs": "EPSG:4490", "corner": (110.0, 31.0), "cell": (0.01, -0.01), "nodata": 0}
    ones = np.ones((100, 100), dtype=np.uint8)
    given = {
        "INPUT": make_raster(workplace / "c.tif", ones, **place),
        "SPACES": make_raster(workplace / "s.tif", ones, **place),
    }
    # the integral of M N cos(latitude) over a degree by a degree, 30° to 31° N
    a, e2 = 6378137.0, 0.00669438
    latitude = np.radians(np.linspace(30, 31, 2001)[:-1] + 0.00025)
    w2 = 1 - e2 * np.sin(latitude) ** 2
    area = (a**2 * (1 - e2) / w2**2 * np.cos(latitude)).mean() * np.radians(1) ** 2
    assert run(given)["KNOWN_HA"] == pytest.approx(area / 1e4, rel=1e-6)


def test_a_styled_file_with_overviews_and_words(given, workplace):
    rows = np.ones((1500, 1500), dtype=np.uint8)
    for name in ("INPUT", "SPACES"):
        given[name] = make_raster(workplace / f"{name}.tif", rows, **HECTARE)
    path = workplace / "亚区.tif"
    run(given, OUTPUT=str(path))
    layer = QgsRasterLayer(str(path), "again")
    assert layer.renderer().type() == "paletted"
    dataset = gdal.Open(str(path))
    band = dataset.GetRasterBand(1)
    assert band.GetOverviewCount() > 0
    table = band.GetDefaultRAT()
    row = [table.GetValueAsInt(at, 0) for at in range(table.GetRowCount())].index(11)
    assert (table.GetValueAsString(row, 2), table.GetValueAsDouble(row, 5)) == ("A-S", 2_250_000.0)


def test_refuses_what_is_no_class_and_no_space(given, workplace):
    classes = np.full((200, 150), 9, dtype=np.uint8)
    path = make_raster(workplace / "九.tif", classes, **HECTARE)
    text = refusal({**given, "INPUT": path})
    assert "九" in text and "9 (30000×, 30000 ha)" in text
    text = refusal({**given, "SPACES": path})
    assert "9 (30000×, 30000 ha)" in text
    assert read(run({**given, "SPACES": path}, UNKNOWN="nd")["OUTPUT"]).max() == 0


def test_refuses_other_grids(given, workplace):
    given["SPACES"] = make_raster(workplace / "短.tif", np.ones((10, 10), dtype=np.uint8), **HECTARE)
    assert "短" in refusal(given)


@pytest.mark.parametrize("at", [0, 60])
def test_cancel_leaves_nothing_behind(given, workplace, at):
    before = files_in(workplace)
    asked = {**given, "OUTPUT": str(workplace / "never.tif")}
    processing.run(ID, asked, feedback=RecordingFeedback(cancel_at=at))
    assert files_in(workplace) == before
