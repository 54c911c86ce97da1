"""Rasters as people have them (several bands, no NoData, turned, beyond 180° or the pole): right or refused.

For every algorithm of zoning that reads rasters: `sixclasszoningraster`, `subzonesraster`, `fourspacesraster`
and `zoningconfidenceraster`.
"""

from __future__ import annotations

import numpy as np
import processing
import pytest
from helpers import RecordingFeedback, make_layer, make_raster, rows_of
from osgeo import gdal
from qgis.core import QgsProcessingException

NET = np.array([[-12, 30, -0.1, 30, 10, 30]], dtype=np.float32)
PM = np.array([[20, 30, 80, 50, 80, 80]], dtype=np.float32)
CODES = [1, 2, 3, 4, 5, 6]
LAND = np.array([[1, 2, 8, 9, 5, 1]], dtype=np.uint8)  # CLCD: cropland, forest, built-up, wetland, water
SPACES = [1, 2, 3, 2, 2, 1]
HECTARE = {"cell": (100.0, -100.0)}
DEGREES = {"crs": "EPSG:4490", "cell": (0.5, -0.5)}


def zoning(workplace, feedback=None, place=HECTARE, net=NET, pm=PM, **options):
    given = {
        "NET": make_raster(workplace / "净碳.tif", net, **place),
        "POLLUTION": make_raster(workplace / "pm25.tif", pm, **place),
        "POLLUTION_STANDARD": 35,
        "CARBON_BENCHMARK": 25,
        "OUTPUT": str(workplace / "classes.tif"),
        "AREAS": "memory:",
        **options,
    }
    return processing.run("cpzoning:sixclasszoningraster", given, feedback=feedback)


def read(path):
    return gdal.Open(str(path)).ReadAsArray()


def hectares(table):
    return sum(row["area_ha"] for row in rows_of(table))


def refusal(call, *arguments, **options):
    with pytest.raises(QgsProcessingException) as refused:
        call(*arguments, **options)
    return str(refused.value)


def four_spaces(workplace, land, feedback=None, **options):
    given = {"SPACES": land, "SCHEME": "clcd", "OUTPUT": str(workplace / "spaces.tif"), **options}
    return processing.run("cpzoning:fourspacesraster", given, feedback=feedback)


def sub_zones(workplace, classes, spaces, feedback=None, **options):
    given = {"INPUT": classes, "SPACES": spaces, "OUTPUT": str(workplace / "zones.tif"), **options}
    return processing.run("cpzoning:subzonesraster", given, feedback=feedback)


class TestBandsAndNumbers:
    """R2 and R4."""

    def test_of_several_bands_the_first_is_used_and_told(self, provider, workplace, feedback):
        zoning(workplace, feedback, net=np.stack([NET, -NET]), pm=np.stack([PM, 0 * PM, PM]))
        assert read(workplace / "classes.tif").tolist() == [CODES]
        assert "净碳 has 2 bands; band 1 is used" in feedback.text
        assert "pm25 has 3 bands; band 1 is used" in feedback.text

    def test_bands_of_class_rasters(self, provider, workplace, feedback):
        classes = make_raster(
            workplace / "类.tif", np.array([[CODES], [CODES[::-1]]], dtype=np.uint8), **HECTARE
        )
        land = make_raster(workplace / "地.tif", np.stack([LAND, LAND[:, ::-1]]), **HECTARE)
        four_spaces(workplace, land, feedback)
        assert read(workplace / "spaces.tif").tolist() == [SPACES]
        sub_zones(workplace, classes, str(workplace / "spaces.tif"), feedback)
        expected = [10 * space + code for space, code in zip(SPACES, CODES)]
        assert read(workplace / "zones.tif").tolist() == [expected]
        assert "地 has 2 bands" in feedback.text and "类 has 2 bands" in feedback.text

    @pytest.mark.parametrize("dtype", [np.float32, np.float64, np.int16, np.int32])
    def test_classes_in_any_type_of_number(self, provider, workplace, dtype):
        land = make_raster(workplace / "地.tif", LAND.astype(dtype), **HECTARE)
        four_spaces(workplace, land)
        assert read(workplace / "spaces.tif").tolist() == [SPACES]

    def test_a_palette_changes_nothing(self, provider, workplace):
        land = make_raster(workplace / "地.tif", LAND, **HECTARE)
        dataset = gdal.Open(land, gdal.GA_Update)
        colours = gdal.ColorTable()
        colours.SetColorEntry(1, (250, 227, 156))
        dataset.GetRasterBand(1).SetColorTable(colours)
        del dataset
        four_spaces(workplace, land)
        assert read(workplace / "spaces.tif").tolist() == [SPACES]

    def test_scaled_classes_are_refused_and_scaled_quantities_are_read(self, provider, workplace):
        land = make_raster(workplace / "地.tif", LAND, **HECTARE)
        pm = make_raster(workplace / "tenth.tif", (PM * 10).astype(np.int16), **HECTARE)
        for path, scale in ((land, 2.0), (pm, 0.1)):
            dataset = gdal.Open(path, gdal.GA_Update)
            dataset.GetRasterBand(1).SetScale(scale)
            del dataset
        assert "scale or an offset" in refusal(four_spaces, workplace, land)
        zoning(workplace, POLLUTION=pm)
        assert read(workplace / "classes.tif").tolist() == [CODES]

    def test_without_nodata_all_cells_count_and_it_is_said(self, provider, workplace, feedback):
        net = NET.copy()
        net[0, 0] = -9999
        zoning(workplace, feedback, net=net)
        # taken for a sink, because nothing says otherwise
        assert read(workplace / "classes.tif").tolist() == [CODES]
        assert "净碳 names no NoData value" in feedback.text
        zoning(workplace, net=net, NODATA=-9999)
        assert read(workplace / "classes.tif").tolist() == [[0, *CODES[1:]]]

    @pytest.mark.parametrize("nodata", [-9999.0, 300.0])
    def test_nodata_outside_of_the_type_means_nothing(self, provider, workplace, nodata):
        land = make_raster(workplace / "地.tif", LAND, **HECTARE)
        text = gdal.Translate("/vsimem/odd.vrt", land, format="VRT").GetMetadata("xml:VRT")[0]
        odd = text.replace("<ColorInterp>", f"<NoDataValue>{nodata}</NoDataValue><ColorInterp>", 1)
        (workplace / "odd.vrt").write_text(
            odd.replace('relativeToVRT="1"', 'relativeToVRT="0"'), encoding="utf-8"
        )
        four_spaces(workplace, str(workplace / "odd.vrt"))
        assert read(workplace / "spaces.tif").tolist() == [SPACES]

    def test_nan_and_a_number_are_both_nodata(self, provider, workplace):
        net = NET.copy()
        net[0, :2] = [np.nan, -9999]
        zoning(workplace, net=net, place={**HECTARE, "nodata": -9999.0})
        assert read(workplace / "classes.tif").tolist() == [[0, 0, *CODES[2:]]]


class TestPlaces:
    """R1 and R5."""

    @pytest.mark.parametrize("angle", [30.0, 90.0, 180.0, 211.0])
    def test_turned_rasters_keep_their_area_and_place(self, provider, workplace, angle):
        c, s = np.cos(np.radians(angle)) * 100, np.sin(np.radians(angle)) * 100
        place = {"transform": (500000.0, c, s, 3300000.0, s, -c)}
        result = zoning(workplace, place=place)
        assert read(workplace / "classes.tif").tolist() == [CODES]
        assert hectares(result["AREAS"]) == pytest.approx(6.0, rel=1e-12)
        made = gdal.Open(str(workplace / "classes.tif")).GetGeoTransform()
        assert made == pytest.approx(place["transform"])

    def test_lines_fall_on_the_right_cells_of_a_turned_raster(self, provider, workplace):
        # turned by a quarter: the row of cells runs southward from the corner
        place = {"transform": (500000.0, 0.0, 100.0, 3300000.0, -100.0, 0.0)}
        land = make_raster(workplace / "地.tif", LAND, **place)
        x, y = (500000, 500100), (3299700, 3299800)
        ring = f"POLYGON(({x[0]} {y[0]},{x[1]} {y[0]},{x[1]} {y[1]},{x[0]} {y[1]},{x[0]} {y[0]}))"
        farmland = make_layer("Polygon", "EPSG:4547", "field=a:string", [(ring, ("x",))], "农田")
        four_spaces(workplace, land, FARMLAND=farmland)
        assert read(workplace / "spaces.tif").tolist() == [[*SPACES[:2], 1, *SPACES[3:]][:6]]

    def test_a_raster_with_the_south_on_top(self, provider, workplace):
        rows = [np.concatenate([one, one[:, ::-1]]) for one in (NET, PM)]
        zoning(workplace, place={"cell": (100.0, 100.0)}, net=rows[0], pm=rows[1])
        assert read(workplace / "classes.tif").tolist() == [CODES, CODES[::-1]]

    @pytest.mark.parametrize(
        "place",
        [
            {"transform": (500000.0, 80.0, 60.0, 3300000.0, 60.0, -80.0)},
            {"cell": (100.0, 100.0)},
        ],
    )
    def test_nothing_is_brought_to_a_turned_grid(self, provider, workplace, place):
        other = make_raster(workplace / "other.tif", np.repeat(PM, 2, axis=1), cell=(50.0, -50.0))
        text = refusal(zoning, workplace, place=place, POLLUTION=other, ALIGN="align")
        assert "净碳" in text and "turned" in text
        assert not (workplace / "classes.tif").exists()

    def test_a_turned_raster_is_brought_to_a_plain_grid(self, provider, workplace, feedback):
        # the same cells written the other way round: turned by half a circle
        turned = {"transform": (500600.0, -100.0, 0.0, 3299900.0, 0.0, 100.0)}
        other = make_raster(workplace / "turned.tif", PM[:, ::-1], nodata=-1.0, **turned)
        zoning(workplace, feedback, POLLUTION=other, ALIGN="align")
        assert read(workplace / "classes.tif").tolist() == [CODES]

    def test_a_raster_turned_in_degrees_is_refused(self, provider, workplace):
        place = {"crs": "EPSG:4490", "transform": (110.0, 0.4, 0.3, 30.0, 0.3, -0.4)}
        text = refusal(zoning, workplace, place=place)
        assert "净碳" in text and "rotated in degrees" in text

    @pytest.mark.parametrize("west", [178.5, -181.5, 358.0])
    def test_across_180_degrees_areas_are_those_of_anywhere(self, provider, workplace, west):
        here = zoning(workplace, place={**DEGREES, "corner": (110.0, 30.0)}, NET_UNIT="ha")["AREAS"]
        there = zoning(workplace, place={**DEGREES, "corner": (west, 30.0)}, NET_UNIT="ha")["AREAS"]
        assert hectares(there) == pytest.approx(hectares(here), rel=1e-12)
        assert read(workplace / "classes.tif").tolist() == [CODES]

    @pytest.mark.parametrize("west", [178.5, -181.5])
    def test_polygons_do_not_follow_across_180_degrees(self, provider, workplace, west):
        land = make_raster(workplace / "地.tif", LAND, corner=(west, 30.0), **DEGREES)
        ring = "POLYGON((179 29,179.5 29,179.5 31,179 31,179 29))"
        lines = make_layer("Polygon", "EPSG:4490", "field=a:string", [(ring, ("x",))], "农田")
        text = refusal(four_spaces, workplace, land, FARMLAND=lines)
        assert "地" in text and "农田" in text and "180°" in text
        four_spaces(workplace, land)
        assert read(workplace / "spaces.tif").tolist() == [SPACES]

    def test_the_two_ways_of_counting_longitude_are_two_grids(self, provider, workplace):
        other = make_raster(workplace / "pm 0-360.tif", PM, corner=(181.0, 30.0), **DEGREES)
        text = refusal(zoning, workplace, place={**DEGREES, "corner": (-179.0, 30.0)}, POLLUTION=other)
        assert "pm 0-360" in text and "origin" in text

    @pytest.mark.parametrize(("north", "south_up"), [(90.0, False), (-89.5, False), (-90.0, True)])
    def test_cells_at_the_poles_are_caps(self, provider, workplace, north, south_up):
        place = {"crs": "EPSG:4326", "corner": (0.0, north), "cell": (60.0, 0.5 if south_up else -0.5)}
        got = hectares(zoning(workplace, place=place)["AREAS"])
        # six cells around the pole make the cap: 2 pi R^2 (1 - cos 0.5 degrees), polar radius of curvature
        cap = 2 * np.pi * 6_399_593.6**2 * (1 - np.cos(np.radians(0.5))) / 1e4
        assert got == pytest.approx(cap, rel=1e-4)

    @pytest.mark.parametrize("corner", [(0.0, 90.3), (0.0, -89.8)])
    def test_beyond_the_poles_is_refused(self, provider, workplace, corner):
        place = {"crs": "EPSG:4326", "corner": corner, "cell": (60.0, -0.5)}
        assert "beyond the poles" in refusal(zoning, workplace, place=place)

    def test_more_than_once_around_the_globe_is_refused(self, provider, workplace):
        place = {"crs": "EPSG:4326", "corner": (0.0, 30.0), "cell": (61.0, -0.5)}
        assert "around the globe more than once" in refusal(zoning, workplace, place=place)

    @pytest.mark.parametrize(
        ("change", "word"),
        [
            ({"cell": (50.0, -50.0)}, "cell"),
            ({"corner": (500030.0, 3300000.0)}, "origin"),
            ({"crs": "EPSG:4548"}, "CRS"),
            ({"transform": (500000.0, 80.0, 60.0, 3300000.0, 60.0, -80.0)}, "cell"),
        ],
    )
    def test_other_grids_are_told_by_all(self, provider, workplace, change, word):
        classes = make_raster(workplace / "类.tif", np.array([CODES], dtype=np.uint8), **HECTARE)
        land = make_raster(workplace / "地.tif", LAND, **{**HECTARE, **change})
        options = {"NET_SPREAD": ["5", "", ""], "POLLUTION_SPREADS": ["5", "", ""]}
        net = make_raster(workplace / "净碳.tif", NET, **HECTARE)
        pm = make_raster(workplace / "pm.tif", PM, **{**HECTARE, **change})
        sure = {"NET": net, "POLLUTION": pm, "POLLUTION_STANDARD": 35, "CARBON_BENCHMARK": 25}
        told = [
            refusal(sub_zones, workplace, classes, land, SCHEME="clcd"),
            refusal(zoning, workplace, POLLUTION=pm),
            refusal(
                processing.run,
                "cpzoning:zoningconfidenceraster",
                {**sure, **options, "OUTPUT": str(workplace / "sure.tif")},
                feedback=RecordingFeedback(),
            ),
        ]
        assert all(word in text and "do not lie on one grid" in text for text in told), told
