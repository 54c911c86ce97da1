"""Packs what a unit reports: a GeoPackage and a JSON with its checksum."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFileDestination,
)

from ....core import years
from ....core.errors import faults_of, problem
from ....core.register import codes
from ....core.register import schema as schemas
from ....toolbelt.register import packages
from ....toolbelt.translation import language, translate
from ... import groups, registers
from ...algorithm import Algorithm
from ...parameters import box, choice, text


class ExportPackage(Algorithm):
    """Asks who reports what for which years; writes the package and notes it in the register."""

    ID = "exportpackage"
    GROUP = groups.TRANSMISSION
    NEEDS = ("pandas",)
    TAGS = "register,report,package,send,checksum,台账,上报,上报包,导出,校验"

    UNIT, YEARS, KINDS, INDICATORS = "UNIT", "YEARS", "KINDS", "INDICATORS"
    SENDER, SHAPES, OUTPUT = "SENDER", "SHAPES", "OUTPUT"
    COUNT, SHA256 = "VALUE_COUNT", "SHA256"

    def displayName(self):
        return translate("ExportPackage", "Export report package")

    def initAlgorithm(self, config=None):
        kinds = {item.code: item.name(language()) for item in schemas.value_list("value_kind")}
        for parameter in (
            *registers.parameters(),
            text(self.UNIT, translate("ExportPackage", "Unit that reports (code)")),
            text(self.YEARS, translate("ExportPackage", "Years (empty: all)")),
            choice(
                self.KINDS,
                translate("ExportPackage", "Kinds of values"),
                kinds,
                ("reported", "actual"),
                many=True,
            ),
            text(self.INDICATORS, translate("ExportPackage", "Indicators, separated by commas (empty: all)")),
            text(self.SENDER, translate("ExportPackage", "Sender (empty: user of this computer)")),
            box(self.SHAPES, translate("ExportPackage", "With the polygons of the units"), True),
            QgsProcessingParameterFileDestination(
                self.OUTPUT, translate("ExportPackage", "Package"), "GeoPackage (*.gpkg)"
            ),
        ):
            self.addParameter(parameter)
        self.addOutput(QgsProcessingOutputNumber(self.COUNT, translate("ExportPackage", "Number of values")))
        self.addOutput(
            QgsProcessingOutputString(
                self.SHA256, translate("ExportPackage", "Checksum of the file (SHA-256)")
            )
        )

    def problems(self, request):
        found = [*registers.problems(request), *faults_of(lambda: years.chosen(request.text(self.YEARS)))]
        if not request.text(self.UNIT).strip():
            found.append(problem("Give the code of the unit that reports."))
        return found or faults_of(lambda: packages.collect(registers.opened(request), self._asked(request)))

    def _asked(self, request) -> packages.Asked:
        unit = request.text(self.UNIT).strip()
        chosen = years.chosen(request.text(self.YEARS))
        named = request.text(self.INDICATORS).replace("，", ",").split(",")
        # a code filled with zeros is kept short in the register
        known = registers.opened(request).columns("units", ("code",))["code"]
        return packages.Asked(
            unit=unit if unit in known else codes.short(unit),
            years=sorted(chosen or ()),
            kinds=request.choices(self.KINDS),
            indicators=[name.strip() for name in named if name.strip()],
            sender=request.text(self.SENDER).strip(),
            shapes=request.yes(self.SHAPES),
        )

    def work(self, run):
        register = registers.noted(run, registers.opened(run))
        made = []
        path = run.give_file(
            self.OUTPUT, lambda place: made.append(packages.write(register, self._asked(run), place)), ".gpkg"
        )
        manifest = made[0]
        register.write([packages.entry(manifest, "sent")], self.ID, manifest.file, manifest.sender)
        run.say(
            translate(
                "ExportPackage",
                "{count} values of {units} units for {years} were packed; pass {file} on with the JSON "
                "beside it.",
            ).format(
                count=manifest.values,
                units=manifest.units,
                years=", ".join(map(str, manifest.years)),
                file=path,
            )
        )
        return {self.OUTPUT: path, self.COUNT: manifest.values, self.SHA256: manifest.sha256}
