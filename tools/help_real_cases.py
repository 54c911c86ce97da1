"""Right-hand panels of the pictures of the accounts: real cases, each by the algorithm itself."""

from __future__ import annotations

from pathlib import Path

from help_accounts import CEDS, GREY, TOWNS, bare, rows_of, table, town_names
from help_drawing import INK, SAMPLE, SINK, SOURCE, VAUD, key, on_map, run


def vaud_land(axis, lang: str, folder: Path) -> None:
    """Net carbon of the land of the canton of Vaud, 2012, by the direct coefficients."""
    from qgis.core import QgsRasterLayer

    output = str(folder / "vaud_net.tif")
    run(
        "landcarbonbudget",
        RASTER=str(VAUD / "vaud_corine_2012_100m.tif"),
        SCHEME="corine_clc",
        UNCOVERED="leave_out",
        UNITS="memory:",
        NET_RASTER=output,
    )
    layer = QgsRasterLayer(output, "net")
    layer.loadDefaultStyle()
    on_map(axis, [layer], {"en": "Canton of Vaud, 2012 (CORINE)", "zh": "瑞士沃州 2012 年（CORINE）"}[lang])
    key(axis, layer)


def china_balance(axis, lang: str, folder: Path) -> None:
    """CO2 of China (CEDS) and what of it the land sink of 0.24 PgC takes up, in % (0.17 to 0.35: paper 1)."""
    emitted = [row for row in rows_of(CEDS) if row["iso3"] == "CHN"]
    given = table(
        folder / "balance_china.csv",
        "unit_code,year,source_tco2,sink_tco2",
        [("CHN", row["year"], float(row["CO2_kt"]) * 1e3, -0.24e9 * 44 / 12) for row in emitted],
    )
    made = run(
        "carbonbalance",
        INPUT=given,
        OWN_EMISSION="source_tco2",
        OWN_SINK="sink_tco2",
        OUTPUT=str(folder / "china_balance.csv"),
    )
    rows = sorted(rows_of(made["OUTPUT"]), key=lambda row: int(row["year"]))
    years = [int(row["year"]) for row in rows]
    axis.bar(years, [float(row["source_tco2"]) / 1e9 for row in rows], color=SOURCE, width=0.7)
    axis.bar(years, [float(row["sink_tco2"]) / 1e9 for row in rows], color=SINK, width=0.7)
    for row in (rows[0], rows[-1]):
        share = f"{100 * float(row['offset_ratio']):.1f} %"
        axis.text(
            int(row["year"]), float(row["source_tco2"]) / 1e9, share, ha="center", va="bottom", color=INK
        )
    axis.axhline(0, color=INK, lw=0.6)
    bare(
        axis,
        {"en": "China: CO2 (CEDS) and land sink, Gt CO2", "zh": "全国：CO2（CEDS）与陆地碳汇，Gt CO2"}[lang],
    )


def china_mangroves(axis, lang: str, folder: Path) -> None:
    """Carbon of 1.98 x 10^4 ha of lost mangroves when excavated, beside paper 1's difference of stocks."""
    rows = [(0, "mangrove", 4.88e4), (1, "mangrove", 2.90e4)]
    before, after = (
        table(folder / f"mangroves{at}.csv", "unit_code,habitat,area", [("CHN", name, area)])
        for at, name, area in rows
    )
    made = run(
        "bluecarbon",
        INPUT=before,
        YEAR=1973,
        LATER=after,
        LATER_YEAR=2020,
        AREA="area",
        LOST_TO="excavated",
        UNITS=str(folder / "mangroves.csv"),
        YEARS_OUT=str(folder / "mangrove_years.csv"),
    )
    released = sum(float(row["excavated_tco2"] or 0) for row in rows_of(made["YEARS_OUT"])) / (44 / 12) / 1e6
    words = {
        "en": (
            "Mangroves of China: 1.98 × 10⁴ ha lost (Mt C)",
            ("this algorithm:\nsoil to 1 m, plants", "paper 1: stocks\n45.7 − 24.1"),
        ),
        "zh": (
            "全国红树林减少 1.98 万公顷（Mt C）",
            ("本算法：\n1 米土壤与植物", "论文一：储量\n45.7 − 24.1"),
        ),
    }[lang]
    values = [released, 45.7 - 24.1]
    axis.bar(range(2), values, color=[SOURCE, GREY], width=0.5)
    axis.set_xticks(range(2), words[1])
    for at, value in enumerate(values):
        axis.text(at, value, f"{value:.2f}", ha="center", va="bottom", color=INK)
    bare(axis, words[0])


def county_estimates(axis, lang: str, folder: Path) -> None:
    """Land sink of the towns by three sets of coefficients, with their mean."""
    schemes = ("CN_DIRECT_A", "CN_DIRECT_B", "GUANGDONG_2018")
    sinks: dict[str, list[float]] = {}
    for scheme in schemes:
        made = run(
            "landcarbonbudget",
            RASTER=str(SAMPLE / "rasters" / "landcover_2024.tif"),
            SCHEME="clcd",
            COEFFICIENTS=scheme,
            UNCOVERED="leave_out",
            UNITS_LAYER=TOWNS,
            UNITS=str(folder / f"sink_{scheme}.csv"),
        )
        for row in rows_of(made["UNITS"]):
            sinks.setdefault(row["unit_code"], []).append(float(row["sink_tco2"]) / 1e4)
    given = table(
        folder / "sinks_of_towns.csv", "unit_code,a,b,c", [(code, *values) for code, values in sinks.items()]
    )
    made = run("combineestimates", INPUT=given, ESTIMATES=["a", "b", "c"], OUTPUT=str(folder / "towns.csv"))
    names = town_names(lang)
    rows = sorted(rows_of(made["OUTPUT"]), key=lambda row: -float(row["est_mean"]))
    for at, row in enumerate(rows):
        values = [float(row[name]) for name in "abc"]
        axis.plot([min(values), max(values)], [at, at], color=GREY, lw=2.2, solid_capstyle="butt")
        axis.plot(values, [at] * 3, "o", color=INK, ms=3)
        axis.plot(float(row["est_mean"]), at, "o", color=SINK, ms=5)
    axis.set_yticks(range(len(rows)), [names[row["unit_code"]] for row in rows], fontsize=7)
    bare(
        axis,
        {"en": "Haiyue: sink by three sets (10⁴ t CO2)", "zh": "海月县：三套系数的碳汇（万吨 CO2）"}[lang],
    )


def vaud_range(axis, lang: str, folder: Path) -> None:
    """How far three sets of coefficients lie apart on the land of the canton of Vaud."""
    from qgis.core import QgsRasterLayer

    given = []
    for scheme in ("CN_DIRECT_A", "CN_DIRECT_B", "CN_DIRECT_C"):
        made = run(
            "landcarbonbudget",
            RASTER=str(VAUD / "vaud_corine_2012_100m.tif"),
            SCHEME="corine_clc",
            COEFFICIENTS=scheme,
            UNCOVERED="leave_out",
            UNITS="memory:",
            NET_RASTER=str(folder / f"vaud_{scheme}.tif"),
        )
        given.append(made["NET_RASTER"])
    outputs = {name: str(folder / f"vaud_{name}.tif") for name in ("MEAN", "RANGE")}
    made = run("combineestimatesraster", RASTERS=given, **outputs)
    layer = QgsRasterLayer(made["RANGE"], "range")
    layer.loadDefaultStyle()
    on_map(axis, [layer], {"en": "Canton of Vaud, 2012: range", "zh": "瑞士沃州 2012 年：极差"}[lang])
    key(axis, layer)


def china_nitrogen(axis, lang: str, folder: Path) -> None:
    """Nitrogen that fields of China lose by leaching and runoff, by the provincial guideline and IPCC 2019.

    Nitrogen fertiliser of 2015, 2018 and 2019, 10^4 t N: China Statistical Yearbook [from memory].
    """
    used = {2015: 2361.6, 2018: 2065.4, 2019: 1930.2}
    rows = [("CHN", "fert_N", amount, "10^4 t", year) for year, amount in used.items()]
    lost = []
    for year in used:
        given = table(
            folder / f"nitrogen{year}.csv",
            "unit_code,activity,amount,unit,year",
            [row for row in rows if row[-1] == year],
        )
        made = run("pollutionload", ACTIVITIES=given, LEACHING=True, UNITS=str(folder / f"lost{year}.csv"))
        [row] = rows_of(made["UNITS"])
        lost.append(float(row["load_t_tn"]) / 1e6)
    axis.bar(range(3), [one / 100 for one in used.values()], color=GREY, width=0.55)
    axis.bar(range(3), lost, color=SOURCE, width=0.55)
    axis.set_xticks(range(3), list(used))
    for at, value in enumerate(lost):
        axis.text(at, value, f"{value:.2f}", ha="center", va="bottom", color=INK)
    bare(axis, {"en": "China: N fertiliser and N lost (Mt)", "zh": "全国：氮肥用量与流失氮（百万吨）"}[lang])


def jumps_of_the_world(axis, lang: str, folder: Path) -> None:
    """The three series of CEDS with changes above three times that the algorithm finds."""
    made = run(
        "dataquality",
        INPUT=str(CEDS),
        UNIT_CODE="iso3",
        AMOUNTS=["CO2_kt", "SO2_kt", "NOx_kt"],
        JUMP=3,
        FINDINGS=str(folder / "findings.csv"),
    )
    found = [row for row in rows_of(made["FINDINGS"]) if row["check_code"] in ("jump", "slip")]
    series = (("ABW", "SO2_kt", SOURCE), ("MLT", "SO2_kt", SINK), ("SSD", "CO2_kt", INK))
    for code, name, colour in series:
        rows = sorted((row for row in rows_of(CEDS) if row["iso3"] == code), key=lambda row: row["year"])
        first = float(rows[0][name]) or 1.0
        years = [int(row["year"]) for row in rows]
        axis.plot(years, [float(row[name]) / first for row in rows], "o-", ms=3, lw=1.2, color=colour)
        label = f"{code} {name.removesuffix('_kt')}"
        axis.plot([], [], "o-", ms=3, color=colour, label=label)
    axis.set_yscale("log")
    axis.legend(frameon=False, fontsize=7)
    title = {
        "en": "CEDS 2005-2019: {count} jumps above 3 times",
        "zh": "CEDS 2005—2019：{count} 处突变（3 倍以上）",
    }[lang]
    bare(axis, title.format(count=len(found)))
