"""The algorithm ``carbonstock``: declares, refuses, equals InVEST, aligns, runs on polygons, cancels."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import processing
import pytest
from helpers import RecordingFeedback, make_layer, make_raster, rows_of
from oracles import invest_cases
from osgeo import gdal
from qgis.core import QgsApplication, QgsProcessingException, QgsRasterLayer, QgsVectorLayer

from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:carbonstock"
TESTS = Path(__file__).parents[1]
SAMPLE = TESTS.parent / "resources" / "sample"
VAUD = [str(TESTS / "fixtures" / "vaud" / f"vaud_corine_{year}_100m.tif") for year in (2006, 2012)]
FOREST, CROP, GRASS = 163.82, 95.27, 90.3  # TANG2018
FIRST = np.array([[1, 1, 2, 2], [1, 2, 2, 4], [1, 1, 4, 0]], dtype=np.uint8)  # CLCD; 1 ha each
LAST = np.array([[1, 2, 2, 2], [1, 1, 2, 4], [8, 1, 0, 2]], dtype=np.uint8)
CORNER = (500000.0, 3300300.0)
RASTERS = ("STOCK_RASTER", "STOCK_LIMITS", "CHANGE_RASTER", "CHANGE_LIMITS", "VALUE_RASTER")


def square(x, y, width=100, height=100):
    x, y = CORNER[0] + x, CORNER[1] - y
    return f"POLYGON(({x} {y},{x + width} {y},{x + width} {y - height},{x} {y - height},{x} {y}))"


@pytest.fixture
def maps(provider, workplace):
    """Land cover of two dates."""
    return [
        make_raster(workplace / f"土地 {year}.tif", cells, corner=CORNER, cell=(100.0, -100.0), nodata=0)
        for year, cells in ((2015, FIRST), (2024, LAST))
    ]


@pytest.fixture
def towns(provider):
    rows = [
        (square(0, 0, 200, 300), ("01",)),
        (square(200, 0, 200, 300), ("02",)),
        (square(9000, 0), ("03",)),
    ]
    return make_layer("Polygon", "EPSG:4547", "field=unit_code:string", rows, "乡镇")


@pytest.fixture
def parcels(provider):
    """Four parcels of a hectare with codes of two dates."""
    rows = [
        (square(0, 0), ("0101", "0701", "A")),
        (square(100, 0), ("0301", "0301", "A")),
        (square(200, 0), ("0301", "0101", "B")),
        (square(300, 0), ("0401", None, "B")),
    ]
    fields = "field=DLBM:string&field=DLBM24:string&field=ZLDWDM:string"
    return make_layer("Polygon", "EPSG:4547", fields, rows, "图斑")


def run(feedback=None, **options):
    options = {"UNITS": "memory:", "SCHEME": "clcd", "UNCOVERED": "zero", **options}
    return processing.run(ID, options, feedback=feedback or RecordingFeedback())


def cells_of(path):
    return gdal.Open(path).ReadAsArray()


def table_of(path):
    with Path(path).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def pool_table(path, rows):
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return str(path)


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "carbonaccounting"
    definitions = {item.name(): item for item in algorithm.parameterDefinitions()}
    assert definitions["DENSITIES"].metadata()["codes"][0] == "TANG2018"
    assert definitions["UNCOVERED"].metadata()["codes"] == ["stop", "leave_out", "zero"]
    outputs = {item.name() for item in algorithm.outputDefinitions()}
    assert {"UNITS", "TRANSITIONS", "CONVERSIONS", *RASTERS, "STOCK", "CHANGE", "VALUE"} <= outputs


class TestOfOneDate:
    def test_stock_by_unit_and_class(self, maps, towns, workplace):
        classes = str(workplace / "classes.csv")
        made = run(RASTER=maps[0], UNITS_LAYER=towns, UNITS_CODE="unit_code", CLASSES_OUT=classes)
        units = {row["unit_code"]: row for row in rows_of(made["UNITS"])}
        assert units["01"]["stock_tc"] == pytest.approx(5 * CROP + FOREST)
        assert units["02"]["stock_tc"] == pytest.approx(3 * FOREST + 2 * GRASS)
        assert units["02"]["stock_tc_hi"] > units["02"]["stock_tc"] > units["02"]["stock_tc_lo"]
        assert units["03"]["stock_tc"] is None and units["03"]["flags"] == "NO_K"
        assert units["01"]["below_tc"] is None  # TANG2018 does not tell it apart
        assert made["STOCK"] == pytest.approx(5 * CROP + 4 * FOREST + 2 * GRASS)
        assert "CHANGE" not in made and "change_tc" not in units["01"]
        rows = {row["land_class"]: row for row in table_of(classes)}
        assert set(rows) == {"cropland", "forest", "grassland"}
        assert float(rows["cropland"]["area_ha"]) == 5 and rows["cropland"]["land_count"] == "5"
        assert sum(float(row["share"]) for row in rows.values()) == pytest.approx(1)

    def test_a_ratio_splits_biomass(self, maps):
        (row,) = rows_of(run(RASTER=maps[0], ROOT_SHOOT=0.25)["UNITS"])
        assert row["below_tc"] == pytest.approx(row["above_tc"] / 4)
        assert row["stock_tc"] == pytest.approx(5 * CROP + 4 * FOREST + 2 * GRASS)

    def test_the_raster_and_its_limits(self, maps, workplace):
        out = {name: str(workplace / f"{name}.tif") for name in RASTERS[:2]}
        run(RASTER=maps[0], **out)
        stock, limits = (cells_of(path) for path in out.values())
        assert stock[0, 0] == pytest.approx(CROP) and stock[2, 3] == -9999
        assert limits[:2, 0, 0].tolist() == pytest.approx([92.88, 97.66])
        assert limits[2, 0, 0] == pytest.approx((97.66 - 92.88) / (2 * 1.96), rel=1e-5)
        assert QgsRasterLayer(out["STOCK_RASTER"]).renderer().type() == "singlebandpseudocolor"


class TestOfTwoDates:
    @pytest.fixture
    def made(self, maps, towns, workplace):
        tables = {
            name: str(workplace / f"{name}.csv") for name in ("CLASSES_OUT", "TRANSITIONS", "CONVERSIONS")
        }
        given = {"UNITS_LAYER": towns, "UNITS_CODE": "unit_code", "YEARS": "2015, 2024"}
        return run(RASTER=maps[0], LATER_RASTERS=[maps[1]], **given, **tables)

    def test_units(self, made):
        units = {row["unit_code"]: row for row in rows_of(made["UNITS"])}
        assert units["01"]["change_tc"] == pytest.approx((FOREST - CROP) + (CROP - FOREST) - CROP)
        assert units["01"]["gain_tc"] == pytest.approx(FOREST - CROP)
        assert units["01"]["change_tc_a"] == pytest.approx(-CROP / 9)
        assert units["01"]["change_tco2"] == pytest.approx(CROP * 44 / 12)
        assert units["01"]["change_tco2_lo"] < units["01"]["change_tco2"] < units["01"]["change_tco2_hi"]
        assert units["02"]["change_tc"] == 0 and units["02"]["one_sided_ha"] == 2
        assert units["03"]["change_tc"] is None
        assert made["CHANGE"] == pytest.approx(-CROP)
        assert made["CHANGE_CO2"] == pytest.approx(CROP * 44 / 12)
        assert made["ANNUAL"] == pytest.approx(-CROP / 9)
        assert "VALUE" not in made

    def test_classes_keep_rows_of_zero(self, made):
        rows = {(row["land_date"], row["land_class"]): row for row in table_of(made["CLASSES_OUT"])}
        assert len(rows) == 8
        assert float(rows["2015", "built_up"]["area_ha"]) == 0
        assert float(rows["2015", "built_up"]["stock_tc"]) == 0
        assert float(rows["2024", "built_up"]["area_ha"]) == 1

    def test_transitions_add_up(self, made):
        rows = table_of(made["TRANSITIONS"])
        assert len(rows) == 16 and {row["period"] for row in rows} == {"2015 – 2024"}
        of = {(row["land_from"], row["land_to"]): row for row in rows}
        assert float(of["cropland", "built_up"]["area_ha"]) == 1
        assert float(of["cropland", "built_up"]["change_tc"]) == pytest.approx(-CROP)
        assert of["cropland", "built_up"]["conversion_type"] == "built_growth"
        assert float(of["built_up", "forest"]["area_ha"]) == 0
        assert sum(float(row["change_tc"]) for row in rows) == pytest.approx(made["CHANGE"])
        assert sum(float(row["area_ha"]) for row in rows) == 10

    def test_conversions_add_up(self, made):
        rows = {row["conversion_type"]: row for row in table_of(made["CONVERSIONS"])}
        assert float(rows["built_growth"]["loss_tc"]) == pytest.approx(-CROP)
        assert float(rows["tree_to_crop"]["loss_tc"]) == pytest.approx(CROP - FOREST)
        assert float(rows["crop_to_tree"]["gain_tc"]) == pytest.approx(FOREST - CROP)
        assert sum(float(row["change_tc"]) for row in rows.values()) == pytest.approx(made["CHANGE"])
        assert sum(float(row["loss_share"]) for row in rows.values()) == pytest.approx(1)
        assert not any(value == "-0" for row in rows.values() for value in row.values())

    def test_what_is_known_at_one_date_only_is_told(self, maps):
        feedback = RecordingFeedback()
        run(feedback, RASTER=maps[0], LATER_RASTERS=[maps[1]])
        assert "2 ha are known at one of the dates 土地 2015 and 土地 2024 only" in feedback.text


def test_several_dates_and_their_periods(maps, workplace):
    middle = FIRST.copy()
    middle[0, 0] = 2
    third = make_raster(workplace / "mid.tif", middle, corner=CORNER, cell=(100.0, -100.0), nodata=0)
    out = {
        name: str(workplace / f"{name}.{kind}")
        for name, kind in (("TRANSITIONS", "csv"), ("STOCK_RASTER", "tif"))
    }
    made = run(RASTER=maps[0], LATER_RASTERS=[third, maps[1]], YEARS="2010,2015,2024", **out)
    rows = table_of(out["TRANSITIONS"])
    steps = {}
    for row in rows:
        steps[row["period"]] = steps.get(row["period"], 0) + float(row["change_tc"])
    assert list(steps) == ["2010 – 2015", "2015 – 2024", "2010 – 2024"]
    assert steps["2010 – 2015"] == pytest.approx(FOREST - CROP)
    assert steps["2010 – 2024"] == pytest.approx(made["CHANGE"])
    assert made["ANNUAL"] == pytest.approx(made["CHANGE"] / 14)
    assert cells_of(out["STOCK_RASTER"]).shape == (3, 3, 4)


class TestEqualsInVEST:
    """The same cells as natcap.invest, whose rasters `oracles/freeze_invest.py` froze."""

    @pytest.fixture
    def found(self, provider, workplace):
        paths = [
            make_raster(
                workplace / f"{name}.tif",
                cells,
                crs=invest_cases.CRS,
                corner=invest_cases.CORNER,
                cell=invest_cases.CELL,
                nodata=invest_cases.NODATA,
            )
            for name, cells in zip(("first", "last"), invest_cases.maps())
        ]
        out = {
            name: str(workplace / f"{name}.tif") for name in ("STOCK_RASTER", "CHANGE_RASTER", "VALUE_RASTER")
        }
        made = run(
            RASTER=paths[0],
            LATER_RASTERS=[paths[1]],
            LOOKUP=pool_table(workplace / "pools.csv", invest_cases.table()),
            YEARS=", ".join(map(str, invest_cases.YEARS)),
            PRICE=invest_cases.PRICE,
            DISCOUNT=invest_cases.DISCOUNT,
            DECLINE=invest_cases.RATE_CHANGE,
            CLASSES_OUT=str(workplace / "classes.csv"),
            **out,
        )
        stock, change, worth = (cells_of(path) for path in out.values())
        return {
            "stock_first": stock[0],
            "stock_last": stock[1],
            "change": change,
            "worth": worth,
            "made": made,
        }

    @pytest.fixture
    def oracle(self):
        return json.loads((TESTS / "fixtures" / "invest_carbon.json").read_text(encoding="utf-8"))

    @pytest.mark.parametrize("name", ["stock_first", "stock_last", "change", "worth"])
    def test_every_cell(self, found, oracle, name):
        theirs = np.array(oracle[name], dtype=float)
        ours = np.where(found[name] == -9999, np.nan, found[name])
        assert np.isfinite(theirs).sum() > 1000
        assert np.array_equal(np.isnan(ours), np.isnan(theirs))
        assert ours == pytest.approx(theirs, rel=1e-6, nan_ok=True)

    def test_totals(self, found, oracle):
        hectares = abs(invest_cases.CELL[0] * invest_cases.CELL[1]) / 1e4
        for name, ours in (("stock_last", "STOCK"), ("change", "CHANGE"), ("worth", "VALUE")):
            theirs = np.nansum(np.array(oracle[name], dtype=float)) * hectares
            assert found["made"][ours] == pytest.approx(theirs, rel=1e-6)

    def test_pools_add_up(self, found):
        rows = table_of(found["made"]["CLASSES_OUT"])
        for row in rows:
            parts = sum(float(row[f"{pool}_tc"]) for pool in ("above", "below", "soil", "dead"))
            assert parts == pytest.approx(float(row["stock_tc"]))
        assert {row["land_class"] for row in rows} == {"1", "2", "3", "7", "200"}


class TestRealMaps:
    """CORINE of Vaud in 2006 and 2012: the grids differ in origin and cell size."""

    options = {"RASTER": VAUD[0], "LATER_RASTERS": [VAUD[1]], "SCHEME": "corine_clc", "DENSITIES": "HANSIS"}

    def test_grids_that_differ_are_refused_with_what_differs(self, provider):
        with pytest.raises(QgsProcessingException, match=r"do not lie on one grid: cell .*origin"):
            run(**self.options)

    def test_they_are_aligned_on_request_and_it_is_written_down(self, provider, workplace):
        feedback, path = RecordingFeedback(), str(workplace / "vaud.gpkg")
        classes = str(workplace / "classes.csv")
        made = run(
            feedback, **self.options, ALIGN="align", UNCOVERED="leave_out", UNITS=path, CLASSES_OUT=classes
        )
        assert "is brought to the grid of vaud_corine_2006_100m (near)" in feedback.text
        record = provenance.read(QgsVectorLayer(path, "made", "ogr"))
        aligned = record["standards"]["aligned"]["vaud_corine_2012_100m"]
        assert (aligned["onto"], aligned["method"]) == ("vaud_corine_2006_100m", "near")
        assert "origin" in aligned["differences"][0]
        areas = {}
        for row in table_of(classes):
            areas[row["land_date"]] = areas.get(row["land_date"], 0) + float(row["area_ha"])
        first, last = areas.values()
        # cells of 100.005 m; the second map covers half a percent more, which is told and not a change
        assert first == pytest.approx((cells_of(VAUD[0]) != 255).sum() * 1.000102, rel=1e-5)
        assert last == pytest.approx(first, rel=1e-2) and "are known at one of the dates" in feedback.text
        assert "apparent exchange" in feedback.text and made["CHANGE"] != 0

    def test_classes_of_the_map_come_to_carbon_classes(self, provider, workplace):
        classes = str(workplace / "classes.csv")
        run(RASTER=VAUD[0], SCHEME="corine_clc", UNCOVERED="leave_out", CLASSES_OUT=classes)
        cells = cells_of(VAUD[0])
        rows = {row["land_class"]: int(row["land_count"]) for row in table_of(classes)}
        assert rows["forest"] == int(np.isin(cells, (23, 24, 25)).sum())


class TestPolygons:
    def test_fields_of_two_dates(self, parcels, workplace):
        out = str(workplace / "matrix.csv")
        made = run(
            INPUT=parcels, LATER_CODES=["DLBM24"], UNIT_FIELD="ZLDWDM", SCHEME="third_survey", TRANSITIONS=out
        )
        units = {row["unit_code"]: row for row in rows_of(made["UNITS"])}
        assert units["A"]["change_tc"] == pytest.approx(-CROP, rel=2e-3)
        assert units["B"]["change_tc"] == pytest.approx(CROP - FOREST, rel=2e-3)
        assert units["B"]["unknown_ha"] == pytest.approx(1, rel=2e-3)
        assert units["B"]["flags"] == "PART_K"
        assert units["B"]["one_sided_ha"] == pytest.approx(1, rel=2e-3)
        rows = {(row["land_from"], row["land_to"]): float(row["area_ha"]) for row in table_of(out)}
        assert rows["cropland", "built_up"] == pytest.approx(1, rel=2e-3)

    def test_a_table_by_text_codes(self, parcels, workplace):
        rows = [["lucode", "c_above", "c_soil"], ["0101", 5, 90], ["0301", 50, 100], ["0701", 0, 40]]
        table = pool_table(workplace / "pools.csv", rows)
        with pytest.raises(QgsProcessingException, match=r"lacks 1 codes of the field DLBM .*0401 \(1×\)"):
            run(INPUT=parcels, LOOKUP=table)
        made = run(INPUT=parcels, LOOKUP=table, UNKNOWN="nd")
        assert made["STOCK"] == pytest.approx(95 + 300, rel=2e-3)

    def test_polygons_give_no_rasters(self, parcels, workplace):
        with pytest.raises(QgsProcessingException, match="STOCK_RASTER needs land-cover rasters"):
            run(INPUT=parcels, STOCK_RASTER=str(workplace / "s.tif"))


class TestRefuses:
    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({}, r"Give either a land-cover raster \(RASTER\) or land-use polygons"),
            ({"YEARS": "2015"}, "There are 2 dates of land but 1 years"),
            ({"YEARS": "2024, 2015"}, "do not ascend"),
            ({"PRICE": 60}, "needs two dates with their years"),
            ({"VALUE_RASTER": "TEMPORARY_OUTPUT"}, r"needs a price \(PRICE\)"),
            ({"UNCOVERED": "stop"}, r"TANG2018 have none for .*\(1 ha\)"),
            ({"REGION": "990000"}, "no carbon densities for the region 990000"),
        ],
        ids=["no land", "years", "order", "price", "worth", "uncovered", "region"],
    )
    def test_with_the_culprit(self, maps, options, message):
        land = {"RASTER": maps[0], "LATER_RASTERS": [maps[1]]} if options else {}
        with pytest.raises(QgsProcessingException, match=message):
            run(**land, **options)

    def test_a_change_of_one_date(self, maps, workplace):
        with pytest.raises(QgsProcessingException, match="TRANSITIONS needs land of two dates"):
            run(RASTER=maps[0], TRANSITIONS=str(workplace / "t.csv"))

    def test_values_that_nobody_knows_with_cells_and_area(self, maps, workplace):
        strange = FIRST.copy()
        strange[0, :2] = (77, 99)
        path = make_raster(workplace / "strange.tif", strange, corner=CORNER, cell=(100.0, -100.0), nodata=0)
        with pytest.raises(QgsProcessingException, match=r"77 \(1×, 1 ha\), 99 \(1×, 1 ha\)"):
            run(RASTER=path, LATER_RASTERS=[maps[1]])
        (row,) = rows_of(run(RASTER=path, UNKNOWN="nd")["UNITS"])
        assert row["unknown_ha"] == 2 and row["flags"] == "PART_K"

    def test_values_that_the_table_by_code_lacks(self, maps, workplace):
        table = pool_table(workplace / "pools.csv", [["lucode", "c_above"], [1, 5], [2, 50], [4, 3]])
        with pytest.raises(QgsProcessingException, match=r"pools\.csv does not know 1 values .*8 \(1×"):
            run(RASTER=maps[0], LATER_RASTERS=[maps[1]], LOOKUP=table)

    def test_codes_that_no_raster_can_hold(self, maps, workplace):
        table = pool_table(workplace / "pools.csv", [["lucode", "c_above"], ["forest", 5], [2, 50]])
        with pytest.raises(QgsProcessingException, match="The codes forest of the pool table"):
            run(RASTER=maps[0], LOOKUP=table)

    def test_a_table_of_the_user_with_faults(self, maps, workplace):
        path = workplace / "own.csv"
        path.write_text(
            "key,scheme,parameter,value,unit\nforest_above,mine,carbon_density_above,-5,t\n", "utf-8"
        )
        with pytest.raises(QgsProcessingException, match="lacks the columns source"):
            run(RASTER=maps[0], TABLE=str(path))

    def test_a_scaled_raster(self, maps, workplace):
        path = make_raster(workplace / "scaled.tif", FIRST, corner=CORNER, cell=(100.0, -100.0), nodata=0)
        dataset = gdal.Open(path, gdal.GA_Update)
        dataset.GetRasterBand(1).SetScale(0.1)
        del dataset
        with pytest.raises(QgsProcessingException, match="holds quantities, not classes"):
            run(RASTER=path)

    def test_units_elsewhere(self, maps):
        far = make_layer("Polygon", "EPSG:4547", "field=unit_code:string", [(square(9000, 0), ("03",))], "远")
        with pytest.raises(QgsProcessingException, match="No land lies in any unit"):
            run(RASTER=maps[0], UNITS_LAYER=far, UNITS_CODE="unit_code")


def test_a_table_of_the_user_replaces_the_built_in_one(maps, workplace):
    path = workplace / "own.csv"
    rows = [["key", "scheme", "parameter", "value", "low", "high", "unit", "source"]]
    for key, value in (("cropland", 100), ("forest", 200), ("grassland", 50)):
        rows.append(
            [f"{key}_total", "mine", "carbon_density_total", value, value - 10, value + 10, "tC ha-1", "own"]
        )
    made = run(RASTER=maps[0], TABLE=pool_table(path, rows))
    (row,) = rows_of(made["UNITS"])
    assert row["stock_tc"] == 5 * 100 + 4 * 200 + 2 * 50
    assert row["stock_tc_hi"] - row["stock_tc"] == pytest.approx(10 * np.sqrt(25 + 16 + 4))
    assert row["above_tc"] is None and row["soil_tc"] is None


def test_degrees_are_measured_by_latitude(provider, workplace):
    cells = np.full((2, 2), 2, dtype=np.uint8)
    path = make_raster(
        workplace / "degrees.tif", cells, crs="EPSG:4490", corner=(113.0, 60.0), cell=(1.0, -30.0), nodata=0
    )
    classes = str(workplace / "classes.csv")
    run(RASTER=path, LATER_RASTERS=[path], CLASSES_OUT=classes)
    one, _ = table_of(classes)
    band = 6371007.18**2 * np.radians(2) * np.sin(np.radians(60)) / 1e4
    assert float(one["area_ha"]) == pytest.approx(band, rel=5e-3)


def test_seeded_draws(maps):
    given = {"RASTER": maps[0], "INTERVALS": "montecarlo", "DRAWS": 2000, "DISTRIBUTION": "normal"}
    one, again = (rows_of(run(**given, SEED=3)["UNITS"])[0] for _ in range(2))
    assert one["stock_tc_lo"] == again["stock_tc_lo"]
    exact = rows_of(run(RASTER=maps[0])["UNITS"])[0]
    assert one["stock_tc_sd"] == pytest.approx(exact["stock_tc_sd"], rel=0.1)


def test_a_price_of_co2_is_that_of_carbon_times_44_12(maps):
    given = {"RASTER": maps[0], "LATER_RASTERS": [maps[1]], "YEARS": "2015,2024"}
    one = run(**given, PRICE=44)["VALUE"]
    other = run(**given, PRICE=12, PRICE_UNIT="tCO2")["VALUE"]
    assert one == pytest.approx(other) and one == pytest.approx(-44 * CROP)


@pytest.mark.parametrize("at", [0, 30, 80, 99])
def test_cancel_leaves_nothing(maps, workplace, at):
    before = {item.name for item in workplace.iterdir()}
    out = {name: str(workplace / f"{name}.tif") for name in RASTERS[:1]}
    run(RecordingFeedback(at), RASTER=maps[0], **out, UNITS=str(workplace / "u.gpkg"))
    left = {item.name for item in workplace.iterdir() if not item.name.endswith(".aux.xml")}
    assert left <= before | {"u.gpkg", "STOCK_RASTER.tif"}
    assert len(left - before) in (0, 2)


def test_the_practice_county(provider, workplace):
    land = [str(SAMPLE / "rasters" / f"landcover_{year}.tif") for year in (2015, 2024)]
    towns = f"{SAMPLE / 'haiyue.gpkg'}|layername=town"
    made = run(RASTER=land[0], LATER_RASTERS=[land[1]], YEARS="2015,2024", UNITS_LAYER=towns)
    rows = rows_of(made["UNITS"])
    assert len(rows) > 5 and sum(row["change_tc"] for row in rows) == pytest.approx(made["CHANGE"])
    assert -400_000 < made["CHANGE"] < -250_000
