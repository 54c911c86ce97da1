"""A map and a style by the dialogs of their algorithms, as a technician asks for them."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import processing
from helpers import make_layer
from qgis.core import QgsProject

CODES = ("E-S", "U-SC", "U-SCP")
SQUARE = "POLYGON(({x} 2500000,{x} 2503000,{y} 2503000,{y} 2500000,{x} 2500000))"


def scenario(t):
    # QGIS shows its own progress with a button to cancel while an algorithm works in the main thread
    t.allow_dialog("ProgressDialog")
    folder = Path(tempfile.mkdtemp())
    rows = [
        (SQUARE.format(x=480000 + 3000 * at, y=483000 + 3000 * at), (code,)) for at, code in enumerate(CODES)
    ]
    layer = make_layer("Polygon", "EPSG:4547", "field=subzone:string", rows, "各镇")
    QgsProject.instance().addMapLayer(layer)
    t.iface.setActiveLayer(layer)
    t.iface.zoomToActiveLayer()
    yield 300
    path = folder / "图 map.pdf"
    yield from ask(t, "zonemap", {"INPUT": layer, "TITLE": "管治亚区", "OUTPUT": str(path)})
    t.expect(path.is_file(), "the map was written")
    t.expect(layer.renderer().type() == "singleSymbol", "the map leaves the layer as it is")
    yield from ask(t, "applysymbology", {"INPUT": layer, "PALETTE": 2})
    t.expect(layer.renderer().type() == "categorizedSymbol", "the layer takes its style")
    yield 500
    t.shot("styled")


def ask(t, name, parameters):
    """Open the dialog of an algorithm, press Run and wait for its end."""
    dialog = processing.createAlgorithmDialog(f"cpzoning:{name}", parameters)
    ended = []
    dialog.algorithmFinished.connect(lambda fine, _results: ended.append(fine))
    dialog.show()
    yield 600
    t.shot(name)
    t.click(dialog.runButton())
    yield lambda: bool(ended)
    t.expect(ended[0], f"{name} ran in its dialog")
    t.shot(f"{name}_done")
    dialog.close()
    yield 200
