"""What a zone summary takes in, and the tables that it gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..cartography import words
from ..cartography.entries import Entry
from ..core.landuse import as_code, is_missing_code
from ..core.zoning import summary
from ..toolbelt.tables import Columns
from . import columns


@dataclass
class Input:
    """Pieces to be summed up.

    Attributes
    ----------
    table
        Columns of the features that the pieces come from.
    rows
        Feature of each piece, as position in *table*.
    unit
        Unit of each piece, as position in *codes* and *names*.
    area_ha, quantities
        Area of each piece, and how much of each quantity it holds.
    """

    table: Columns
    rows: np.ndarray
    unit: np.ndarray
    codes: list
    names: list
    area_ha: np.ndarray
    quantities: dict[str, np.ndarray]


def units_of(codes, names, count: int, lang: str) -> tuple[np.ndarray, list, list]:
    """Units in the order of their first feature: position of each feature's unit, codes and names.

    Without codes the names tell the units, and without either the whole layer is one. A missing code is
    a unit of its own, never left out.
    """
    given = codes if codes is not None else names
    if given is None:
        return np.zeros(count, dtype=np.int64), [None], [words.word("summary.whole", lang)]
    keys = [None if is_missing_code(item) else as_code(item) for item in given]
    place = {key: at for at, key in enumerate(dict.fromkeys(keys))}
    title = {None: words.word("summary.no_unit", lang)}
    for key, name in zip(keys, names if names is not None else keys):
        if key is not None and not is_missing_code(name):
            title.setdefault(key, as_code(name))
    labels = [title.get(key, key) for key in place]
    return np.array([place[key] for key in keys], dtype=np.int64), list(place), labels


def long_columns(made: summary.Summary, legend: Sequence[Entry], given: Input) -> tuple[dict, dict]:
    """Columns of the table with one row for each unit and zone: declared ones, and those of the user."""

    def texts(values):
        return np.array(list(values), dtype=object)

    declared = {
        "unit_code": texts(given.codes[at] for at in made.unit),
        "unit_name": texts(given.names[at] for at in made.unit),
        "zone": texts(legend[at].code for at in made.zone),
        "zone_name": texts(legend[at].label for at in made.zone),
        "pieces": made.pieces.astype(int),
        "area_ha": made.area_ha,
        "share": made.share,
        "leading": made.leading.astype(int),
    }
    extra = {}
    for name, values in made.totals.items():
        if name == "net_tco2":
            declared.update(net_tco2=values, net_coverage=made.coverage[name])
        else:
            extra.update({name: values, f"{name}_coverage": made.coverage[name]})
    return declared, extra


def matrix_columns(made: summary.Summary, legend: Sequence[Entry], given: Input) -> tuple[dict, dict]:
    """Columns of the table with one row for each unit and one column for each zone that may occur."""
    count = len(given.codes)
    table = summary.wide(made, count, range(len(legend)))
    zone, share = summary.leading_zone(made, count)
    codes = np.array([*(entry.code for entry in legend), None], dtype=object)
    declared = {
        "unit_code": np.array(given.codes, dtype=object),
        "unit_name": np.array(given.names, dtype=object),
        "leading_zone": codes[zone],
        "leading_share": share,
        "ha_total": table[:, -1],
    }
    known, own = columns.declared(), {}
    for at, entry in enumerate(legend):
        name = f"ha_{entry.code.lower().replace('-', '_')}"
        (declared if name in known else own)[name] = table[:, at]
    return declared, own
