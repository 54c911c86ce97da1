"""What is to be written, said once for both databases: rows of a table and what becomes of them.

Several changes are carried out together or not at all; see ``toolbelt.register``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

INSERT, PUT, VERSION, UPDATE, REMOVE = "insert", "put", "version", "update", "remove"


@dataclass(frozen=True)
class Change:
    """Rows of one table and what becomes of them.

    Attributes
    ----------
    table
        Name of the table.
    columns
        Field -> values, all of one length (a DataFrame will do). ``geom`` holds WKB of multi-polygons in the
        CRS of the register, or None.
    mode
        ``insert``: a row whose key is there already stops everything. ``put``: it takes the place of the
        older one, which stays in the log. ``version``: it stands beside the older ones with the next
        version number. ``update``: the row of this key gets the other columns. ``remove``: the row of this
        key goes (to the log).
    """

    table: str
    columns: Mapping[str, Sequence]
    mode: str = INSERT

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))


def insert(table: str, columns: Mapping[str, Sequence]) -> Change:
    """New rows; see `Change`."""
    return Change(table, _plain(columns), INSERT)


def put(table: str, columns: Mapping[str, Sequence]) -> Change:
    """Rows that are new or take the place of those with the same key; see `Change`."""
    return Change(table, _plain(columns), PUT)


def new_version(table: str, columns: Mapping[str, Sequence]) -> Change:
    """Rows that get the next version number of their key; see `Change`."""
    return Change(table, _plain(columns), VERSION)


def update(table: str, columns: Mapping[str, Sequence]) -> Change:
    """Other values for rows that are there; see `Change`."""
    return Change(table, _plain(columns), UPDATE)


def remove(table: str, columns: Mapping[str, Sequence]) -> Change:
    """Keys of rows that go; see `Change`."""
    return Change(table, _plain(columns), REMOVE)


def rows(table: str, names: Sequence[str], records: Sequence[Sequence]) -> Change:
    """New rows from records in the order of *names*."""
    return insert(table, {name: [record[at] for record in records] for at, name in enumerate(names)})


def _plain(columns: Mapping[str, Sequence]) -> dict[str, list]:
    return {str(name): list(columns[name]) for name in columns}
