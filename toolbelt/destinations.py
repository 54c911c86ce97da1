"""Places of outputs, and why nothing can be written there: all that is known before work."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from qgis.core import QgsDataSourceUri

from ..core.errors import Problem, problem

#: Names of devices of Windows, with any extension. They are refused everywhere, because results are passed
#: on to people who have Windows.
RESERVED = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10)),
}
FORBIDDEN_IN_WINDOWS = '<>:"|?*'
#: What is laid beside an output while it is made: a hidden folder, and the longest journal of a GeoPackage.
FOLDER_IN_MAKING, JOURNAL = ".cpzoning-12345678", "-journal"
#: Usual limits: of a name and of a path in bytes, of a path in Windows in characters.
LONGEST_NAME, LONGEST_PATH, LONGEST_PATH_IN_WINDOWS = 255, 4095, 259


def file_of(destination: str) -> Path | None:
    """Path of a destination that is a plain file, None for memory, databases and temporary layers."""
    text = str(destination or "")
    schemes = ("memory:", "ogr:", "postgres:", "spatialite:", "postgis:", "TEMPORARY_OUTPUT", "/vsi")
    if not text or text.startswith(schemes):
        return None
    return Path(text)


def database_of(destination: str) -> Path:
    """The database file of a destination such as ``ogr:dbname='a.gpkg' table="t" (geom)``."""
    return Path(QgsDataSourceUri(str(destination).partition(":")[2]).database())


def refusals(path: Path) -> list[Problem]:
    """Why a file cannot be written at *path*; empty when it can."""
    return next(([found] for found in _refusals(path)), [])


def _refusals(path: Path) -> Iterator[Problem]:
    """What stands in the way of *path*; only the first is true for sure."""
    yield from name_problems(path)
    yield from _folder_problems(path.parent)
    if path.is_dir():
        yield problem("The output {path} is a folder. Give the name of a file.", path=path)
    if path.exists() and not os.access(path, os.W_OK):
        yield problem(
            "The output {path} is read-only. Choose another name or remove the protection.", path=path
        )
    if path.suffix.lower() == ".gpkg" and path.exists() and _locked(path):
        yield problem(
            "The output {path} is locked by another program. Close it there or choose another name.",
            path=path,
        )


def folder_refusals(path: Path) -> list[Problem]:
    """Why no files can be put into the folder *path*, which is made where only its last part is lacking."""
    stands = path if path.exists() else path.parent
    return name_problems(path) or list(_folder_problems(stands))[:1]


def _folder_problems(folder: Path) -> Iterator[Problem]:
    if folder.is_dir():
        if not os.access(folder, os.W_OK):
            yield problem(
                "The folder {folder} cannot be written. Choose another place for the output.", folder=folder
            )
        return
    file = next((part for part in (folder, *folder.parents) if part.is_file()), None)
    if file is not None:
        yield problem(
            "The folder {folder} of the output cannot exist, because {file} is a file. Choose another place.",
            folder=folder,
            file=file,
        )
    yield problem("The folder {folder} of the output does not exist. Create it first.", folder=folder)


def _locked(path: Path) -> bool:
    """Whether another program holds a lock on a GeoPackage; a damaged file is not a locked one."""
    connection = sqlite3.connect(str(path), timeout=0)
    try:
        connection.execute("BEGIN EXCLUSIVE")
        connection.rollback()
    except sqlite3.OperationalError as error:
        return "locked" in str(error)
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()
    return False


def name_problems(path: Path, windows: bool = os.name == "nt") -> list[Problem]:
    """Why no file can be called *path*, wherever its folder lies; empty when one can.

    Parameters
    ----------
    path
        The output as it was asked for.
    windows
        Whether Windows will write it.
    """
    found = []
    device = path.name.partition(".")[0].strip()
    if device.upper() in RESERVED:
        found.append(
            problem(
                "The output {path} has a name that Windows keeps for a device ({name}). Choose another name.",
                path=path,
                name=device,
            )
        )
    if path.name != path.name.rstrip(". "):
        found.append(
            problem(
                "The name of the output “{path}” ends in a dot or a blank, which Windows cuts off. "
                "Leave it out.",
                path=path,
            )
        )
    forbidden = FORBIDDEN_IN_WINDOWS if windows else ""
    unfit = sorted({letter for letter in path.name if ord(letter) < 32 or letter in forbidden})
    if unfit:
        found.append(
            problem(
                "The name of the output {path} has characters that the name of a file cannot have: "
                "{letters}. Leave them out.",
                path=path,
                letters=" ".join(letter if letter.isprintable() else repr(letter) for letter in unfit),
            )
        )
    over = _excess_in_windows(path) if windows else _excess(path)
    if over > 0:
        found.append(
            problem(
                "The name of the output {path} is too long for this system, by {over} letters (a Chinese "
                "character may count as three). Choose a shorter one.",
                path=path,
                over=over,
            )
        )
    return found


def _excess(path: Path) -> int:
    """Bytes by which a name in *path*, or the path as a whole, is too long while the output is made."""
    names = (*path.parent.parts, path.name + JOURNAL)
    whole = path.absolute().parent / FOLDER_IN_MAKING / (path.name + JOURNAL)
    longest = max(len(os.fsencode(name)) for name in names)
    return max(longest - LONGEST_NAME, len(os.fsencode(whole)) - LONGEST_PATH)


def _excess_in_windows(path: Path) -> int:
    whole = path.absolute().parent / FOLDER_IN_MAKING / (path.name + JOURNAL)
    return len(str(whole)) - LONGEST_PATH_IN_WINDOWS
