"""The practice county: made anew it is the same, it is sound, and it holds what its README promises."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, ogr
from practice_county import (
    BOTTOM,
    DATA,
    DESIGN,
    EXPECTED,
    LEFT,
    SAMPLE,
    TOOLS,
    generator_module,
    layers,
    query,
    rows_of,
)

from carbon_pollution_zoning.core import units

PARTITIONS = (
    *("town", "village", "zoning_unit", "sea_area", "DLTB", "STBHHX", "YJJBNTTB", "CZKFBJ", "GHFQ"),
    *("marine_redline", "marine_ecology", "marine_development", "tidal_flat", "catchment"),
)


@pytest.fixture(scope="module")
def package():
    return layers()


@pytest.fixture(scope="module")
def again(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    command = [sys.executable, str(TOOLS / "make_sample.py"), "--output", str(folder)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return folder


def test_made_anew_it_is_the_same(again):
    made = {path.relative_to(again) for path in again.rglob("*") if path.is_file()}
    # QGIS lays statistics of an opened raster beside it
    foreign = ("README.md", ".aux.xml")
    kept = {
        path.relative_to(SAMPLE)
        for path in SAMPLE.rglob("*")
        if path.is_file() and not path.name.endswith(foreign)
    }
    assert made == kept
    for name in sorted(made):
        new, old = again / name, SAMPLE / name
        if name.suffix == ".csv":
            assert new.read_bytes() == old.read_bytes(), name
        elif name.suffix == ".tif":
            a, b = gdal.Open(str(new)), gdal.Open(str(old))
            assert a.GetGeoTransform() == b.GetGeoTransform()
            assert a.GetRasterBand(1).GetNoDataValue() == b.GetRasterBand(1).GetNoDataValue()
            assert np.array_equal(a.ReadAsArray(), b.ReadAsArray()), name
        else:
            assert content(new) == content(old), name


def content(path: Path) -> dict[str, list[tuple]]:
    """Layers of a vector file with every value and the geometry as bytes."""
    return {
        name: [(items, bytes(geometry.ExportToWkb()) if geometry else None) for items, geometry in features]
        for name, features in layers(path).items()
    }


def test_it_is_small():
    assert sum(path.stat().st_size for path in SAMPLE.rglob("*") if path.is_file()) < 5_000_000


def test_the_readme_counts_the_features_of_every_layer(package):
    text = (SAMPLE / "README.md").read_text(encoding="utf-8")
    for part in text.split("# 海岳县：练习数据"):
        counted = {}
        for first, second in re.findall(r"^\| (`[^|]+`) \| ([\d, 、]+) \|", part, re.MULTILINE):
            counted.update(zip(re.findall(r"`(\w+)`", first), map(int, re.findall(r"\d+", second))))
        assert counted == {name: len(features) for name, features in package.items()}


def test_geometries_are_valid_and_the_reference_is_that_of_the_county(package):
    spatial = {name: features for name, features in package.items() if features[0][1] is not None}
    assert len(spatial) == 19
    for name, features in spatial.items():
        for items, geometry in features:
            assert geometry.IsValid() and not geometry.IsEmpty(), (name, items)
            assert geometry.GetSpatialReference().GetAuthorityCode(None) == "4547", name
    assert min(geometry.GetArea() for _, geometry in package["DLTB"]) > 500


@pytest.mark.parametrize("name", PARTITIONS)
def test_features_do_not_overlap(package, name):
    parts = ogr.Geometry(ogr.wkbMultiPolygon)
    total = 0.0
    for _, geometry in package[name]:
        total += geometry.GetArea()
        for polygon in geometry:
            parts.AddGeometry(polygon)
    assert parts.UnionCascaded().GetArea() == pytest.approx(total, rel=1e-12)


def test_units_tile_the_county_without_gaps(package):
    areas = {
        name: sum(geometry.GetArea() for _, geometry in features)
        for name, features in package.items()
        if features[0][1] is not None
    }
    county = package["county"][0][1]
    assert county.GetGeometryCount() == 4 and all(part.GetGeometryCount() == 1 for part in county), (
        "gap inside"
    )
    assert areas["town"] == pytest.approx(areas["county"], rel=1e-12)
    assert areas["village"] == pytest.approx(areas["county"], rel=1e-12)
    assert areas["sea_area"] == pytest.approx(areas["sea_mask"], rel=1e-12)
    assert areas["zoning_unit"] == pytest.approx(areas["county"] + areas["sea_mask"], rel=1e-12)
    flats = sum(items["TBMJ"] for items, _ in package["DLTB"] if items["DLBM"] in ("0303", "1105"))
    assert areas["DLTB"] - flats == pytest.approx(areas["county"], rel=1e-8)
    for name, column, unit in (("town", "area_ha", 1e4), ("DLTB", "TBMJ", 1), ("STBHHX", "MJ", 1)):
        for items, geometry in package[name]:
            assert items[column] == pytest.approx(geometry.GetArea() / unit, abs=0.01)


def test_parcels_lie_in_the_village_of_their_code(package):
    villages = {items["unit_code"]: geometry for items, geometry in package["village"]}
    for items, geometry in package["DLTB"]:
        if items["DLBM"] not in ("0303", "1105"):
            village = villages[items["QSDWDM"][:12]]
            assert village.Contains(geometry.PointOnSurface()), items["BSM"]


def test_codes_nest_through_five_levels(package):
    units_ = {items["unit_code"]: items for items, _ in package["hierarchy"]}
    digits = {1: 1, 2: 2, 3: 4, 4: 6, 5: 9}
    assert Counter(items["level"] for items in units_.values()) == {1: 1, 2: 2, 3: 3, 4: 4, 5: 12}
    for code, items in units_.items():
        assert len(code) == digits[items["level"]]
        if items["level"] > 1:
            assert units_[items["parent_code"]]["level"] == items["level"] - 1
        if items["level"] > 2:
            assert code.startswith(items["parent_code"])
    towns = {items["unit_code"] for items, _ in package["town"]}
    assert towns == {code for code, items in units_.items() if items["level"] == 5}
    villages = {items["unit_code"] for items, _ in package["village"]}
    assert {code[:9] for code in villages} == towns and {len(code) for code in villages} == {12}
    assert {items["QSDWDM"] for items, _ in package["DLTB"]} <= {f"{code}0000000" for code in villages}
    assert all(code.startswith("99") for code in villages)


def test_tables_speak_the_words_of_the_plugin(package):
    vocabulary = {
        name: rows_of(DATA / "vocabulary" / f"{name}.csv") for name in ("activities", "sectors", "pollutants")
    }
    known = {name: {row["code"] for row in rows} for name, rows in vocabulary.items()}
    synonyms = {word for row in vocabulary["pollutants"] for word in row["synonyms"].split("|")}
    indicators = {row["id"] for row in rows_of(DATA / "indicators" / "indicators.csv")}
    for table in ("activity_town", "activity_enterprise"):
        assert {items["activity"] for items, _ in package[table]} <= known["activities"]
        assert {items["sector"] for items, _ in package[table]} <= known["sectors"]
    for table in ("quality_town", "station_value", "pollutant_load", "pollutant_capacity"):
        assert {items["pollutant"] for items, _ in package[table]} <= known["pollutants"] | synonyms
    assert {items["indicator"] for items, _ in package["plan_target"]} <= indicators
    spelled = {items["unit"] for name in package for items, _ in package[name] if "unit" in items}
    spelled |= {row["unit"] for row in rows_of(SAMPLE / "tables" / "activity_2024.csv", "utf-8-sig")}
    for text in spelled - {"kt CO2e"}:
        assert units.unit(text)


def test_land_codes_and_zones_have_the_spaces_that_the_expected_results_give_them(package):
    expected_space = generator_module("expected_space")
    table = {row["code"]: row for row in rows_of(DATA / "classes" / "third_survey.csv")}
    for items, _ in package["DLTB"]:
        assert items["DLMC"] == table[items["DLBM"]]["name_zh"]
    for code, space in expected_space.space_codes().items():
        assert table[code]["space"] == space, code
    zones = {row["name_zh"]: row["space"] for row in rows_of(DATA / "classes" / "planning_zones.csv")}
    assert {name: zones[name] for name in expected_space.SPACE_OF_ZONE} == expected_space.SPACE_OF_ZONE
    assert {items["GHFQMC"] for items, _ in package["GHFQ"]} <= set(expected_space.SPACE_OF_ZONE)


def test_factors_and_limits_are_those_of_the_plugins_tables():
    for row in rows_of(EXPECTED / "factors_used.csv"):
        found = [
            one
            for one in rows_of(DATA / "factors" / f"{row['table']}.csv")
            if all(one[name] == row[name] for name in ("key", "parameter", "scheme", "region"))
            and (not row["year"] or one["year"] == row["year"])
        ]
        assert [(float(one["value"]), one["unit"]) for one in found] == [
            (float(row["value"]), row["unit"])
        ], row
    standards = rows_of(DATA / "standards" / "pollutant_standards.csv")
    names = {"PM2.5": "PM2_5", "NH3-N": "NH3_N"}
    for row in rows_of(DESIGN / "limits.csv"):
        wanted = (row["standard"], row["functional_class"], names.get(row["pollutant"], row["pollutant"]))
        limits = [
            (float(one["limit"]), one["unit"])
            for one in standards
            if (one["set_id"], one["functional_class"], one["pollutant"]) == wanted
            and one["averaging"] == ("annual" if row["medium"] == "air" else "")
        ]
        assert (float(row["limit"]), row["unit"]) in limits, row


def test_enterprises_are_a_part_of_their_town():
    whole = {
        row[:-1]: row[-1]
        for row in query("SELECT unit_code, sector, activity, year, amount FROM activity_town")
    }
    parts: dict[tuple, float] = defaultdict(float)
    for *key, amount in query("SELECT town_code, sector, activity, year, amount FROM activity_enterprise"):
        parts[tuple(key)] += amount
    assert len(parts) > 300
    for key, amount in parts.items():
        assert amount <= whole[key] + 1e-6, key
    assert all(amount > 0 for amount in whole.values())


def test_a_town_has_the_mean_of_its_stations():
    sql = "SELECT unit_code, pollutant, year, avg(amount), count(*) FROM station_value GROUP BY 1, 2, 3"
    means = {row[:3]: row[3] for row in query(sql)}
    town = query("SELECT unit_code, pollutant, year, amount FROM quality_town")
    assert len(town) == len(means) == 12 * 6 * 10
    for *key, amount in town:
        assert means[tuple(key)] == pytest.approx(amount, rel=1e-9)


def test_population_raster_holds_the_population_of_every_town(package):
    raster = gdal.Open(str(SAMPLE / "rasters" / "population.tif"))
    people = raster.ReadAsArray()
    assert people[people >= 0].sum() == pytest.approx(
        sum(items["population"] for items, _ in package["town"]), rel=1e-3
    )


def test_the_conflicts_are_those_of_the_design():
    wanted = rows_of(DESIGN / "conflicts.csv")
    found = rows_of(EXPECTED / "conflicts.csv")
    assert Counter(row["conflict"] for row in found) == Counter(row["conflict"] for row in wanted)
    for row in wanted:
        x, y = LEFT + 1000 * float(row["x_km"]), BOTTOM + 1000 * float(row["y_km"])
        distances = [
            np.hypot(float(one["x"]) - x, float(one["y"]) - y)
            for one in found
            if one["conflict"] == row["conflict"]
        ]
        assert min(distances) < 2_500, row["id"]
    assert all(3 < float(row["area_ha"]) < 150 for row in found)


def test_the_excel_tables_have_their_faults_and_no_others():
    raw = (SAMPLE / "tables" / "activity_2024.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    excel = rows_of(SAMPLE / "tables" / "activity_2024.csv", "utf-8-sig")
    main = query(
        "SELECT unit_code, sector, activity, amount FROM activity_town WHERE year = 2024 ORDER BY fid"
    )
    assert [(r["unit_code"], r["sector"], r["activity"], float(r["amount"])) for r in excel] == main
    table = rows_of(SAMPLE / "tables" / "monitoring_2024_gb18030.csv", "gb18030")
    quality = query("SELECT unit_code, pollutant, amount FROM quality_town WHERE year = 2024 ORDER BY fid")
    odd = {}
    for row, (code, pollutant, amount) in zip(table, quality):
        assert (row["行政区代码"], row["污染物"]) == (code, pollutant)
        if row["年均值"] != f"{amount:g}":
            odd[row["乡镇名称"], pollutant] = row["年均值"]
    assert odd == {("岳城镇", "NH3-N"): "１．３１", ("临港镇", "NH3-N"): "—", ("铁山镇", "COD"): "47 "}
    [sheet] = layers(SAMPLE / "tables" / "town_targets_2035.xlsx").values()
    towns, (total, _) = [items for items, _ in sheet[:-1]], sheet[-1]
    assert len(towns) == 12 and (total["unit_code"], total["unit_name"]) == (None, "合计")
    for column in list(total)[2:]:
        assert total[column] == pytest.approx(sum(items[column] for items in towns), abs=0.01)


def test_targets_add_up_except_where_they_must_not():
    values = {}
    parents = dict(query("SELECT unit_code, parent_code FROM hierarchy"))
    sums: dict[tuple, float] = defaultdict(float)
    for code, concept, year, kind, value in query(
        "SELECT unit_code, concept, year, kind, value FROM plan_target"
    ):
        if concept != "pm25" and kind != "reported":
            values[code, concept, year] = value
            sums[parents[code], concept, year] += value
    checked = [key for key in values if key in sums]
    assert len(checked) > 120
    broken = {key for key in checked if abs(sums[key] - values[key]) > 0.002}
    assert broken == {("990121", "cropland", 2035)}
    share = sums["990121", "cropland", 2035] / values["990121", "cropland", 2035]
    assert share == pytest.approx(0.98, abs=1e-4)
    reporters = {code for (code,) in query("SELECT unit_code FROM plan_target WHERE kind = 'reported'")}
    assert set(parents) - reporters == {code for code in parents if len(code) < 9} | {"990121201"}


def test_the_world_table_is_whole_and_attributed():
    rows = rows_of(SAMPLE / "world" / "ceds_country_2005_2019.csv")
    years = defaultdict(set)
    for row in rows:
        years[row["iso3"]].add(int(row["year"]))
    assert len(years) > 200 and "GLOBAL" in years
    assert all(span == set(range(2005, 2020)) for span in years.values())
    text = (SAMPLE / "world" / "README.md").read_text(encoding="utf-8")
    assert "10.5281/zenodo.4509372" in text and "CC BY 4.0" in text
