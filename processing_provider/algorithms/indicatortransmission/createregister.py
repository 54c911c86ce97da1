"""Makes the register that targets and reports are kept in, or brings an older one up to date."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingOutputNumber,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFileDestination,
)

from ....core import joining
from ....core.errors import InputError, faults_of, problem
from ....core.register import indicators, seeds
from ....core.register.changes import insert
from ....toolbelt.register import forms
from ....toolbelt.register.geopackage import GeoPackageRegister
from ....toolbelt.translation import sentences, translate
from ... import groups, registers
from ...algorithm import Algorithm
from ...parameters import ANY_TABLE, box, choice, source, text


class CreateRegister(Algorithm):
    """Asks for a place, a CRS and the indicators to begin with; gives an empty register with forms."""

    ID = "createregister"
    GROUP = groups.TRANSMISSION
    TAGS = (
        "register,database,hierarchy,indicator,target,report,PostGIS,GeoPackage,migrate,"
        "台账,数据库,指标,目标,上报,传导,升级"
    )

    TITLE, CRS, INDICATORS, TABLE, UPDATE = "TITLE", "CRS", "INDICATORS", "INDICATOR_TABLE", "UPDATE"
    COUNT, VERSION = "INDICATOR_COUNT", "VERSION"

    def __init__(self):
        super().__init__()
        self._made = None

    def displayName(self):
        return translate("CreateRegister", "Create register")

    def initAlgorithm(self, config=None):
        self.addParameter(text(self.TITLE, translate("CreateRegister", "Title of the register")))
        self.addParameter(
            QgsProcessingParameterCrs(
                self.CRS, translate("CreateRegister", "CRS of the units"), defaultValue="EPSG:4490"
            )
        )
        self.addParameter(
            choice(
                self.INDICATORS,
                translate("CreateRegister", "Indicators to begin with"),
                {
                    seeds.LEVELS: translate(
                        "CreateRegister", "Those that hold at all levels, and bases for weights"
                    ),
                    seeds.ALL: translate("CreateRegister", "These and the official lists of every level"),
                    seeds.NONE: translate("CreateRegister", "None"),
                },
            )
        )
        self.addParameter(
            source(
                self.TABLE,
                translate("CreateRegister", "Table of your own indicators"),
                ANY_TABLE,
                optional=True,
            )
        )
        self.addParameter(
            box(self.UPDATE, translate("CreateRegister", "Bring a register that is there up to date"))
        )
        for parameter in registers.server():
            self.addParameter(parameter)
        self.addParameter(
            QgsProcessingParameterFileDestination(
                registers.REGISTER,
                translate("CreateRegister", "Register"),
                "GeoPackage (*.gpkg)",
                optional=True,
                createByDefault=True,
            )
        )
        self.addOutput(registers.place_output())
        self.addOutput(
            QgsProcessingOutputNumber(self.COUNT, translate("CreateRegister", "Number of indicators"))
        )
        self.addOutput(
            QgsProcessingOutputNumber(self.VERSION, translate("CreateRegister", "Version of the schema"))
        )

    def problems(self, request):
        found = registers.place_problems(request)
        if found:
            return found
        if request.yes(self.UPDATE):
            return faults_of(lambda: _existing(request))
        if not _crs(request).isValid():
            found.append(problem("The register needs a CRS for its units. Choose one."))
        if request.wanted(self.TABLE):
            found += faults_of(lambda: self._own(request))
        return [*found, *faults_of(lambda: _free(request))]

    def work(self, run):
        if run.yes(self.UPDATE):
            return self._update(run)
        chosen = seeds.indicators(run.choice(self.INDICATORS))
        changes = [insert("indicators", chosen)]
        if run.wanted(self.TABLE):
            changes.append(insert("indicators", self._own(run)))
        count = sum(len(change) for change in changes)

        def make(register):
            register.create(_crs(run), run.text(self.TITLE))
            register.write(changes, self.ID, run.text(self.TITLE))

        if registers.on_server(run):
            register = registers.at(run)
            make(register)
        else:
            path = run.give_file(registers.REGISTER, lambda path: make(GeoPackageRegister(path)), ".gpkg")
            register = GeoPackageRegister(path)
        run.say(
            translate("CreateRegister", "The register {place} was made, with {count} indicators.").format(
                place=register.place, count=count
            )
        )
        return self._results(register, count)

    def _update(self, run):
        register = _existing(run)
        before, backup = register.migrate()
        if backup:
            run.say(
                translate(
                    "CreateRegister", "The register was of version {version}; a backup lies in {backup}."
                ).format(version=before, backup=backup)
            )
        return self._results(register, len(register.columns("indicators", ("code",))["code"]))

    def _results(self, register, count: int) -> dict:
        self._made = register
        file = str(register.path) if isinstance(register, GeoPackageRegister) else ""
        results = {registers.PLACE: register.place, self.COUNT: count, self.VERSION: register.schema.version}
        return {**results, registers.REGISTER: file}

    def _own(self, request) -> dict[str, list]:
        asked = request.source(self.TABLE).fields().names()
        names = [name for name in indicators.NAMES if name in asked]
        read = request.columns(self.TABLE, names)
        given = {name: list(joining.codes(read[name])) for name in names}
        known = seeds.indicators(request.choice(self.INDICATORS))["code"]
        twice = sorted(set(known) & set(given.get("code", ())))
        if twice:
            raise InputError(
                problem(
                    "{what} has codes that the indicators to begin with have too: {codes}. Rename them, or "
                    "begin without indicators.",
                    what=request.layer_name(self.TABLE),
                    codes=", ".join(twice),
                )
            )
        return indicators.own(given, known, request.layer_name(self.TABLE))

    def postProcessAlgorithm(self, context, feedback):
        results = super().postProcessAlgorithm(context, feedback)
        # forms need a project of their own to know relations by, which belongs into the main thread
        if self._made is not None:
            try:
                forms.store(self._made)
            except InputError as error:
                feedback.pushWarning(sentences(error))
        self._made = None
        return results


def _crs(request) -> QgsCoordinateReferenceSystem:
    return request.algorithm.parameterAsCrs(request.parameters, CreateRegister.CRS, request.context)


def _existing(request):
    register = registers.at(request)
    if not register.exists():
        raise InputError(
            problem("There is no register at {place} that could be brought up to date.", place=register.place)
        )
    register.version()
    return register


def _free(request):
    register = registers.at(request)
    if isinstance(register, GeoPackageRegister) and register.path.exists():
        raise InputError(
            problem(
                "The file {place} exists already; a register never takes the place of another. Choose "
                "another name, or let it be brought up to date.",
                place=register.place,
            )
        )
    if not isinstance(register, GeoPackageRegister) and register.exists():
        raise InputError(
            problem(
                "There is a register at {place} already. Choose another place, or let it be brought up to "
                "date.",
                place=register.place,
            )
        )
