"""The register without a database: schema, rows at the door, statements, indicators to begin with."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from carbon_pollution_zoning.core import units
from carbon_pollution_zoning.core.errors import InputError
from carbon_pollution_zoning.core.register import changes, ddl, dialects, indicators, rows, seeds, statements
from carbon_pollution_zoning.core.register import schema as schemas

SQLITE, POSTGIS = dialects.SQLite(), dialects.Postgis("cpzoning", 4490)
WHOLE = schemas.schema()
CHINESE = re.compile("[\u4e00-\u9fff]")


def test_every_table_and_field_speaks_both_languages():
    for table in WHOLE.tables.values():
        assert CHINESE.search(table.alias("zh")) and not CHINESE.search(table.alias("en"))
        assert CHINESE.search(table.note("zh")) and table.note("en")
        for item in table.fields:
            assert CHINESE.search(item.alias("zh")) and not CHINESE.search(item.alias("en")), item.name
            assert item.type in schemas.TYPES


def test_every_list_and_relation_leads_somewhere():
    for table in WHOLE.tables.values():
        for item in table.fields:
            if item.list:
                words = schemas.value_list(item.list)
                assert words and len({one.code for one in words}) == len(words)
                assert all(one.name_en and CHINESE.search(one.name_zh) for one in words)
    for table, field, there, name in WHOLE.relations:
        assert WHOLE.table(there).field(name).key, (table, field)
    assert ("units", "parent", "units", "code") in WHOLE.relations
    assert ("indicator_values", "unit", "units", "code") in WHOLE.relations


def test_words_are_found_in_any_language():
    assert schemas.listed("value_kind", " 目标 ") == "target"
    assert schemas.listed("unit_level", 4) == "county"
    assert schemas.listed("unit_level", "Township") == "township"
    assert schemas.listed("subzone", "u-scp") == "U-SCP"
    assert len(schemas.codes("subzone")) == 24
    assert schemas.listed("warning_level", "红色预警") == "red"
    assert schemas.listed("value_kind", "no") == ""


def test_an_older_schema_lacks_what_came_later():
    field = replace(WHOLE.table("units").field("source"), name="late", since=9)
    table = replace(WHOLE.table("units"), fields=(*WHOLE.table("units").fields, field))
    later = schemas.Schema(9, {**WHOLE.tables, "units": table, "more": replace(table, name="more", since=9)})
    before = schemas.older(later, 8)
    assert "more" not in before.tables
    assert before.table("units").names == WHOLE.table("units").names
    told = ddl.upgrade(later, 8, SQLITE)
    assert sum("ADD COLUMN" in one for one in told) == 1
    assert sum(one.startswith("CREATE TABLE") for one in told) == 1


@pytest.mark.parametrize("dialect", [SQLITE, POSTGIS], ids=["sqlite", "postgis"])
def test_both_databases_get_the_same_tables(dialect):
    told = ddl.create(WHOLE, dialect)
    tables = [one for one in told if one.startswith("CREATE TABLE")]
    assert len(tables) == len(WHOLE.tables)
    for statement, table in zip(tables, WHOLE.tables.values()):
        assert all(f'"{name}"' in statement for name in table.names)
    assert sum("append-only" in one for one in told) == 2
    assert all("REGISTER." not in one for one in told)


def test_a_name_that_is_no_name_never_becomes_a_statement():
    for name in ('a"b', "a b", "A", "", "a;", "x" * 64, "数"):
        with pytest.raises(ValueError):
            dialects.quoted(name)
    for text in ("a'b", "a\\b", "a\0b"):
        with pytest.raises(ValueError):
            dialects.literal(text)
    assert dialects.Postgis('a"; DROP').schema == '"a""; DROP"'


def test_nothing_in_a_document_can_end_its_literal():
    text = '["$rows$ \' ; DROP TABLE units; --", ":rows"]'
    made = statements.document("SELECT :rows, :rows", text, '["b"]')
    assert made.count("$rows$") == 4
    assert made.startswith('SELECT $rows$["\\u0024rows\\u0024')
    assert made.endswith('$rows$["b"]$rows$')


def change(mode="insert", **columns):
    return changes.Change("indicator_values", columns, mode)


def good(**more):
    given = {"unit": ["1"], "indicator": ["gdp"], "year": [2024], "kind": ["base"], "value": [1.0]}
    return {**given, **more}


TABLE = WHOLE.table("indicator_values")


def test_rows_come_into_the_types_of_the_schema():
    made = rows.checked(TABLE, change(**good(year=["2024"], value=["1.5"], lo=[float("nan")], unit=[" 1 "])))
    assert made.columns["year"] == [2024]
    assert made.columns["value"] == [1.5]
    assert made.columns["lo"] == [None]
    assert made.columns["unit"] == ["1"]
    assert made.columns["subzone"] == [""]
    assert made.columns["version"] == [1]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (good(year=[2024.5]), "cannot be read as integer"),
        (good(year=[10**12]), "cannot be read as integer"),
        (good(year=[99]), "outside 1000"),
        (good(value=["x"]), "cannot be read as real"),
        (good(value=[float("inf")]), "cannot be read as real"),
        (good(value=[None]), "lack value"),
        (good(kind=["rumour"]), "not of its list: rumour"),
        (good(unit=[""]), "lack unit"),
        (good(unit=["a\0b"]), "cannot be read as text"),
        (good(unit=["\ud800"]), "cannot be read as text"),
        (good(nonsense=[1]), "has no field nonsense"),
        ({"unit": ["1"]}, "lack the fields indicator, year, kind, value"),
        ({name: values * 2 for name, values in good().items()}, "more than once: 1 | gdp"),
    ],
)
def test_rows_that_break_a_rule_are_refused(columns, said):
    with pytest.raises(InputError) as caught:
        rows.checked(TABLE, change(**columns))
    assert said in str(caught.value)


def test_an_update_needs_the_key_and_nothing_else():
    units_table = WHOLE.table("units")
    made = rows.checked(units_table, changes.update("units", {"code": ["1"], "name_zh": ["甲"]}))
    assert made.columns["valid_from"] == [0]
    with pytest.raises(InputError, match="lack the fields code"):
        rows.checked(units_table, changes.update("units", {"name_zh": ["甲"]}))


def test_moments_are_utc_to_the_millisecond():
    table = WHOLE.table("packages")
    item = table.field("made")
    assert item.type == "moment"
    assert rows._moment("2024-05-01T08:00:00+08:00") == "2024-05-01T00:00:00.000Z"
    assert rows._moment("2024-05-01T00:00:00.123456Z") == "2024-05-01T00:00:00.123Z"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", rows.moment())


# indicators


@pytest.mark.parametrize("choice", seeds.CHOICES)
def test_indicators_to_begin_with_pass_the_door(choice):
    made = seeds.indicators(choice)
    if not made["code"]:
        assert choice == seeds.NONE
        return
    checked = rows.checked(WHOLE.table("indicators"), changes.insert("indicators", made))
    assert len(checked) == {"levels": 44, "all": 119}[choice]
    for text in made["unit"]:
        units.unit(text)
    own = indicators.own(made, [], "seeds") if choice == seeds.LEVELS else made
    assert own["code"] == made["code"]


def test_members_of_a_concept_measure_the_same():
    made = seeds.indicators(seeds.ALL)
    by_code = {code: at for at, code in enumerate(made["code"])}
    for at, code in enumerate(made["code"]):
        concept = made["concept"][at]
        if concept and concept != code and concept in by_code:
            whole = by_code[concept]
            for name in ("unit", "kind", "aggregate", "direction", "binding", "space"):
                assert made[name][at] == made[name][whole], (code, concept, name)
    assert seeds.concept_of("PV08") == "cropland"
    assert seeds.concept_of("C12") == ""


def test_own_indicators_are_read_in_either_language():
    given = {
        "code": ["own", "own_per_head"],
        "unit": ["万吨", "t/person"],
        "kind": ["总量", "intensity"],
        "direction": ["上限", "ceiling"],
        "weight": ["", "population"],
        "kappa": ["0.1", "-"],
    }
    made = indicators.own(given, ["population"], "表")
    assert made["kind"] == ["total", "intensity"]
    assert made["direction"] == ["ceiling", "ceiling"]
    assert made["kappa"][0] == 0.1


def test_faults_of_own_indicators_are_told_at_once():
    given = {
        "code": ["a", "b"],
        "unit": ["万顿", "t/person"],
        "kind": ["sum", "intensity"],
        "kappa": ["0,1", ""],
        "weight": ["nobody", ""],
    }
    with pytest.raises(InputError) as caught:
        indicators.own(given, [], "表")
    told = str(caught.value)
    for part in ("万顿", "sum", "0,1", "nobody", "without a weight", "b"):
        assert part in told
    with pytest.raises(InputError, match="lacks the columns unit"):
        indicators.own({"code": ["a"]}, [], "表")
