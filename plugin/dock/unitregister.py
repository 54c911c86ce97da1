"""What a register tells of a unit: targets, actual values, warnings and tasks; read off the interface."""

from __future__ import annotations

from dataclasses import dataclass

from ...core.register import schema
from ...toolbelt.register import places
from ...toolbelt.register.base import Register
from ...toolbelt.translation import language, translate
from . import words
from .unitfacts import Section

PATIENCE = 5.0
ACTUAL = ("actual", "adjusted", "reported", "aggregated")
VERSION_KEY = ("indicator", "subzone", "component", "plan", "year", "kind")


@dataclass(frozen=True)
class Place:
    """Where the register is: a GeoPackage, or a connection of QGIS and a schema; neither for none.

    Attributes
    ----------
    code_field
        Field of the layer with the code that a unit has in the register; empty for none.
    """

    file: str = ""
    connection: str = ""
    namespace: str = ""
    code_field: str = ""

    @property
    def chosen(self) -> bool:
        """Whether there is a register to ask."""
        return bool(self.file) != bool(self.connection)


class UnitReader:
    """Asks a register for one unit; made in the main thread, where connections live, read in any.

    Raises
    ------
    InputError
        QGIS does not know the connection.
    """

    def __init__(self, place: Place, code: str):
        self._register = places.at(place.file, place.connection, place.namespace, patience=PATIENCE)
        self._code = code
        self._language = language()

    def read(self, progress) -> Section:
        """What the register tells of the unit.

        Raises
        ------
        InputError
            There is no register, or it cannot be read.
        """
        self._register.progress = progress
        register = self._register.ready()
        units = _rows(register, "units", {"code": [self._code]})
        made = Section("targets", title())
        if not units:
            text = translate("Unit", "The register {place} has no unit {code}.")
            made.said = [text.format(place=register.place, code=self._code)]
            return made
        indicators = {row["code"]: row for row in _rows(register, "indicators", {})}
        values = _rows(register, "indicator_values", {"unit": [self._code]})
        made.lines = [(translate("Unit", "Unit of the register"), self._name(units[-1]))]
        made.lines += self._targets(indicators, values)
        made.lines += self._warnings(indicators, _rows(register, "warnings", {"unit": [self._code]}))
        made.lines += self._tasks(_rows(register, "tasks", {"unit": [self._code]}))
        if len(made.lines) == 1:
            made.said = [translate("Unit", "The register holds no target, warning or task for this unit.")]
        return made

    def _name(self, row: dict) -> str:
        first, second = ("name_zh", "name_en") if self._language == "zh" else ("name_en", "name_zh")
        return f"{row['code']} {row[first] or row[second] or ''}".strip()

    def _called(self, indicators: dict, code: str, subzone: str = "") -> str:
        name = self._name(indicators[code]).partition(" ")[2] if code in indicators else code
        return f"{name or code} ({subzone})" if subzone else name or code

    def _said(self, table: str, field: str, code: str) -> str:
        """A code of a value list in words."""
        known = {
            item.code: item for item in schema.value_list(schema.schema().table(table).field(field).list)
        }
        return known[code].name(self._language) if code in known else str(code or words.UNKNOWN)

    def _targets(self, indicators: dict, values: list[dict]) -> list[tuple[str, str]]:
        """A line for each target that holds, with the newest value beside it."""
        made = []
        holding = current(values)
        targets = [row for row in holding if row["kind"] == "target"]
        for row in sorted(targets, key=lambda row: (row["indicator"], row["subzone"] or "", row["year"])):
            unit = indicators.get(row["indicator"], {}).get("unit") or ""
            name = self._called(indicators, row["indicator"], row["subzone"])
            text = translate("Unit", "Target {year}: {name}").format(year=row["year"], name=name)
            value = f"{words.exact(row['value'])} {unit}".strip()
            newest = newest_like(row, holding)
            if newest is not None:
                value = translate("Unit", "{target}; {kind} {year}: {value}").format(
                    target=value,
                    kind=self._said("indicator_values", "kind", newest["kind"]),
                    year=newest["year"],
                    value=words.exact(newest["value"]),
                )
            made.append((text, value))
        return made

    def _warnings(self, indicators: dict, rows: list[dict]) -> list[tuple[str, str]]:
        """The newest warning of each indicator."""
        newest = {}
        for row in sorted(rows, key=lambda row: row["year"]):
            newest[row["indicator"], row["subzone"]] = row
        made = []
        for (code, subzone), row in sorted(newest.items(), key=lambda item: str(item[0])):
            name = self._called(indicators, code, subzone)
            text = translate("Unit", "Warning {year}: {name}").format(year=row["year"], name=name)
            level = self._said("warnings", "level", row["level"])
            if row["level_before"]:
                before = self._said("warnings", "level_before", row["level_before"])
                level = translate("Unit", "{level} (before: {before})").format(level=level, before=before)
            made.append((text, level))
        return made

    def _tasks(self, rows: list[dict]) -> list[tuple[str, str]]:
        """Tasks, those that are not closed first."""
        made = []
        for row in sorted(rows, key=lambda row: (row["state"] in ("done", "cancelled"), row["code"])):
            parts = [self._said("tasks", "state", row["state"])]
            if row["deadline"]:
                parts.append(translate("Unit", "until {date}").format(date=row["deadline"]))
            if row["responsible"]:
                parts.append(str(row["responsible"]))
            text = translate("Unit", "Task {code}: {measure}").format(
                code=row["code"], measure=row["measure"]
            )
            made.append((text, ", ".join(parts)))
        return made


def title() -> str:
    """Title of the section."""
    return translate("Unit", "Targets and warnings")


def current(values: list[dict]) -> list[dict]:
    """Of every key the row with the highest version, as `core.register.values.current` for tables."""
    newest: dict[tuple, dict] = {}
    for row in sorted(values, key=lambda row: row["version"]):
        newest[tuple(row[name] for name in VERSION_KEY)] = row
    return list(newest.values())


def newest_like(target: dict, values: list[dict]) -> dict | None:
    """The newest value of what a target is about, what was measured before what was told or summed up."""
    same = ("indicator", "subzone", "component")
    found = [
        row for row in values if row["kind"] in ACTUAL and all(row[name] == target[name] for name in same)
    ]
    return max(found, key=lambda row: (row["year"], -ACTUAL.index(row["kind"])), default=None)


def _rows(register: Register, table: str, where: dict) -> list[dict]:
    """Rows of a table without their shapes."""
    read = register.columns(table, [name for name in register.table(table).names if name != "geom"], where)
    return [dict(zip(read, cells)) for cells in zip(*read.values())]
