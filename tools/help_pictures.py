#!/usr/bin/python3
"""Take the pictures of the help texts anew, from runs on the practice county: resources/help/pictures/*.png.

    help_pictures.py          both languages
    help_pictures.py <id>     only those of one algorithm

Each language runs in a process of its own, because the language of QGIS is chosen when it starts.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from showcase import session  # noqa: E402

PICTURES = ROOT / "resources" / "help" / "pictures"
SAMPLE = ROOT / "resources" / "sample"
COUNTY = SAMPLE / "haiyue.gpkg"
FONTS = {"zh": ["Noto Sans CJK SC", "WenQuanYi Micro Hei", "DejaVu Sans"], "en": ["DejaVu Sans"]}
INK, SEA, SOURCE, SINK = "#333333", "#DCEBF5", "#E07A3F", "#2E8B57"
DPI = 110


def main() -> int:
    """Make the pictures; returns the exit status."""
    asked = [word for word in sys.argv[1:] if not word.startswith("--")]
    if "--language" in sys.argv:
        lang = asked.pop(0)
        with session.qgis(lang), tempfile.TemporaryDirectory() as folder:
            for name, make in MAKERS.items():
                if not asked or name in asked:
                    make(lang, Path(folder))
        return 0
    tool = [sys.executable, __file__, "--language"]
    codes = [subprocess.run([*tool, lang, *asked], check=False).returncode for lang in FONTS]
    for path in sorted(PICTURES.glob("*.png")):
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} kB")
    return max(codes)


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


def blue_carbon(lang: str, folder: Path) -> None:
    """Mangroves that came back in the practice county, and a hundred hectares that are disturbed."""
    from qgis.core import QgsFillSymbol, QgsVectorLayer

    made = run(
        "bluecarbon",
        INPUT=habitats(2015),
        YEAR=2015,
        LATER=habitats(2024),
        LATER_YEAR=2024,
        UNITS_LAYER=f"{COUNTY}|layername=zoning_unit",
        UNITS=str(folder / "units.gpkg"),
    )
    units = QgsVectorLayer(f"{made['UNITS']}|layername=units", "units", "ogr")
    units.setOpacity(0.85)
    trees = habitats(2024)
    trees.renderer().setSymbol(QgsFillSymbol.createSimple({"color": "#14532D", "outline_style": "no"}))
    words = {
        "en": ("Blue carbon of the towns, 2024", "100 ha of mangrove disturbed in 2025", "t CO2 a year"),
        "zh": ("各镇蓝碳净值（2024 年）", "2025 年 100 公顷红树林受高强度扰动", "t CO2/a"),
    }[lang]
    figure, (left, right) = sheet(lang, 2)
    on_map(left, [trees, units], words[0])
    rows = disturbed(folder)
    years = [row["year"] for row in rows]
    value = [row["net_tco2"] for row in rows]
    limits = [[abs(row["net_tco2"] - row[end]) for row in rows] for end in ("net_tco2_lo", "net_tco2_hi")]
    right.bar(years, value, yerr=limits, color=SOURCE, width=0.8, error_kw={"lw": 0.6, "ecolor": INK})
    right.set_title(words[1], color=INK, fontsize=9)
    right.set_ylabel(words[2])
    right.spines[["top", "right"]].set_visible(False)
    save(figure, "bluecarbon", lang)


def disturbed(folder: Path) -> list[dict]:
    """Thirty years of a hundred hectares of mangrove after a disturbance."""
    from qgis.core import QgsVectorLayer

    table = folder / "disturbed.csv"
    table.write_text("unit_code,habitat,state,area\nx,mangrove,disturbed_high,100\n", encoding="utf-8")
    made = run(
        "bluecarbon",
        INPUT=str(table),
        YEAR=2025,
        STATE="state",
        AREA="area",
        END_YEAR=2054,
        UNITS="memory:",
        YEARS_OUT=str(folder / "years.csv"),
    )
    layer = QgsVectorLayer(made["YEARS_OUT"], "years", "ogr")
    names = [field.name() for field in layer.fields()]
    return [
        {name: float(value) for name, value in zip(names, feature.attributes()) if _is_number(value)}
        for feature in layer.getFeatures()
    ]


def _is_number(value) -> bool:
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return True


def land_budget(lang: str, folder: Path) -> None:
    """Net carbon of the towns and of every cell of the practice county."""
    from qgis.core import QgsRasterLayer, QgsVectorLayer

    made = run(
        "landcarbonbudget",
        RASTER=str(SAMPLE / "rasters" / "landcover_2024.tif"),
        SCHEME="clcd",
        UNITS_LAYER=f"{COUNTY}|layername=town",
        UNITS=str(folder / "towns.gpkg"),
        NET_RASTER=str(folder / "net.tif"),
    )
    towns = QgsVectorLayer(f"{made['UNITS']}|layername=towns", "towns", "ogr")
    net = QgsRasterLayer(made["NET_RASTER"], "net")
    net.loadDefaultStyle()
    words = {
        "en": ("Net carbon of the towns, land alone", "Net carbon of every cell"),
        "zh": ("各镇土地净碳", "逐像元净碳"),
    }[lang]
    figure, (left, right) = sheet(lang, 2)
    on_map(left, [towns], words[0])
    on_map(right, [net], words[1])
    save(figure, "landcarbonbudget", lang)


MAKERS = {"bluecarbon": blue_carbon, "landcarbonbudget": land_budget}

if __name__ == "__main__":
    raise SystemExit(main())
