"""The algorithm ``pointunitstandards``: declares, refuses, runs to worked values, closes, cancels."""

from __future__ import annotations

import math

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer

from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:pointunitstandards"
CRS = "EPSG:4547"
POINT_FIELDS = (
    "field=unit_code:string&field=town:string&field=co2:double&field=so2:double&field=output:double"
)
UNIT_FIELDS = "field=control_unit:string&field=quota_co2:double&field=area_co2:double&field=quota_so2:double"


def box(x0, x1):
    west, east = 500000 + x0, 500000 + x1
    return f"POLYGON(({west} 3300000,{east} 3300000,{east} 3300100,{west} 3300100,{west} 3300000))"


@pytest.fixture
def points(provider):
    """Two works in unit U1, one in U2, one beside all units."""
    rows = [
        ("POINT(500010 3300050)", ("A", "U1", 400.0, 10.0, 4.0)),
        ("POINT(500020 3300050)", ("B", "U1", 600.0, None, 1.0)),
        ("POINT(500150 3300050)", ("C", "U2", 50.0, 5.0, 1.0)),
        ("POINT(509999 3300050)", ("D", None, 70.0, 5.0, 1.0)),
    ]
    return make_layer("Point", CRS, POINT_FIELDS, rows, "企业")


@pytest.fixture
def units(provider):
    rows = [(box(0, 100), ("U1", 1000.0, 150.0, 8.0)), (box(100, 200), ("U2", 100.0, 20.0, None))]
    return make_layer("Polygon", CRS, UNIT_FIELDS, rows, "管控单元")


CARBON = ["CO2", "co2", "quota_co2", "area_co2", ""]
SULPHUR = ["SO2", "so2", "quota_so2", "0.25", ""]


def run(feedback=None, **parameters):
    outputs = {"OUTPUT": "memory:", "UNITS_OUT": "memory:", "CLOSURE": "memory:"}
    return processing.run(ID, {**outputs, **parameters}, feedback=feedback or RecordingFeedback())


def by(key, layer):
    return {row[key]: row for row in rows_of(layer)}


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "zoning"
    names = [definition.name() for definition in algorithm.parameterDefinitions()]
    assert {"POINTS", "UNITS", "SUBSTANCES", "METHOD", "BASIS", "RESERVE", "LOW", "HIGH", "SHORT"} <= set(
        names
    )
    assert {"OUTPUT", "UNITS_OUT", "CLOSURE"} <= {one.name() for one in algorithm.outputDefinitions()}


def test_quotas_of_units_less_reserve_and_background(points, units, feedback):
    result = run(feedback, POINTS=points, UNITS=units, SUBSTANCES=CARBON, RESERVE=0.05)
    found = by("unit_code", result["OUTPUT"])
    # U1: 1000 - 50 - 150 = 800 for 400 + 600; U2: 100 - 5 - 20 = 75 for 50
    assert [found[code]["allowed_co2"] for code in "ABC"] == pytest.approx([320, 480, 75])
    assert [found[code]["over_co2"] for code in "ABC"] == pytest.approx([80, 120, -25])
    assert [found[code]["cut_max"] for code in "ABC"] == pytest.approx([0.2, 0.2, 0])
    assert found["D"]["allowed_co2"] is None and found["D"]["point_unit"] is None
    assert "1 points have no unit" in feedback.text and result["OVER_COUNT"] == 2
    own = by("control_unit", result["UNITS_OUT"])
    assert own["U1"]["allowed_co2"] == pytest.approx(950) and own["U1"]["over_co2"] == pytest.approx(200)
    assert own["U1"]["points_n"] == 2


def test_the_closure_adds_up_for_every_substance_and_unit(points, units):
    result = run(POINTS=points, UNITS=units, SUBSTANCES=[*CARBON, *SULPHUR], RESERVE=0.1, METHOD="equal_cut")
    rows = {(row["substance"], row["unit_code"]): row for row in rows_of(result["CLOSURE"])}
    assert set(rows) == {(name, unit) for name in ("CO2", "SO2") for unit in ("U1", "U2")}
    for row in rows.values():
        if row["quota_t"] is None:
            assert row["allowed_t"] is None and row["unit_code"] == "U2"
            continue
        spent = (
            row["reserve_t"] + row["background_t"] + row["allowed_t"] + row["unallocated_t"] - row["short_t"]
        )
        assert spent == pytest.approx(row["quota_t"], abs=1e-9)
    # 8 less 10 % less a quarter of the quota leaves 5.2 of 10
    assert rows["SO2", "U1"]["allowed_t"] == pytest.approx(5.2)
    # nobody is allowed more than now: 100 - 10 - 20 = 70 for 50
    assert rows["CO2", "U2"]["unallocated_t"] == pytest.approx(20)
    assert result["WORST_CLOSURE"] < 1e-9


def test_what_is_not_known_is_told_and_shares_nothing(points, units, feedback):
    found = by("unit_code", run(feedback, POINTS=points, UNITS=units, SUBSTANCES=SULPHUR)["OUTPUT"])
    assert found["A"]["allowed_so2"] == pytest.approx(6.0)
    assert found["B"]["allowed_so2"] is None and found["C"]["allowed_so2"] is None
    assert "3 points have no standard for SO2" in feedback.text and "B" in feedback.text


def test_one_quota_for_all(points, units):
    result = run(POINTS=points, UNITS=units, SUBSTANCES=["CO2", "co2", "1050", "0", ""])
    found = by("unit_code", result["OUTPUT"])
    assert [found[code]["allowed_co2"] for code in "ABC"] == pytest.approx([400, 600, 50])
    (row,) = rows_of(result["CLOSURE"])
    assert row["unit_code"] == "*" and row["points_n"] == 3


def test_in_proportion_to_output_and_within_bounds(points, units):
    options = {
        "BASIS": "output",
        "LOW": 0.5,
        "HIGH": 1.0,
        "SUBSTANCES": ["CO2", "co2", "quota_co2", "0.2", ""],
    }
    found = by("unit_code", run(POINTS=points, UNITS=units, **options)["OUTPUT"])
    # 800 by output would be 640 : 160
    assert [found[code]["allowed_co2"] for code in "AB"] == pytest.approx([400, 400])


@pytest.mark.parametrize(
    ("benchmark", "expected"),
    [
        # 200 a unit of output: A is due 800, B 200, so B bears the cut of 200 alone
        ("200", [400, 400]),
        # that of all together (A, B, C, D): 1120 / 7 = 160; A is due 640, B 160
        ("", [400, 400]),
        # 80: due 320 and 80, excess 80 + 520 of which a third is cut
        ("80", [400 - 80 / 3, 600 - 520 / 3]),
    ],
)
def test_benchmark(points, units, benchmark, expected):
    row = ["CO2", "co2", "quota_co2", "0.2", benchmark]
    options = {"BASIS": "output", "METHOD": "benchmark", "SUBSTANCES": row}
    found = by("unit_code", run(POINTS=points, UNITS=units, **options)["OUTPUT"])
    assert [found[code]["allowed_co2"] for code in "AB"] == pytest.approx(expected)


def test_units_by_code_need_no_place(points, units):
    table = make_layer(
        "None", "", POINT_FIELDS, [("", tuple(row.values())) for row in rows_of(points)], "企业表"
    )
    found = by("unit_code", run(POINTS=table, POINT_UNIT="town", UNITS=units, SUBSTANCES=CARBON)["OUTPUT"])
    assert [found[code]["allowed_co2"] for code in "ABC"] == pytest.approx([340, 510, 80])


def test_a_quota_that_does_not_suffice_is_refused_or_shown(points, units, feedback):
    options = {"POINTS": points, "UNITS": units, "SUBSTANCES": CARBON, "LOW": 0.9}
    with pytest.raises(QgsProcessingException, match=r"U1 \(50\)"):
        run(**options)
    result = run(feedback, SHORT="show", **options)
    rows = by("unit_code", result["CLOSURE"])
    assert rows["U1"]["short_t"] == pytest.approx(50) and rows["U1"]["closure_t"] == pytest.approx(0)
    assert "U1 (50)" in feedback.text
    # the unit as a whole may emit its quota, whatever its points are left
    assert by("control_unit", result["UNITS_OUT"])["U1"]["allowed_co2"] == pytest.approx(1000)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"SUBSTANCES": []}, ["cells in each row"]),
        ({"SUBSTANCES": ["CO2", "co2"]}, ["cells in each row"]),
        ({"SUBSTANCES": ["CO2", "carbon", "much", "1.5", "x"]}, ["carbon", "much", "1.5", "x is neither"]),
        ({"SUBSTANCES": ["CO2", "co2", "", "", ""]}, ["no quota"]),
        ({"SUBSTANCES": [*CARBON, *CARBON]}, ["more than once"]),
        ({"SUBSTANCES": CARBON, "METHOD": "benchmark"}, ["BASIS"]),
        ({"SUBSTANCES": CARBON, "UNIT": "nothing"}, ["nothing"]),
        ({"SUBSTANCES": CARBON, "HIGH": 0.5, "LOW": 0.6}, ["0.6", "0.5"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(points, units, changes, words):
    with pytest.raises(QgsProcessingException) as refused:
        run(POINTS=points, UNITS=units, **changes)
    assert all(word in str(refused.value) for word in words)


def test_refuses_points_that_are_twice_negative_or_nowhere(units, provider):
    def works(*rows):
        return make_layer("Point", CRS, POINT_FIELDS, rows, "企业")

    for rows, words in (
        ([("POINT(500010 3300050)", ("A", "", 1.0, 1.0, 1.0))] * 2, "more than once"),
        ([("POINT(500010 3300050)", ("A", "", -1.0, 1.0, 1.0))], "negative"),
        ([("POINT(1 1)", ("A", "", 1.0, 1.0, 1.0))], "None of the points"),
    ):
        with pytest.raises(QgsProcessingException, match=words):
            run(POINTS=works(*rows), UNITS=units, SUBSTANCES=CARBON)


def test_a_file_is_styled_and_says_what_made_it(points, units, workplace):
    path = workplace / "点控标准.gpkg"
    run(POINTS=points, UNITS=units, SUBSTANCES=CARBON, RESERVE=0.05, OUTPUT=str(path))
    layer = QgsVectorLayer(str(path), "points", "ogr")
    assert layer.renderer().type() == "RuleRenderer"
    record = provenance.read(layer)
    assert record["standards"]["method"] == "proportional" and record["standards"]["reserve"] == 0.05
    assert math.isclose(record["results"]["quotas"]["CO2"]["shared"], 875)


@pytest.mark.parametrize("at", [0, 30, 99])
def test_cancel_leaves_nothing_behind(points, units, workplace, at):
    outputs = {"OUTPUT": str(workplace / "a.gpkg"), "UNITS_OUT": str(workplace / "b.gpkg")}
    run(
        RecordingFeedback(cancel_at=at),
        POINTS=points,
        UNITS=units,
        SUBSTANCES=CARBON,
        CLOSURE=None,
        **outputs,
    )
    assert list(workplace.iterdir()) == []


def test_points_in_overlaps_and_on_borders_go_by_code(provider, feedback):
    places = [
        ("POINT(500100 3300050)", ("A", None, 1.0, 1.0, 1.0)),
        ("POINT(500250 3300050)", ("B", None, 1.0, 1.0, 1.0)),
    ]
    points = make_layer("Point", CRS, POINT_FIELDS, places, "企业")
    rows = [
        (box(0, 100), ("U1", 1000.0, 0.0, 8.0)),
        (box(100, 260), ("U2", 1000.0, 0.0, 8.0)),
        (box(240, 300), ("U3", 1000.0, 0.0, 8.0)),
    ]
    for turned in (1, -1):
        units = make_layer("Polygon", CRS, UNIT_FIELDS, rows[::turned], "管控单元")
        found = by("unit_code", run(feedback, POINTS=points, UNITS=units, SUBSTANCES=CARBON)["OUTPUT"])
        assert [found[code]["point_unit"] for code in "AB"] == ["U2", "U3"]
        told = [text for text in feedback.warnings if "管控单元 overlap: 1 pairs, 0.2" in text]
    assert len(told) == 2


def test_more_than_the_present_emission_is_warned_of_and_no_cut(units, feedback):
    rows = [
        ("POINT(500150 3300050)", ("C", "U2", 5.0, 5.0, 1.0)),
        ("POINT(500160 3300050)", (None, "U2", 5.0, 5.0, 1.0)),
    ]
    points = make_layer("Point", CRS, POINT_FIELDS, rows, "企业")
    first = rows_of(run(feedback, POINTS=points, UNITS=units, SUBSTANCES=CARBON)["OUTPUT"])[0]
    assert first["allowed_co2"] == pytest.approx(40)
    assert (first["cut_max"], first["cut_substance"]) == (0, None)
    told = feedback.text
    assert "2 points may emit more CO2" in told and "HIGH" in told
    assert "1 features of 企业 have no code (feature ids: 2)" in told and "end in _t" in told
    calm = RecordingFeedback()
    run(calm, POINTS=points, UNITS=units, SUBSTANCES=CARBON, HIGH=1)
    assert "may emit more" not in calm.text


def test_refuses_an_infinite_emission(units, provider):
    row = ("POINT(500150 3300050)", ("C", "U2", math.inf, 5.0, 1.0))
    with pytest.raises(QgsProcessingException, match="negative or infinite"):
        run(POINTS=make_layer("Point", CRS, POINT_FIELDS, [row], "企业"), UNITS=units, SUBSTANCES=CARBON)
