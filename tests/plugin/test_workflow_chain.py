"""The workflow as plain logic: its tables, states from facts, what a run takes, the set-up as JSON."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace

import pytest
from osgeo import gdal, ogr
from practice_county import PACKAGE
from qgis.core import QgsApplication, QgsProject

from carbon_pollution_zoning.core.errors import Cancelled, InputError, Problem
from carbon_pollution_zoning.plugin.workflow import filling, setup, stamps, states
from carbon_pollution_zoning.plugin.workflow.chain import chain
from carbon_pollution_zoning.plugin.workflow.setup import Made, Setup
from carbon_pollution_zoning.plugin.workflow.states import Facts, State
from carbon_pollution_zoning.plugin.workflow.watching import Watching

CHAIN = chain()
NAMES = [step.id for step in CHAIN.steps]


def given() -> Setup:
    """Everything is given, nothing is made."""
    return setup.practice(CHAIN)


def after(*names: str, start: Setup | None = None) -> Setup:
    """The set-up in which these steps were run."""
    held = start or given()
    for name in names:
        step = CHAIN.step(name)
        fed = filling.fed(CHAIN, held, step)
        marks: dict[str, list] = {}
        for one in fed:
            if one.is_layer and one.value:
                marks.setdefault(one.parameter, []).append(
                    [one.value, {"size": 1, "mtime": 1, "sha256": "a"}]
                )
        outputs = {one.parameter: f"/r/{one.file}" for one in step.outputs}
        made = Made(outputs, marks, filling.settings(CHAIN, held, step), "2026-01-01 00:00:00")
        held = replace(held, made={**held.made, name: made})
    return held


def stand(held: Setup, gone=(), changed=(), unable=None) -> dict[str, states.Status]:
    seen = {"size": 1, "mtime": 1, "sha256": "a"}
    everything = set(held.inputs.values()) | {
        one for made in held.made.values() for one in made.outputs.values()
    }
    found = dict.fromkeys(everything, seen)
    found |= {key: {"size": 2, "mtime": 2, "sha256": "b"} for key in changed} | dict.fromkeys(gone)
    return states.statuses(CHAIN, held, Facts(found, unable or {}))


def said(status: states.Status) -> str:
    return "\n".join(map(str, status.reasons))


def test_the_tables_name_steps_parameters_and_outputs_that_exist(provider):
    places = {name: place for place, name in enumerate(NAMES)}
    inputs = {one.id for one in CHAIN.inputs}
    for step in CHAIN.steps:
        algorithm = QgsApplication.processingRegistry().algorithmById(f"cpzoning:{step.algorithm}")
        definitions = {one.name(): one for one in algorithm.parameterDefinitions()}
        assert {link.parameter for link in step.links} <= set(definitions), step.id
        assert all(definitions[one.parameter].isDestination() for one in step.outputs)
        assert len([one for one in step.outputs if one.main]) == 1
        assert re.search("[\u4e00-\u9fff]", step.name.zh) and step.name.en.isascii()
        for link in step.links:
            assert link.instead in {"", *definitions}
            for source in link.sources:
                assert bool(source.step) + bool(source.input) + bool(source.value) == 1
                assert not source.step or places[source.step] < places[step.id]
                assert not source.step or source.output in {
                    one.parameter for one in CHAIN.step(source.step).outputs
                }
                assert not source.input or source.input in inputs
        required = {
            name
            for name, one in definitions.items()
            if not one.flags() & one.Flag.FlagOptional
            and not one.isDestination()
            and one.defaultValue() is None
        }
        assert required <= {link.parameter for link in step.links}, step.id
    used = {s.input for step in CHAIN.steps for link in step.links for s in link.sources if s.input}
    assert used == inputs


def test_every_file_is_written_by_one_step():
    files = [one.file for step in CHAIN.steps for one in step.outputs]
    assert len(files) == len(set(files))


def test_the_practice_county_is_there():
    for key, value in given().inputs.items():
        if CHAIN.input(key).is_layer:
            assert stamps.path_of(value).is_file(), key


def test_a_step_left_out_is_passed_over():
    def feeds(name: str, off=()):
        return {link.parameter: source for link, source in CHAIN.feeds(CHAIN.step(name), frozenset(off))}

    assert feeds("index")["UNITS_LAYER"].step == "loads"
    assert feeds("index", ["loads"])["UNITS_LAYER"].step == "balance"
    assert feeds("loads", ["balance"])["UNITS_LAYER"].input == "units"
    assert CHAIN.all_before("subzones", frozenset()) == {*NAMES[:5], "classes", "spaces"}
    assert CHAIN.all_after("spaces", frozenset()) == {"subzones", "summary", "map", "report", "package"}
    assert CHAIN.all_after("spaces", frozenset(["subzones"])) == {"package"}


def test_nothing_given_is_missing_in_words():
    found = stand(Setup())
    assert all(one.state == State.MISSING for one in found.values())
    assert said(found["emissions"]) == "Give: Activities."
    assert said(found["land"]) == "Give: Land cover, Units of the zoning."
    assert "Waits for: Emission inventory, Land carbon budget." in said(found["balance"])
    assert states.to_run(CHAIN, Setup(), found) == []


def test_from_ready_to_done():
    found = stand(given())
    ready = {name for name, one in found.items() if one.state == State.READY}
    assert ready == {"emissions", "land", "spaces"}
    assert states.to_run(CHAIN, given(), found) == NAMES
    held = after("emissions", "land")
    found = stand(held)
    assert found["emissions"].state == State.DONE and "2026-01-01" in said(found["emissions"])
    assert found["balance"].state == State.READY
    assert states.to_run(CHAIN, held, found) == NAMES[2:]
    held = after(*NAMES)
    found = stand(held)
    assert {one.state for one in found.values()} == {State.DONE}
    assert states.to_run(CHAIN, held, found) == []


def test_a_changed_input_makes_all_that_follows_outdated():
    held = after(*NAMES)
    found = stand(held, changed=[held.inputs["parcels"]])
    outdated = [name for name, one in found.items() if one.state == State.OUTDATED]
    assert outdated == ["spaces", "subzones", "summary", "map", "report", "package"]
    assert said(found["spaces"]) == "Changed since: Land-use parcels."
    assert "Outdated itself: Four spaces." in said(found["subzones"])
    assert states.to_run(CHAIN, held, found) == outdated


def test_another_input_a_new_one_and_one_taken_away():
    held = after(*NAMES)
    other = replace(held, inputs={**held.inputs, "parcels": "/elsewhere/DLTB.shp"})
    assert said(stand(other)["spaces"]) == "Another one since: Land-use parcels."
    less = replace(held, inputs={key: one for key, one in held.inputs.items() if key != "sea"})
    assert said(stand(less)["spaces"]) == "Taken in then, not given now: haiyue.gpkg (sea_mask)."
    without = replace(given(), inputs=less.inputs)
    more = replace(after("spaces", start=without), inputs=held.inputs)
    assert said(stand(more)["spaces"]) == "Given since: Sea."


def test_a_changed_value_makes_outdated():
    held = after(*NAMES)
    other = replace(held, inputs={**held.inputs, "year": "2023"})
    found = stand(other)
    assert found["emissions"].state == State.OUTDATED and "parameters" in said(found["emissions"])
    assert found["land"].state == State.DONE
    own = replace(held, parameters={"classes": {"TAU_C": 1.5}})
    assert stand(own)["classes"].state == State.OUTDATED and stand(own)["index"].state == State.DONE


def test_what_is_gone_is_told():
    held = after(*NAMES)
    found = stand(held, gone=["/r/six_classes.gpkg"])
    assert found["classes"].state == State.READY and "six_classes.gpkg is gone" in said(found["classes"])
    assert found["subzones"].state == State.DONE and found["subzones"].waits
    gone = stand(given(), gone=[given().inputs["activities"]])["emissions"]
    assert gone.state == State.MISSING and said(gone).startswith(
        "Gone: Activities (haiyue.gpkg (activity_town))"
    )


def test_what_cannot_run_here_says_so_and_is_not_run():
    found = stand(given(), unable={"emissioninventory": "needs pandas"})
    assert said(found["emissions"]) == "needs pandas"
    assert states.to_run(CHAIN, given(), found) == ["land", "spaces"]


def test_left_out_steps_are_not_run():
    held = replace(given(), off={"emissions", "hotspots", "map", "report", "package"})
    found = stand(held)
    assert found["hotspots"].state == State.OFF
    run = states.to_run(CHAIN, held, found)
    assert "emissions" not in run and "hotspots" not in run
    # without the emissions the balance has none, unless the units carry them
    assert found["balance"].state == State.MISSING or "balance" in run


def test_run_from_here_takes_what_follows_and_what_is_waited_for():
    held = after(*NAMES)
    assert states.to_run(CHAIN, held, stand(held), "subzones") == [
        "subzones",
        "summary",
        "map",
        "report",
        "package",
    ]
    assert states.to_run(CHAIN, given(), stand(given()), "hotspots") == [*NAMES[:6], "hotspots"]


def test_a_parameter_of_its_own_stands_in_the_place_of_an_input():
    bare = replace(given(), inputs={"units": "u.gpkg"})
    assert "Land cover" in said(stand(bare)["land"])
    own = replace(bare, parameters={"land": {"INPUT": "land.gpkg"}})
    assert stand(own)["land"].state == State.READY


def test_parameters_of_a_step():
    held = replace(after(*NAMES), parameters={"subzones": {"SPACES": "layer:abc", "MIN_AREA": 2.0}})
    opened = filling.parameters(CHAIN, held, CHAIN.step("subzones"), lambda one: f"<{one}>")
    assert opened == {"INPUT": "</r/six_classes.gpkg>", "SPACES": "<layer:abc>", "MIN_AREA": 2.0}
    package = filling.parameters(CHAIN, held, CHAIN.step("package"), str)
    assert (
        package["LAYERS"][:2] == ["/r/subzones.gpkg", "/r/six_classes.gpkg"] and len(package["LAYERS"]) == 5
    )
    assert filling.parameters(CHAIN, held, CHAIN.step("hotspots"), str)["FIELD"] == "net_t_ha"


FILE = {"size": 10, "mtime": 5, "sha256": "a", "rows": "r"}


@pytest.mark.parametrize(
    ("then", "now", "same"),
    [
        (FILE, {"size": 10, "mtime": 5}, True),
        (FILE, {**FILE, "mtime": 6}, True),
        (FILE, {**FILE, "mtime": 6, "sha256": "b"}, True),
        (FILE, {"size": 10, "mtime": 6, "sha256": "b", "rows": "s"}, False),
        (FILE, {"size": 10, "mtime": 6}, False),
        ({"sha256": "a", "before": 7}, {"size": 1, "mtime": 7}, True),
        ({"sha256": "a", "before": 7}, {"size": 1, "mtime": 8, "sha256": "b"}, False),
        ({"sha256": "a", "before": 7}, {"size": 1, "mtime": 8, "sha256": "a"}, True),
        ({"rows": "r"}, {"rows": "s"}, False),
        ({}, {}, True),
    ],
)
def test_what_counts_as_the_same(then, now, same):
    assert states.same(then, now) is same


@pytest.mark.parametrize(
    ("then", "now", "differs"),
    [
        (FILE, {"size": 11, "mtime": 6}, False),
        (FILE, {"size": 11, "mtime": 6, "sha256": "b"}, False),
        (FILE, {"size": 11, "mtime": 6, "sha256": "b", "rows": "r"}, False),
        (FILE, {"size": 11, "mtime": 6, "sha256": "b", "rows": "s"}, True),
        ({"size": 1, "mtime": 1, "sha256": "a"}, {"size": 1, "mtime": 2}, False),
        ({"size": 1, "mtime": 1, "sha256": "a"}, {"size": 1, "mtime": 2, "sha256": "b"}, True),
        ({"size": 1, "mtime": 1}, {"size": 1, "mtime": 2}, True),
        ({"rows": "r"}, {"rows": "s"}, True),
        ({"rows": "r"}, {}, True),
    ],
)
def test_what_is_known_to_differ(then, now, differs):
    assert states.differs(then, now) is differs


def test_a_file_that_was_only_opened_is_not_outdated_before_its_rows_are_compared(package):
    reference = f"{package}|layername=one"
    start = given()
    start = replace(start, inputs={**start.inputs, "parcels": reference})
    held = after("spaces", start=start)
    then = stamps.stamp(reference, [], True)
    held.made["spaces"].stamps["INPUT"] = [[reference, then]]

    def stands(now) -> State:
        return states.statuses(CHAIN, held, Facts({reference: now}))["spaces"].state

    os.utime(package, (0, 0))
    unread, read = stamps.stamp(reference, [], False), stamps.stamp(reference, [then], False)
    assert set(unread) == {"size", "mtime"} and read["rows"] == then["rows"]
    assert stands(unread) == stands(read) == State.DONE
    alter(package, "one")
    assert stands(stamps.stamp(reference, [], False)) == State.DONE
    assert stands(stamps.stamp(reference, [then], False)) == State.OUTDATED


def test_a_table_that_has_gone_from_its_file_is_another_than_it_was(package):
    reference = f"{package}|layername=one"
    then = stamps.stamp(reference, [], True)
    base = gdal.OpenEx(str(package), gdal.OF_VECTOR | gdal.OF_UPDATE)
    base.DeleteLayer("one")
    del base
    assert states.differs(then, stamps.stamp(reference, [then], False))


def test_what_was_seen_by_others_is_newer_than_a_look_that_began_before(qgis_app, package, qtbot):
    watching = Watching(QgsProject.instance())
    reference, new = str(package), {"size": 1, "mtime": 1, "sha256": "a"}
    with qtbot.waitSignal(watching.seen, timeout=30_000):
        watching.look([reference], {})
        watching.know({reference: new})
    assert watching.stamps == {reference: new}
    with qtbot.waitSignal(watching.seen, timeout=30_000):
        watching.look([reference], {})
    assert watching.stamps[reference]["size"] == package.stat().st_size


@pytest.fixture
def package(workplace):
    """A GeoPackage with two tables of one row."""
    path = workplace / "一 two.gpkg"
    made = gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    for name in ("one", "two"):
        table = made.CreateLayer(name, geom_type=ogr.wkbPoint)
        table.CreateField(ogr.FieldDefn("a", ogr.OFTInteger))
        row = ogr.Feature(table.GetLayerDefn())
        row.SetField("a", 1)
        row.SetGeometry(ogr.CreateGeometryFromWkt("POINT (1 2)"))
        table.CreateFeature(row)
    del table, row, made
    return path


def alter(path, table: str) -> None:
    base = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    layer = base.GetLayerByName(table)
    row = layer.GetNextFeature()
    row.SetField("a", row.GetField("a") + 1)
    layer.SetFeature(row)
    del row, layer, base


def test_a_stamp_tells_the_table_that_was_meant_from_its_file(package):
    reference = f"{package}|layername=one"
    then = stamps.stamp(reference, [], True)
    assert set(then) == {"size", "mtime", "sha256", "rows"}
    os.utime(package, (0, 0))
    assert states.same(then, stamps.stamp(reference, [then], False))
    alter(package, "two")
    now = stamps.stamp(reference, [then], False)
    assert now["sha256"] != then["sha256"] and states.same(then, now)
    alter(package, "one")
    assert not states.same(then, stamps.stamp(reference, [then], False))
    package.unlink()
    assert stamps.stamp(reference, [then], False) is None


def test_looking_is_cheap_and_can_be_cancelled(package, monkeypatch):
    reference = f"{package}|layername=one"
    then = stamps.stamp(reference, [], True)

    def never(*_what):
        raise Cancelled

    monkeypatch.setattr(stamps.provenance, "file_checksum", never)
    assert stamps.stamp(reference, [then], False) == then
    assert stamps.stamp(reference, [{"size": 1, "mtime": 1}, then], True) == then
    with pytest.raises(Cancelled):
        stamps.stamp(str(PACKAGE), [], True, never)


def test_a_set_up_goes_with_its_project(workplace):
    held = after(*NAMES[:3])
    held.inputs["units"] = str(workplace / "数据 data" / "units.gpkg") + "|layername=town"
    held.folder = str(workplace / "out")
    held.parameters["classes"] = {"TAU_C": 1.5, "STANDARD_FILE": str(workplace / "s.csv"), "NET": "net"}
    held.off = {"map"}
    text = json.dumps(setup.as_json(held, str(workplace)))
    assert str(workplace) not in text and "sample:haiyue.gpkg|layername=activity_town" in text
    assert setup.from_json(json.loads(text), str(workplace), CHAIN) == held
    moved = setup.from_json(json.loads(text), "/elsewhere", CHAIN)
    assert moved.inputs["units"] == "/elsewhere/数据 data/units.gpkg|layername=town"
    assert moved.parameters["classes"]["STANDARD_FILE"] == "/elsewhere/s.csv"


def test_a_file_for_a_colleague_has_no_results(workplace):
    path = workplace / "链 chain.json"
    setup.save(after(*NAMES), path)
    assert [one.name for one in workplace.iterdir()] == [path.name]
    assert setup.load(path, CHAIN) == given()


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"format": "other"}', '{"format": "cpzoning workflow", "version": 99}', "\ud800"],
)
def test_other_files_are_refused(workplace, text):
    path = workplace / "other.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(InputError) as refused:
        setup.load(path, CHAIN)
    assert "other.json" in str(refused.value)


def test_a_place_that_cannot_be_written_is_told(workplace):
    with pytest.raises(InputError, match="could not be written"):
        setup.save(given(), workplace / "nowhere" / "chain.json")


def test_nothing_harmful_is_taken_from_a_state():
    state = {
        "format": setup.FORMAT,
        "version": setup.VERSION,
        "inputs": {"units": 3, "nosuch": "x", "parcels": "sample:../../metadata.txt", "year": "2024"},
        "off": "all",
        "parameters": {"classes": 1, "nosuch": {}},
        "made": {
            "classes": {"outputs": {"OUTPUT": 1}},
            "land": {"outputs": {"UNITS": "x"}, "stamps": {"A": [1]}},
        },
        "folder": [],
    }
    held = setup.from_json(state, "", CHAIN)
    assert held.inputs == {"year": "2024"}
    assert held.off == set() and held.parameters == {} and held.folder == ""
    assert held.made == {"land": Made({"UNITS": "x"}, {"A": []})}
    assert setup.from_json({}, "", CHAIN) == Setup()


def test_reasons_are_sentences_that_can_be_translated():
    found = [*stand(Setup()).values(), *stand(after(*NAMES)).values(), *stand(given()).values()]
    assert all(isinstance(one, Problem) and one.text.endswith((".", "}")) for s in found for one in s.reasons)
