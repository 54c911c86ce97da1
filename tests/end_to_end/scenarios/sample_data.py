"""The practice county opens in groups, named and drawn; the files stay as they were installed."""

from qgis.core import QgsProject


def scenario(t):
    t.click(t.action("CpzoningSampleAction"))
    yield t.canvas_ready
    yield 1000
    yield t.canvas_ready
    layers = QgsProject.instance().mapLayers().values()
    t.expect(len(layers) > 20 and all(layer.isValid() for layer in layers), f"{len(layers)} layers are open")
    t.expect(all(layer.readOnly() for layer in layers), "they are read-only")
    t.shot("sample")
    count = len(layers)
    t.click(t.action("CpzoningSampleAction"))
    yield 300
    t.expect(len(QgsProject.instance().mapLayers()) == count, "asked for again, they are not opened twice")
