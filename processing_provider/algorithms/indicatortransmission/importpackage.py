"""Takes in what a unit reported, once; refuses what was altered, repeats or belongs elsewhere."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from qgis.core import QgsProcessingOutputNumber, QgsProcessingParameterFile

from ....core.errors import faults_of
from ....core.register import comparison, entries, reporting
from ....core.register.values import KEY
from ....toolbelt.register import packages
from ....toolbelt.translation import language, translate
from ... import groups, registers
from ...algorithm import Algorithm
from ...parameters import choice, output
from .importvalues import changes_of


class ImportPackage(Algorithm):
    """Asks for a package; writes its values into the register and tells who has not reported yet."""

    ID = "importpackage"
    GROUP = groups.TRANSMISSION
    NEEDS = ("pandas",)
    TAGS = "register,report,package,receive,checksum,台账,接收,上报,上报包,导入,校验"

    PACKAGE, EXISTING, OUTPUT = "PACKAGE", "EXISTING", "OUTPUT"
    NEW, CHANGED, SAME, UNITS, WAITING = "NEW_VALUES", "CHANGED_VALUES", "SAME_VALUES", "NEW_UNITS", "WAITING"

    def displayName(self):
        return translate("ImportPackage", "Import report package")

    def initAlgorithm(self, config=None):
        for parameter in (
            *registers.parameters(),
            QgsProcessingParameterFile(
                self.PACKAGE,
                translate("ImportPackage", "Package (its JSON or its GeoPackage)"),
                fileFilter="JSON, GeoPackage (*.json *.gpkg)",
            ),
            choice(
                self.EXISTING,
                translate("ImportPackage", "A value that the register holds with another number"),
                {
                    comparison.VERSION: translate(
                        "ImportPackage", "stays, and the new one is its next version"
                    ),
                    comparison.REFUSE: translate("ImportPackage", "stops the import"),
                    comparison.REPLACE: translate(
                        "ImportPackage", "is replaced; the old number stays in the log"
                    ),
                },
            ),
            output(self.OUTPUT, translate("ImportPackage", "Who has reported"), True),
        ):
            self.addParameter(parameter)
        self.addOutput(registers.place_output())
        for name, label in (
            (self.NEW, translate("ImportPackage", "Values that are new")),
            (self.CHANGED, translate("ImportPackage", "Values that replaced others or are a new version")),
            (self.SAME, translate("ImportPackage", "Values that were there already")),
            (self.UNITS, translate("ImportPackage", "Units that are new")),
            (self.WAITING, translate("ImportPackage", "Units of the same parent that have not reported")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def problems(self, request):
        found = registers.problems(request)
        path = Path(request.text(self.PACKAGE))
        return found or faults_of(lambda: packages.read(path, registers.opened(request)))

    def work(self, run):
        register = registers.noted(run, registers.opened(run))
        manifest, content = packages.read(Path(run.text(self.PACKAGE)), register)
        made = _entries(content, manifest)
        where = {"unit": sorted(set(content.values["unit"])), "year": manifest.years}
        held = register.current(where)
        keys = list(zip(*(held[name].tolist() for name in KEY)))
        found = comparison.compare(made, keys, held["value"].tolist())
        policy = run.choice(self.EXISTING)
        if policy == comparison.REFUSE:
            comparison.refuse_others(made, found, manifest.file)
        units = packages.new_units(content, register.columns("units", ("code",))["code"])
        changes = [
            *units,
            *packages.new_changes(content, register.columns("boundary_changes")),
            packages.entry(manifest, "received"),
            *changes_of(made, found, dict(zip(keys, held["version"].tolist())), policy),
        ]
        run.stage(0.9, 1.0)  # the last chance to cancel
        register.write(changes, self.ID, manifest.file)
        reports, names = _reports(register, manifest)
        waiting = sorted({one.unit for one in reports if not one.reported})
        self._tell(run, manifest, found, units, waiting, names)
        result = {
            registers.PLACE: register.place,
            self.NEW: len(found.new),
            self.CHANGED: len(found.other),
            self.SAME: len(found.same),
            self.UNITS: sum(len(change) for change in units),
            self.WAITING: len(waiting),
        }
        if run.wanted(self.OUTPUT):
            result[self.OUTPUT] = run.give_table(self.OUTPUT, listed(reports, names))
        return result

    def _tell(self, run, manifest, found, units, waiting, names) -> None:
        run.say(
            translate(
                "ImportPackage",
                "The report of {unit} was taken in: {new} values are new, {changed} changed, {same} were "
                "there already; {units} units are new.",
            ).format(
                unit=f"{manifest.unit} {names.get(manifest.unit) or ''}".strip(),
                new=len(found.new),
                changed=len(found.other),
                same=len(found.same),
                units=sum(len(change) for change in units),
            )
        )
        if waiting:
            run.say(
                translate(
                    "ImportPackage", "{count} units of the same parent have not reported yet: {units}."
                ).format(
                    count=len(waiting),
                    units=", ".join(f"{unit} {names.get(unit) or ''}".strip() for unit in waiting[:10])
                    + (" …" if len(waiting) > 10 else ""),
                )
            )


def _entries(content: packages.Content, manifest) -> entries.Entries:
    """Values of a package as entries; units and words were checked when it was written."""
    columns = {name: list(values) for name, values in content.values.items()}
    count = len(columns["unit"])
    return entries.Entries({**columns, "package": [manifest.package] * count}, list(range(1, count + 1)))


def _reports(register, manifest):
    """What the units of the same parent have reported in the years of a package, and their names."""
    units = register.columns("units", ("code", "parent", "name_zh", "name_en", "valid_to"))
    names = dict(zip(units["code"], units["name_zh" if language() == "zh" else "name_en"]))
    parent = dict(zip(units["code"], units["parent"])).get(manifest.unit)
    siblings = [
        code
        for code, up, end in zip(units["code"], units["parent"], units["valid_to"])
        if end is None and (code == manifest.unit or (parent and up == parent))
    ]
    owner = reporting.owners(siblings, dict(zip(units["code"], units["parent"])))
    where = {"unit": list(owner), "year": manifest.years, "kind": manifest.kinds}
    held = register.columns("indicator_values", ("unit", "indicator", "year"), where)
    records = [
        {"unit": owner[unit], "indicator": indicator, "year": year}
        for unit, indicator, year in zip(held["unit"], held["indicator"], held["year"])
    ]
    return reporting.reports(siblings, records, manifest.years), names


def listed(reports: list[reporting.Report], names: dict[str, str]) -> dict[str, np.ndarray]:
    """Declared columns of who has reported."""
    columns = {
        "unit_code": [one.unit for one in reports],
        "unit_name": [names.get(one.unit) for one in reports],
        "year": [one.year for one in reports],
        "reported_count": [one.reported for one in reports],
        "expected_count": [one.expected for one in reports],
        "missing_indicators": [", ".join(one.missing) or None for one in reports],
    }
    return {name: np.array([*values, None], dtype=object)[:-1] for name, values in columns.items()}
