"""Rasters of accounts that cannot serve: each is answered in a sentence that names it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import processing
import pytest
from helpers import RecordingFeedback, make_layer, make_raster
from qgis.core import QgsProcessingException

CELLS = np.array([[1, 1, 2, 0], [1, 2, 2, 2], [8, 8, 2, 0]], dtype=np.uint8)  # CLCD; 1 ha each
PLACE = {"corner": (500000.0, 3300300.0), "cell": (100.0, -100.0), "nodata": 0}
TOWN = "POLYGON((500000 3300300,500400 3300300,500400 3300000,500000 3300000,500000 3300300))"


@pytest.fixture
def cover(provider, workplace):
    return make_raster(workplace / "土地 覆被.tif", CELLS, **PLACE)


@pytest.fixture
def town(provider):
    return make_layer(
        "Polygon", "EPSG:4547", "field=unit_code:string&field=e:double", [(TOWN, ("01", 5.0))], "镇"
    )


@pytest.fixture
def broken(cover, workplace):
    """The first half of a file, as a copy that was cut off leaves it."""
    path = workplace / "半个 文件.tif"
    path.write_bytes(Path(cover).read_bytes()[:100])
    return str(path)


def refused(name, **options) -> str:
    with pytest.raises(QgsProcessingException) as error:
        processing.run(f"cpzoning:{name}", options, feedback=RecordingFeedback())
    return str(error.value)


def test_a_file_cut_off_is_named_with_its_parameter(cover, town, broken, workplace):
    target = str(workplace / "out.tif")
    runs = {
        "RASTER": ("landcarbonbudget", {"RASTER": broken, "SCHEME": "clcd", "UNITS": "memory:"}),
        "LATER_RASTERS": (
            "carbonstock",
            {"RASTER": cover, "LATER_RASTERS": [cover, broken], "SCHEME": "clcd", "UNITS": "memory:"},
        ),
        "RASTERS": ("combineestimatesraster", {"RASTERS": [cover, broken], "MEAN": target}),
        "AMOUNTS": (
            "gridemissions",
            {"INPUT": town, "TOTAL_FIELD": "e", "AMOUNTS": [broken], "OUTPUT": target},
        ),
    }
    for parameter, (name, options) in runs.items():
        told = refused(name, **options)
        assert f"{broken} ({parameter}) cannot be read as a raster" in told, name
    assert not Path(target).exists()


def test_a_proxy_without_crs_is_named(town, workplace):
    plain = make_raster(workplace / "无 坐标.tif", CELLS, crs="", **PLACE)
    told = refused(
        "gridemissions", INPUT=town, TOTAL_FIELD="e", AMOUNTS=[plain], OUTPUT=str(workplace / "out.tif")
    )
    assert "The raster 无 坐标 has no CRS" in told
    assert not (workplace / "out.tif").exists()


@pytest.mark.parametrize("align", ["refuse", "align"])
def test_a_raster_without_crs_beside_one_that_has_it_is_named(cover, town, workplace, align):
    plain = make_raster(workplace / "无 坐标.tif", CELLS, crs="", **PLACE)
    target = workplace / "out.tif"
    runs = {
        "combineestimatesraster": {"RASTERS": [cover, plain], "MEAN": str(target)},
        "carbonstock": {
            **{"RASTER": cover, "LATER_RASTERS": [plain], "SCHEME": "clcd", "YEARS": "2015,2024"},
            "UNITS": "memory:",
        },
        "gridemissions": {
            "INPUT": town,
            "TOTAL_FIELD": "e",
            "AMOUNTS": [cover, plain],
            "OUTPUT": str(target),
        },
        "landcarbonbudget": {
            **{"RASTER": cover, "SCHEME": "clcd", "COEFFICIENTS": "NEP", "UNITS": "memory:"},
            **{"NPP": [plain] * 12, "TEMPERATURE": [cover] * 12, "PRECIPITATION": [cover] * 12},
        },
    }
    for name, options in runs.items():
        told = refused(name, ALIGN=align, **options)
        assert "The raster 无 坐标 has no CRS" in told, (name, told)
    assert not target.exists()


def test_a_later_date_that_lies_elsewhere_is_no_loss_of_all_stock(cover, workplace):
    far = make_raster(workplace / "别处.tif", CELLS, **{**PLACE, "corner": (600000.0, 3300300.0)})
    told = refused(
        "carbonstock",
        RASTER=cover,
        LATER_RASTERS=[far],
        YEARS="2015,2024",
        SCHEME="clcd",
        UNCOVERED="zero",
        ALIGN="align",
        UNITS="memory:",
    )
    assert "no land at 2024" in told
