"""The register in both databases: whole transactions, many writers, faults of the machine, forms."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsProject, QgsVectorLayer
from qgis.PyQt.QtXml import QDomDocument

from carbon_pollution_zoning.core.errors import Cancelled, InputError
from carbon_pollution_zoning.core.register import schema as schemas
from carbon_pollution_zoning.core.register import seeds
from carbon_pollution_zoning.core.register.changes import insert, new_version, put, remove, update
from carbon_pollution_zoning.toolbelt.register import forms, places
from carbon_pollution_zoning.toolbelt.register.geometry import wkb

WRITER = Path(__file__).resolve().parents[1] / "register_writer.py"
CRS = "EPSG:4547"
TOWNS = [f"990121{number}" for number in range(100, 120)]
NASTY = "镇'; DROP TABLE units; -- \\ $rows$ :rows \" {x} %s ?1"
SQUARE = QgsGeometry.fromWkt("Polygon((0 0, 10 0, 10 10, 0 10, 0 0))")


class Place:
    """Where a register of a test is, in the words of `places.at` and of ``register_writer.py``."""

    def __init__(self, path=None, uri="", server=None):
        self.path, self.uri, self.server = path, uri, server

    @property
    def text(self) -> str:
        return str(self.path or self.uri)

    def register(self, **more):
        if self.path:
            return places.at(str(self.path), **more)
        return places.at(connection=self.uri, **more)


@pytest.fixture(params=["geopackage", "postgis"])
def place(request, workplace):
    """An empty place for a register, in a folder with a Chinese name or in a database of its own."""
    if request.param == "geopackage":
        return Place(path=workplace / "台账 一.gpkg")
    server = request.getfixturevalue("postgis")
    return Place(uri=server.database(), server=server)


@pytest.fixture
def register(place):
    """A register with a small tree and indicators."""
    made = place.register(patience=20.0)
    made.create(QgsCoordinateReferenceSystem(CRS), "海岳", "tester")
    codes = ["0", "99", "9901", "990121", *TOWNS]
    parents = [None, "0", "99", "9901", *["990121"] * len(TOWNS)]
    levels = ["nation", "province", "city", "county", *["township"] * len(TOWNS)]
    shapes = [None, None, None, wkb(SQUARE), *[None] * len(TOWNS)]
    names = [None, None, NASTY, "海岳县", *[None] * len(TOWNS)]
    units = {"code": codes, "parent": parents, "level": levels, "geom": shapes, "name_zh": names}
    made.write([insert("units", units), insert("indicators", seeds.indicators())], "test", who="tester")
    return made


def value(number, unit="990121", **more):
    """Columns of one value."""
    given = {"unit": unit, "indicator": "gdp", "year": 2024, "kind": "reported", "value": number, **more}
    return {name: [one] for name, one in given.items()}


def held(register, **where) -> list[float]:
    """Values of the register in the order of writing."""
    return register.columns("indicator_values", ("value",), where)["value"]


def test_a_new_register_says_what_it_is(register, place):
    again = place.register().ready()
    assert again.version() == schemas.VERSION
    assert again.info()["title"] == "海岳"
    assert again.info()["crs"] == CRS
    assert len(again.info()["register"]) == 36


def test_what_is_written_is_read_again_whatever_it_is(register):
    units = register.columns("units", ("code", "name_zh", "parent", "geom", "valid_from", "valid_to"))
    assert units["code"][:4] == ["0", "99", "9901", "990121"]
    assert units["name_zh"][2] == NASTY
    assert units["parent"][0] is None
    assert units["valid_from"] == [0] * 24
    assert units["valid_to"] == [None] * 24
    assert units["geom"][0] is None
    shape = QgsGeometry()
    shape.fromWkb(units["geom"][3])
    assert shape.area() == 100.0
    assert register.columns("units", ("code",), {"code": [NASTY, "99"]})["code"] == ["99"]


def test_numbers_keep_every_digit(register):
    odd = [0.1 + 0.2, 1e300, -5e-324, 123456789.123456789, 1 / 3]
    rows = {
        "unit": TOWNS[:5],
        "indicator": ["gdp"] * 5,
        "year": [2024] * 5,
        "kind": ["actual"] * 5,
        "value": odd,
    }
    register.write([insert("indicator_values", rows)], "test")
    assert held(register, kind="actual") == odd


@pytest.mark.needs("pandas")
def test_a_table_becomes_a_frame(register):
    register.write([insert("indicator_values", value(5.0, lo=4.0))], "test")
    frame = register.read("indicator_values")
    assert frame["value"].dtype == float
    assert frame["year"].dtype == "int64"
    assert frame["hi"].isna().all()
    assert frame["subzone"].tolist() == [""]
    assert register.read("warnings").empty


def test_the_same_key_twice_is_refused_and_nothing_of_the_batch_stays(register):
    register.write([insert("indicator_values", value(5.0))], "test")
    others = insert("indicator_values", value(7.0, unit="99"))
    with pytest.raises(InputError, match="already") as caught:
        register.write([others, insert("indicator_values", value(6.0))], "test")
    assert "Nothing was written" in str(caught.value)
    assert held(register) == [5.0]
    assert register.columns("register_log", ("action",))["action"].count("test") == 2


def test_a_row_of_nowhere_is_refused(register):
    with pytest.raises(InputError, match="names a unit"):
        register.write([insert("indicator_values", value(1.0, unit="77"))], "test")
    with pytest.raises(InputError, match="names a unit"):
        register.write([insert("indicator_values", value(1.0, indicator="nonsense"))], "test")
    assert held(register) == []


@pytest.mark.needs("pandas")
def test_put_replaces_and_a_version_stands_beside(register):
    register.write([insert("indicator_values", value(5.0, lo=4.0))], "test")
    register.write([put("indicator_values", value(6.0))], "test", who="二号")
    assert register.columns("indicator_values", ("value", "lo")) == {"value": [6.0], "lo": [None]}
    register.write([new_version("indicator_values", value(7.0))], "test")
    register.write([new_version("indicator_values", value(8.0))], "test")
    read = register.columns("indicator_values", ("value", "version"))
    assert read == {"value": [6.0, 7.0, 8.0], "version": [1, 2, 3]}
    assert register.current()["value"].tolist() == [8.0]


def test_the_log_keeps_what_a_row_was_before(register):
    register.write([insert("indicator_values", value(5.0))], "test")
    batch = register.write([put("indicator_values", value(6.0))], "test", who="二号")
    log = register.columns("register_log")
    at = log["action"].index("update")
    assert json.loads(log["before"][at])["value"] == 5.0
    assert (log["who"][at], log["batch"][at], log["table_name"][at]) == ("二号", batch, "indicator_values")
    assert log["row_key"][at] == "990121|gdp||||2024|reported|1"
    register.write([remove("indicator_values", {**value(6.0), "version": [1]})], "test")
    assert "delete" in register.columns("register_log", ("action",))["action"]
    assert held(register) == []


def test_update_changes_the_named_fields_only(register):
    register.write([update("units", {"code": ["99"], "valid_from": [0], "valid_to": [2023]})], "test")
    units = register.columns("units", ("code", "valid_to", "parent"), {"code": "99"})
    assert units == {"code": ["99"], "valid_to": [2023], "parent": ["0"]}


def sql(place: Place, statement: str):
    """A statement that somebody runs past the plugin."""
    if place.path:
        with contextlib.closing(sqlite3.connect(place.path)) as connection:
            connection.execute(statement)
            connection.commit()
    else:
        database = place.uri.split("'")[1]
        place.server.sql(f"SET search_path TO cpzoning, public; {statement}", database)


@pytest.mark.parametrize(
    "statement", ["UPDATE register_log SET note = 'x'", "DELETE FROM register_log", "TRUNCATE register_log"]
)
def test_nobody_changes_the_log(register, place, statement):
    if place.path and "TRUNCATE" in statement:
        statement = "DELETE FROM register_log"
    before = register.columns("register_log")
    with pytest.raises((sqlite3.Error, RuntimeError), match="append-only"):
        sql(place, statement)
    assert register.columns("register_log") == before


def test_a_change_by_hand_is_in_the_log_too(register, place):
    register.write([insert("indicator_values", value(5.0))], "test", who="一号")
    sql(place, "UPDATE indicator_values SET value = 9")
    log = register.columns("register_log", ("action", "who", "batch"))
    at = log["action"].index("update")
    assert log["who"][at] != "一号"
    assert log["batch"][at] is None


def test_all_faults_of_rows_are_told_at_once_and_nothing_is_tried(register):
    rows = {
        "unit": ["99", "99", None],
        "indicator": ["gdp"] * 3,
        "year": [2024, "soon", 50],
        "kind": ["reported", "rumour", "target"],
        "value": [1.0, float("nan"), float("inf")],
    }
    with pytest.raises(InputError) as caught:
        register.write([insert("indicator_values", rows)], "test")
    told = str(caught.value)
    for part in ("'soon'", "rumour", "lack value", "lack unit", "inf", "outside 1000.0 to 9999.0"):
        assert part in told


def test_a_cancel_in_the_middle_leaves_nothing(register, place):
    seen = []

    def cancel(_fraction=0.0):
        seen.append(_fraction)
        if len(held(place.register())) == 0 and len(seen) > 1:
            raise Cancelled

    register.progress = cancel
    with pytest.raises(Cancelled):
        register.write([insert("indicator_values", value(5.0)), put("indicator_values", value(6.0))], "test")
    assert held(place.register()) == []
    register.progress = lambda _fraction=0.0: None
    register.write([insert("indicator_values", value(5.0))], "test")
    assert held(register) == [5.0]


# other writers


def start(place: Place, unit: str, first: int, count: int, mode: str, environment) -> subprocess.Popen:
    command = [sys.executable, str(WRITER), place.text, unit, str(first), str(count), mode]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


@pytest.mark.slow
def test_twenty_writers_at_once_lose_nothing(register, place, qgis_environment):
    running = [start(place, unit, 2005, 10, "report", qgis_environment) for unit in TOWNS]
    said = [process.communicate(timeout=300)[1] for process in running]
    assert [process.returncode for process in running] == [0] * 20, "\n".join(said)
    read = register.columns("indicator_values", ("unit", "year"))
    pairs = list(zip(read["unit"], read["year"]))
    assert len(pairs) == len(set(pairs)) == 200
    log = register.columns("register_log", ("who", "batch"), {"action": "test"})
    assert {who: log["who"].count(who) for who in TOWNS} == dict.fromkeys(TOWNS, 10)
    assert len(set(log["batch"])) == len(log["batch"])


@pytest.mark.slow
def test_versions_of_twenty_threads_have_no_gaps(register, place):
    faults = []

    def report(number: int) -> None:
        try:
            place.register(patience=60.0).write([new_version("indicator_values", value(float(number)))], "t")
        except InputError as error:
            faults.append(error)

    threads = [threading.Thread(target=report, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    read = register.columns("indicator_values", ("version", "value"))
    assert sorted(read["version"]) == list(range(1, 21))
    assert sorted(read["value"]) == [float(number) for number in range(20)]


@pytest.mark.slow
def test_a_writer_killed_in_the_middle_leaves_nothing_behind(register, place, qgis_environment):
    register.write([insert("indicator_values", value(1.0))], "test")
    writer = start(place, TOWNS[0], 2024, 20_000, "hang", qgis_environment)
    assert writer.stdout.readline().strip() == "half"
    assert held(place.register()) == [1.0]
    writer.send_signal(signal.SIGKILL)
    writer.communicate(timeout=60)
    assert held(place.register()) == [1.0]
    register.write([insert("indicator_values", value(2.0, unit="99"))], "test")
    assert held(register) == [1.0, 2.0]
    if place.path:
        with contextlib.closing(sqlite3.connect(place.path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.slow
def test_a_locked_register_is_waited_for_and_then_told(register, place, qgis_environment):
    writer = start(place, TOWNS[0], 2024, 10, "hang", qgis_environment)
    assert writer.stdout.readline().strip() == "half"
    try:
        began = time.monotonic()
        with pytest.raises(InputError, match="locked by another") as caught:
            place.register(patience=2.0).write([insert("indicator_values", value(2.0))], "test")
        assert 1.5 < time.monotonic() - began < 10
        assert "Nothing was written" in str(caught.value)
        # whoever reads is not held up
        assert place.register().ready().version() == schemas.VERSION
    finally:
        writer.kill()
        writer.communicate(timeout=60)


def test_waiting_hears_a_cancel(register, place):
    def cancel(_fraction=0.0):
        raise Cancelled

    with _held(register, place), pytest.raises(Cancelled):
        place.register(patience=60.0, progress=cancel).write([insert("indicator_values", value(2.0))], "t")
    assert held(register) == []


@contextlib.contextmanager
def _held(register, place):
    """The register while another writer has it."""
    if place.path:
        with contextlib.closing(sqlite3.connect(place.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
        return
    with register._transaction():
        yield


# faults of the machine


@pytest.mark.slow
def test_a_geopackage_on_a_full_disk_stays_as_it_was(workplace, qgis_environment, request):
    place = Place(path=workplace / "满.gpkg")
    made = place.register()
    made.create(QgsCoordinateReferenceSystem(CRS))
    units = {"code": ["99"], "level": ["province"]}
    made.write([insert("units", units), insert("indicators", seeds.indicators())], "test")
    writer = start(place, "99", 2024, 200_000, "full", qgis_environment)
    said, errors = writer.communicate(timeout=120)
    assert writer.returncode == 3, errors
    assert "is full or cannot be written" in said
    assert "Nothing was written" in said
    assert held(made) == []
    made.write([insert("indicator_values", value(1.0, unit="99"))], "test")
    assert held(made) == [1.0]


@pytest.fixture
def tiny_disk(tmp_path):
    """A disk of a few megabytes; made by root alone."""
    folder = tmp_path / "小盘"
    folder.mkdir()
    if os.getuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root may mount a small disk")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_small_disk_fills_up_and_the_register_stays(tiny_disk):
    place = Place(path=tiny_disk / "台账.gpkg")
    made = place.register()
    made.create(QgsCoordinateReferenceSystem(CRS))
    made.write([insert("units", {"code": ["99"], "level": ["province"]})], "test")
    codes = [f"x{number:06d}" for number in range(20_000)]
    with pytest.raises(InputError, match="full") as caught:
        made.write([insert("units", {"code": codes, "level": ["township"] * len(codes)})], "test")
    assert "Nothing was written" in str(caught.value)
    assert made.columns("units", ("code",))["code"] == ["99"]
    made.write([insert("units", {"code": ["98"], "level": ["province"]})], "test")


def test_a_server_whose_disk_is_full_loses_nothing(postgis):
    """The processes of the server may write files of 24 MB at most: what a full disk says, it says then."""
    place = Place(uri=postgis.database(), server=postgis)
    made = place.register()
    made.create(QgsCoordinateReferenceSystem(CRS))
    units = {"code": ["99"], "level": ["province"]}
    made.write([insert("units", units), insert("indicators", seeds.indicators())], "test")
    long = "x" * 1500  # short enough to be kept in its row, uncompressed
    rows = value(1.0, unit="99", source=long)
    many = {name: column * 24_000 for name, column in rows.items()}
    many["component"] = [f"c{number}" for number in range(24_000)]
    with (
        postgis.small_files(24 << 20),
        pytest.raises(InputError, match="is full or cannot be written") as told,
    ):
        made.write(
            [insert("units", {"code": ["98"], "level": ["province"]}), insert("indicator_values", many)], "t"
        )
    assert "Nothing was written" in str(told.value)
    again = place.register()
    assert held(again) == [] and again.columns("units", ("code",))["code"] == ["99"]
    again.write([insert("indicator_values", value(2.0, unit="99"))], "test")
    assert held(again) == [2.0]


def test_a_server_that_goes_down_in_the_middle_loses_nothing(register, place, request):
    if place.path:
        pytest.skip("a GeoPackage has no server")
    register.write([insert("indicator_values", value(1.0))], "test")
    calls = []

    def pull_the_plug(_fraction=0.0):
        calls.append(_fraction)
        if len(calls) == 1:
            place.server.stop("immediate")

    register.progress = pull_the_plug
    try:
        with pytest.raises(InputError, match="cannot be reached"):
            register.write(
                [insert("indicator_values", value(2.0, unit="99")), put("indicator_values", value(3.0))], "t"
            )
    finally:
        place.server.start()
    again = place.register()
    assert held(again) == [1.0]
    again.write([insert("indicator_values", value(2.0, unit="99"))], "test")
    assert held(again) == [1.0, 2.0]


def test_a_commit_whose_answer_was_lost_is_looked_up_in_the_log(register, place, monkeypatch):
    if place.path:
        pytest.skip("a GeoPackage has no network")
    from qgis.core import QgsTransaction

    class Forgetful:
        """A transaction that commits, and loses the answer."""

        def __init__(self, inner):
            self._inner = inner

        def __getattr__(self, name):
            return getattr(self._inner, name)

        def commit(self):
            self._inner.commit()
            return False, "server closed the connection unexpectedly"

    from carbon_pollution_zoning.toolbelt.register import postgis

    class Factory:
        @staticmethod
        def create(*arguments):
            return Forgetful(QgsTransaction.create(*arguments))

    monkeypatch.setattr(postgis, "QgsTransaction", Factory)
    register.write([insert("indicator_values", value(4.0))], "test")
    assert held(register) == [4.0]


def test_a_role_that_may_only_read_is_told(register, place):
    if place.path:
        pytest.skip("a GeoPackage has no roles")
    database = place.uri.split("'")[1]
    role = "r" + uuid.uuid4().hex[:8]
    place.server.sql(
        f"CREATE ROLE {role} LOGIN; GRANT USAGE ON SCHEMA cpzoning TO {role}; "
        f"GRANT SELECT ON ALL TABLES IN SCHEMA cpzoning TO {role}",
        database,
    )
    reader = Place(uri=place.uri.replace("user='register'", f"user='{role}'"), server=place.server)
    assert reader.register().ready().columns("units", ("code",))["code"][0] == "0"
    with pytest.raises(InputError, match="may not write"):
        reader.register().write([insert("indicator_values", value(1.0))], "test")


def test_a_server_without_a_connection_to_spare_is_waited_for(register, place):
    if place.path:
        pytest.skip("a GeoPackage has no connections")
    role = "r" + uuid.uuid4().hex[:8]
    place.server.sql(f"CREATE ROLE {role} LOGIN CONNECTION LIMIT 1; GRANT register TO {role}")
    crowded = Place(uri=place.uri.replace("user='register'", f"user='{role}'"), server=place.server)
    writer = crowded.register(patience=30.0)
    # reading keeps the one connection that the role has
    assert held(writer) == []
    looks = []

    def make_room(_fraction=0.0):
        if not looks:
            place.server.sql(f"ALTER ROLE {role} CONNECTION LIMIT 5")
        looks.append(_fraction)

    writer.progress = make_room
    writer.write([insert("indicator_values", value(1.0))], "test")
    assert looks
    assert held(register) == [1.0]


def test_a_read_only_file_is_told(register, place):
    if not place.path:
        pytest.skip("a server has no files")
    frozen = place.register()
    frozen.read_only = True
    with pytest.raises(InputError, match="read-only"):
        frozen.write([insert("indicator_values", value(1.0))], "test")


def test_a_damaged_file_is_told(workplace):
    path = workplace / "坏.gpkg"
    path.write_bytes(b"no database at all" * 1000)
    with pytest.raises(InputError, match="damaged or no GeoPackage"):
        places.opened(str(path))


def test_where_there_is_none_the_way_to_one_is_told(workplace, postgis):
    with pytest.raises(InputError, match="Create register"):
        places.opened(str(workplace / "无.gpkg"))
    assert not (workplace / "无.gpkg").exists()
    with pytest.raises(InputError, match="Create register"):
        places.opened(connection=postgis.database())
    with pytest.raises(InputError, match="knows no PostgreSQL connection called nowhere"):
        places.opened(connection="nowhere")
    with pytest.raises(InputError, match="either"):
        places.at()
    with pytest.raises(InputError, match="cannot be reached"):
        places.opened(connection=postgis.uri("no_such_database"))


def test_two_registers_live_in_two_schemas_of_one_database(postgis):
    uri = postgis.database()
    for name in ("一省", 'odd "name"; $x$'):
        made = places.at(connection=uri, namespace=name)
        made.create(QgsCoordinateReferenceSystem(CRS), name)
        made.write([insert("units", {"code": ["1"], "level": ["province"], "name_zh": [name]})], "test")
    for name in ("一省", 'odd "name"; $x$'):
        again = places.opened(connection=uri, namespace=name)
        assert again.columns("units", ("name_zh",))["name_zh"] == [name]


def test_a_database_without_postgis_is_told(postgis):
    made = places.at(connection=postgis.database("template1"))
    with pytest.raises(InputError, match="has no PostGIS"):
        made.create(QgsCoordinateReferenceSystem(CRS))
    assert not made.exists()


def test_a_register_never_takes_the_place_of_another(register, place):
    with pytest.raises(InputError, match="already"):
        place.register().create(QgsCoordinateReferenceSystem(CRS))
    assert len(register.columns("units", ("code",))["code"]) == 24


# versions of the schema


def newer() -> schemas.Schema:
    """The schema as a later version might be: a field and a table more."""
    now = schemas.schema()
    field = replace(now.table("units").field("source"), name="note", since=2, name_en="Note", name_zh="备注")
    tables = dict(now.tables)
    tables["units"] = replace(tables["units"], fields=(*tables["units"].fields, field))
    own = (
        replace(field, name="code", since=2, required=True, key=True),
        replace(field, name="unit", since=2, required=True, refers=("units", "code"), enforced=True),
        *(item for item in tables["units"].fields if item.name in ("who", "at", "batch")),
    )
    tables["inspections"] = replace(tables["tasks"], name="inspections", since=2, fields=own)
    return schemas.Schema(2, tables)


def test_an_older_register_is_refused_until_it_is_brought_up_to_date(register, place):
    register.write([insert("indicator_values", value(5.0))], "test")
    late = place.register()
    late.schema = newer()
    with pytest.raises(InputError, match="of version 1; this plugin writes version 2"):
        late.ready()
    before, backup = late.migrate("tester")
    assert before == 1
    assert late.ready().version() == 2
    assert held(late) == [5.0]
    late.write([insert("inspections", {"code": ["i1"], "unit": ["99"]})], "test")
    late.write([update("units", {"code": ["99"], "valid_from": [0], "note": ["查"]})], "test")
    assert late.columns("units", ("note",), {"code": "99"})["note"] == ["查"]
    with pytest.raises(InputError, match="names a unit"):
        late.write([insert("inspections", {"code": ["i2"], "unit": ["77"]})], "test")
    assert '"note"' in [one for one in late.columns("register_log", ("before",))["before"] if one][-1]
    assert "migrate" in late.columns("register_log", ("action",))["action"]
    assert late.migrate() == (2, "")
    if place.path:
        old = places.opened(backup)
        assert old.version() == 1
        assert held(old) == [5.0]
    with pytest.raises(InputError, match="newer than the 1 of this plugin"):
        place.register().ready()


# what QGIS shows


def test_every_table_opens_with_aliases_lists_and_relations(register, place):
    forms.store(register, "zh")
    for name, table in register.schema.tables.items():
        source, provider = register.uri(name)
        layer = QgsVectorLayer(source, name, provider)
        assert layer.isValid(), name
        fields = layer.fields()
        assert table.names == tuple(one for one in fields.names() if one != "fid")
        for item in table.fields:
            position = fields.lookupField(item.name)
            assert fields[position].alias() == item.name_zh
            widget = layer.editorWidgetSetup(position)
            if item.list and not item.refers:
                assert widget.type() == "ValueMap"
                codes = [code for one in widget.config()["map"] for code in one.values()]
                assert set(schemas.codes(item.list)) <= set(codes)
            if item.refers:
                assert widget.type() == "ValueRelation"
                assert widget.config()["Key"] == item.refers[1]
        assert set(layer.listStylesInDatabase()[2]) >= {"中文", "English"}


def test_the_stored_form_names_the_relations(register, place):
    forms.store(register, "en")
    if not place.path:
        database = place.uri.split("'")[1]
        text = place.server.sql(
            "SELECT styleqml FROM layer_styles WHERE f_table_name = 'indicator_values' AND useasdefault",
            database,
        )
    else:
        with contextlib.closing(sqlite3.connect(place.path)) as connection:
            asked = "SELECT styleQML FROM layer_styles WHERE f_table_name = ? AND useAsDefault = 1"
            text = connection.execute(asked, ("indicator_values",)).fetchone()[0]
    document = QDomDocument()
    assert document.setContent(text)
    found = document.documentElement().firstChildElement("referencedLayers")
    assert found.elementsByTagName("relation").count() == 2
    assert "Values: Unit" in text and "password" not in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_project_has_words_and_value_lists_in_the_language(register, lang):
    project = QgsProject()
    layers = forms.add_to_project(register, project, lang)
    for name, layer in layers.items():
        table = register.table(name)
        assert layer.name() == table.alias(lang)
        for item in table.fields:
            position = layer.fields().lookupField(item.name)
            assert layer.attributeAlias(position) == item.alias(lang), (name, item.name)
            widget = layer.editorWidgetSetup(position)
            if item.refers:
                assert widget.type() == "ValueRelation"
                assert widget.config()["Layer"] == layers[item.refers[0]].id()
            elif item.list:
                words = {code: word for one in widget.config()["map"] for word, code in one.items()}
                named = {one.code: one.name(lang) for one in schemas.value_list(item.list)}
                assert {code: words[code] for code in named} == named, (name, item.name)
    project.clear()


def test_a_project_gets_layers_and_relations(register):
    project = QgsProject()
    layers = forms.add_to_project(register, project, "en")
    assert set(layers) == set(register.schema.tables)
    relations = project.relationManager().relations()
    assert len(relations) == len(register.schema.relations)
    assert all(relation.isValid() for relation in relations.values())
    names = {relation.name() for relation in relations.values()}
    assert {"Units: Parent unit", "Values: Unit", "Values: Indicator"} <= names
    county = next(one for one in layers["units"].getFeatures() if one["code"] == "990121")
    down = relations[f"{layers['units'].id()}_parent"]
    assert len(list(down.getRelatedFeatures(county))) == 20
    assert layers["register_log"].readOnly()
    project.clear()


def test_qgis_edits_a_table_and_the_log_says_so(register):
    register.write([insert("indicator_values", value(5.0))], "test")
    source, provider = register.uri("indicator_values")
    layer = QgsVectorLayer(source, "v", provider)
    feature = next(layer.getFeatures())
    assert layer.startEditing()
    layer.changeAttributeValue(feature.id(), layer.fields().lookupField("value"), 6.0)
    assert layer.commitChanges(), layer.commitErrors()
    del layer
    assert held(register) == [6.0]
    assert "update" in register.columns("register_log", ("action",))["action"]


def test_qgis_draws_units_and_the_plugin_writes_on(register, place):
    """The spatial index of a GeoPackage has triggers that call functions which plain SQLite lacks."""
    source, provider = register.uri("units")
    layer = QgsVectorLayer(source, "u", provider)
    assert layer.crs().authid() == CRS
    assert layer.extent().toString(0) == "0,0 : 10,10"
    del layer
    larger = wkb(QgsGeometry.fromWkt("Polygon((0 0, 20 0, 20 20, 0 0))"))
    changed = {"code": ["990121"], "valid_from": [0], "geom": [larger]}
    register.write([update("units", changed)], "test")
    layer = QgsVectorLayer(source, "u", provider)
    layer.updateExtents(True)
    assert layer.extent().toString(0) == "0,0 : 20,20"
