"""Packages of reports: a small register in a GeoPackage and the JSON that vouches for it; written and read.

A package comes from somebody else and is not trusted: it is opened read-only, must be the file that the JSON
names, may hold plain tables only, and its rows pass the same door as any others.
"""

from __future__ import annotations

import contextlib
import math
import sqlite3
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsCoordinateReferenceSystem

from ...core.errors import InputError, problem, raise_if_any
from ...core.register import package, rows
from ...core.register.changes import Change, insert
from ...core.register.hierarchy import below
from ...core.register.package import Manifest
from ...core.register.schema import GEOMETRY
from ..provenance import file_checksum
from .base import CRS, IDENTITY, Register, user_name
from .geopackage import GeoPackageRegister

#: What a value carries with it.
CARRIED = [
    "unit",
    "indicator",
    "subzone",
    "component",
    "plan",
    "year",
    "kind",
    "value",
    "lo",
    "hi",
    "sd",
    "given_value",
    "given_unit",
    "source",
    "method",
    "who",
]
_STAMP = ("who", "at", "batch")


@dataclass(frozen=True)
class Asked:
    """What goes into a package.

    Attributes
    ----------
    unit
        Who reports: this unit and all below it.
    years, kinds, indicators
        What is reported; all where empty.
    sender
        Who answers for it.
    shapes
        Whether the polygons of the units come along.
    """

    unit: str
    years: Sequence[int] = ()
    kinds: Sequence[str] = ("reported",)
    indicators: Sequence[str] = ()
    sender: str = ""
    shapes: bool = True


@dataclass(frozen=True)
class Content:
    """The tables of a package: columns of each."""

    units: dict[str, list]
    indicators: dict[str, list]
    values: dict[str, list]
    changes: dict[str, list]


def collect(register: Register, asked: Asked) -> Content:
    """What the register has for a package.

    Raises
    ------
    InputError
        The register does not have the unit, or no such values.
    """
    names = [name for name in register.table("units").names if name not in _STAMP]
    units = register.columns("units", [*names, *([GEOMETRY] if asked.shapes else [])])
    if asked.unit not in units["code"]:
        raise InputError(
            problem(
                "The register {place} has no unit {unit}, so nothing can be reported for it.",
                place=register.place,
                unit=asked.unit,
            )
        )
    own = set(below(units["code"], [parent or "" for parent in units["parent"]], asked.unit))
    where = {"kind": list(asked.kinds)} if asked.kinds else {}
    if asked.years:
        where["year"] = list(asked.years)
    if asked.indicators:
        where["indicator"] = list(asked.indicators)
    held = register.current(where)
    held = held[held["unit"].isin(own)]
    if not len(held):
        raise InputError(
            problem(
                "The register {place} has no values of the kinds {kinds} for {unit} and the units below it "
                "in the years asked for.",
                place=register.place,
                kinds=", ".join(asked.kinds),
                unit=asked.unit,
            )
        )
    values = {name: _plain(held[name]) for name in CARRIED}
    used = sorted({*values["indicator"], *(asked.indicators or ())})
    indicators = register.columns("indicators", _without_stamp(register, "indicators"), {"code": used})
    changes = register.columns("boundary_changes", _without_stamp(register, "boundary_changes"))
    kept = [at for at, code in enumerate(units["code"]) if code in own]
    moved = [at for at, pair in enumerate(zip(changes["old_unit"], changes["new_unit"])) if set(pair) <= own]
    return Content(_some(units, kept), indicators, values, _some(changes, moved))


def _without_stamp(register: Register, table: str) -> list[str]:
    return [name for name in register.table(table).names if name not in _STAMP]


def _plain(column) -> list:
    return [None if isinstance(value, float) and math.isnan(value) else value for value in column.tolist()]


def _some(columns: dict[str, list], positions: Sequence[int]) -> dict[str, list]:
    return {name: [values[at] for at in positions] for name, values in columns.items()}


def write(register: Register, asked: Asked, path: Path) -> Manifest:
    """Write a package: the GeoPackage *path* and a JSON of the same name beside it."""
    content, info = collect(register, asked), register.info()
    made = GeoPackageRegister(path)
    made.create(QgsCoordinateReferenceSystem(info[CRS]), info.get("title", ""), asked.sender)
    changes = [
        insert("units", content.units),
        insert("indicators", content.indicators),
        insert("indicator_values", content.values),
        insert("boundary_changes", content.changes),
    ]
    made.write(changes, "package", asked.unit, asked.sender)
    at = content.units["code"].index(asked.unit)
    manifest = Manifest(
        format=package.FORMAT,
        format_version=package.FORMAT_VERSION,
        schema_version=register.schema.version,
        package=str(uuid.uuid4()),
        register=info[IDENTITY],
        unit=asked.unit,
        parent=content.units["parent"][at] or "",
        level=content.units["level"][at],
        years=sorted(set(content.values["year"])),
        kinds=sorted(set(content.values["kind"])),
        units=len(content.units["code"]),
        values=len(content.values["unit"]),
        file=path.name,
        bytes=path.stat().st_size,
        sha256=file_checksum(path),
        content=package.digest(content.values),
        made=rows.moment(),
        sender=asked.sender or user_name(),
    )
    json_of(path).write_text(manifest.text(), encoding="utf-8")
    return manifest


def json_of(path: Path) -> Path:
    """The JSON beside the GeoPackage of a package."""
    return path.with_suffix(".json")


def manifest_of(path: Path) -> Manifest:
    """The manifest of a package, whichever of its two files *path* is."""
    place = path if path.suffix.lower() == ".json" else json_of(path)
    refusal = None
    try:
        with place.open("rb") as stream:
            text = stream.read(package.LONGEST + 1).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        refusal = problem(
            "The JSON {file} of the package cannot be read ({reason}). It must lie beside the GeoPackage.",
            file=place.name,
            reason=getattr(error, "strerror", None) or type(error).__name__,
        )
    if refusal:
        raise InputError(refusal)
    return package.read(text, place.name)


def read(path: Path, register: Register) -> tuple[Manifest, Content]:
    """Read a package that may come into *register*, or refuse it with all that is wrong with it.

    Raises
    ------
    InputError
        It was altered, was received already, belongs elsewhere, is of another version, or is no package.
    """
    manifest = manifest_of(path)
    # the file that was chosen, not one of the same folder that was called so once; a path in the JSON leads
    # nowhere
    file = path if path.suffix.lower() == ".gpkg" else path.parent / Path(manifest.file).name
    if not file.is_file():
        raise InputError(
            problem(
                "The package {file} is not there; it must lie beside its JSON.",
                file=file.name,
            )
        )
    size = file.stat().st_size
    found = size if size != manifest.bytes else file_checksum(file)
    raise_if_any(package.altered(manifest, size, str(found), file.name))
    raise_if_any([*_of_another_version(manifest, register), *_not_plain(file, register)])
    content = _content(file, register)
    units = register.columns("units", ("code", "parent", "valid_to"))
    parents = {
        code: parent
        for code, parent, end in zip(units["code"], units["parent"], units["valid_to"])
        if end is None
    }
    names = ("package", "content", "unit", "sender", "at")
    received = _records(register.columns("packages", names, {"direction": "received"}))
    here = _records(register.columns("indicators", ("code", "unit", "kind")))
    package.refuse(
        package.content_faults(manifest, content.units, content.values),
        package.repeated(manifest, received),
        package.belongs(manifest, register.info()[IDENTITY], parents),
        package.indicator_faults(_records(content.indicators), here),
    )
    return manifest, content


def _of_another_version(manifest: Manifest, register: Register) -> list:
    if manifest.schema_version == register.schema.version:
        return []
    return [
        problem(
            "The package {file} is of schema version {version}, this register of version {ours}. Bring both "
            "to the same version of the plugin.",
            file=manifest.file,
            version=manifest.schema_version,
            ours=register.schema.version,
        )
    ]


def _not_plain(file: Path, register: Register) -> list:
    """Why a file is no plain register: views in place of tables would be computed when they are read."""
    wanted = ("units", "indicators", "indicator_values", "boundary_changes")
    try:
        with _read_only(file) as connection:
            kinds = dict(connection.execute("SELECT name, type FROM sqlite_master WHERE type <> 'index'"))
            sound = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        kinds, sound = {}, False
    if sound and all(kinds.get(name) == "table" for name in wanted):
        return []
    return [problem("The package {file} is damaged, or no package of a register.", file=file.name)]


def _content(file: Path, register: Register) -> Content:
    wanted = {
        "units": [*_without_stamp(register, "units"), GEOMETRY],
        "indicators": _without_stamp(register, "indicators"),
        "indicator_values": CARRIED,
        "boundary_changes": _without_stamp(register, "boundary_changes"),
    }
    own = GeoPackageRegister(file, register.schema)
    own.read_only = True
    return Content(*(own.columns(table, names) for table, names in wanted.items()))


@contextlib.contextmanager
def _read_only(file: Path):
    connection = sqlite3.connect(file.absolute().as_uri() + "?mode=ro&immutable=1", uri=True)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        yield connection
    finally:
        connection.close()


def _records(columns: dict[str, list]) -> list[dict]:
    return [dict(zip(columns, row)) for row in zip(*columns.values())]


def new_units(content: Content, known: Sequence[str]) -> list[Change]:
    """Units of a package that the register does not have yet."""
    there = set(known)
    kept = [at for at, code in enumerate(content.units["code"]) if code not in there]
    return [insert("units", _some(content.units, kept))] if kept else []


def new_changes(content: Content, held: dict[str, list]) -> list[Change]:
    """Boundary changes of a package that the register does not have yet."""
    there = set(zip(held["old_unit"], held["new_unit"], held["year"]))
    keys = zip(content.changes["old_unit"], content.changes["new_unit"], content.changes["year"])
    kept = [at for at, key in enumerate(keys) if key not in there]
    return [insert("boundary_changes", _some(content.changes, kept))] if kept else []


def entry(manifest: Manifest, direction: str) -> Change:
    """The row of a package in the table ``packages``."""
    row = {
        "package": manifest.package,
        "direction": direction,
        "sha256": manifest.sha256,
        "content": manifest.content,
        "unit": manifest.unit,
        "register": manifest.register,
        "years": ", ".join(map(str, manifest.years)),
        "value_count": manifest.values,
        "file": manifest.file,
        "made": manifest.made,
        "sender": manifest.sender,
    }
    return insert("packages", {name: [value] for name, value in row.items()})
