"""Exports of 300 000 units in the background: how long they take, how long the interface stands still.

    .venv/bin/python benchmarks/export.py [units] [kind ...]

A layer in memory of squares with classes and sub-zones goes into a map (PDF and PNG), its preview, tables
(XLSX) and a package, each as the tab Export does it: copies of the layer in another thread, while this one
answers a timer of 10 ms. Each line has the time of the whole, the longest time between two answers, the size
of the file and the most memory that the process has had so far. Exit status 1: the interface stood still for
more than a second, or an export failed.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent))
import dock

LIMIT = 1.0
KINDS = {
    "preview": ("zonemap", ".pdf"),
    "map.pdf": ("zonemap", ".pdf"),
    "map.png": ("zonemap", ".png"),
    "tables": ("zonetables", ".xlsx"),
    "package": ("zonepackage", ".gpkg"),
}


def carry_out(kind: str, layer, folder: str):
    """Export once; returns seconds, the longest pause of the interface in seconds, megabytes, fault."""
    from qgis.core import QgsApplication, QgsProject
    from qgis.PyQt.QtCore import QEventLoop, QTimer

    from carbon_pollution_zoning.plugin.dock.exporttask import ExportTask
    from carbon_pollution_zoning.processing_provider import orders
    from carbon_pollution_zoning.toolbelt.apart import Parcel

    algorithm, suffix = KINDS[kind]
    path = Path(folder) / f"{algorithm}{suffix}"
    given = {"INPUT": layer.id()} if algorithm == "zonemap" else {"LAYERS": [layer.id()]}
    order = orders.Order(algorithm, {**given, "OUTPUT": str(path)})
    work = orders.preview if kind == "preview" else orders.export
    answers, outcomes, loop, timer = [], [], QEventLoop(), QTimer()
    timer.timeout.connect(lambda: answers.append(time.perf_counter()))
    timer.start(10)
    start = time.perf_counter()
    answers.append(start)
    task = ExportTask(kind, work, order, Parcel([layer], QgsProject.instance()), wanted=False)
    task.done.connect(outcomes.append)
    task.done.connect(loop.quit)
    QgsApplication.taskManager().addTask(task)
    loop.exec()
    timer.stop()
    took = time.perf_counter() - start
    pause = max(after - before for before, after in zip(answers, answers[1:]))
    size = path.stat().st_size / 1e6 if path.exists() else 0.0
    return took, pause, size, outcomes[0].fault


def main(count: int, kinds: list[str]) -> int:
    from qgis.core import QgsApplication, QgsProject

    import plugin  # noqa: F401  registers the package

    application = QgsApplication([], True)
    application.initQgis()
    from carbon_pollution_zoning.processing_provider.provider import Provider

    provider = Provider()
    QgsApplication.processingRegistry().addProvider(provider)
    layer = dock.make_layer(count)
    QgsProject.instance().addMapLayer(layer)
    print(f"{count} units; memory with the layer {memory():.0f} MB")
    bad = False
    for kind in kinds or KINDS:
        with tempfile.TemporaryDirectory() as folder:
            took, pause, size, fault = carry_out(kind, layer, folder)
        bad = bad or bool(fault) or pause > LIMIT
        figures = f"{took:7.1f} s  still {1000 * pause:5.0f} ms  {size:7.1f} MB"
        print(f"{kind:10} {figures}  memory {memory():.0f} MB")
        if fault:
            print(fault)
    sys.stdout.flush()
    return int(bad)


def memory() -> float:
    """The most memory that the process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    units = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    status = main(units, sys.argv[2:])
    # QGIS's own end is not part of what is measured
    os._exit(status)
