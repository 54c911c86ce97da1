"""Monitoring of the practice county by the lines of the help, with the figures that it tells."""

from __future__ import annotations

import pytest
from helpers import rows_of
from helplines import SAMPLE, line_of_the_help

pytestmark = pytest.mark.slow


def run(qgis_process, name, workplace):
    done = qgis_process(*line_of_the_help(name, workplace))
    assert done.returncode == 0, done.stderr
    return lambda layer, column: [
        row[column] for row in rows_of(f"{workplace / layer}.gpkg|layername={layer}")
    ]


def counted(words):
    return {word: words.count(word) for word in set(words)}


@pytest.mark.needs("scipy")
def test_trends_of_fine_dust(qgis_process, workplace):
    column = run(qgis_process, "trendforecast", workplace)
    assert counted(column("trends", "target_state")) == {"kept": 9, "reached": 1, "missed": 2}
    (year,) = [time for state, time in zip(column("trends", "target_state"), column("trends", "target_time"))
               if state == "reached"]  # fmt: skip
    assert int(year) == 2028
    assert "<svg" in (workplace / "trends.html").read_text(encoding="utf-8")


def test_the_path_of_emissions(qgis_process, workplace):
    column = run(qgis_process, "pathcheck", workplace)
    assert counted(column("path", "path_state")) == {"behind": 10, "ahead": 1, "ND": 1}


def test_warnings_of_the_air(qgis_process, workplace):
    column = run(qgis_process, "earlywarning", workplace)
    assert counted(column("warnings", "warn_level")) == {"green": 24, "blue": 7, "yellow": 2, "orange": 3}
    orange = [items for level, items in zip(column("units", "warn_level"), column("units", "decisive_items"))
              if level == "orange"]  # fmt: skip
    assert orange == ["PM2.5"] * 3
    assert sum(chance for chance in column("warnings", "p_level")) > 20


def test_grades_of_the_towns(qgis_process, workplace):
    column = run(qgis_process, "assessment", workplace)
    assert counted(column("grades", "grade")) == {"fail": 11, None: 1}
    assert min(score for score in column("grades", "score") if score is not None) > 96


@pytest.mark.needs("pandas")
def test_peaks_of_the_towns(qgis_process, workplace):
    source = f"{SAMPLE / 'haiyue.gpkg'}|layername=activity_town"
    made = workplace / "emissions.gpkg"
    inventory = ("run", "cpzoning:emissioninventory", "--", f"INPUT={source}", "PROVINCE=440000")
    done = qgis_process(*inventory, "EARLY_YEARS=1", f"UNITS={made}")
    assert done.returncode == 0, done.stderr
    column = run(qgis_process, "peakneutrality", workplace)
    assert counted(column("peaks", "peak_type")) == {"rising": 11, "peaked": 1}
