"""The demonstration: all files are there, in both languages, and the numbers are the expected ones."""

from __future__ import annotations

import csv
import json
import math
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = ROOT / "resources" / "sample" / "expected"
LANGUAGES = ("zh", "en")
CLASSES = ("S", "SC", "SP", "CP", "PC", "SCP")
MAPS = {
    "county": ("sixclass", "carbon", "pollution", "spaces", "conflicts", "subzones"),
    "world": ("sixclass", "carbon", "load"),
}

pytestmark = [pytest.mark.slow, pytest.mark.needs("pandas")]


@pytest.fixture(scope="module")
def demo(qgis_environment, tmp_path_factory) -> Path:
    """Folder of a demonstration that was run as users run it; its summary is in ``said.txt``."""
    output = tmp_path_factory.mktemp("演示 demo")
    done = subprocess.run(
        ["/usr/bin/python3", str(ROOT / "tools" / "demo.py"), "--output", str(output)],
        env=qgis_environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    (output / "said.txt").write_text(done.stdout, encoding="utf-8")
    return output


def numbers(demo: Path, case: str, lang: str = "zh") -> dict:
    return json.loads((demo / case / lang / "summary.json").read_text(encoding="utf-8"))["numbers"]


def expected(name: str) -> list[dict[str, str]]:
    with (EXPECTED / name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def attributes(path: Path, lang: str) -> list[sqlite3.Row]:
    """Rows of the layer of six classes in the delivered GeoPackage."""
    name = {"zh": "碳污六类分区", "en": "Six classes"}[lang]
    base = sqlite3.connect(path)
    base.row_factory = sqlite3.Row
    try:
        return base.execute(f'SELECT * FROM "{name}"').fetchall()
    finally:
        base.close()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", MAPS)
def test_everything_is_delivered(demo, case, lang):
    folder = demo / case / lang
    for name in MAPS[case]:
        assert (folder / f"map_{name}.png").read_bytes().startswith(b"\x89PNG")
        assert (folder / f"map_{name}.pdf").read_bytes().startswith(b"%PDF")
    for name in ("zoning.gpkg", "tables.xlsx", "report.html"):
        assert (folder / name).stat().st_size > 10_000, name
    assert list(folder.glob("*.csv"))
    assert not list(folder.rglob(".cpzoning-*"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", MAPS)
def test_delivered_layers_are_styled(demo, case, lang):
    base = sqlite3.connect(demo / case / lang / "zoning.gpkg")
    styled = {row[0] for row in base.execute("SELECT f_table_name FROM layer_styles WHERE useAsDefault")}
    layers = {
        row[0] for row in base.execute("SELECT table_name FROM gpkg_contents WHERE data_type='features'")
    }
    base.close()
    assert layers and styled >= layers


@pytest.mark.parametrize("case", MAPS)
def test_both_languages_found_the_same(demo, case):
    assert numbers(demo, case, "zh") == numbers(demo, case, "en")


def test_towns_fall_into_the_expected_classes(demo):
    rows = {row["unit_code"]: row for row in attributes(demo / "county" / "zh" / "zoning.gpkg", "zh")}
    for line in expected("town_classes_2024.csv"):
        row = rows[line["unit_code"]]
        assert row["cp_class"] == line["class"], line["unit_name"]
        assert row["q_p"] == pytest.approx(float(line["q_p"]), abs=1e-6)
        # the land-cover raster is counted by cell centres on both sides; the ellipsoid differs by 2e-5
        assert row["q_c"] == pytest.approx(float(line["q_c"]), rel=0.01, abs=1e-3)
    found = numbers(demo, "county")["units_by_class"]
    assert {code: found.get(code, 0) for code in CLASSES} == dict.fromkeys(CLASSES, 2)


def test_all_sub_zones_have_the_expected_areas(demo):
    found = numbers(demo, "county")["hectares_by_subzone"]
    for line in expected("subzones.csv"):
        assert found[line["subzone"]] == pytest.approx(float(line["area_ha"]), rel=1e-4), line["subzone"]


def test_the_world_is_classified_where_there_are_data(demo):
    found = numbers(demo, "world")
    assert sum(found["units_by_class"].values()) == 240
    assert 0 < found["units_by_class"]["ND"] < 30
    assert all(found["units_by_class"][code] > 0 for code in CLASSES)
    rows = attributes(demo / "world" / "en" / "zoning.gpkg", "en")
    known = [row for row in rows if row["cp_class"] != "ND"]
    # the standards are the means: weighted by area, the exceedances add up to nothing
    for column in ("q_c", "q_p"):
        terms = [row[column] * row["area_ha"] for row in known]
        assert math.fsum(terms) == pytest.approx(0, abs=1e-9 * math.fsum(map(abs, terms)))
    by_code = {row["ISO_A3"]: row["cp_class"] for row in rows}
    assert by_code["ATA"] == "ND"
    assert by_code["CHN"] == "SCP" and by_code["CAN"] == "S"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", MAPS)
def test_maps_can_be_read(demo, case, lang):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    path = demo / case / lang / "map_sixclass.pdf"
    text = subprocess.run(
        ["pdftotext", str(path), "-"], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    wanted = {"zh": "强碳弱污双超区", "en": "Strong-carbon weak-pollution zone"}[lang]
    assert wanted in text and "EPSG" in text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", MAPS)
def test_reports_name_their_sources(demo, case, lang):
    page = (demo / case / lang / "report.html").read_text(encoding="utf-8")
    assert "cpzoning:sixclasszoning" in page
    assert page.count("data:image/png;base64,") == len(MAPS[case])
    # the checksum of the raw data, and no script
    assert "ceds_country" in page if case == "world" else "haiyue.gpkg" in page
    assert "<script" not in page


def test_the_cycle_of_the_register_reaches_every_level(demo):
    """Targets down, reports up, warnings, scores, tasks with causes and pages, out of one register."""
    found = numbers(demo, "cycle")
    assert found == numbers(demo, "cycle", "en")
    assert (found["units"], found["open_closures"], found["missed_targets"], found["pages"]) == (22, 0, 0, 5)
    assert sum(found["warnings_by_level"].values()) == 34 and sum(found["grades"].values()) == 12
    assert found["tasks"] == sum(
        found["warnings_by_level"].get(one, 0) for one in ("yellow", "orange", "red")
    )
    assert 0 < found["tasks_with_a_cause"] <= found["tasks"]
    for lang, word in (("zh", "碳排放总量"), ("en", "Gross carbon emission")):
        pages = sorted((demo / "cycle" / lang / "pages").glob("*.html"))
        assert len(pages) == 5 and all(word in page.read_text(encoding="utf-8") for page in pages)


def test_summary_is_printed(demo):
    said = (demo / "said.txt").read_text(encoding="utf-8")
    assert "county" in said and "world" in said and "Elapsed" in said
    assert str(demo) in said


def test_it_takes_less_than_two_minutes(demo):
    """By processor time, which does not depend on what else the machine does."""
    said = (demo / "said.txt").read_text(encoding="utf-8")
    assert float(said.rsplit("busy for ", 1)[1].split()[0]) < 120
