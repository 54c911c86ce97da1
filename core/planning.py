"""What territorial plans name: planning zones, and layers and fields of the national one-map databases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from .csvdata import read_rows
from .landuse_rules import FOLDER
from .vocabulary import Named


@dataclass(frozen=True)
class PlanningZone(Named):
    """A planning zone (规划分区) with its space, and the control line that it belongs to.

    ``line`` is ERL (ecological red line), PBF (permanent basic farmland), UGB (urban boundary) or empty.
    """

    level: int
    space: str
    alt_space: str
    line: str
    note: str
    evidence: str


@dataclass(frozen=True)
class OneMapLayer(Named):
    """A layer of the one-map databases: ``code`` is its role here; tables and fields as usually named."""

    tables: tuple[str, ...]
    fields: tuple[str, ...]
    key_field: str
    key_values: dict[str, str]
    evidence: str


@cache
def planning_zones() -> tuple[PlanningZone, ...]:
    """The zones of the municipal plan guideline (2020), first and second level."""
    return tuple(
        PlanningZone(
            row["code"],
            row["name_en"],
            row["name_zh"],
            int(row["level"]),
            row["space"],
            row["alt_space"],
            row["line"],
            row["note"],
            row["evidence"],
        )
        for row in read_rows(FOLDER / "planning_zones.csv", "list of planning zones")
    )


def planning_zone(name: str) -> PlanningZone | None:
    """The zone that the attribute GHFQMC names (Chinese or English), or None."""
    wanted = name.strip().casefold()
    zones = planning_zones()
    return next((zone for zone in zones if wanted in (zone.name_zh, zone.name_en.casefold())), None)


@cache
def onemap_layers() -> tuple[OneMapLayer, ...]:
    """Layers of the one-map databases by role."""
    return tuple(
        OneMapLayer(
            row["role"],
            row["name_en"],
            row["name_zh"],
            _parts(row["tables"]),
            _parts(row["fields"]),
            row["key_field"],
            dict(pair.split("=", 1) for pair in _parts(row["key_values"])),
            row["evidence"],
        )
        for row in read_rows(FOLDER / "onemap_layers.csv", "list of one-map layers")
    )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


def role_of(table: str, fields: Iterable[str] = ()) -> OneMapLayer | None:
    """The role of a layer by its table name, else by the fields that it alone has; None when unclear.

    Used for first guesses of parameters (methods B.5); a user can always choose otherwise.
    """
    name = table.strip().upper()
    for layer in onemap_layers():
        if name in layer.tables:
            return layer
    have = {field.upper() for field in fields}
    fitting = [layer for layer in onemap_layers() if layer.key_field and layer.key_field in have]
    return fitting[0] if len(fitting) == 1 else None
