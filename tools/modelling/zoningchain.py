"""The chain in one go: accounts, six classes, four spaces, sub-zones, hot spots and the report."""

from __future__ import annotations

from .builder import TABLE, Builder

# middles of the columns on the canvas
LEFT, ACCOUNTS, ZONES, RESULTS = 0.0, 400.0, 780.0, 1400.0
ROW = 75.0

ABOUT = (
    "From raw tables and layers to the sub-zones and their report in one go: emission inventory, land "
    "carbon budget and carbon balance; pollution equivalents and pollution index; six classes; four spaces; "
    "24 sub-zones; hot spots of net carbon per hectare; zone summary with an HTML report.<br><br>Every step "
    "is an algorithm of this plugin with its defaults; the help of each tells its methods and units. Open "
    "the file resources/models/en/zoningchain.model3 of the plugin folder in the Model Designer to look into "
    "it, to set other options and to save a copy of your own.",
    "从原始表格和图层一次得到亚区及报告：排放清单、土地碳收支、碳平衡；污染当量、污染超标指数；"
    "碳污六类分区；四类空间；24 类亚区；单位面积净碳排放冷热点；分区汇总与 HTML 报告。<br><br>"
    "每一步都是本插件的算法，选项取默认值，方法与单位见各算法的帮助。可用模型设计器打开插件目录中的 "
    "resources/models/zh_CN/zoningchain.model3 查看、修改选项并另存为自己的模型。",
)


def build(lang: str):
    """The model with the texts of ``en`` or ``zh``."""
    made = Builder(
        ("From accounts to sub-zones and report", "从核算到亚区与报告"),
        ("Carbon & Pollution Zoning", "减污降碳分区管治"),
        lang,
    )
    _boxes(made)
    _tables(made)
    _land(made)
    _accounts(made)
    _zones(made)
    return made.finished(ABOUT)


def _boxes(made: Builder) -> None:
    made.box(("Accounts", "核算"), ACCOUNTS, 445.0, 310.0, 590.0, "#e8f1ea")
    made.box(("Classes and spaces", "类别与空间"), ZONES, 670.0, 310.0, 470.0, "#eef2f8")
    made.box(("Sub-zones, hot spots, report", "亚区、冷热点与报告"), RESULTS, 605.0, 310.0, 450.0, "#f8f1e6")


def _tables(made: Builder) -> None:
    """Parameters of the accounts."""
    made.layer(
        "units",
        ("Units of the zoning", "分区单元"),
        (
            "Polygons with unit_code: towns, counties, with the sea that they look after.",
            "面图层，含 unit_code：乡镇、县及其管理海域。",
        ),
        LEFT,
        0.0,
    )
    made.layer(
        "activities",
        ("Activities (fuels, power, processes, farming)", "活动数据（燃料、电力、过程、农业）"),
        (
            "Table with unit_code, sector, activity, amount, unit, year; see emissioninventory.",
            "表：unit_code、sector、activity、amount、unit、year，见 emissioninventory。",
        ),
        LEFT,
        ROW,
        TABLE,
    )
    made.text(
        "year",
        ("Year", "年份"),
        ("Year of all tables; needed where they hold several.", "各表的年份；表中有多年时必填。"),
        LEFT,
        2 * ROW,
        optional=True,
    )
    made.text(
        "province",
        ("Province of the factors (six digits, auto, CN)", "因子所属省份（六位代码、auto、CN）"),
        (
            "Six digits of the province whose factors are taken (440000), CN for the nation; auto: told from "
            "the unit codes.",
            "采用其因子的省份六位代码（如 440000），全国为 CN；auto 由单元代码判定。",
        ),
        LEFT,
        3 * ROW,
        "auto",
    )
    made.raster(
        "landcover",
        ("Land cover (CLCD classes)", "土地覆盖（CLCD 分类）"),
        ("Raster of land cover, see landcarbonbudget.", "土地覆盖栅格，见 landcarbonbudget。"),
        LEFT,
        4 * ROW,
    )
    made.layer(
        "society",
        ("Population and GDP", "人口与 GDP"),
        (
            "Table with unit_code, year, population, gdp_1e4_yuan.",
            "表：unit_code、year、population、gdp_1e4_yuan。",
        ),
        LEFT,
        5 * ROW,
        TABLE,
        optional=True,
    )
    made.layer(
        "discharges",
        ("Discharges of pollutants", "污染物排放量"),
        (
            "Table with unit_code, pollutant, amount, unit, year.",
            "表：unit_code、pollutant、amount、unit、year。",
        ),
        LEFT,
        6 * ROW,
        TABLE,
    )
    made.layer(
        "quality",
        ("Quality of air and water", "大气与水环境质量"),
        (
            "Table with unit_code, pollutant, medium, amount, unit, year, functional_class.",
            "表：unit_code、pollutant、medium、amount、unit、year、functional_class。",
        ),
        LEFT,
        7 * ROW,
        TABLE,
    )
    made.number(
        "benchmark",
        ("Carbon benchmark (t CO2e/ha; empty: of the units)", "碳基准（t CO2e/公顷；留空由单元计算）"),
        (
            "Freeze it for comparisons over time; see sixclasszoning.",
            "跨期比较时应冻结，见 sixclasszoning。",
        ),
        LEFT,
        8 * ROW,
    )


def _land(made: Builder) -> None:
    """Parameters of the spaces."""
    made.layer(
        "parcels",
        ("Land-use parcels (third survey)", "地类图斑（三调）"),
        ("Polygons with DLBM, such as DLTB.", "面图层，含 DLBM，如 DLTB。"),
        LEFT,
        10 * ROW,
    )
    lines = (
        ("sea", ("Sea", "海域"), ("Sea of the area.", "海域范围。")),
        (
            "marine_red_line",
            ("Marine red line", "海洋生态保护红线"),
            ("Marine red line.", "海洋生态保护红线。"),
        ),
        (
            "marine_development",
            ("Marine development zones", "海洋发展区"),
            ("Marine development zones.", "海洋发展区。"),
        ),
        (
            "red_line",
            ("Ecological red line", "生态保护红线"),
            ("Ecological red line on land.", "陆域生态保护红线。"),
        ),
        (
            "farmland",
            ("Permanent basic farmland", "永久基本农田"),
            ("Permanent basic farmland.", "永久基本农田。"),
        ),
        (
            "urban_boundary",
            ("Urban development boundary", "城镇开发边界"),
            ("Urban development boundary.", "城镇开发边界。"),
        ),
        ("planning_zones", ("Planning zones", "规划分区"), ("Adopted planning zones.", "已批规划分区。")),
    )
    for row, (name, label, help) in enumerate(lines, start=11):
        made.layer(name, label, help, LEFT, row * ROW, optional=True)


def _accounts(made: Builder) -> None:
    x = ACCOUNTS
    made.step(
        "emissions",
        "emissioninventory",
        ("1 Emission inventory", "1 排放清单"),
        x,
        250.0,
        {"INPUT": "@activities", "YEARS": "@year", "PROVINCE": "@province"},
    )
    made.step(
        "land",
        "landcarbonbudget",
        ("2 Land carbon budget", "2 土地碳收支"),
        x,
        350.0,
        {"RASTER": "@landcover", "UNITS_LAYER": "@units"},
    )
    made.step(
        "balance",
        "carbonbalance",
        ("3 Carbon balance", "3 碳平衡"),
        x,
        450.0,
        {
            "INPUT": "@units",
            "EMISSIONS": "emissions.UNITS",
            "LAND": "land.UNITS",
            "SOCIETY": "@society",
            "YEAR": "@year",
        },
    )
    made.step(
        "loads",
        "pollutantequivalents",
        ("4 Pollutant equivalents", "4 污染当量"),
        x,
        550.0,
        {"INPUT": "@discharges", "YEARS": "@year", "UNITS_LAYER": "balance.OUTPUT"},
    )
    made.step(
        "index",
        "pollutionindex",
        ("5 Pollution index", "5 污染超标指数"),
        x,
        650.0,
        {"INPUT": "@quality", "YEARS": "@year", "UNITS_LAYER": "loads.UNITS"},
    )


def _zones(made: Builder) -> None:
    made.step(
        "classes",
        "sixclasszoning",
        ("6 Six classes", "6 碳污六类分区"),
        ZONES,
        530.0,
        {"INPUT": "index.OUTPUT", "CARBON_BENCHMARK": "@benchmark"},
        {
            "OUTPUT": (
                ("Six classes", "碳污六类分区"),
                ("Units with their accounts, exceedances and class.", "单元及其核算、超标倍数与类别。"),
            )
        },
    )
    made.step(
        "spaces",
        "fourspaces",
        ("7 Four spaces", "7 四类空间"),
        ZONES,
        820.0,
        {
            "INPUT": "@parcels",
            "SEA": "@sea",
            "MARINE_RED_LINE": "@marine_red_line",
            "MARINE_DEVELOPMENT": "@marine_development",
            "RED_LINE": "@red_line",
            "FARMLAND": "@farmland",
            "URBAN_BOUNDARY": "@urban_boundary",
            "PLANNING_ZONES": "@planning_zones",
        },
        {
            "OUTPUT": (
                ("Four spaces", "四类空间"),
                ("Pieces with their space.", "地块及其空间类型。"),
            ),
            "CONFLICTS": (
                ("Conflicts", "控制线冲突"),
                ("Where control lines conflict, with the treatment.", "控制线冲突及处理建议。"),
            ),
        },
    )
    made.step(
        "subzones",
        "subzones",
        ("8 Sub-zones", "8 管治亚区"),
        RESULTS,
        480.0,
        {"INPUT": "classes.OUTPUT", "SPACES": "spaces.OUTPUT"},
        {
            "OUTPUT": (
                ("Sub-zones", "管治亚区"),
                ("The 24 sub-zones with their measures.", "24 类亚区及管治措施。"),
            )
        },
    )
    made.step(
        "hotspots",
        "hotspots",
        ("9 Hot spots of net carbon per hectare", "9 单位面积净碳排放冷热点"),
        RESULTS,
        600.0,
        {"INPUT": "classes.OUTPUT", "FIELD": "net_t_ha"},
        {
            "OUTPUT": (
                ("Hot spots", "冷热点"),
                ("Gi* of net carbon per hectare.", "单位面积净碳排放 Gi*。"),
            )
        },
    )
    made.step(
        "summary",
        "zonesummary",
        ("10 Zone summary and report", "10 分区汇总与报告"),
        RESULTS,
        740.0,
        {"INPUT": "subzones.OUTPUT"},
        {
            "OUTPUT": (
                ("Summary", "分区汇总"),
                ("Areas, net emission and loads by unit and sub-zone.", "按单元和亚区的面积、净排放与负荷。"),
            ),
            "REPORT": (
                ("Report", "报告"),
                (
                    "HTML page with charts, measures, standards and provenance.",
                    "HTML 报告：图表、措施、标准与溯源。",
                ),
            ),
        },
    )
