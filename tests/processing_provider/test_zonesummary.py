"""The algorithm ``zonesummary``: declares, refuses, keeps shares and sums, reports."""

from __future__ import annotations

import processing
import pytest
from helpers import RecordingFeedback, make_layer, rows_of
from qgis.core import QgsApplication, QgsProcessingException

ID = "cpzoning:zonesummary"
CRS = "EPSG:4547"
FIELDS = (
    "field=unit_code:string&field=unit_name:string&field=space:string&field=cp_class:string&field=subzone:string"
    "&field=net_tco2:double&field=eq_total:double"
)


def box(x0, x1, y0=0, y1=100):
    west, east, south, north = 500000 + x0, 500000 + x1, 3300000 + y0, 3300000 + y1
    return f"POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))"


def zones_of(rows, fields=FIELDS, name="亚区", kind="Polygon"):
    return make_layer(kind, CRS if kind == "Polygon" else "", fields, rows, name)


ROWS = [
    (box(0, 100), ("01", "岳城镇", "A", "SC", "A-SC", 10.0, 5.0)),
    (box(100, 150), ("01", "岳城镇", "U", "SC", "U-SC", 30.0, None)),
    (box(150, 200), ("01", "岳城镇", "U", "SC", "U-SC", None, 1.0)),
    (box(200, 300), ("02", "临港镇", "U", "SCP", "U-SCP", 50.0, 2.0)),
    (box(300, 400), ("02", "临港镇", "ND", "SCP", "ND", -5.0, 2.0)),
]


@pytest.fixture
def zones(provider):
    return zones_of(ROWS)


def run(feedback=None, **parameters):
    return processing.run(ID, {"OUTPUT": "memory:", **parameters}, feedback=feedback or RecordingFeedback())


def keyed(layer):
    return {(row["unit_code"], row["zone"]): row for row in rows_of(layer)}


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "zoning"
    names = [definition.name() for definition in algorithm.parameterDefinitions()]
    assert {"INPUT", "BY", "UNIT", "ADMIN", "NET", "LOADS", "REPORT", "LANGUAGE"} <= set(names)
    assert {"OUTPUT", "MATRIX", "REPORT"} == {output.name() for output in algorithm.outputDefinitions()}


def test_every_zone_of_a_unit_is_kept_with_its_share(zones):
    rows = keyed(run(INPUT=zones)["OUTPUT"])
    assert {key: round(row["share"], 4) for key, row in rows.items()} == {
        ("01", "A-SC"): 0.5,
        ("01", "U-SC"): 0.5,
        ("02", "U-SCP"): 0.5,
        ("02", "ND"): 0.5,
    }
    assert rows["01", "U-SC"]["pieces"] == 2
    assert rows["01", "U-SC"]["area_ha"] == pytest.approx(1.0, rel=1e-4)
    assert rows["01", "U-SC"]["unit_name"] == "岳城镇"
    # equal shares: the first of the legend leads; no data never does
    assert {key for key, row in rows.items() if row["leading"]} == {("01", "A-SC"), ("02", "U-SCP")}


def test_sums_are_sums_of_what_is_known_and_say_how_much_that_is(zones):
    feedback = RecordingFeedback()
    rows = keyed(run(feedback, INPUT=zones)["OUTPUT"])
    town = rows["01", "U-SC"]
    assert town["net_tco2"] == 30.0 and town["net_coverage"] == pytest.approx(0.5, rel=1e-6)
    assert town["eq_total"] == 1.0 and town["eq_total_coverage"] == pytest.approx(0.5, rel=1e-6)
    assert rows["02", "ND"]["net_tco2"] == -5.0
    assert "1 pieces have no value of net_tco2" in feedback.text
    assert "1 pieces have no value of eq_total" in feedback.text


def test_a_sum_of_nothing_is_missing_not_zero(provider):
    rows = [(box(0, 100), ("01", "镇", "A", "SC", "A-SC", None, 1.0))]
    found = keyed(run(INPUT=zones_of(rows))["OUTPUT"])["01", "A-SC"]
    assert (found["net_tco2"], found["net_coverage"]) == (None, 0.0)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("class", {("01", "SC"): 2.0, ("02", "SCP"): 2.0}),
        ("space", {("01", "A"): 1.0, ("01", "U"): 1.0, ("02", "U"): 1.0, ("02", "ND"): 1.0}),
        ("subzone", {("01", "A-SC"): 1.0, ("01", "U-SC"): 1.0, ("02", "U-SCP"): 1.0, ("02", "ND"): 1.0}),
    ],
)
def test_sums_up_by_class_space_or_sub_zone(zones, by, expected):
    rows = keyed(run(INPUT=zones, BY=by)["OUTPUT"])
    assert {key: row["area_ha"] for key, row in rows.items()} == pytest.approx(expected, rel=1e-4)


def test_space_and_class_make_a_sub_zone_where_there_is_no_field_for_it(provider):
    fields = "field=space:string&field=cp_class:string"
    layer = zones_of([(box(0, 100), ("U", "SCP")), (box(100, 200), ("ND", "S"))], fields)
    assert {row["zone"] for row in rows_of(run(INPUT=layer)["OUTPUT"])} == {"U-SCP", "ND"}


@pytest.mark.parametrize(
    ("fields", "values", "zone"), [("space:string", ("M",), "M"), ("cp_class:string", ("PC",), "PC")]
)
def test_auto_takes_what_the_layer_has(provider, fields, values, zone):
    layer = zones_of([(box(0, 100), values)], f"field={fields}")
    row = rows_of(run(INPUT=layer)["OUTPUT"])[0]
    assert row["zone"] == zone and row["unit_code"] is None and row["unit_name"]


def test_a_table_with_areas_is_enough(provider):
    fields = "field=town:string&field=cp_class:string&field=area_ha:double"
    rows = [("", ("a", "S", 3.0)), ("", ("a", "SC", 1.0)), ("", ("b", "S", None))]
    feedback = RecordingFeedback()
    found = rows_of(run(feedback, INPUT=zones_of(rows, fields, kind="None"), UNIT="town")["OUTPUT"])
    assert [(row["unit_code"], row["zone"], row["area_ha"], row["share"]) for row in found] == [
        ("a", "S", 3.0, 0.75),
        ("a", "SC", 1.0, 0.25),
        ("b", "S", 0.0, None),
    ]
    assert "1 features of 亚区 have no area" in feedback.text


def test_a_chinese_table_of_excel_is_read(provider, workplace):
    path = workplace / "分区 表.csv"
    text = '乡镇,cp_class,area_ha,净排放\n岳城镇,SC,１００,"1,234.5"\n岳城镇,S,300,-\n'
    path.write_bytes(text.encode("gb18030"))
    found = rows_of(run(INPUT=str(path), UNIT="乡镇", NET="净排放")["OUTPUT"])
    assert [(row["unit_code"], row["zone"], row["share"], row["net_tco2"]) for row in found] == [
        ("岳城镇", "S", 0.75, None),
        ("岳城镇", "SC", 0.25, 1234.5),
    ]


def test_units_without_a_code_stand_apart(provider):
    rows = [
        (box(0, 100), (None, None, "A", "SC", "A-SC", 1.0, 1.0)),
        (box(100, 200), ("01", "镇", "A", "SC", "A-SC", 1.0, 1.0)),
    ]
    found = rows_of(run(INPUT=zones_of(rows))["OUTPUT"])
    assert [row["unit_code"] for row in found] == [None, "01"]


def test_the_wide_table_has_a_column_for_every_zone(zones):
    rows = rows_of(run(INPUT=zones, MATRIX="memory:")["MATRIX"])
    assert [row["unit_code"] for row in rows] == ["01", "02"]
    names = [name for name in rows[0] if name.startswith("ha_")]
    assert len(names) == 26 and {"ha_u_scp", "ha_m_s", "ha_nd", "ha_total"} <= set(names)
    for row in rows:
        assert sum(row[name] for name in names if name != "ha_total") == pytest.approx(
            row["ha_total"], rel=1e-12
        )
    assert (rows[1]["leading_zone"], round(rows[1]["leading_share"], 4)) == ("U-SCP", 0.5)


@pytest.fixture
def towns(provider):
    fields = "field=code:integer&field=name:string"
    rows = [(box(-50, 50, -50, 150), (7, "东 <镇>")), (box(50, 350, -50, 150), (8, "西镇"))]
    return make_layer("Polygon", CRS, fields, rows, "乡镇")


def test_zones_are_cut_by_administrative_units_and_totals_shared(zones, towns):
    feedback = RecordingFeedback()
    rows = keyed(run(feedback, INPUT=zones, ADMIN=towns, ADMIN_FIELD="code", ADMIN_NAME="name")["OUTPUT"])
    assert {key: row["area_ha"] for key, row in rows.items()} == pytest.approx(
        {
            ("7", "A-SC"): 0.5,
            ("8", "A-SC"): 0.5,
            ("8", "U-SC"): 1.0,
            ("8", "U-SCP"): 1.0,
            ("8", "ND"): 0.5,
            (None, "ND"): 0.5,
        },
        rel=1e-4,
    )
    assert rows["7", "A-SC"]["net_tco2"] == pytest.approx(5.0, rel=1e-4)
    assert sum(row["net_tco2"] for row in rows.values()) == pytest.approx(85.0, rel=1e-12)
    assert rows["7", "A-SC"]["unit_name"] == "东 <镇>"
    assert "outside all administrative units" in feedback.text


def test_the_report_is_one_page_without_script_and_escapes_texts(zones, towns, workplace):
    path = workplace / "汇总 报告.html"
    result = run(
        INPUT=zones, ADMIN=towns, ADMIN_FIELD="code", ADMIN_NAME="name", REPORT=str(path), LANGUAGE="zh"
    )
    assert result["REPORT"] == str(path)
    html = path.read_text(encoding="utf-8")
    assert "<script" not in html.lower() and "http-equiv" not in html
    assert "东 &lt;镇&gt;" in html and "<镇>" not in html
    assert html.count("<svg") >= 4
    for word in ("分区汇总", "各区面积", "U-SCP", "城镇空间强双超区", "主导分区", "不作为该单元的分类"):
        assert word in html


@pytest.mark.parametrize(("by", "count"), [("class", 4), ("space", 4), ("subzone", 5)])
def test_the_report_suits_every_kind_of_zone(zones, workplace, by, count):
    path = workplace / "report.html"
    run(INPUT=zones, BY=by, REPORT=str(path), LANGUAGE="en")
    html = path.read_text(encoding="utf-8")
    assert "Zones of the units" in html and "岳城镇" in html
    assert ("Prescriptions" in html) == (by != "space")
    # areas, two totals, units; the matrix of the 24
    assert html.count("<figure") == count


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"UNIT": "town"}, ["亚区", "town"]),
        ({"BY": "class", "CLASS": "klass"}, ["klass"]),
        ({"LOADS": ["unit_name"]}, ["unit_name", "岳城镇"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(zones, changes, words):
    with pytest.raises(QgsProcessingException) as refusal:
        run(INPUT=zones, **changes)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_refuses_a_layer_without_zones(provider):
    with pytest.raises(QgsProcessingException, match="白纸"):
        run(INPUT=zones_of([(box(0, 100), ("x",))], "field=colour:string", "白纸"))


def test_refuses_a_table_without_areas(provider):
    with pytest.raises(QgsProcessingException, match="area in ha"):
        run(INPUT=zones_of([("", ("S",))], "field=cp_class:string", kind="None"))


def test_refuses_unknown_zones_with_counts(provider):
    rows = [(box(0, 100), ("01", "镇", "A", "SC", "A-XX", 1.0, 1.0))] * 2
    with pytest.raises(QgsProcessingException, match=r"A-XX \(2×\)"):
        run(INPUT=zones_of(rows))


def test_codes_and_names_come_back_as_they_are(provider):
    rows = [(box(0, 100), ("=1+1", "<b>", "A", "SC", "A-SC", 1.0, 1.0))]
    found = rows_of(run(INPUT=zones_of(rows))["OUTPUT"])[0]
    assert (found["unit_code"], found["unit_name"]) == ("=1+1", "<b>")


@pytest.mark.parametrize("cancel_at", [0, 60, 89])
def test_cancel_leaves_nothing_behind(zones, workplace, cancel_at):
    outputs = {"OUTPUT": str(workplace / "t.gpkg"), "REPORT": str(workplace / "r.html")}
    run(RecordingFeedback(cancel_at), INPUT=zones, **outputs)
    assert list(workplace.iterdir()) == []


def test_a_total_without_any_value_is_told(provider):
    feedback = RecordingFeedback()
    run(feedback, INPUT=zones_of([(*row[:1], (*row[1][:6], None)) for row in ROWS]))
    assert "The field eq_total of 亚区 has no value at all" in feedback.text


@pytest.mark.parametrize("cut", [False, True])
def test_totals_of_whole_units_in_each_of_their_pieces_are_told(provider, towns, cut):
    """Shared by area, a total differs between pieces of different size; the same in all, it counts twice."""
    feedback = RecordingFeedback()
    pieces = [
        (box(0, 100), ("01", "岳城镇", "A", "SC", "A-SC", 10.0, 7.0)),
        (box(100, 150), ("01", "岳城镇", "U", "SC", "U-SC", 5.0, 7.0)),
        (box(200, 300), ("02", "临港镇", "U", "SCP", "U-SCP", 50.0, 2.0)),
        (box(300, 340), ("02", "临港镇", "E", "SCP", "E-SCP", 20.0, 2.0)),
    ]
    run(feedback, INPUT=zones_of(pieces), **({"ADMIN": towns, "ADMIN_FIELD": "code"} if cut else {}))
    told = [text for text in feedback.warnings if "in all pieces of" in text]
    assert len(told) == 1 and "eq_total" in told[0] and "2 units" in told[0] and "01, 02" in told[0]


def test_equal_totals_of_equal_pieces_are_believed(zones):
    feedback = RecordingFeedback()
    run(feedback, INPUT=zones)
    assert "in all pieces of" not in feedback.text


def test_columns_have_words_of_both_languages(zones, monkeypatch):
    from carbon_pollution_zoning.processing_provider import columns

    made = run(INPUT=zones, LANGUAGE="zh")["OUTPUT"]
    alias = {field.name(): made.attributeAlias(at) for at, field in enumerate(made.fields())}
    assert alias["eq_total"] == "Pollution equivalents (equivalents)"
    assert alias["eq_total_coverage"].endswith(": share of the area where it is known (0 to 1)")
    assert columns.words_for("eq_total_coverage", "zh") == "污染当量数合计 (当量数)：已知面积占比（0～1）"
    assert columns.words_for("mine_coverage", "zh") == "mine：已知面积占比（0～1）"
