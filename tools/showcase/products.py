"""What is handed in: maps, a styled GeoPackage, tables and a report, in one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from . import steps


@dataclass(frozen=True)
class Map:
    """One map to be made.

    Attributes
    ----------
    name
        Stem of the files.
    title, subtitle
        In the language of the run.
    legend
        Legend of `cartography.entries`.
    layer
        Path of the layer that carries it.
    above, below
        Layers drawn over and under it, already styled.
    grounds
        (legend, opacity) of those under it whose colours the reader must be told.
    renamed
        Declared column -> field in the layer, where the two differ.
    crs
        Authority id of the map's CRS; that of the layer when empty.
    portrait
        Upright page.
    """

    name: str
    title: str
    legend: str
    layer: str
    subtitle: str = ""
    above: Sequence = ()
    below: Sequence = ()
    grounds: Sequence[tuple[str, float]] = ()
    renamed: dict[str, str] = field(default_factory=dict)
    crs: str = ""
    portrait: bool = False


def draw(wish: Map, folder: Path, lang: str, notes: Sequence[str]) -> Path:
    """Export one map as PDF and PNG; returns the PNG."""
    from qgis.core import QgsCoordinateReferenceSystem, QgsProject

    from carbon_pollution_zoning.cartography import drawing, entries, keys, layouts, legends, symbology

    project = QgsProject.instance()
    layer = steps.layer(wish.layer)
    project.addMapLayers([layer, *wish.above, *wish.below], False)
    shown = symbology.style(layer, wish.legend, wish.renamed, lang, occurring=wish.legend != "sixclass")
    if wish.legend == "subzones":
        codes = {entry.code for entry in shown.entries}
        legend = legends.class_matrix(lang, occurring=codes, with_no_data="ND" in codes)
    else:
        legend = legends.listing(shown, lang)
    behind = [
        legends.listing(keys.faded(known(entries.legend(name, lang)), opacity), lang)
        for name, opacity in wish.grounds
    ]
    legend = drawing.stacked([legend, *behind], keys.GAP)
    sheet = layouts.Sheet(
        title=wish.title,
        subtitle=wish.subtitle,
        layers=[*wish.above, layer, *wish.below],
        legend=legend,
        lang=lang,
        notes=notes,
        crs=QgsCoordinateReferenceSystem(wish.crs),
        portrait=wish.portrait,
    )
    layout = layouts.compose(project, sheet)
    layouts.export(layout, folder / f"{wish.name}.pdf")
    picture = layouts.export(layout, folder / f"{wish.name}.png", dpi=150)
    project.removeMapLayer(layer.id())
    return picture


def known(legend):
    """A legend without the entry of what is not known, which no background here has."""
    return legend.only([entry for entry in legend.entries if entry.code != "ND"])


def package(chain: steps.Chain, layers: dict[str, str], target: Path) -> None:
    """One GeoPackage with all results, their styles and their metadata; *layers* is name -> path."""
    named = [steps.layer(path, name) for name, path in layers.items()]
    chain.run(
        "native:package",
        LAYERS=named,
        OUTPUT=str(target),
        OVERWRITE=True,
        SAVE_STYLES=True,
        SAVE_METADATA=True,
    )


def table_of(path: str, name: str, columns: dict[str, str]):
    """Fields of a layer as a table for export: field -> header, an empty header takes the field's alias."""
    from carbon_pollution_zoning.cartography.exports import Table

    layer = steps.layer(path)
    headers = []
    for column, words in columns.items():
        described = layer.fields().field(column)
        headers.append(words or described.alias() or column)
    rows = [[row[column] for column in columns] for row in steps.rows(path)]
    return Table(name, headers, rows)


def write_tables(tables: Sequence, folder: Path) -> None:
    """All tables as one workbook, and each as a CSV file."""
    from carbon_pollution_zoning.cartography import exports

    exports.write_xlsx(folder / "tables.xlsx", tables)
    for table in tables:
        exports.write_csv(folder / f"{table.name}.csv", table)


def classes_of(path: str) -> dict:
    """Units and hectares of every class of a layer."""
    from carbon_pollution_zoning.cartography.zoning_report import Amount

    amounts: dict[str, Amount] = {}
    for row in steps.rows(path):
        code = row["cp_class"] or "ND"
        before = amounts.get(code, Amount(0, 0.0))
        amounts[code] = Amount(before.units + 1, before.area_ha + (row["area_ha"] or 0.0))
    return amounts
