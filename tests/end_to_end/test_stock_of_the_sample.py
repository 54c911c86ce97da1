"""Carbon stocks of the practice county through ``qgis_process``, and as a step of a chain."""

from __future__ import annotations

import json
from pathlib import Path

import processing
import pytest
from helpers import RecordingFeedback, rows_of

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
LAND = [str(SAMPLE / "rasters" / f"landcover_{year}.tif") for year in (2015, 2024)]
TOWNS = f"{SAMPLE / 'haiyue.gpkg'}|layername=town"
GIVEN = {
    "RASTER": LAND[0],
    "LATER_RASTERS": [LAND[1]],
    "SCHEME": "clcd",
    "UNCOVERED": "zero",
    "YEARS": "2015, 2024",
    "UNITS_LAYER": TOWNS,
}


@pytest.mark.slow
def test_qgis_process_takes_the_example_of_the_help(qgis_process, workplace):
    units = str(workplace / "stock.gpkg")
    done = qgis_process("run", "cpzoning:carbonstock", inputs={**GIVEN, "UNITS": units})
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout)["results"]
    assert sum(row["change_tc"] for row in rows_of(units)) == pytest.approx(results["CHANGE"])


def test_the_next_step_reads_the_change_of_the_stock(provider, workplace):
    """Means of the raster of change by unit, as QGIS counts them, are the changes of the units."""
    made = processing.run(
        "cpzoning:carbonstock",
        {**GIVEN, "UNITS": str(workplace / "stock.gpkg"), "CHANGE_RASTER": str(workplace / "change.tif")},
        feedback=RecordingFeedback(),
    )
    mean = processing.run(
        "native:zonalstatisticsfb",
        {
            "INPUT": made["UNITS"],
            "INPUT_RASTER": made["CHANGE_RASTER"],
            "RASTER_BAND": 1,
            "STATISTICS": [2],
            "OUTPUT": "memory:",
        },
        feedback=RecordingFeedback(),
    )
    for row in rows_of(mean["OUTPUT"]):
        # QGIS weighs cells at borders otherwise than by their centre
        assert row["_mean"] == pytest.approx(row["change_tc"] / row["known_ha"], rel=0.05, abs=0.05)
