"""How pictures of the help are drawn: runs on the practice county, maps, panels, small files."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "resources" / "help" / "pictures"
SAMPLE = ROOT / "resources" / "sample"
COUNTY = SAMPLE / "haiyue.gpkg"
VAUD = ROOT / "tests" / "fixtures" / "vaud"
FONTS = {"zh": ["Noto Sans CJK SC", "WenQuanYi Micro Hei", "DejaVu Sans"], "en": ["DejaVu Sans"]}
INK, SEA, SOURCE, SINK = "#333333", "#DCEBF5", "#E07A3F", "#2E8B57"
DPI = 110


def run(name: str, **options):
    """Results of an algorithm of the plugin."""
    import processing
    from qgis.core import QgsProcessingFeedback

    return processing.run(f"cpzoning:{name}", options, feedback=QgsProcessingFeedback(False))


def habitats(year: int):
    """Mangroves of the practice county in a year."""
    from qgis.core import QgsVectorLayer

    return QgsVectorLayer(f'{COUNTY}|layername=mangrove|subset="year" = {year}', str(year), "ogr")


def rendered(layers, width: int, height: int):
    """A map of layers, the first on top, as an array for matplotlib."""
    import numpy as np
    from qgis.core import QgsMapRendererCustomPainterJob, QgsMapSettings
    from qgis.PyQt.QtCore import QSize
    from qgis.PyQt.QtGui import QColor, QImage, QPainter

    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(layers[-1].crs())
    settings.setBackgroundColor(QColor(SEA))
    settings.setOutputSize(QSize(width, height))
    extent = layers[-1].extent()
    extent.scale(1.04)
    settings.setExtent(extent)
    image = QImage(QSize(width, height), QImage.Format.Format_RGB32)
    image.fill(QColor(SEA))
    painter = QPainter(image)
    job = QgsMapRendererCustomPainterJob(settings, painter)
    job.start()
    job.waitForFinished()
    painter.end()
    bits = image.constBits()
    bits.setsize(image.sizeInBytes())
    return np.frombuffer(bits, np.uint8).reshape(height, width, 4)[:, :, 2::-1].copy()


def sheet(lang: str, columns: int):
    """A figure with a row of panels."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    pyplot.rcParams["font.sans-serif"] = FONTS[lang]
    pyplot.rcParams["font.family"] = "sans-serif"
    pyplot.rcParams["axes.unicode_minus"] = False
    pyplot.rcParams["font.size"] = 8
    return pyplot.subplots(1, columns, figsize=(4.1 * columns, 3.3), dpi=DPI, layout="constrained")


def save(figure, name: str, lang: str) -> None:
    """The picture with a palette, so that the package stays small."""
    from PIL import Image

    PICTURES.mkdir(exist_ok=True)
    path = PICTURES / f"{name}-{lang}.png"
    figure.savefig(path)
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(128, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


def on_map(axis, layers, title: str) -> None:
    """A panel with a map."""
    axis.imshow(rendered(layers, 820, 620))
    axis.set_title(title, color=INK, fontsize=9)
    axis.set_axis_off()


def key(axis, layer) -> None:
    """The steps of a raster under its map."""
    from matplotlib.patches import Patch

    items = layer.renderer().shader().rasterShaderFunction().colorRampItemList()
    patches = [
        Patch(facecolor=item.color.name(), edgecolor=INK, lw=0.3, label=item.label.replace("\u202f", " "))
        for item in items
    ]
    columns = -(-len(patches) // 2)
    place = {"loc": "upper center", "bbox_to_anchor": (0.5, 0.0), "ncols": columns}
    axis.legend(handles=patches, fontsize=6, frameon=False, handlelength=1.2, **place)
