"""A picture of the county to judge by eye whether it looks like a place."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from matplotlib import colors, patheffects
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from .county import County
from .grid import CELL, COLUMNS, ROWS

LAND_USE = (
    ("paddy", ("0101",), "#dcefa6"),
    ("other cropland", ("0102", "0103"), "#f3e9a6"),
    ("orchard and tea", ("0201", "0202"), "#e3bd62"),
    ("forest", ("0301", "0302", "0305", "0307"), "#3d8446"),
    ("mangrove", ("0303",), "#0b6b5a"),
    ("grass, bare land", ("0404", "1204", "1205", "1206", "1207", "1106"), "#c9d6a0"),
    ("town", ("05H1", "0701", "0809", "0810", "08H1", "08H2", "1005", "1201", "0508"), "#e2685f"),
    ("village", ("0702",), "#e6ab87"),
    ("industry, mine, port", ("0601", "0602", "1008"), "#9c6b4f"),
    ("salt pan", ("0603",), "#7d8fc9"),
    ("road, dam, farm building", ("1003", "1109", "1202"), "#8b8b8b"),
    ("river, reservoir", ("1101", "1103"), "#4b97d1"),
    ("pond", ("1104",), "#8fd0dc"),
    ("tidal flat", ("1105",), "#cdbb93"),
)
LINES = (
    ("red line", "#7fbf7f"),
    ("red line, core", "#2f7d3a"),
    ("permanent basic farmland", "#f2d16b"),
    ("urban boundary 01", "#d1495b"),
    ("urban boundary 02", "#eb9aa5"),
    ("urban boundary 03", "#a678c9"),
    ("marine red line", "#1f6fa8"),
    ("marine ecological space", "#7cc3c3"),
    ("conflict", "#000000"),
)
CLASSES = {
    "S": "#2E8B57",
    "SC": "#F2B134",
    "SP": "#6FA8DC",
    "CP": "#E07A3F",
    "PC": "#8E63B5",
    "SCP": "#8C1C13",
}
SEA, OUTSIDE = "#dfeefa", "#ffffff"


def draw(county: County, folder: Path, target: Path) -> None:
    """Three maps side by side: land use, lines of the plan, classes of the towns."""
    figure = Figure(figsize=(21, 7.6), dpi=62, layout="constrained")
    panels = figure.subplots(1, 3)
    maps = (_land_use(county), _lines(county), _classes(county, folder))
    titles = (
        "Haiyue County (invented): land use",
        "Lines of the plan, with the deliberate conflicts",
        "Six classes of the towns, 2024",
    )
    for panel, (image, legend), title in zip(panels, maps, titles):
        panel.imshow(
            image, extent=(0, COLUMNS * CELL / 1000, 0, ROWS * CELL / 1000), interpolation="bilinear"
        )
        panel.set_title(title, fontsize=13)
        panel.set_axis_off()
        handles = [Patch(color=colour, label=name) for name, colour in legend]
        panel.legend(
            handles=handles,
            fontsize=8,
            ncols=5 if len(handles) > 9 else 3,
            loc="upper center",
            bbox_to_anchor=(0.5, 0.0),
            frameon=False,
        )
    for town in county.towns:
        text = panels[2].text(*town.seat, town.name_en, fontsize=10, ha="center", va="center")
        text.set_path_effects([patheffects.withStroke(linewidth=2.5, foreground="white")])
    target.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(target)


def _canvas(county: County) -> np.ndarray:
    image = np.tile(np.array(colors.to_rgb(OUTSIDE)), (ROWS, COLUMNS, 1))
    image[county.terrain.sea] = colors.to_rgb(SEA)
    return image


def _border(labels: np.ndarray) -> np.ndarray:
    edge = np.zeros(labels.shape, dtype=bool)
    edge[:, 1:] |= labels[:, 1:] != labels[:, :-1]
    edge[1:] |= labels[1:] != labels[:-1]
    return edge


def _land_use(county: County):
    image = _canvas(county)
    of = county.land.code[county.land.patch]
    for _, codes, colour in LAND_USE:
        image[np.isin(of, codes) & (county.land.patch > 0)] = colors.to_rgb(colour)
    gy, gx = np.gradient(county.terrain.elevation, CELL)
    shade = np.clip(1.0 - 0.9 * (gx + gy), 0.62, 1.18)[:, :, None]
    image = np.clip(image * np.where(county.terrain.land[:, :, None], shade, 1.0), 0, 1)
    image[_border(county.town_grid) & county.terrain.land] = (0.25, 0.2, 0.2)
    return image, [(name, colour) for name, _, colour in LAND_USE]


def _lines(county: County):
    image, plan = _canvas(county), county.lines
    image[county.terrain.land] = (0.96, 0.95, 0.92)
    conflict = (plan.red > 0) & (plan.farmland | (plan.urban > 0) | county.terrain.sea) | plan.farmland & (
        plan.urban > 0
    )
    conflict |= plan.sea_red & (plan.sea_zone > 0)
    masks = (
        plan.red == 1,
        plan.red == 2,
        plan.farmland,
        plan.urban == 1,
        plan.urban == 2,
        plan.urban == 3,
        plan.sea_red,
        plan.sea_ecology & ~plan.sea_red,
        conflict,
    )
    for (_, colour), mask in zip(LINES, masks):
        image[mask] = colors.to_rgb(colour)
    return image, LINES


def _classes(county: County, folder: Path):
    with (folder / "expected" / "town_classes_2024.csv").open(encoding="utf-8", newline="") as handle:
        name = {row["unit_code"]: row["class"] for row in csv.DictReader(handle)}
    image = _canvas(county)
    for town in county.towns:
        colour = np.array(colors.to_rgb(CLASSES[name[town.code]]))
        image[county.town_grid == town.number] = colour
        image[county.sea_town == town.number] = 0.35 * colour + 0.65
    image[_border(np.where(county.terrain.land, county.town_grid, county.sea_town))] = (1, 1, 1)
    return image, list(CLASSES.items())
