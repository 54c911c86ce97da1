"""The algorithm ``industrylists``: declares, refuses, lists industries and enterprises, cancels."""

from __future__ import annotations

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer

from carbon_pollution_zoning.core.zoning import admission
from carbon_pollution_zoning.toolbelt import provenance

ID = "cpzoning:industrylists"
SQUARE = "POLYGON(({x} 3300000,{y} 3300000,{y} 3300100,{x} 3300100,{x} 3300000))"
ZONES = [("U-SCP",), ("U-SC",), (None,)]
FIELDS = "field=unit_name:string&field=gbt4754:string&field=source_tco2:double&field=eq_total:double"
# cement, textiles and food in U-SCP, furniture stays; cement in U-SC; one in no zone, one of no industry
OWNERS = [
    (20, ("水泥厂", "3011", 100, 1)),
    (30, ("印染厂", "1713", 40, 5)),
    (40, ("食品厂", "14", 10, 1)),
    (50, ("文教厂", "24", 5, 1)),
    (120, ("水泥二厂", "3011", 900, 9)),
    (950, ("外地厂", "3011", 900, 9)),
    (60, ("不明厂", "00", 1, 1)),
    (70, ("石灰厂", "3012", None, 2)),
]


@pytest.fixture
def zones(provider):
    shapes = [SQUARE.format(x=500000 + 100 * i, y=500100 + 100 * i) for i in range(len(ZONES))]
    return make_layer("Polygon", "EPSG:4547", "field=subzone:string", zip(shapes, ZONES), "亚区 layer")


@pytest.fixture
def owners(provider):
    rows = [(f"POINT({500000 + x} 3300050)", row) for x, row in OWNERS]
    return make_layer("Point", "EPSG:4547", FIELDS, rows, "企业")


def run(zones, owners=None, feedback=None, **changes):
    asked = {"INPUT": zones, "ENTERPRISES": owners, "OUTPUT": "memory:"}
    if owners is not None:
        asked.update(LISTED="memory:", EXITS="memory:")
    return processing.run(ID, {**asked, **changes}, feedback=feedback)


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "zoning"
    made = {d.name(): d for d in algorithm.parameterDefinitions()}
    assert [made[f"YEARS_{rank}"].defaultValue() for rank in (1, 2, 3)] == [None] * 3
    assert made["INDUSTRY"].defaultValue() == "gbt4754"
    assert not made["LISTED"].createByDefault()


def test_lists_of_all_sub_zones(provider):
    rows = rows_of(run(None)["OUTPUT"])
    assert len({row["subzone"] for row in rows}) == 24
    assert len(rows) == 24 * 72
    found = {(row["subzone"], row["industry_code"]): row for row in rows}
    assert found["U-SC", "3011"]["industry_list"] == "negative"
    assert found["U-SC", "17"]["list_rule"] == "REST"
    assert found["U-SP", "24"]["industry_list"] == "positive"
    assert "area_ha" not in rows[0]
    assert {row["source_confidence"] for row in rows} == {"medium", "low"}


def test_lists_of_the_zones_that_occur_with_area_and_enterprises(zones, owners):
    rows = rows_of(run(zones, owners)["OUTPUT"])
    assert {row["subzone"] for row in rows} == {"U-SCP", "U-SC"}
    found = {(row["subzone"], row["industry_code"]): row for row in rows}
    assert found["U-SCP", "3011"]["area_ha"] == pytest.approx(1, rel=2e-3)
    assert (found["U-SCP", "3011"]["enterprise_count"], found["U-SCP", "3011"]["tco2e"]) == (1, 100)
    assert (found["U-SCP", "3012"]["enterprise_count"], found["U-SCP", "3012"]["tco2e"]) == (1, None)
    assert (found["U-SCP", "3110"]["enterprise_count"], found["U-SCP", "3110"]["tco2e"]) == (0, 0)


def test_enterprises_and_exit_list(zones, owners, feedback):
    years = {"BASE_YEAR": 2025, "YEARS_1": 2, "YEARS_2": 3}
    result = run(zones, owners, feedback, **years)
    rows = {row["unit_name"]: row for row in rows_of(result["LISTED"])}
    assert [row["industry_list"] for row in rows.values()] == [
        "negative",
        "negative",
        "restricted",
        "positive",
        "negative",
        None,
        None,
        "negative",
    ]
    assert [row["exit_rank"] for row in rows.values()] == [1, 2, 3, None, None, None, None, 1]
    exits = rows_of(result["EXITS"])
    assert [row["enterprise_name"] for row in exits] == ["水泥厂", "石灰厂", "印染厂", "食品厂"]
    assert [row["deadline_year"] for row in exits] == [2027, 2027, 2028, None]
    assert [row["exit_action"] for row in exits] == ["leave", "leave", "leave", "upgrade"]
    assert [row["saved_tco2"] for row in exits] == [100, None, 40, 10]
    assert [row["saved_load"] for row in exits] == [1, 2, 5, 1]
    assert exits[0]["exit_score"] == pytest.approx(0.5 * 100 / 150 + 0.5 * 1 / 9)
    assert (result["EXIT_COUNT"], result["SAVED_TCO2"]) == (4, 140)
    told = "\n".join(feedback.warnings)
    for words in ("rank 3", "1 enterprises of 企业 lie in no", "00 (1×)", "no emission", "overrule"):
        assert words in told, (words, told)
    standards = provenance.read(result["LISTED"])["standards"]
    assert standards["years_to_exit"] == {"1": 2, "2": 3} and standards["base_year"] == 2025


def test_the_sub_zone_may_be_a_field(provider):
    fields = FIELDS + "&field=zone:string"
    table = make_layer("None", "", fields, [("", ("厂", "3011", 1, 1, "A-SCP"))], "企业表")
    (row,) = rows_of(run(None, table, ENTERPRISE_ZONE="zone")["EXITS"])
    assert (row["subzone"], row["exit_rank"]) == ("A-SCP", 1)


def test_rules_of_ones_own_go_first(zones, owners, workplace):
    path = workplace / "规则 own.csv"
    run(None, RULES_COPY=str(path))
    head, *rest = path.read_text(encoding="utf-8-sig").splitlines()
    assert len(rest) == len(admission.builtin().rules)
    own = "LOCAL,,,1713,,,,,restricted,provincial,本省,,circular 1"
    path.write_text("\n".join([head, own, *rest]), encoding="utf-8")
    result = run(zones, owners, RULES=str(path))
    row = next(row for row in rows_of(result["LISTED"]) if row["gbt4754"] == "1713")
    assert (row["industry_list"], row["list_rule"], row["exit_rank"]) == ("restricted", "LOCAL", 3)
    table = provenance.read(result["LISTED"])["tables"][admission.FILE.name]
    assert table["origin"] == path.name and table["digest"] != admission.builtin().digest


def test_page(zones, owners, workplace):
    path = workplace / "清单 page.html"
    run(zones, owners, REPORT=str(path), BASE_YEAR=2025, YEARS_1=2)
    page = path.read_text(encoding="utf-8")
    assert "水泥厂" in page and "2027" in page and "U-SCP" in page and "CARBON_BARS" in page


def test_styled_by_the_list(zones, owners, workplace):
    path = workplace / "企业 清单.gpkg"
    run(zones, owners, LISTED=str(path))
    layer = QgsVectorLayer(f"{path}|layername={path.stem}", "read again", "ogr")
    assert layer.renderer().classAttribute() == "industry_list"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"YEARS_1": 3}, ["YEARS_1", "BASE_YEAR"]),
        ({"SUBZONE": "zone"}, ["zone"]),
        ({"INDUSTRY": None}, ["INDUSTRY", "企业"]),
        ({"EMISSION": "unit_name"}, ["unit_name", "水泥厂"]),
        ({"RULES": "/nowhere/rules.csv"}, ["rules.csv"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(zones, owners, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(zones, owners, **changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_refuses_sub_zones_that_are_not_known(provider):
    layer = make_layer("None", "", "field=subzone:string", [("", ("U-XX",)), ("", ("U-SC",))], "表")
    with pytest.raises(QgsProcessingException) as refusal:
        run(layer)
    assert "U-XX (1×)" in str(refusal.value)


def test_refuses_enterprises_that_cannot_be_placed(provider, owners):
    with pytest.raises(QgsProcessingException) as refusal:
        run(None, owners)
    assert "ENTERPRISE_ZONE" in str(refusal.value)


def test_refuses_outputs_without_enterprises(zones):
    with pytest.raises(QgsProcessingException) as refusal:
        run(zones, EXITS="memory:")
    assert "EXITS" in str(refusal.value) and "ENTERPRISES" in str(refusal.value)


def test_refuses_faulty_rules_row_by_row(zones, workplace):
    path = workplace / "rules.csv"
    path.write_text("code,list,reason_en,basis\nA,forbidden,r,b\nB,negative,r,\n", encoding="utf-8")
    with pytest.raises(QgsProcessingException) as refusal:
        run(zones, RULES=str(path))
    told = str(refusal.value)
    assert "Line 2" in told and "forbidden" in told and "Line 3" in told and "basis" in told


def test_cancel_leaves_nothing_behind(zones, owners, workplace):
    asked = {name: str(workplace / f"{name}.gpkg") for name in ("OUTPUT", "LISTED", "EXITS")}
    for at in (0, 40, 60):
        run(zones, owners, RecordingFeedback(cancel_at=at), **asked, REPORT=str(workplace / "r.html"))
        assert list(workplace.iterdir()) == []


@pytest.mark.parametrize(("field", "at"), [("source_tco2", 2), ("eq_total", 3)])
@pytest.mark.parametrize("value", [-1.0, float("inf")])
def test_refuses_amounts_that_cannot_be_with_their_rows(zones, field, at, value):
    rows = [[f"POINT({500000 + x} 3300050)", list(row)] for x, row in OWNERS]
    rows[1][1][at] = value
    with pytest.raises(QgsProcessingException) as refusal:
        run(zones, make_layer("Point", "EPSG:4547", FIELDS, rows, "企业"))
    assert f"field {field} of 企业" in str(refusal.value) and "rows: 2" in str(refusal.value)


def test_equal_enterprises_leave_in_the_order_of_code_and_name(provider):
    rows = [(name, code, 5.0, 5.0, "U-SCP") for name, code in (("乙", "25"), ("甲", "25"), ("丙", "26"))]
    found = []
    for ordered in (rows, rows[::-1]):
        layer = make_layer("None", "", FIELDS + "&field=zone:string", [("", row) for row in ordered], "企业")
        exits = rows_of(run(None, layer, ENTERPRISE_ZONE="zone")["EXITS"])
        found.append([(row["industry_code"], row["enterprise_name"]) for row in exits])
    assert found[0] == found[1] == [("25", "乙"), ("25", "甲"), ("26", "丙")]


def test_what_is_saved_has_the_range_of_its_inputs(zones):
    fields = FIELDS + "&field=source_tco2_lo:double&field=source_tco2_hi:double"
    rows = [(f"POINT({500000 + x} 3300050)", (*row, 90.0, 120.0)) for x, row in OWNERS[:4]]
    result = run(zones, make_layer("Point", "EPSG:4547", fields, rows, "企业"))
    for row in rows_of(result["EXITS"]):
        assert (row["saved_tco2_lo"], row["saved_tco2_hi"]) == (90, 120)
    stays = next(row for row in rows_of(result["LISTED"]) if row["unit_name"] == "文教厂")
    assert (stays["saved_tco2_lo"], stays["saved_tco2_hi"]) == (None, None)
    bare = run(zones, make_layer("Point", "EPSG:4547", FIELDS, [(p, r[:4]) for p, r in rows], "企业"))
    assert "saved_tco2_lo" not in rows_of(bare["EXITS"])[0]
