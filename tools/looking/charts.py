"""Charts for the help of zoning and spatial analysis, where a result is a table and no map."""

from __future__ import annotations

import textwrap

import numpy as np
from help_drawing import INK, SINK, SOURCE, save, sheet
from showcase import steps
from showcase.county import NAME, given

from . import results

GRID = 241
REACH = 2.0


def zoning_standards(chain: steps.Chain, lang: str) -> None:
    """The plane of both exceedances as three standards divide it."""
    from matplotlib.colors import ListedColormap
    from scipy.ndimage import distance_transform_edt

    from carbon_pollution_zoning.core import vocabulary
    from carbon_pollution_zoning.core.zoning import ruleset_table, rulesets

    names = ("absolute", "absolute_precautionary", "ratio_cone")
    known = {one.id: one for one in ruleset_table.builtin().values()}
    figure, axes = sheet(lang, len(names))
    line = np.linspace(-1.0, REACH, GRID)
    u, v = np.meshgrid(line, line)
    colours = [one.colour for one in vocabulary.classes()]
    codes = [one.code for one in vocabulary.classes()]
    for axis, name in zip(axes, names):
        made = rulesets.judge(known[name], u.ravel(), v.ravel()).code.reshape(u.shape)
        axis.imshow(
            made, origin="lower", extent=(-1, REACH, -1, REACH), cmap=ListedColormap(colours), vmin=0, vmax=6
        )
        for code in np.unique(made):
            deep = distance_transform_edt(np.pad(made == code, 1))[1:-1, 1:-1]
            row, column = np.unravel_index(deep.argmax(), deep.shape)
            place = {"ha": "center", "va": "center", "color": "white", "fontsize": 11}
            axis.text(line[column], line[row], codes[code], **place)
        title = "\n".join(textwrap.wrap(known[name].name(lang), 22 if lang == "zh" else 44))
        axis.set_title(title, color=INK, fontsize=8)
        axis.set_xlabel("u")
        axis.set_ylabel("v")
    save(figure, "zoningstandards", lang)


def zone_change(chain: steps.Chain, lang: str) -> None:
    """What flowed from which class to which."""
    picture = chain.path("change", ".png")
    chain.run(
        "cpzoning:zonechange",
        INPUT=chain.path(f"classes{results.BEFORE}"),
        OTHER=chain.path(f"classes{results.NOW}"),
        LABEL_A=results.BEFORE,
        LABEL_B=results.NOW,
        OUTPUT=chain.path("change"),
        PICTURE=picture,
    )
    figure, axis = sheet(lang, 1)
    from matplotlib import image

    figure.set_size_inches(5.4, 5.4)
    axis.imshow(image.imread(picture))
    axis.set_axis_off()
    save(figure, "zonechange", lang)


def zone_summary(chain: steps.Chain, lang: str) -> None:
    """Area and net carbon of the sub-zones."""
    from carbon_pollution_zoning.core import vocabulary

    made = chain.run(
        "cpzoning:zonesummary", INPUT=chain.path("subzones"), UNIT=None, OUTPUT=chain.path("summary")
    )
    rows = [row for row in steps.rows(made["OUTPUT"]) if row["zone"] not in (None, "", "ND", "total")]
    colour = {one.code: one.colour for one in vocabulary.subzones()}
    words = {"en": "Area of the sub-zones (km²)", "zh": "各亚区面积（km²）"}[lang]
    figure, axis = sheet(lang, 1)
    figure.set_size_inches(7.6, 3.0)
    names = [row["zone"] for row in rows]
    axis.bar(
        names, [float(row["area_ha"]) / 100 for row in rows], color=[colour.get(name, INK) for name in names]
    )
    axis.set_title(words, color=INK, fontsize=9)
    axis.tick_params(axis="x", rotation=60, labelsize=7)
    axis.spines[["top", "right"]].set_visible(False)
    save(figure, "zonesummary", lang)


def industry_zoning(chain: steps.Chain, lang: str) -> None:
    """Classes of industries (rows) by towns (columns)."""
    from carbon_pollution_zoning.core import vocabulary

    loads = chain.run(
        "native:extractbyexpression",
        INPUT=given("pollutant_load"),
        EXPRESSION="enterprise <> ''",
        OUTPUT=chain.path("load_rows"),
    )["OUTPUT"]
    enterprises = chain.run(
        "cpzoning:pollutantequivalents",
        main="UNITS",
        INPUT=loads,
        UNIT_CODE="enterprise",
        UNIT_NAME=None,
        YEARS=results.NOW,
        UNITS_LAYER=chain.path("enterprises"),
        UNITS=chain.path("works"),
    )["UNITS"]
    made = chain.run(
        "cpzoning:industryzoning",
        INPUT=enterprises,
        UNIT="town_code",
        UNIT_NAME=None,
        VALUE="value_1e4_yuan",
        LEVEL="division",
        OUTPUT=chain.path("industries"),
    )
    rows = steps.rows(made["OUTPUT"])
    names = {row["unit_code"]: row[NAME[lang]] for row in steps.rows(given("zoning_unit"))}
    industries = list(dict.fromkeys(row["industry_name"] for row in rows))
    units = sorted({row["unit_code"] for row in rows})
    colour = {one.code: one.colour for one in vocabulary.classes()}
    figure, axis = sheet(lang, 1)
    figure.set_size_inches(7.6, 0.28 * len(industries) + 1.4)
    for row in rows:
        x, y = units.index(row["unit_code"]), industries.index(row["industry_name"])
        axis.add_patch(_square(x, y, colour[row["cp_class"]]))
        axis.text(x, y, row["cp_class"], ha="center", va="center", fontsize=6, color="white")
    axis.set_xlim(-0.5, len(units) - 0.5)
    axis.set_ylim(len(industries) - 0.5, -0.5)
    axis.set_xticks(range(len(units)), [names.get(unit, unit) for unit in units], rotation=40, ha="right")
    axis.set_yticks(
        range(len(industries)), [name if len(name) < 45 else f"{name[:44]}…" for name in industries]
    )
    axis.tick_params(labelsize=6.5, length=0)
    axis.spines[:].set_visible(False)
    save(figure, "industryzoning", lang)


def _square(x: float, y: float, colour: str):
    from matplotlib.patches import Rectangle

    return Rectangle((x - 0.47, y - 0.45), 0.94, 0.9, facecolor=colour)


def autocorrelation(chain: steps.Chain, lang: str) -> None:
    """Net carbon of the villages against that of their neighbours: Moran's scatter."""
    rows = [row for row in steps.rows(chain.path("moran")) if row["moran_i"] is not None]
    made = chain.run(
        "cpzoning:globalautocorrelation",
        INPUT=chain.path("villages"),
        FIELDS=["net_tco2"],
        OUTPUT=chain.path("statistics"),
    )
    words = {
        "en": ("Net carbon of the village (z)", "Mean of its neighbours (z)"),
        "zh": ("本村净碳排放（标准化）", "邻村均值（标准化）"),
    }[lang]
    figure, axis = sheet(lang, 1)
    value, local = (np.array([float(row[name]) for row in rows]) for name in ("net_tco2", "moran_i"))
    own = (value - value.mean()) / value.std()
    # I_i = (n - 1)/n z_i times the mean of the neighbours
    near = local * len(own) / (len(own) - 1) / own
    axis.axhline(0, color=INK, lw=0.5)
    axis.axvline(0, color=INK, lw=0.5)
    axis.scatter(own, near, s=12, color=np.where(own * near > 0, SOURCE, SINK))
    span = np.array([own.min(), own.max()])
    axis.plot(span, made["MORAN_I"] * span, color=INK, lw=1.0)
    axis.set_title(f"Moran I = {made['MORAN_I']:.3f}   p = {made['MORAN_P']:.3g}", color=INK, fontsize=9)
    axis.set_xlabel(words[0])
    axis.set_ylabel(words[1])
    axis.spines[["top", "right"]].set_visible(False)
    save(figure, "globalautocorrelation", lang)


def aggregation(chain: steps.Chain, lang: str) -> None:
    """How compact the six classes of the cells lie."""
    from carbon_pollution_zoning.core import vocabulary

    made = chain.run(
        "cpzoning:aggregationindex",
        RASTER=chain.path("six", ".tif"),
        NODATA=0,
        OUTPUT=chain.path("aggregation"),
    )
    classes = {one.value: one for one in vocabulary.classes()}
    rows = [row for row in steps.rows(made["OUTPUT"]) if row["aggregation_index"]]
    rows = [row for row in rows if row["class_value"].isdigit()]
    known = [classes[int(row["class_value"])] for row in rows]
    words = {"en": "Aggregation index of the classes (%)", "zh": "各类别聚合度（%）"}[lang]
    figure, axis = sheet(lang, 1)
    axis.bar(
        [one.code for one in known],
        [float(row["aggregation_index"]) for row in rows],
        color=[one.colour for one in known],
    )
    axis.set_title(words, color=INK, fontsize=9)
    axis.set_ylim(0, 100)
    axis.spines[["top", "right"]].set_visible(False)
    save(figure, "aggregationindex", lang)


MAKERS = {
    "zoningstandards": zoning_standards,
    "zonechange": zone_change,
    "zonesummary": zone_summary,
    "industryzoning": industry_zoning,
    "globalautocorrelation": autocorrelation,
    "aggregationindex": aggregation,
}
