"""A report as a package: a GeoPackage that is a small register, and a JSON that vouches for it.

The JSON names who reports, for which years and how many values, and carries the SHA-256 of the file and of
its content. That guards against faults on the way and changes that forget the JSON; it is no signature.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields

from ..errors import InputError, Problem, problem, raise_if_any
from .hierarchy import below
from .values import KEY

FORMAT = "cpzoning-report"
FORMAT_VERSION = 1
#: A JSON of a package is some hundred bytes; what is larger is none.
LONGEST = 1 << 20
CONTENT = ("value", "lo", "hi", "sd")


@dataclass(frozen=True)
class Manifest:
    """What the JSON of a package says.

    Attributes
    ----------
    format, format_version, schema_version
        Which kind of package, and the version of the schema of its register.
    package
        Identity of the package.
    register
        Identity of the register that it comes from.
    unit, parent, level
        Who reports, and where it hangs.
    years, kinds
        What it reports.
    units, values
        Numbers of rows.
    file, bytes, sha256
        Name, size and checksum of the GeoPackage beside the JSON.
    content
        Checksum of the values, see `digest`.
    made, sender
        When and by whom.
    """

    format: str
    format_version: int
    schema_version: int
    package: str
    register: str
    unit: str
    parent: str
    level: str
    years: list[int]
    kinds: list[str]
    units: int
    values: int
    file: str
    bytes: int
    sha256: str
    content: str
    made: str
    sender: str

    def text(self) -> str:
        """The JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"


def read(text: str, name: str) -> Manifest:
    """The manifest that a JSON *text* holds; *name* of the file is for messages.

    Raises
    ------
    InputError
        It is no manifest of a package, or one of a later version.
    """
    try:
        found = json.loads(text) if len(text) <= LONGEST else None
    except ValueError:
        found = None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise InputError(
            problem(
                "{file} is not the JSON of a report package. Choose the .json that lies beside the "
                "GeoPackage.",
                file=name,
            )
        )
    kinds = {"int": int, "str": str, "list[int]": list, "list[str]": list}
    bad = [one.name for one in fields(Manifest) if not isinstance(found.get(one.name), kinds[one.type])]
    if found.get("format_version") != FORMAT_VERSION or bad:
        raise InputError(
            problem(
                "The package {file} is of version {version}, or lacks {fields}; this plugin reads version "
                "{ours}. Ask the sender to export it again with the same version of the plugin.",
                file=name,
                version=found.get("format_version"),
                fields=", ".join(bad) or "—",
                ours=FORMAT_VERSION,
            )
        )
    return Manifest(**{one.name: found[one.name] for one in fields(Manifest)})


def digest(columns: Mapping[str, Sequence]) -> str:
    """SHA-256 of values, whatever the order of their rows and whoever exported them when."""
    names = (*KEY, *CONTENT)
    rows = sorted(
        json.dumps([_plain(value) for value in row]) for row in zip(*(columns[name] for name in names))
    )
    return hashlib.sha256("\n".join(rows).encode("ascii")).hexdigest()


def _plain(value):
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    # numpy's numbers are written as Python's
    return value.item() if hasattr(value, "item") else value


def altered(manifest: Manifest, size: int, sha256: str, name: str) -> list[Problem]:
    """Why the GeoPackage beside a manifest is not the one that was sent; empty where it is."""
    if (size, sha256) == (manifest.bytes, manifest.sha256):
        return []
    return [
        problem(
            "The package {file} was altered after it was made: its checksum is {found}, the JSON says "
            "{told}. Ask the sender for it again.",
            file=name,
            found=sha256[:12],
            told=manifest.sha256[:12],
        )
    ]


def content_faults(
    manifest: Manifest, units: Mapping[str, Sequence], values: Mapping[str, Sequence]
) -> list[Problem]:
    """Why the content of a package is not what its manifest says: other values, units of others."""
    found = []
    if digest(values) != manifest.content or len(values["unit"]) != manifest.values:
        found.append(
            problem(
                "The values of the package of {unit} are not those that its JSON vouches for. Ask the sender "
                "for it again.",
                unit=manifest.unit,
            )
        )
    own = set(below(units["code"], [parent or "" for parent in units["parent"]], manifest.unit))
    strangers = sorted({*units["code"], *values["unit"]} - own)
    if strangers:
        found.append(
            problem(
                "The package of {unit} holds units that do not lie below it: {units}. A report may hold its "
                "own units only.",
                unit=manifest.unit,
                units=", ".join(strangers[:10]),
            )
        )
    return found


def belongs(manifest: Manifest, identity: str, parents: Mapping[str, str]) -> list[Problem]:
    """Why a package does not belong into a register; empty where it does.

    Parameters
    ----------
    identity
        Identity of the register.
    parents
        Unit -> parent of the register's units that are there now.
    """
    if manifest.register == identity:
        return [
            problem(
                "The package of {unit} comes from this very register; it is for the register of another "
                "level.",
                unit=manifest.unit,
            )
        ]
    if manifest.unit not in parents:
        return [
            problem(
                "The package belongs elsewhere: it reports for {unit}, which this register does not have.",
                unit=manifest.unit,
            )
        ]
    here = parents[manifest.unit] or ""
    if here and manifest.parent and here != manifest.parent:
        return [
            problem(
                "The package belongs elsewhere: it hangs {unit} on {parent}, and here {unit} hangs on "
                "{here}.",
                unit=manifest.unit,
                parent=manifest.parent,
                here=here,
            )
        ]
    return []


def repeated(manifest: Manifest, received: Sequence[Mapping]) -> list[Problem]:
    """Why a package was received already; empty where it is new.

    Parameters
    ----------
    received
        Records of the register's table ``packages`` with direction ``received``.
    """
    for one in received:
        if manifest.package == one["package"] or (manifest.content, manifest.unit) == (
            one["content"],
            one["unit"],
        ):
            return [
                problem(
                    "The package of {unit} was received already, on {when} from {who}; it is not counted "
                    "twice.",
                    unit=manifest.unit,
                    when=str(one["at"] or "")[:16].replace("T", " "),
                    who=one["sender"] or "—",
                )
            ]
    return []


def indicator_faults(sent: Sequence[Mapping], here: Sequence[Mapping]) -> list[Problem]:
    """Indicators of a package that the register does not have, or measures in another way."""
    known = {one["code"]: one for one in here}
    found = []
    lacking = sorted(one["code"] for one in sent if one["code"] not in known)
    if lacking:
        found.append(
            problem(
                "The package has indicators that this register does not have: {codes}. Add them to its table "
                "of indicators first.",
                codes=", ".join(lacking),
            )
        )
    other = [
        f"{one['code']} ({one['unit']} / {known[one['code']]['unit']})"
        for one in sent
        if one["code"] in known and one["unit"] != known[one["code"]]["unit"]
    ]
    if other:
        found.append(
            problem(
                "The package measures indicators in other units than this register (package / register): "
                "{indicators}.",
                indicators=", ".join(other),
            )
        )
    return found


def refuse(*found: list[Problem]) -> None:
    """Refuse a package with everything that is wrong with it."""
    raise_if_any([one for some in found for one in some])
