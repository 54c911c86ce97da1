"""The algorithm ``zoningconfidenceraster``: declares, refuses, runs, cancels; methods A.9 on a cell."""

from __future__ import annotations

import numpy as np
import processing
import pytest
from helpers import RecordingFeedback, make_raster, rows_of
from osgeo import gdal
from qgis.core import QgsApplication, QgsProcessingException, QgsRasterLayer

from carbon_pollution_zoning.core.zoning import confidence

pytest.importorskip("scipy")
ID = "cpzoning:zoningconfidenceraster"
HECTARE = {"cell": (100.0, -100.0), "nodata": -9999.0}
# methods A.9 on a cell of 100 ha: N 400 +- hypot(250, 920) t, benchmark 25 t/ha, P 36 +- 1.8, limit 35
EXAMPLE = [0.098, 0.191, 0.239, 0.433, 0.038, 0.0]
SD = float(np.hypot(250, 920)) / 100
NET = np.array([[4.0, 80.0, -9999, 4.0]])
NET_SD = np.array([[SD, SD, SD, -9999]])
PM, PM_SD = np.array([[36.0, 90.0, 36.0, 36.0]]), np.array([[1.8, 1.8, 1.8, 1.8]])
CODES = ("S", "SC", "SP", "CP", "PC", "SCP")


@pytest.fixture
def given(provider, workplace):
    names = {"净碳": NET, "net_sd": NET_SD, "pm": PM, "pm_sd": PM_SD}
    paths = {
        name: make_raster(workplace / f"{name}.tif", values, **HECTARE) for name, values in names.items()
    }
    return {
        "NET": paths["净碳"],
        "NET_UNIT": "ha",
        "NET_SPREAD": [paths["net_sd"], "", ""],
        "POLLUTION": paths["pm"],
        "POLLUTION_STANDARD": 35,
        "POLLUTION_SPREADS": [paths["pm_sd"], "", ""],
        "CARBON_BENCHMARK": 25,
    }


def run(given, feedback=None, **changes):
    wanted = {"OUTPUT": "TEMPORARY_OUTPUT", **{f"P_{code}": "TEMPORARY_OUTPUT" for code in CODES}}
    return processing.run(ID, {**given, **wanted, **changes}, feedback=feedback)


def read(path):
    return gdal.Open(path).ReadAsArray()


def chances(result) -> np.ndarray:
    """Probabilities, cells x classes."""
    return np.stack([read(result[f"P_{code}"]).ravel() for code in CODES], axis=1)


def files_in(folder) -> list[str]:
    """Names of all files but the statistics that QGIS lays beside a raster when it opens it."""
    return sorted(item.name for item in folder.iterdir() if not item.name.endswith(".aux.xml"))


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    defaults = {item.name(): item.defaultValue() for item in algorithm.parameterDefinitions()}
    assert [defaults[name] for name in ("METHOD", "DISTRIBUTION", "CORRELATION", "DRAWS", "SEED")] == [
        0,
        0,
        0,
        1000,
        42,
    ]
    made = {item.name() for item in algorithm.outputDefinitions()}
    flips = {"ALTERNATIVE", "FLIP_TAU_C", "FLIP_TAU_P"}
    single = {"OUTPUT", "PROBABILITY", "ENTROPY", "AREAS", "BENCHMARK_USED"}
    assert made == single | flips | {f"P_{c}" for c in CODES}


def test_the_worked_example(given):
    result = run(given, PROBABILITY="TEMPORARY_OUTPUT", ENTROPY="TEMPORARY_OUTPUT", AREAS="memory:")
    p = chances(result)
    assert p[0] == pytest.approx(EXAMPLE, abs=0.001)
    # no data, and no uncertainty, are no probabilities
    assert (p[2:] == -9999).all()
    modal, opacity = read(result["OUTPUT"])
    assert modal.tolist() == [[4, 6, 0, 0]]
    assert opacity.tolist() == [[64, 255, 0, 0]]
    assert read(result["PROBABILITY"])[0, 0] == pytest.approx(0.433, abs=0.001)
    entropy = confidence.summarise([p[0]]).entropy[0]
    assert read(result["ENTROPY"])[0, 0] == pytest.approx(entropy, abs=1e-5)
    rows = {row["cp_class"]: row for row in rows_of(result["AREAS"])}
    assert rows["CP"]["expected_ha"] == pytest.approx(p[:2, 3].sum(), rel=1e-5)
    assert (rows["ND"]["area_ha"], rows["ND"]["expected_ha"]) == (pytest.approx(2), None)


def test_the_nearest_alternative_and_what_flips_a_cell(given):
    names = ("ALTERNATIVE", "FLIP_TAU_C", "FLIP_TAU_P")
    result = run(given, **dict.fromkeys(names, "TEMPORARY_OUTPUT"))
    p = chances(result)
    second = [int(np.argsort(-row)[1]) + 1 if row[0] >= 0 and (row > 0).sum() > 1 else 0 for row in p]
    assert read(result["ALTERNATIVE"]).ravel().tolist() == second and second[0] == 3
    # the example of the method notes: u = 0.16, v = 1/35, CP; PC where u becomes v, by a laxer tau_c
    flips = [read(result[name])[0, 0] for name in names[1:]]
    expected = confidence.threshold_flips(np.array([0.16]), np.array([1 / 35]))[0]
    assert flips == pytest.approx(expected, rel=1e-5)
    assert flips[0] == pytest.approx(0.16 * 35, rel=1e-4)


def test_a_set_of_standards_fills_thresholds_and_limits(given, workplace, feedback):
    plain = chances(run(given, WEAK_WEAK="SCP"))
    del given["POLLUTION_STANDARD"]
    pm = make_raster(workplace / "pm25.tif", PM, **HECTARE)
    own = workplace / "标准.csv"
    own.write_text(
        "id,version,valid_from,name_en,name_zh,method,tau_c,tau_p,weak_weak,pollutant_set,functional_class,source\n"
        "county,1,2025,County,县级,literal,1,1,SCP,GB3095-2012,II,circular\n",
        encoding="utf-8",
    )
    with_set = run({**given, "POLLUTION": pm}, feedback, STANDARD_FILE=str(own))
    assert chances(with_set) == pytest.approx(plain, abs=1e-6)
    assert "35 ug/m3" in feedback.text


def test_drawn_is_close_and_the_same_again(given):
    one, two = (chances(run(given, METHOD="draws", DRAWS=50_000)) for _ in range(2))
    assert (one == two).all()
    assert one[0] == pytest.approx(EXAMPLE, abs=0.01)


def test_percentages_and_intervals(given, workplace):
    expected = chances(run(given))
    half = 1.96 * SD
    low = make_raster(workplace / "lo.tif", NET - half, **HECTARE)
    high = make_raster(workplace / "hi.tif", NET + half, **HECTARE)
    given |= {"NET_SPREAD": ["", low, high], "POLLUTION_SPREADS": ["5 %", "", ""]}
    assert chances(run(given))[0] == pytest.approx(expected[0], abs=1e-5)


def test_several_pollutants(given, workplace):
    so2 = make_raster(workplace / "so2.tif", np.full_like(NET, 10.0), **HECTARE)
    given |= {"POLLUTANTS": [given.pop("POLLUTION"), "35", "", "", so2, "60", "", ""]}
    del given["POLLUTION_STANDARD"]
    given["POLLUTION_SPREADS"] += ["1", "", ""]
    assert chances(run(given, DRAWS=20_000))[0] == pytest.approx(EXAMPLE, abs=0.015)


def test_windows_do_not_show(provider, workplace, given):
    rng = np.random.default_rng(2)
    shape = (600, 700)
    net, pm = rng.normal(10, 20, shape), rng.normal(40, 20, shape)
    for name, values in (("NET", net), ("POLLUTION", pm)):
        more = {**HECTARE, "options": ["TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64"]}
        given[name] = make_raster(workplace / f"{name}.tif", values, **more)
    given |= {"NET_SPREAD": ["30", "", ""], "POLLUTION_SPREADS": ["10", "", ""]}
    p = chances(run(given))
    some = rng.choice(net.size, 500, replace=False)
    u, v = net.ravel()[some] / 25, pm.ravel()[some] / 35 - 1
    sd_u, sd_v = np.abs(u) * 0.3, np.abs(pm.ravel()[some]) * 0.1 / 35
    exact = confidence.normal_probabilities(u, sd_u, v, sd_v).probability
    assert p[some] == pytest.approx(exact, abs=1e-6)


def test_a_headless_run_leaves_a_map_that_is_paler_where_it_is_unsure(given, workplace):
    path = workplace / "置信 sure.tif"
    run(given, OUTPUT=str(path))
    layer = QgsRasterLayer(str(path), "again")
    assert layer.renderer().type() == "paletted"
    assert layer.renderer().alphaBand() == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"NET_SPREAD": ["20"]}, ["NET_SPREAD", "3 cells"]),
        ({"NET_SPREAD": ["nowhere.tif", "", ""]}, ["nowhere.tif"]),
        ({"NET_SPREAD": ["-5", "", ""]}, ["-5"]),
        ({"POLLUTION_SPREADS": ["", "", ""]}, ["POLLUTION_SPREADS"]),
        ({"POLLUTION": None}, ["POLLUTION", "Q_P"]),
        ({"TAU_C": 0}, ["TAU_C"]),
        ({"STANDARD_SET": "nowhere"}, ["nowhere", "absolute"]),
        ({"STANDARD_SET": "ratio_cone"}, ["ratio_cone", "cone", "literal"]),
        ({"STANDARD_SET": "air_by_functional_area"}, ["air_by_functional_area", "regional"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(given, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(given, **changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


@pytest.mark.parametrize("at", [0, 50])
def test_cancel_leaves_nothing_behind(given, workplace, at):
    before = files_in(workplace)
    asked = {**given, "OUTPUT": str(workplace / "never.tif")}
    processing.run(ID, asked, feedback=RecordingFeedback(cancel_at=at))
    assert files_in(workplace) == before
