"""Pictures of the accounts: on the left the practice county, on the right a real case, each by the algorithm.

Real numbers come from the factor tables, from ``resources/sample/world`` (CEDS), from the land cover of
the canton of Vaud, and from the sources named where they are used; the help says them, too.
"""

from __future__ import annotations

import csv
from pathlib import Path

from help_drawing import COUNTY, INK, SAMPLE, SEA, SINK, SOURCE, key, on_map, run, save, sheet

#: Countries whose land lies in the window of the picture.
EUROPE = frozenset(
    (
        *("PRT", "ESP", "ITA", "DEU", "GBR", "IRL", "BEL", "NLD", "LUX", "CHE", "AUT", "CZE", "POL"),
        *("DNK", "SWE", "FIN", "HUN", "SVK", "SVN", "HRV", "GRC", "ROU", "BGR", "EST", "LVA", "LTU"),
    )
)
CEDS = SAMPLE / "world" / "ceds_country_2005_2019.csv"
YEAR = {"YEARS": "2024", "PROVINCE": "440000"}
TOWNS = f"{COUNTY}|layername=town"
GREY = "#9AA5AE"


def layer_of(path: str):
    """The layer of a GeoPackage that an algorithm made."""
    from qgis.core import QgsVectorLayer

    return QgsVectorLayer(f"{path}|layername={Path(path).stem}", Path(path).stem, "ogr")


def rows_of(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file."""
    with Path(path).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def table(path: Path, header: str, rows) -> str:
    """A CSV file of rows; its path."""
    lines = [header, *(",".join(map(str, row)) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def bare(axis, title: str, unit: str = "") -> None:
    """Title and frame of a panel with a diagram."""
    axis.set_title(title, color=INK, fontsize=9)
    axis.spines[["top", "right"]].set_visible(False)
    if unit:
        axis.set_xlabel(unit)


def town_names(lang: str) -> dict[str, str]:
    """Names of the towns by code."""
    from qgis.core import QgsVectorLayer

    towns = QgsVectorLayer(TOWNS, "towns", "ogr")
    return {one["unit_code"]: one["name_en" if lang == "en" else "unit_name"] for one in towns.getFeatures()}


def shaded(layer, field: str):
    """The layer in five shades of orange by a field; the darkest fifth has most."""
    from qgis.core import QgsClassificationQuantile, QgsGradientColorRamp, QgsGraduatedSymbolRenderer
    from qgis.PyQt.QtGui import QColor

    renderer = QgsGraduatedSymbolRenderer(field)
    renderer.setClassificationMethod(QgsClassificationQuantile())
    renderer.updateClasses(layer, 5)
    renderer.updateColorRamp(QgsGradientColorRamp(QColor("#FDEBDD"), QColor("#A63603")))
    layer.setRenderer(renderer)
    return layer


def inventory(lang: str, folder: Path) -> None:
    """Emissions of the towns; CO2 of a gigawatt-hour used in every province, 2021 and 2023."""
    made = run(
        "emissioninventory",
        INPUT=f"{COUNTY}|layername=activity_town",
        UNITS_LAYER=TOWNS,
        UNITS=str(folder / "emissions.gpkg"),
        **YEAR,
    )
    # no factor of Tibet is published
    provinces = [row for row in rows_of(CORE / "vocabulary" / "provinces.csv") if row["code"] != "540000"]
    name = "name_en" if lang == "en" else "name_zh"
    used = table(
        folder / "power.csv",
        "unit_code,sector,activity,amount,unit,year",
        [
            (row["code"], "industry", "electricity", 1, "GWh", year)
            for row in provinces
            for year in (2021, 2023)
        ],
    )
    power = run("emissioninventory", INPUT=used, UNKNOWN="leave_out", UNITS=str(folder / "power_out.csv"))
    found: dict[str, dict[str, float]] = {}
    for row in rows_of(power["UNITS"]):
        if row["source_tco2"]:
            found.setdefault(row["unit_code"], {})[row["year"]] = float(row["source_tco2"])
    names = {row["code"]: row[name] for row in provinces}
    order = sorted((code for code in found if len(found[code]) == 2), key=lambda code: found[code]["2023"])
    words = {
        "en": (
            "Emissions of the towns, 2024 (darker: more)",
            "1 GWh used, t CO2: 2021 (grey) and 2023",
        ),
        "zh": ("各镇排放（2024 年，越深越多）", "使用 1 GWh 电：各省 t CO2，2021（灰）与 2023 年"),
    }[lang]
    figure, (left, right) = sheet(lang, 2)
    on_map(left, [shaded(layer_of(made["UNITS"]), "source_tco2")], words[0])
    for at, code in enumerate(order):
        right.plot(found[code]["2021"], at, "o", color=GREY, ms=3)
        right.plot(found[code]["2023"], at, "o", color=SOURCE, ms=3)
    right.set_yticks(range(len(order)), [names[code] for code in order], fontsize=5)
    bare(right, words[1])
    save(figure, "emissioninventory", lang)


def reference(lang: str, folder: Path) -> None:
    """Both approaches by town; raw coal of China in 2019 beside the CO2 of CEDS.

    3.97 x 10^9 t mined (NBS communique of 2019 as the coal press printed it), 299.67 x 10^6 t imported.
    """
    sectoral = run(
        "emissioninventory",
        INPUT=f"{COUNTY}|layername=activity_town",
        UNITS=str(folder / "emissions.csv"),
        **YEAR,
    )
    both = run(
        "referenceapproach",
        INPUT=str(SAMPLE / "tables" / "fuel_supply_2024.csv"),
        YEARS="2024",
        SECTORAL=sectoral["UNITS"],
        UNITS=str(folder / "both.csv"),
    )
    supply = table(
        folder / "china.csv",
        "unit_code,activity,production,imports,unit,year",
        [("CHN", "raw_coal", 39.7, 2.9967, "10^8 t", 2019)],
    )
    emitted = {row["year"]: float(row["CO2_kt"]) for row in rows_of(CEDS) if row["iso3"] == "CHN"}
    china = run(
        "referenceapproach",
        INPUT=supply,
        FUEL_SCHEME="CN_GB2589_2008",
        UNITS=str(folder / "china_out.csv"),
        FUELS=str(folder / "china_fuels.csv"),
    )
    coal = china["TOTAL"] / 1e9
    words = {
        "en": (
            "Reference less sectoral approach (%)",
            "China 2019 (Gt CO2)",
            ("raw coal,\nreference approach", "all sources, CEDS"),
        ),
        "zh": (
            "参考方法与部门方法之差（%）",
            "全国 2019 年（Gt CO2）",
            ("原煤\n（参考方法）", "全部来源\n（CEDS）"),
        ),
    }[lang]
    figure, (left, right) = sheet(lang, 2)
    names = town_names(lang)
    rows = [row for row in rows_of(both["UNITS"]) if row["difference_pct"]]
    rows.sort(key=lambda row: float(row["difference_pct"]))
    values = [float(row["difference_pct"]) for row in rows]
    left.axvspan(-5, 5, color=SEA, zorder=0)
    left.barh(
        range(len(rows)), values, color=[SOURCE if abs(one) > 5 else SINK for one in values], height=0.6
    )
    left.set_yticks(range(len(rows)), [names[row["unit_code"]] for row in rows], fontsize=7)
    bare(left, words[0])
    right.bar(range(2), [coal, emitted["2019"] / 1e6], color=[SOURCE, GREY], width=0.5)
    right.set_xticks(range(2), words[2])
    for at, value in enumerate((coal, emitted["2019"] / 1e6)):
        right.text(at, value, f"{value:.2f}", ha="center", va="bottom", color=INK)
    bare(right, words[1])
    save(figure, "referenceapproach", lang)


def gridded(lang: str, folder: Path) -> None:
    """Emissions of the county on a grid; CO2 of countries of Europe in 2019 over their land."""
    from qgis.core import QgsRasterLayer

    made = run(
        "emissioninventory",
        INPUT=f"{COUNTY}|layername=activity_town",
        UNITS_LAYER=TOWNS,
        UNITS=str(folder / "emissions.gpkg"),
        **YEAR,
    )
    options = {"AMOUNTS": [str(SAMPLE / "rasters" / "population.tif")]}
    options |= {"DENSITIES": [str(SAMPLE / "rasters" / "night_light.tif")], "WEIGHTS": "0.7 0.3"}
    output = str(folder / "county_grid.tif")
    run("gridemissions", INPUT=made["UNITS"], TOTAL_FIELD="source_tco2", OUTPUT=output, **options)
    words = {
        "en": (
            "Haiyue 2024: population and night light",
            "CO2 of 26 countries in 2019 over their land",
        ),
        "zh": ("海月县 2024 年：按人口与夜光", "欧洲 26 国 2019 年 CO2（CEDS）按陆地分摊"),
    }[lang]
    europe = _europe_grid(folder)
    figure, axes = sheet(lang, 2)
    for axis, path, title in zip(axes, (output, europe), words):
        layer = QgsRasterLayer(path, "grid")
        layer.loadDefaultStyle()
        on_map(axis, [layer], title)
        key(axis, layer)
    save(figure, "gridemissions", lang)


def _europe_grid(folder: Path) -> str:
    """Kilotonnes of CO2 of countries spread over their cells of a tenth of a degree."""
    import numpy as np
    from osgeo import gdal, osr
    from qgis.core import QgsApplication, QgsFeature, QgsField, QgsVectorLayer
    from qgis.PyQt.QtCore import QMetaType

    emitted = {row["iso3"]: float(row["CO2_kt"]) for row in rows_of(CEDS) if row["year"] == "2019"}
    world = Path(QgsApplication.pkgDataPath()) / "resources" / "data" / "world_map.gpkg"
    given = QgsVectorLayer(f"{world}|layername=countries", "countries", "ogr")
    countries = QgsVectorLayer("MultiPolygon?crs=EPSG:4326", "countries", "memory")
    provider = countries.dataProvider()
    provider.addAttributes(
        [QgsField("unit_code", QMetaType.Type.QString), QgsField("co2", QMetaType.Type.Double)]
    )
    countries.updateFields()
    for one in given.getFeatures():
        code = one["ISO_A3"]
        if code in EUROPE and code in emitted:
            feature = QgsFeature(countries.fields())
            feature.setGeometry(one.geometry())
            feature.setAttributes([code, emitted.pop(code)])
            provider.addFeature(feature)
    even = str(folder / "even.tif")
    raster = gdal.GetDriverByName("GTiff").Create(even, 430, 370, 1, gdal.GDT_Byte)
    raster.SetGeoTransform((-11, 0.1, 0, 72, 0, -0.1))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4326)
    raster.SetProjection(reference.ExportToWkt())
    raster.GetRasterBand(1).WriteArray(np.ones((370, 430), np.uint8))
    raster = None
    output = str(folder / "europe_grid.tif")
    run(
        "gridemissions",
        INPUT=countries,
        TOTAL_FIELD="co2",
        DENSITIES=[even],
        OUTPUT=output,
        UNITS=str(folder / "how.csv"),
    )
    return output


def equivalents(lang: str, folder: Path) -> None:
    """Pollution equivalents of the towns; those of SO2 and NOx of the largest emitters, 2005 and 2019."""
    made = run(
        "pollutantequivalents",
        INPUT=f"{COUNTY}|layername=pollutant_load",
        YEARS="2024",
        PARTICULATES="soot",
        UNITS_LAYER=TOWNS,
        UNITS=str(folder / "equivalents.gpkg"),
    )
    given = table(
        folder / "ceds.csv",
        "unit_code,pollutant,amount,amount_unit,year",
        [
            (row["iso3"], pollutant, row[f"{pollutant}_kt"], "kt", row["year"])
            for row in rows_of(CEDS)
            for pollutant in ("SO2", "NOx")
            if row["year"] in ("2005", "2019") and row[f"{pollutant}_kt"] and len(row["iso3"]) == 3
        ],
    )
    world = run(
        "pollutantequivalents", INPUT=given, AMOUNT_UNIT_FIELD="amount_unit", UNITS=str(folder / "world.csv")
    )
    found: dict[str, dict[str, float]] = {}
    for row in rows_of(world["UNITS"]):
        found.setdefault(row["unit_code"], {})[row["year"]] = float(row["eq_air"]) / 1e9
    first = sorted(found, key=lambda code: -found[code].get("2005", 0))[:10][::-1]
    words = {
        "en": (
            "Pollution equivalents of the towns, 2024",
            "SO2 and NOx of countries (CEDS): 10⁹ equivalents",
        ),
        "zh": ("各镇污染当量（2024 年）", "各国 SO2 与 NOx（CEDS）：十亿污染当量"),
    }[lang]
    figure, (left, right) = sheet(lang, 2)
    on_map(left, [layer_of(made["UNITS"])], words[0])
    for shift, year, colour in ((0.2, "2005", GREY), (-0.2, "2019", SOURCE)):
        places = [at + shift for at in range(len(first))]
        right.barh(places, [found[code][year] for code in first], height=0.38, color=colour, label=year)
    right.set_yticks(range(len(first)), first)
    right.legend(frameon=False)
    bare(right, words[1])
    save(figure, "pollutantequivalents", lang)


def index(lang: str, folder: Path) -> None:
    """The index of the towns; single factors of the air of Beijing in 2019.

    68, 42, 37 and 4 ug/m3: Beijing's Ecology and Environment Bureau, January 2020; limits GB 3095-2012.
    """
    made = run(
        "pollutionindex",
        INPUT=f"{COUNTY}|layername=quality_town",
        YEARS="2024",
        UNITS_LAYER=TOWNS,
        OUTPUT=str(folder / "index.gpkg"),
    )
    measured = {"PM2.5": 42, "PM10": 68, "NO2": 37, "SO2": 4}
    given = table(
        folder / "beijing.csv",
        "unit_code,pollutant,medium,amount,unit,functional_class,year",
        [("110000", name, "air", amount, "ug/m3", "2", 2019) for name, amount in measured.items()],
    )
    air = run("pollutionindex", INPUT=given, OUTPUT=str(folder / "air.csv"))
    [row] = rows_of(air["OUTPUT"])
    # the exceedance is the mean over the limit, less one
    found = {name: 1 + float(row[f"q_{name.lower().replace('.', '_')}"]) for name in measured}
    words = {
        "en": ("Pollution index of the towns, 2024", "Beijing 2019: mean of the year ÷ limit"),
        "zh": ("各镇污染指数（2024 年）", "北京 2019 年：年均值 ÷ 限值"),
    }[lang]
    figure, (left, right) = sheet(lang, 2)
    on_map(left, [layer_of(made["OUTPUT"])], words[0])
    colours = [SOURCE if value > 1 else SINK for value in found.values()]
    right.bar(range(len(found)), list(found.values()), color=colours, width=0.55)
    right.axhline(1, color=INK, lw=0.8)
    right.set_xticks(range(len(found)), list(measured))
    for at, value in enumerate(found.values()):
        inside = value > 0.2
        right.text(
            *(at, value - 0.02 if inside else value, f"{value:.2f}"),
            **{"ha": "center", "va": "top" if inside else "bottom", "color": "white" if inside else INK},
        )
    bare(right, words[1])
    save(figure, "pollutionindex", lang)


def factor_tables(lang: str, folder: Path) -> None:
    """Factors of the fuels that the county burns; those of the seven grids in three years, as exported."""
    fuels = run("factortables", TABLE="fuel", SCHEME="CN_MEE_ENT", EXPORT=str(folder / "fuel.csv"))
    grids = run("factortables", TABLE="grid", SCHEME="MEE_NBS", EXPORT=str(folder / "grid.csv"))
    name = "name_en" if lang == "en" else "name_zh"
    used = ("anthracite", "bituminous_coal", "diesel", "gasoline", "lpg", "natural_gas")
    rows = [
        row for row in rows_of(fuels["EXPORT"]) if row["parameter"] == "carbon_content" and row["key"] in used
    ]
    words = {
        "en": ("Fuels of the county: carbon content (tC/TJ)", "Grids of China, kg CO2 per kWh"),
        "zh": ("练习县燃料：单位热值含碳量（tC/TJ）", "全国各区域电网（kg CO2/kWh）"),
    }[lang]
    figure, (left, right) = sheet(lang, 2)
    rows.sort(key=lambda row: float(row["value"]))
    left.barh(range(len(rows)), [float(row["value"]) for row in rows], color=SINK, height=0.55)
    left.set_yticks(range(len(rows)), [row[name] for row in rows])
    bare(left, words[0])
    regions = ("north", "northeast", "east", "central", "northwest", "south", "southwest")
    for at, region in enumerate(regions):
        found = {row["year"]: row for row in rows_of(grids["EXPORT"]) if row["key"].endswith(f"_{region}")}
        years = sorted(found)
        values = [float(found[year]["value"]) for year in years]
        colour = (SOURCE, SINK, INK, "#4C78A8", "#B279A2", "#EECA3B", GREY)[at]
        label = found[years[-1]][name].removesuffix(" regional grid")
        right.plot(range(len(years)), values, "o-", color=colour, ms=3, lw=1.2, label=label)
    right.set_xticks(range(len(years)), years)
    right.legend(fontsize=6, frameon=False, bbox_to_anchor=(1, 0.5), loc="center left")
    bare(right, words[1])
    save(figure, "factortables", lang)


CORE = SAMPLE.parent.parent / "core" / "data"
MAKERS = {
    "emissioninventory": inventory,
    "referenceapproach": reference,
    "gridemissions": gridded,
    "pollutantequivalents": equivalents,
    "pollutionindex": index,
    "factortables": factor_tables,
}
