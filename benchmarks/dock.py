"""The zoning panel with 300 000 units: what the user waits for once the layer has been read.

    .venv/bin/python benchmarks/dock.py [units] [rounds]

A layer in memory of squares with classes, spaces, exceedances, net carbon and towns is shown in the panel
of the plugin, in a window that nobody sees. After the reading, which runs in the background, each line is
the median time in which the interface answers: figures of 24 sub-zones and of six classes, one town alone,
the diagram with all its points, a threshold that moves, a rectangle brushed in the diagram and the selection
that follows on the map. The reading itself is timed last, with the longest time that the interface did not
answer meanwhile. Exit status 1: an answer took more than a second.
"""

from __future__ import annotations

import os
import statistics
import sys
import time

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
LIMIT = 1.0
FIELDS = (
    "field=town:string&field=space:string&field=cp_class:string&field=subzone:string"
    "&field=net_tco2:double&field=u:double&field=v:double"
)


def make_layer(count: int):
    from qgis.core import QgsFeature, QgsGeometry, QgsRectangle, QgsVectorLayer

    from carbon_pollution_zoning.core.zoning import sixclass

    rng = np.random.default_rng(7)
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:4547&{FIELDS}", "zones", "memory")
    u, v = rng.normal(0.6, 1.2, (2, count))
    classes = np.array(sixclass.CODES)[sixclass.classify(u, v)]
    spaces = rng.choice(list("AEUM"), count)
    side, row = 100.0, int(np.ceil(np.sqrt(count)))
    features = []
    for number in range(count):
        down, right = divmod(number, row)
        x, y = 500_000 + side * right, 3_300_000 - side * down
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(x, y - side, x + side, y)))
        space, zone = str(spaces[number]), str(classes[number])
        values = [f"town {right * 20 // row}", space, zone, f"{space}-{zone}", float(50 * u[number])]
        feature.setAttributes([*values, float(u[number]), float(v[number])])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def wait(app, condition) -> tuple[float, float]:
    """(seconds until *condition* holds, longest time in which the interface did not answer)."""
    began = last = time.perf_counter()
    longest = 0.0
    while not condition():
        app.processEvents()
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
        time.sleep(0.001)
    return time.perf_counter() - began, longest


def median(action, rounds: int) -> float:
    taken = []
    for number in range(rounds):
        began = time.perf_counter()
        action(number)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def answers(dock, rounds: int) -> dict[str, float]:
    """Seconds by what the user does."""
    maps, diagram = dock.tab("map"), dock.tab("diagram")
    found = {}
    found["figures of 24 sub-zones"] = median(lambda _: maps._show_counts(), rounds)
    schemes = ("sixclass", "subzones")
    found["switch between 24 and 6"] = median(lambda n: maps.choose_scheme(schemes[n % 2]), rounds)
    towns = ("town 3", "town 4")
    found["one town alone"] = median(lambda n: maps.choose_place(towns[n % 2]), rounds)
    maps.choose_place("")
    dock.turn_to("diagram")
    plot = diagram.view.plot

    def redraw(_number):
        plot._stale()
        plot.grab()

    found["diagram with all points"] = median(redraw, rounds)

    def move(number):
        plot.set_factors(1.0 + 0.1 * (number % 2), 1.0)
        diagram._try()
        plot.grab()

    found["threshold moved"] = median(move, rounds)
    rng = np.random.default_rng(1)

    def brush(_number):
        plot.brushed.emit(rng.random(len(plot._u)) < 0.3, False)
        plot.grab()

    found["brush and selection"] = median(brush, rounds)
    return found


def main(count: int, rounds: int) -> int:
    from qgis.core import QgsApplication

    app = QgsApplication([], True)
    QgsApplication.initQgis()
    from qgis.core import QgsProject
    from qgis.gui import QgsMapCanvas, QgsMessageBar

    import plugin  # noqa: F401  registers the package
    from carbon_pollution_zoning.plugin.dock.controller import Controller
    from carbon_pollution_zoning.plugin.dock.desk import Desk
    from carbon_pollution_zoning.plugin.dock.dock import ZoneDock
    from carbon_pollution_zoning.plugin.dock.reading import Reading
    from carbon_pollution_zoning.plugin.dock.zones import Zones
    from carbon_pollution_zoning.plugin.settings import Settings

    project, canvas, bar = QgsProject.instance(), QgsMapCanvas(), QgsMessageBar()
    project.addMapLayer(make_layer(count))
    dock = ZoneDock()
    zones = Zones(project, dock)
    reading = Reading(zones, dock)
    desk = Desk(project, canvas, bar, Settings(), zones, reading, lambda _: None, lambda *_: None)
    controller = Controller(dock, desk)
    dock.resize(500, 900)
    dock.show()
    controller.start()
    took, stuck = wait(app, lambda: reading.rows is not None)
    dock.tab("map").choose_place_field("town")
    wait(app, lambda: reading.rows is not None and reading.rows.places)
    dock.tab("map").apply_symbology()
    found = answers(dock, rounds)
    print(f"{count} units, median of {rounds}")
    for name, seconds in found.items():
        print(f"{name:28} {seconds * 1000:8.0f} ms")
    print(f"{'reading in the background':28} {took * 1000:8.0f} ms")
    print(f"{'interface stuck meanwhile':28} {stuck * 1000:8.0f} ms")
    controller.stop()
    dock.deleteLater()
    project.clear()
    return int(max(found.values()) > LIMIT)


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]] + [300_000, 5][len(sys.argv) - 1 :]
    status = main(*numbers)
    # QGIS's own end is not part of what is measured
    os._exit(status)
