"""A writer of a register in a process of its own: ``register_writer.py PLACE UNIT FIRST COUNT MODE``.

PLACE is the path of a GeoPackage or the URI of a database. MODE ``report`` writes COUNT reports, one after
the other; ``hang`` writes rows, says so, and waits in the middle of the transaction to be killed; ``full``
writes until the disk (here: the size that a file may have) ends, and tells what it was told.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import conftest  # noqa: F401  registers the package
from qgis.core import QgsApplication

from carbon_pollution_zoning.core.errors import ScienceError
from carbon_pollution_zoning.core.register.changes import insert
from carbon_pollution_zoning.toolbelt.register import places

ROOM = 1 << 20


def values(unit: str, year: int, count: int = 1) -> dict[str, list]:
    """Rows of values, one per sub-component."""
    return {
        "unit": [unit] * count,
        "indicator": ["gdp"] * count,
        "year": [year] * count,
        "kind": ["reported"] * count,
        "component": [f"c{number}" for number in range(count)],
        "value": [float(number) for number in range(count)],
    }


def hang(_fraction: float = 0.0) -> None:
    """Say that rows are written, and wait."""
    sys.stdout.write("half\n")
    sys.stdout.flush()
    time.sleep(600)


def main(place: str, unit: str, first: int, count: int, mode: str) -> int:
    """Write as asked; returns the exit status."""
    key = "connection" if "=" in place else "file"
    register = places.opened(**{key: place})
    if mode == "report":
        for year in range(first, first + count):
            register.write([insert("indicator_values", values(unit, year))], "test", who=unit)
        return 0
    changes = [insert("indicator_values", values(unit, first, count))]
    if mode == "hang":
        # progress is told after rows were written, in the middle of the transaction
        register.progress = hang
        register.write(changes, "test", who=unit)
        return 0
    size = Path(place).stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + ROOM, size + ROOM))
    try:
        register.write(changes, "test", who=unit)
    except ScienceError as error:
        sys.stdout.write(str(error))
        return 3
    return 0


if __name__ == "__main__":
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    QgsApplication.initQgis()
    status = main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
    QgsApplication.exitQgis()
    sys.exit(status)
