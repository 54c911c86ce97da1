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

import help_accounts  # noqa: E402
import help_real_cases  # noqa: E402
from help_drawing import (  # noqa: E402
    COUNTY,
    FONTS,
    INK,
    PICTURES,
    SAMPLE,
    SEA,
    SINK,
    SOURCE,
    VAUD,
    habitats,
    key,
    on_map,
    run,
    save,
    sheet,
)
from showcase import session  # noqa: E402


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
    words = {"en": "Blue carbon of the towns, 2024", "zh": "各镇蓝碳净值（2024 年）"}[lang]
    figure, (left, right) = sheet(lang, 2)
    on_map(left, [trees, units], words)
    help_real_cases.china_mangroves(right, lang, folder)
    save(figure, "bluecarbon", lang)


def land_budget(lang: str, folder: Path) -> None:
    """Net carbon of every cell of the practice county, and of the canton of Vaud."""
    from qgis.core import QgsFillSymbol, QgsRasterLayer, QgsVectorLayer

    made = run(
        "landcarbonbudget",
        RASTER=str(SAMPLE / "rasters" / "landcover_2024.tif"),
        SCHEME="clcd",
        UNITS_LAYER=f"{COUNTY}|layername=town",
        UNITS=str(folder / "towns.gpkg"),
        NET_RASTER=str(folder / "net.tif"),
    )
    towns = QgsVectorLayer(f"{COUNTY}|layername=town", "towns", "ogr")
    net = QgsRasterLayer(made["NET_RASTER"], "net")
    net.loadDefaultStyle()
    words = {"en": "Haiyue, 2024: net carbon of every cell", "zh": "海月县 2024 年：逐像元净碳"}[lang]
    towns.renderer().setSymbol(QgsFillSymbol.createSimple({"style": "no", "outline_color": "#555555"}))
    figure, (left, right) = sheet(lang, 2)
    on_map(left, [towns, net], words)
    key(left, net)
    help_real_cases.vaud_land(right, lang, folder)
    save(figure, "landcarbonbudget", lang)


def estimates(lang: str, folder: Path) -> None:
    """Sinks of the towns by three sets; China's land sink by several methods, with what they say together."""
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
            "china_land_sink_any_years": "China: land sink, DISJOINT",
            "est_mean": "mean",
            "est_weighted": "inverse-variance mean",
            "inventory": "inventory",
            "process_models": "process models",
            "inversion": "inversion",
            "inventory_2001_2010": "inventory 2001-2010",
            "inversion_2010_2016": "inversion 2010-2016",
        },
        "zh": {
            "china_land_sink_any_years": "全国陆地碳汇：DISJOINT",
            "est_mean": "均值",
            "est_weighted": "方差倒数加权均值",
            "inventory": "清查法",
            "process_models": "过程模型",
            "inversion": "大气反演",
            "inventory_2001_2010": "清查法 2001—2010",
            "inversion_2010_2016": "大气反演 2010—2016",
        },
    }[lang]
    figure, (left, axis) = sheet(lang, 2)
    help_real_cases.county_estimates(left, lang, folder)
    for quantity, row in list(together.items())[-1:]:
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
        "en": "Haiyue, 2024: range of three sets",
        "zh": "海月县 2024 年：三套系数的极差",
    }[lang]
    figure, (left, right) = sheet(lang, 2)
    layer = QgsRasterLayer(made["RANGE"], "range")
    layer.loadDefaultStyle()
    on_map(left, [layer], words)
    key(left, layer)
    help_real_cases.vaud_range(right, lang, folder)
    save(figure, "combineestimatesraster", lang)


def balance(lang: str, folder: Path) -> None:
    """Net carbon of the towns of the practice county, and CO2 and land sink of China."""
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
    words = {"en": "Net carbon of the towns, 2024", "zh": "各镇净碳排放（2024 年）"}[lang]
    figure, (left, right) = sheet(lang, 2)
    on_map(left, [layer], words)
    help_real_cases.china_balance(right, lang, folder)
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
        "en": "Total nitrogen by sub-catchment (darker: more)",
        "zh": "各子流域入河总氮负荷（越深越大）",
    }[lang]
    figure, (left, right) = sheet(lang, 2)
    on_map(left, [QgsVectorLayer(made["CATCHMENTS_OUT"], "catchments", "ogr")], words)
    help_real_cases.china_nitrogen(right, lang, folder)
    save(figure, "pollutionload", lang)


def data_quality(lang: str, folder: Path) -> None:
    """The report of the towns of the practice county: a magnitude and a relation, with what breaks them."""
    from qgis.core import QgsVectorLayer

    table = QgsVectorLayer(f"{COUNTY}|layername=town_report", "report", "ogr")
    rows = list(table.getFeatures())
    words = {
        "en": (
            "Forest ÷ cover rate against the land (ha)",
            "of the report",
        ),
        "zh": ("林地 ÷ 覆盖率 与土地面积（公顷）", "上报值"),
    }[lang]
    figure, (left, right) = sheet(lang, 2)
    expected = [100 * row["forest_ha"] / row["cover_pct"] for row in rows]
    land = [row["land_ha"] for row in rows]
    left.plot([50, 2e6], [50, 2e6], color=INK, lw=0.6)
    fits = [abs(one - other) < 0.02 * other for one, other in zip(expected, land)]
    left.scatter(land, expected, c=[SINK if one else SOURCE for one in fits], s=18)
    left.set_xscale("log")
    left.set_yscale("log")
    left.set_xlabel(words[1])
    left.set_title(words[0], color=INK, fontsize=9)
    left.spines[["top", "right"]].set_visible(False)
    help_real_cases.jumps_of_the_world(right, lang, folder)
    save(figure, "dataquality", lang)


def carbon_stock(lang: str, folder: Path) -> None:
    """Change of the carbon stock of the practice county, and of the canton of Vaud."""
    from qgis.core import QgsFillSymbol, QgsRasterLayer, QgsVectorLayer

    words = {
        "en": ("Haiyue, 2015 to 2024 (t C per ha)", "Canton of Vaud, 2006 to 2012 (t C per ha)"),
        "zh": ("海月县 2015—2024 年（吨碳/公顷）", "瑞士沃州 2006—2012 年（吨碳/公顷）"),
    }[lang]
    given = {
        "county": {
            "RASTER": str(SAMPLE / "rasters" / "landcover_2015.tif"),
            "LATER_RASTERS": [str(SAMPLE / "rasters" / "landcover_2024.tif")],
            "SCHEME": "clcd",
            "UNCOVERED": "zero",
        },
        "vaud": {
            "RASTER": str(VAUD / "vaud_corine_2006_100m.tif"),
            "LATER_RASTERS": [str(VAUD / "vaud_corine_2012_100m.tif")],
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


MAKERS = {
    **help_accounts.MAKERS,
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
