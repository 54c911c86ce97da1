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
    right.bar(
        years, value, yerr=limits, color=SOURCE, width=0.8, error_kw={"lw": 1.0, "ecolor": INK, "capsize": 2}
    )
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


def estimates(lang: str, folder: Path) -> None:
    """China's land sink by several methods, with what they say together."""
    import csv

    table = SAMPLE / "tables" / "national_sinks.csv"
    made = run(
        "combineestimates",
        INPUT=str(table),
        LAYOUT="rows",
        ESTIMATES=["value"],
        QUANTITY="quantity",
        NAME="estimate",
        OUTPUT=str(folder / "sinks.csv"),
    )
    with Path(made["OUTPUT"]).open(encoding="utf-8", newline="") as stream:
        together = {row["group_name"]: row for row in csv.DictReader(stream)}
    with table.open(encoding="utf-8", newline="") as stream:
        single = list(csv.DictReader(stream))
    words = {
        "en": {
            "china_land_sink_1980_1999": "1980s and 1990s: the intervals overlap",
            "china_land_sink_any_years": "with later estimates: DISJOINT",
            "est_mean": "mean",
            "est_weighted": "inverse-variance mean",
            "inventory": "inventory",
            "process_models": "process models",
            "inversion": "inversion",
            "inventory_2001_2010": "inventory 2001-2010",
            "inversion_2010_2016": "inversion 2010-2016",
        },
        "zh": {
            "china_land_sink_1980_1999": "1980—1999 年：区间相互重叠",
            "china_land_sink_any_years": "加入后来的估算：DISJOINT",
            "est_mean": "均值",
            "est_weighted": "方差倒数加权均值",
            "inventory": "清查法",
            "process_models": "过程模型",
            "inversion": "大气反演",
            "inventory_2001_2010": "清查法 2001—2010",
            "inversion_2010_2016": "大气反演 2010—2016",
        },
    }[lang]
    figure, axes = sheet(lang, 2)
    for axis, (quantity, row) in zip(axes, together.items()):
        lines = [
            (words[one["estimate"]], one["value"], one["value_lo"], one["value_hi"], INK)
            for one in single
            if one["quantity"] == quantity
        ]
        lines += [
            (words[name], row[name], row[f"{name}_lo"], row[f"{name}_hi"], SINK)
            for name in ("est_mean", "est_weighted")
        ]
        for at, (_, value, low, high, colour) in enumerate(reversed(lines)):
            if low:
                axis.plot([float(low), float(high)], [at, at], color=colour, lw=2.2, solid_capstyle="butt")
            axis.plot(float(value), at, "o", color=colour, ms=5)
        axis.set_yticks(range(len(lines)), [line[0] for line in reversed(lines)])
        axis.axvspan(0.17, 0.35, color=SEA, zorder=0)
        axis.set_title(words[quantity], color=INK, fontsize=9)
        axis.set_xlabel("PgC/a")
        axis.spines[["top", "right"]].set_visible(False)
    save(figure, "combineestimates", lang)


def estimates_of_cells(lang: str, folder: Path) -> None:
    """Net carbon of land by three sets of coefficients: its mean and how far they lie apart."""
    from qgis.core import QgsRasterLayer

    given = []
    for scheme in ("CN_DIRECT_A", "CN_DIRECT_B", "CN_DIRECT_C"):
        made = run(
            "landcarbonbudget",
            RASTER=str(SAMPLE / "rasters" / "landcover_2024.tif"),
            SCHEME="clcd",
            COEFFICIENTS=scheme,
            UNCOVERED=1,
            UNITS_LAYER=f"{COUNTY}|layername=town",
            UNITS="memory:",
            NET_RASTER=str(folder / f"{scheme}.tif"),
        )
        given.append(made["NET_RASTER"])
    outputs = {name: str(folder / f"{name}.tif") for name in ("MEAN", "RANGE")}
    made = run("combineestimatesraster", RASTERS=given, SPREADS=["15", "", ""] * 3, **outputs)
    words = {
        "en": ("Mean of three sets of coefficients", "Range: where they differ"),
        "zh": ("三套系数的均值", "极差：何处不一致"),
    }[lang]
    figure, axes = sheet(lang, 2)
    for axis, name, title in zip(axes, outputs, words):
        layer = QgsRasterLayer(made[name], name)
        layer.loadDefaultStyle()
        on_map(axis, [layer], title)
    save(figure, "combineestimatesraster", lang)


def balance(lang: str, folder: Path) -> None:
    """Net carbon of the towns of the practice county, and how wide it is."""
    from qgis.core import QgsVectorLayer

    year = {"YEARS": "2024", "PROVINCE": "440000"}
    towns = f"{COUNTY}|layername=zoning_unit"
    activity = f"{COUNTY}|layername=activity_town"
    emissions = run("emissioninventory", INPUT=activity, UNITS=str(folder / "emissions.gpkg"), **year)
    land = run(
        "landcarbonbudget",
        RASTER=str(SAMPLE / "rasters" / "landcover_2024.tif"),
        SCHEME="clcd",
        UNITS_LAYER=towns,
        UNITS=str(folder / "land.gpkg"),
    )
    made = run(
        "carbonbalance",
        INPUT=towns,
        EMISSIONS=emissions["UNITS"],
        LAND=land["UNITS"],
        SOCIETY=f"{COUNTY}|layername=society",
        YEAR="2024",
        OUTPUT=str(folder / "balance.gpkg"),
    )
    layer = QgsVectorLayer(f"{made['OUTPUT']}|layername=balance", "balance", "ogr")
    words = {
        "en": ("Net carbon of the towns, 2024", "Net and its 95 % interval (10⁴ t CO2e)", "name_en"),
        "zh": ("各镇净碳排放（2024 年）", "净碳排放及 95 % 区间（万吨 CO2e）", "unit_name"),
    }[lang]
    rows = sorted(layer.getFeatures(), key=lambda one: one["net_tco2"])
    figure, (left, right) = sheet(lang, 2)
    on_map(left, [layer], words[0])
    for at, row in enumerate(rows):
        low, value, high = (row[f"net_tco2{end}"] / 1e4 for end in ("_lo", "", "_hi"))
        right.plot([low, high], [at, at], color=INK, lw=1.2)
        right.plot(value, at, "o", color=SOURCE if value > 0 else SINK, ms=4)
    right.axvline(0, color=INK, lw=0.6)
    right.set_yticks(range(len(rows)), [row[words[2]] for row in rows])
    right.set_title(words[1], color=INK, fontsize=9)
    right.spines[["top", "right"]].set_visible(False)
    save(figure, "carbonbalance", lang)


def pollution_load(lang: str, folder: Path) -> None:
    """Nitrogen of towns and of sub-catchments of the practice county."""
    from qgis.core import QgsVectorLayer

    made = run(
        "pollutionload",
        RASTER=str(SAMPLE / "rasters" / "landcover_2024.tif"),
        SCHEME="clcd",
        EXPORT_TABLE=str(SAMPLE / "tables" / "export_coefficients.csv"),
        UNITS_LAYER=f"{COUNTY}|layername=town",
        CATCHMENTS=f"{COUNTY}|layername=catchment",
        DELIVERY_FIELD="delivery_ratio",
        MAPPED="TN",
        UNITS=str(folder / "towns.gpkg"),
        CATCHMENTS_OUT=str(folder / "catchments.gpkg"),
    )
    words = {
        "en": ("Total nitrogen that arrives, by town", "by sub-catchment (darker: more per hectare)"),
        "zh": ("各乡镇入河总氮负荷", "各子流域入河总氮负荷（越深越大）"),
    }[lang]
    figure, axes = sheet(lang, 2)
    for axis, name, title in zip(axes, ("UNITS", "CATCHMENTS_OUT"), words):
        on_map(axis, [QgsVectorLayer(made[name], name, "ogr")], title)
    save(figure, "pollutionload", lang)


def data_quality(lang: str, folder: Path) -> None:
    """The report of the towns of the practice county: a magnitude and a relation, with what breaks them."""
    from qgis.core import QgsVectorLayer

    table = QgsVectorLayer(f"{COUNTY}|layername=town_report", "report", "ogr")
    rows = list(table.getFeatures())
    words = {
        "en": (
            "CO2 per tonne of standard coal",
            "Forest ÷ cover rate against the land (ha)",
            "of the report",
        ),
        "zh": ("每吨标准煤二氧化碳", "林地 ÷ 覆盖率 与土地面积（公顷）", "上报值"),
    }[lang]
    figure, (left, right) = sheet(lang, 2)
    left.axhspan(1.64, 3.14, color=SEA, zorder=0)
    ratio = [row["fuel_tco2"] / row["fuel_tce"] for row in rows]
    left.scatter(range(len(rows)), ratio, c=[SINK if 1.6 < one < 3.2 else SOURCE for one in ratio], s=18)
    left.set_yscale("log")
    left.set_xticks(range(len(rows)), [row["unit_code"][-3:] for row in rows], fontsize=6)
    left.set_title(words[0], color=INK, fontsize=9)
    expected = [100 * row["forest_ha"] / row["cover_pct"] for row in rows]
    land = [row["land_ha"] for row in rows]
    right.plot([50, 2e6], [50, 2e6], color=INK, lw=0.6)
    fits = [abs(one - other) < 0.02 * other for one, other in zip(expected, land)]
    right.scatter(land, expected, c=[SINK if one else SOURCE for one in fits], s=18)
    right.set_xscale("log")
    right.set_yscale("log")
    right.set_xlabel(words[2])
    right.set_title(words[1], color=INK, fontsize=9)
    for axis in (left, right):
        axis.spines[["top", "right"]].set_visible(False)
    save(figure, "dataquality", lang)


def carbon_stock(lang: str, folder: Path) -> None:
    """Change of the carbon stock of the practice county, and of the canton of Vaud."""
    from qgis.core import QgsFillSymbol, QgsRasterLayer, QgsVectorLayer

    words = {
        "en": ("Haiyue, 2015 to 2024 (t C per ha)", "Canton of Vaud, 2006 to 2012 (t C per ha)"),
        "zh": ("海月县 2015—2024 年（吨碳/公顷）", "瑞士沃州 2006—2012 年（吨碳/公顷）"),
    }[lang]
    vaud = ROOT / "tests" / "fixtures" / "vaud"
    given = {
        "county": {
            "RASTER": str(SAMPLE / "rasters" / "landcover_2015.tif"),
            "LATER_RASTERS": [str(SAMPLE / "rasters" / "landcover_2024.tif")],
            "SCHEME": "clcd",
            "UNCOVERED": "zero",
        },
        "vaud": {
            "RASTER": str(vaud / "vaud_corine_2006_100m.tif"),
            "LATER_RASTERS": [str(vaud / "vaud_corine_2012_100m.tif")],
            "SCHEME": "corine_clc",
            "DENSITIES": "HANSIS",
            "ALIGN": "align",
            "UNCOVERED": "leave_out",
        },
    }
    towns = QgsVectorLayer(f"{COUNTY}|layername=town", "towns", "ogr")
    towns.renderer().setSymbol(QgsFillSymbol.createSimple({"style": "no", "outline_color": "#555555"}))
    figure, axes = sheet(lang, 2)
    for axis, (name, options), title in zip(axes, given.items(), words):
        made = run("carbonstock", UNITS="memory:", CHANGE_RASTER=str(folder / f"{name}.tif"), **options)
        layer = QgsRasterLayer(made["CHANGE_RASTER"], name)
        layer.loadDefaultStyle()
        on_map(axis, [towns, layer] if name == "county" else [layer], title)
        key(axis, layer)
    save(figure, "carbonstock", lang)


def key(axis, layer) -> None:
    """The steps of a raster under its map."""
    from matplotlib.patches import Patch

    items = layer.renderer().shader().rasterShaderFunction().colorRampItemList()
    patches = [Patch(facecolor=item.color.name(), edgecolor=INK, lw=0.3, label=item.label) for item in items]
    columns = -(-len(patches) // 2)
    place = {"loc": "upper center", "bbox_to_anchor": (0.5, 0.0), "ncols": columns}
    axis.legend(handles=patches, fontsize=6, frameon=False, handlelength=1.2, **place)


MAKERS = {
    "bluecarbon": blue_carbon,
    "landcarbonbudget": land_budget,
    "combineestimates": estimates,
    "combineestimatesraster": estimates_of_cells,
    "carbonbalance": balance,
    "carbonstock": carbon_stock,
    "pollutionload": pollution_load,
    "dataquality": data_quality,
}

if __name__ == "__main__":
    raise SystemExit(main())
