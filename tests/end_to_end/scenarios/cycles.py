"""The panel opened and closed, the plugin reloaded, again and again: no object stays, memory does not grow.

Run once with ``CYCLES=200x50`` (openings x reloads); the tests take fewer.
"""

import gc
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import qgis.utils
import zones
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QDockWidget

PACKAGE = "carbon_pollution_zoning"
OPENINGS, RELOADS = (int(number) for number in os.environ.get("CYCLES", "20x6").split("x"))
SETTLED_MS = 1500  # what is to be deleted later, and timers of QGIS's own, have come to their end
WARM_UP = 4  # caches fill: fonts, icons, the compiled form
# Bytes: memory that was freed lies about in pieces; that levels off (14 MB after 50 reloads), while modules
# or a panel that stayed would be megabytes each time.
LOOSE, MOST_PER_CYCLE = 24e6, 64 * 1024
PAGE = os.sysconf("SC_PAGE_SIZE")


def scenario(t):
    layer = zones.sub_zones("zones")
    QgsProject.instance().addMapLayer(layer)
    t.click(t.action("CpzoningDockAction"))
    yield t.find(QDockWidget, "CpzoningDock").isVisible
    yield from openings(t)
    yield from reloads(t, layer)
    dock = t.find(QDockWidget, "CpzoningDock")
    yield lambda: dock.tab("map").view.ui.table.model() is not None
    t.shot("after-all")


def openings(t):
    """Show and hide the panel; turn to each tab; look at the figures."""
    dock = t.find(QDockWidget, "CpzoningDock")
    begun = None
    for number in range(OPENINGS + WARM_UP):
        if number == WARM_UP:
            yield SETTLED_MS
            begun = inventory(t)
        t.click(t.action("CpzoningDockAction"))
        yield lambda: not dock.isVisible()
        t.click(t.action("CpzoningDockAction"))
        yield dock.isVisible
        for tab in dock.tabs():
            dock.turn_to(tab.ID)
            yield 1
        dock.turn_to("map")
        reading = dock.tab("map").reading
        before = reading.rows
        reading.refresh()
        yield lambda reading=reading, before=before: reading.rows is not before
    yield SETTLED_MS
    judge(t, "openings", begun, inventory(t), OPENINGS)


def reloads(t, layer):
    """Unload and load the plugin, as its author and the plugin manager do."""
    begun = None
    for number in range(RELOADS + WARM_UP):
        if number == WARM_UP:
            yield SETTLED_MS
            begun = inventory(t)
        qgis.utils.unloadPlugin(PACKAGE)
        yield 20
        t.expect(t.window.findChild(QDockWidget, "CpzoningDock") is None, f"reload {number}: no panel stays")
        qgis.utils.loadPlugin(PACKAGE)
        qgis.utils.startPlugin(PACKAGE)
        dock = t.find(QDockWidget, "CpzoningDock")
        yield dock.isVisible
        view = dock.tab("map").view
        yield lambda view=view: view.ui.table.model() is not None
        dock.turn_to("diagram")
        yield 1
        dock.turn_to("map")
        t.iface.messageBar().clearWidgets()
    del dock, view
    yield SETTLED_MS
    judge(t, "reloads", begun, inventory(t), RELOADS)


def inventory(t) -> dict[str, int]:
    """What there is: children of the window, things on the map, objects of ours, bytes of memory."""
    gc.collect()
    everything = gc.get_objects()
    ours = [one for one in everything if is_ours(type(one))]
    kinds = ("ZoneDock", "MapTab", "DiagramTab", "Plot", "Reading", "Zones", "ReadTask", "Grid", "Plugin")
    resident = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE
    return {
        "children": len(t.window.findChildren(QObject)),
        "items on the map": len(t.iface.mapCanvas().scene().items()),
        "classes of ours": sum(isinstance(one, type) and is_ours(one) for one in everything),
        **{kind: sum(type(one).__name__ == kind for one in ours) for kind in kinds},
        "memory": resident,
    }


def is_ours(one) -> bool:
    """Whether a class, or whatever else, comes from a module of the plugin."""
    return str(getattr(one, "__module__", "")).startswith(PACKAGE)


def judge(t, what: str, begun: dict[str, int], ended: dict[str, int], cycles: int):
    t.report[what] = {"begun": begun, "ended": ended}
    grown = {name: ended[name] - begun[name] for name in begun if name != "memory"}
    # message bars and the like of QGIS come and go by themselves
    more = {name: number for name, number in grown.items() if number > (5 if name == "children" else 0)}
    t.expect(not more, f"{what}: nothing stays: {more}")
    per_cycle = (ended["memory"] - begun["memory"]) / cycles
    t.report[what]["bytes per cycle"] = round(per_cycle)
    t.expect(per_cycle < MOST_PER_CYCLE + LOOSE / cycles, f"{what}: {per_cycle / 1024:.0f} KB more each time")
