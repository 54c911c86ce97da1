"""The algorithm ``zoningconfidence``: declares, refuses, runs, cancels; the worked example of methods A.9."""

from __future__ import annotations

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsSymbol, QgsVectorLayer

from carbon_pollution_zoning.cartography import fading
from carbon_pollution_zoning.toolbelt import provenance

pytest.importorskip("scipy")
ID = "cpzoning:zoningconfidence"
SQUARE = "POLYGON(({x} 3300000,{y} 3300000,{y} 3300100,{x} 3300100,{x} 3300000))"
# methods A.9: E 5000 +- 250, K 4600 +- 920, X 100, B 25, P 36 +- 1.8, limit 35
EXAMPLE = {"p_s": 0.098, "p_sc": 0.191, "p_sp": 0.239, "p_cp": 0.433, "p_pc": 0.038, "p_scp": 0.0}
FIELDS = "&".join(
    f"field={name}:{kind}"
    for name, kind in (
        ("unit_name", "string"),
        ("e", "double"),
        ("e_sd", "double"),
        ("k", "double"),
        ("k_lo", "double"),
        ("k_hi", "double"),
        ("pm25", "double"),
        ("pm25_sd", "double"),
        ("so2", "double"),
        ("area", "double"),
        ("bad", "double"),
    )
)
HALF = 1.96 * 920
UNITS = [
    ("example", 5000, 250, 4600, 4600 - HALF, 4600 + HALF, 36, 1.8, 10, 100, -1),
    ("steel", 9000, 250, 1000, 900, 1100, 90, 1.8, 10, 100, 1),
    ("no uncertainty", 5000, None, 4600, 4500, 4700, 36, 1.8, 10, 100, 1),
    ("no sink", 5000, 250, None, None, None, 36, 1.8, 10, 100, 1),
]


def layer_of(rows, name="单元"):
    shapes = [SQUARE.format(x=500000 + 100 * i, y=500100 + 100 * i) for i in range(len(rows))]
    return make_layer("Polygon", "EPSG:4547", FIELDS, zip(shapes, rows), name)


@pytest.fixture
def units(provider):
    return layer_of(UNITS)


def options(**changes):
    return {
        "EMISSION": "e",
        "SINK": "k",
        "SINK_SIGN": "positive",
        "DENOMINATOR_FIELD": "area",
        "CARBON_BENCHMARK": 25,
        "POLLUTANTS": ["pm25", "35", "", ""],
        "OUTPUT": "memory:",
        **changes,
    }


def run(units, feedback=None, **changes):
    return processing.run(ID, options(INPUT=units, **changes), feedback=feedback)["OUTPUT"]


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "zoning"
    defaults = {item.name(): item.defaultValue() for item in algorithm.parameterDefinitions()}
    asked = {
        name: defaults[name] for name in ("METHOD", "DISTRIBUTION", "CORRELATION", "DRAWS", "SEED", "TAU_C")
    }
    assert asked == {
        "METHOD": 0,
        "DISTRIBUTION": 0,
        "CORRELATION": 0,
        "DRAWS": 10_000,
        "SEED": 42,
        "TAU_C": 1,
    }
    assert {item.name() for item in algorithm.outputDefinitions()} == {"OUTPUT", "BENCHMARK_USED"}


def test_the_worked_example(units, feedback):
    row = rows_of(run(units, feedback))[0]
    assert {name: row[name] for name in EXAMPLE} == pytest.approx(EXAMPLE, abs=0.001)
    assert (row["cp_class"], row["modal_class"], row["alternative"], row["flags"]) == ("CP", "CP", "SP", "")
    assert row["p_class"] == row["p_modal"] == pytest.approx(0.433, abs=0.001)
    # u = .16 falls to v = .0286 for PC; v falls to 0 for SC; and tau_c, five and a half times as lax
    assert (row["flip_u"], row["flip_v"]) == pytest.approx((1 / 35 - 0.16, -1 / 35))
    assert row["flip_tau_c"] == pytest.approx(0.16 * 35)
    assert "NO_SD" in feedback.text


def test_the_worked_example_drawn(units):
    rows = rows_of(run(units, METHOD="draws", DRAWS=200_000))
    assert {name: rows[0][name] for name in EXAMPLE} == pytest.approx(EXAMPLE, abs=0.005)
    assert [row["modal_class"] for row in rows] == ["CP", "SCP", "ND", "ND"]


def test_missing_uncertainty_and_missing_accounts_are_two_things(units):
    rows = rows_of(run(units))
    assert (rows[2]["cp_class"], rows[2]["modal_class"], rows[2]["p_cp"], rows[2]["flags"]) == (
        "CP",
        "ND",
        None,
        "NO_SD",
    )
    assert (rows[3]["cp_class"], rows[3]["p_class"], rows[3]["flags"]) == ("ND", None, "NO_K NO_N")


def test_percentages_and_fields_of_any_name(units):
    # 5 % of 5000 is 250, 20 % of 4600 is 920
    cells = ["e", "5 %", "", "", "k", "20", "", "", "pm25", "pm25_sd", "", ""]
    row = rows_of(run(units, SPREADS=cells))[0]
    assert {name: row[name] for name in EXAMPLE} == pytest.approx(EXAMPLE, abs=0.001)
    cells = ["k", "", "k_lo", "k_hi"]
    assert rows_of(run(units, SPREADS=cells))[0]["p_cp"] == pytest.approx(row["p_cp"], abs=1e-9)


def test_a_field_without_uncertainty_is_told(units, feedback):
    pollutants = ["pm25", "35", "", "", "so2", "60", "", ""]
    row = rows_of(run(units, feedback, POLLUTANTS=pollutants))[0]
    assert "so2" in "\n".join(feedback.warnings)
    assert {name: row[name] for name in EXAMPLE} == pytest.approx(EXAMPLE, abs=0.02)
    assert row["v_sd"] is None


def test_the_order_of_features_changes_nothing(units):
    changes = {"DISTRIBUTION": "lognormal", "CORRELATION": 0.5, "DRAWS": 1000}
    forth = rows_of(run(units, **changes))
    back = rows_of(run(layer_of(UNITS[::-1]), **changes))[::-1]
    assert forth == back


def test_a_headless_run_leaves_a_styled_file_with_its_record(units, workplace):
    path = workplace / "置信度 1.gpkg"
    run(units, OUTPUT=str(path), METHOD="draws", DRAWS=500, SEED=7)
    assert [item.name for item in workplace.iterdir()] == [path.name]
    layer = QgsVectorLayer(str(path), "out", "ogr")
    assert layer.renderer().classAttribute() == "modal_class"
    categories = layer.renderer().categories()
    opacity = categories[0].symbol().dataDefinedProperties().property(QgsSymbol.Property.Opacity)
    assert opacity.expressionString() == fading.expression("p_modal")
    standards = provenance.read(layer)["standards"]
    assert (standards["draws"], standards["seed"], standards["probabilities"]) == (500, 7, "draws")
    assert standards["uncertainty"]["k"] == "(k_hi - k_lo) / (2 x 1.96)"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"SPREADS": ["e", "5", ""]}, ["4 cells"]),
        ({"SPREADS": ["area", "5", "", ""]}, ["area", "e, k, pm25"]),
        ({"SPREADS": ["e", "wide", "", ""]}, ["wide", "单元"]),
        ({"SPREADS": ["e", "-5", "", ""]}, ["-5"]),
        ({"SPREADS": ["e", "5", "k_lo", ""]}, ["either", "e"]),
        ({"SPREADS": ["k", "", "k_low", "k_hi"]}, ["k_low"]),
        ({"SPREADS": ["e", "5", "", "", "e", "6", "", ""]}, ["twice"]),
        ({"SPREADS": ["e", "bad", "", ""]}, ["below 0", "rows: 1"]),
        ({"SPREADS": ["e", "unit_name", "", ""]}, ["unit_name", "example"]),
        ({"STANDARD_SET": "zscore_quadrants"}, ["zscore_quadrants"]),
        ({"EMISSION": "emission"}, ["emission", "单元"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(units, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(units, **changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_a_standard_set_with_fixed_thresholds_is_the_same(units):
    plain, of_set = rows_of(run(units)), rows_of(run(units, STANDARD_SET="absolute"))
    assert [row["p_cp"] for row in of_set] == [row["p_cp"] for row in plain]


@pytest.mark.parametrize("at", [0, 50])
def test_cancel_leaves_nothing_behind(units, workplace, at):
    feedback = RecordingFeedback(cancel_at=at)
    asked = options(INPUT=units, METHOD="draws", OUTPUT=str(workplace / "never.gpkg"))
    processing.run(ID, asked, feedback=feedback)
    assert list(workplace.iterdir()) == []


def test_opacity_by_probability():
    assert fading.alpha([0.2, 0.5, 0.89, 0.95, float("nan")]).tolist() == [64, 128, 191, 255, 0]
