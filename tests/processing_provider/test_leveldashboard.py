"""The algorithm ``leveldashboard``: declares, refuses, writes a page for each level, cancels."""

from __future__ import annotations

from pathlib import Path

import processing
import pytest
from helpers import RecordingFeedback, make_layer
from monitoring_layers import SAMPLE, squares
from qgis.core import QgsApplication, QgsProcessingException

ID = "cpzoning:leveldashboard"
COUNTY = {"INPUT": f"{SAMPLE}plan_target", "UNITS": f"{SAMPLE}hierarchy", "AREAS": f"{SAMPLE}town"}
HOSTILE = '<script>alert("镇")</script> & co'
VALUES = [
    ("01", "co2", 2020, "base", 100.0),
    ("01", "co2", 2030, "target", 50.0),
    ("01", "co2", 2024, "reported", 95.0),
    ("01", "co2", 2024, "actual", 90.0),
    ("0101", "co2", 2030, "target", 30.0),
    ("0102", "co2", 2030, "target", 25.0),
]
UNITS = [("01", "", "县", "county"), ("0101", "01", HOSTILE, "township"), ("0102", "01", "乙镇", "township")]
TASK = "field=task_code:string&field=unit_code:string&field=indicator:string&field=task_state:string"
WARNING = "field=unit_code:string&field=item:string&field=year:integer&field=warn_level:string"


def table(fields, rows, name):
    return make_layer("None", "", fields, [("", row) for row in rows], name)


def values(rows=VALUES):
    fields = "field=unit_code:string&field=indicator:string&field=year:integer&field=kind:string"
    return table(f"{fields}&field=value:double", rows, "指标 values")


def units(rows=UNITS):
    fields = "field=unit_code:string&field=parent_code:string&field=unit_name:string&field=level:string"
    return table(fields, rows, "单元 units")


def warned(rows):
    return table(WARNING, rows, "预警 warnings")


def run(folder, feedback=None, **asked):
    given = {"INPUT": values(), "UNITS": units(), "LANGUAGE": "en", "OUTPUT": str(folder)}
    result = processing.run(ID, {**given, **asked}, feedback=feedback)
    pages = {path.name: path.read_text(encoding="utf-8") for path in sorted(Path(folder).glob("*.html"))}
    return result, pages


def test_declares(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(ID)
    assert algorithm.groupId() == "monitoring"
    made = {d.name(): d for d in algorithm.parameterDefinitions()}
    assert made["TOLERANCE"].defaultValue() == 5 and made["RESERVE"].defaultValue() == 0
    assert made["LEVELS"].defaultValue() in (None, [])
    assert set(made["LEVELS"].metadata()["codes"]) >= {"nation", "province", "city", "county", "township"}
    assert {d.name() for d in algorithm.outputDefinitions()} == {"OUTPUT", "PAGES", "BEHIND", "MISSED"}


def test_practice_county_has_a_page_for_each_of_five_levels(provider, workplace):
    made = processing.run(
        "cpzoning:earlywarning",
        {
            "INPUT": f"{SAMPLE}plan_target|subset=kind in ('base','reported') AND level=5",
            "ITEM": "concept",
            "VALUES": ["value"],
            "PLAN": f"{SAMPLE}plan_target|subset=kind in ('base','target') AND level=5",
            "PLAN_CODE": "unit_code",
            "PLAN_ITEM": "concept",
            "PLAN_YEAR": "year",
            "PLAN_VALUE": "value",
            "OUTPUT": "memory:",
        },
    )
    result, pages = run(workplace / "看板", **{**COUNTY, "WARNINGS": made["OUTPUT"], "LANGUAGE": "zh"})
    assert list(pages) == [
        f"{at}_{level}.html"
        for at, level in enumerate(("nation", "province", "city", "county", "township"), start=1)
    ]
    # the same fault of the sample that checktransmission finds
    assert (result["PAGES"], result["MISSED"]) == (5, 1)
    towns, counties = pages["5_township.html"], pages["4_county.html"]
    assert towns.count("<path d=") >= 12 and 'fill="#FDAE61"' in towns and "岳城镇" in towns
    assert "预警图" in towns and 'href="4_county.html"' in towns
    assert "未落实" in counties and "330.6" in counties and "海岳县" in counties
    for page in pages.values():
        # nothing is fetched, nothing runs
        assert "<script" not in page and "src=" not in page
        assert "http" not in page.replace("http://www.w3.org/2000/svg", "")


def test_progress_and_closure_are_those_of_the_formulas(provider, workplace):
    result, pages = run(workplace)
    county = pages["1_county.html"]
    # the path is at 100 - 50 * 4/10 = 80 in 2024; the statistics (90) go before the report (95)
    assert "behind the plan" in county
    for cell in ("90", "80", "10", "12.50"):
        assert f">{cell}</td>" in county
    assert (result["BEHIND"], result["MISSED"]) == (1, 1)  # 30 + 25 are more than 50
    assert ">55</td>" in county and ">not kept<" in county
    # 12.5 % behind and 10 % too much: both within 13 %
    looser, _ = run(workplace / "looser", TOLERANCE=13)
    assert (looser["BEHIND"], looser["MISSED"]) == (0, 0)


def test_reserve_makes_the_limit_smaller(provider, workplace):
    rows = [*VALUES[:4], ("0101", "co2", 2030, "target", 30.0), ("0102", "co2", 2030, "target", 20.0)]
    assert run(workplace / "a", INPUT=values(rows), TOLERANCE=0)[0]["MISSED"] == 0
    result, pages = run(workplace / "b", INPUT=values(rows), TOLERANCE=0, RESERVE=10)
    assert result["MISSED"] == 1 and ">45</td>" in pages["1_county.html"]


def test_names_stay_names(provider, workplace):
    layer = squares(["0101", "0102"])
    found = warned([("0101", "<i>x</i>", 2024, "red"), ("0102", "co2", 2024, "green")])
    tasks = table(TASK, [("<b>1</b>", "0101", "co2", "overdue")], "任务 tasks")
    _, pages = run(workplace, AREAS=layer, WARNINGS=found, TASKS=tasks)
    page = pages["2_township.html"]
    assert "<script" not in page and "<i>x" not in page and "<b>1" not in page
    assert "&lt;script&gt;" in page and "&lt;b&gt;1" in page and "Overdue" in page
    assert 'fill="#D7191C"' in page and 'fill="#1A9641"' in page


def test_parents_without_polygons_have_those_of_their_children(provider, workplace):
    found = warned([("01", "co2", 2023, "green"), ("01", "co2", 2024, "red")])
    _, pages = run(workplace / "a", AREAS=squares(["0101", "0102"]), WARNINGS=found)
    assert (
        'fill-rule="evenodd"' in pages["1_county.html"]
        and 'fill="#D7191C" fill-rule' in pages["1_county.html"]
    )
    _, pages = run(workplace / "b", AREAS=squares(["0101"]), WARNINGS=found)
    assert "No unit of this level has a polygon" in pages["1_county.html"]


def test_chosen_levels_alone_and_strangers_told(provider, workplace, feedback):
    rows = [("0101", "co2", 2024, "red"), ("77", "co2", 2024, "red")]
    _, pages = run(workplace, feedback, LEVELS=["township"], WARNINGS=warned(rows))
    assert list(pages) == ["1_township.html"] and "77" in "\n".join(feedback.warnings)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"WARNINGS": [("0101", "co2", 2024, "purple")]}, ["purple", "orange"]),
        ({"WARNINGS": [("0101", "co2", 2024, "red")], "WARN_LEVEL": None}, ["WARN_LEVEL", "预警"]),
        ({"LEVELS": ["nation"]}, ["LEVEL"]),
        ({"YEARS": "soon"}, ["soon"]),
        ({"TASKS": [("0101", "co2", 2024, "red")]}, ["task_code", "task_state"]),
    ],
)
def test_refuses_in_a_sentence_that_names_the_culprit(provider, workplace, asked, words):
    given = {name: warned(rows) if name in ("WARNINGS", "TASKS") else rows for name, rows in asked.items()}
    with pytest.raises(QgsProcessingException) as refusal:
        run(workplace, **given)
    assert all(word in str(refusal.value) for word in words), str(refusal.value)
    assert list(workplace.iterdir()) == []


def test_refuses_a_value_given_twice(provider, workplace):
    with pytest.raises(QgsProcessingException, match="more than once"):
        run(workplace, INPUT=values([*VALUES, VALUES[0]]))


def test_cancel_leaves_nothing_behind(provider, workplace):
    for at in (0, 60):
        run(workplace / "pages", RecordingFeedback(cancel_at=at))
        assert list(workplace.iterdir()) == []
