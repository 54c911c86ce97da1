"""Factor sets of emission accounts as parameters: which tables and schemes, and what stands in where."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterDefinition

from ..core import factors
from ..core.carbon import streams
from ..core.carbon.inventory import effective_schemes
from ..core.errors import Problem
from ..toolbelt.translation import language, translate
from . import replacement
from .parameters import advanced, box, choice, number
from .request import Request
from .run import Run

GWP = "GWP"
FUEL_SCHEME, COAL_SCHEME, FARM_SCHEME = "FUEL_SCHEME", "COAL_SCHEME", "FARM_SCHEME"
HUSBANDRY, GRID_FACTOR, EARLY_YEARS = "HUSBANDRY", "GRID_FACTOR", "EARLY_YEARS"
COMBUSTION_GASES = "COMBUSTION_GASES"
#: Parameter with a user's table -> factor table that it stands in for.
TABLES = {
    "OWN_TABLE": "emission",
    "FUEL_TABLE": "fuel",
    "GRID_TABLE": "grid",
    "FARM_TABLE": "agriculture",
    "GWP_TABLE": "gwp",
}
FUEL_SCHEMES = ("CN_MEE_ENT", "CN_GB2589_2008", "IPCC2006", "CEADS", "DLYJ2018_ZS")
COAL_SCHEMES = ("GBT2589_2020", "CN_GB2589_2008")
FARM_SCHEMES = ("CN_PROV_GUIDE", "IPCC2019", "IPCC2006")


def gwp_set() -> QgsProcessingParameterDefinition:
    """The set of global warming potentials."""
    return choice(
        GWP,
        translate("EmissionFactors", "Global warming potentials"),
        {
            "AR5": translate("EmissionFactors", "AR5 (methane 28)"),
            "AR5_fossil": translate("EmissionFactors", "AR5 (methane: fossil 30, other 28)"),
            "AR6": translate("EmissionFactors", "AR6 (methane: fossil 29.8, other 27.0)"),
            "AR4": translate("EmissionFactors", "AR4 (methane 25)"),
            "TAR": translate("EmissionFactors", "TAR (methane 23)"),
            "SAR": translate("EmissionFactors", "SAR (methane 21)"),
        },
    )


def parameters() -> tuple[QgsProcessingParameterDefinition, ...]:
    """Warming potentials, schemes, and what stands in where a factor is missing."""
    return (
        gwp_set(),
        _scheme(FUEL_SCHEME, translate("EmissionFactors", "Fuel factors"), "fuel", FUEL_SCHEMES),
        coal_scheme(),
        _scheme(
            FARM_SCHEME, translate("EmissionFactors", "Factors of agriculture"), "agriculture", FARM_SCHEMES
        ),
        advanced(
            choice(
                HUSBANDRY,
                translate("EmissionFactors", "Animals are kept"),
                {
                    "intensive": translate("EmissionFactors", "intensively"),
                    "household": translate("EmissionFactors", "by households"),
                    "grazing": translate("EmissionFactors", "on pasture"),
                },
            )
        ),
        advanced(
            number(
                GRID_FACTOR,
                translate("EmissionFactors", "Electricity factor of your own (kg CO2/kWh)"),
                minimum=0.0,
            )
        ),
        choice(
            EARLY_YEARS,
            translate("EmissionFactors", "Electricity before the first published average"),
            {
                "stop": translate("EmissionFactors", "has no factor"),
                "first": translate("EmissionFactors", "takes the first average (2021)"),
                "regional": translate("EmissionFactors", "takes the regional averages of 2011 and 2012"),
            },
        ),
        advanced(
            box(
                COMBUSTION_GASES,
                translate("EmissionFactors", "Add CH4 and N2O of burning fuels (IPCC 2006)"),
            )
        ),
    )


def coal_scheme() -> QgsProcessingParameterDefinition:
    """Which coefficients turn fuels into standard coal."""
    label = translate("EmissionFactors", "Standard coal coefficients")
    return advanced(_scheme(COAL_SCHEME, label, "fuel", COAL_SCHEMES))


def own_tables() -> tuple[QgsProcessingParameterDefinition, ...]:
    """Files that stand in for the built-in tables, all optional."""
    labels = {
        "OWN_TABLE": translate("EmissionFactors", "Emission factors of your own"),
        "FUEL_TABLE": translate("EmissionFactors", "Fuel factors of your own"),
        "GRID_TABLE": translate("EmissionFactors", "Electricity factors of your own"),
        "FARM_TABLE": translate("EmissionFactors", "Factors of agriculture of your own"),
        "GWP_TABLE": translate("EmissionFactors", "Warming potentials of your own"),
    }
    return tuple(advanced(replacement.parameter(name, label)) for name, label in labels.items())


def _scheme(name: str, label: str, table: str, schemes: tuple[str, ...]):
    words = {code: f"{code}: {factors.scheme_name(table, code, language())}" for code in schemes}
    return choice(name, label, words)


def problems(request: Request) -> list[Problem]:
    """What is wrong with the users' tables, all of it."""
    return [item for name, table in TABLES.items() for item in replacement.problems(request, name, table)]


def choices(request: Request) -> streams.Choices:
    """The factor sets that were chosen."""
    return streams.Choices(
        **{table: replacement.table(request, name, table) for name, table in TABLES.items()},
        fuel_scheme=request.choice(FUEL_SCHEME),
        tce_scheme=request.choice(COAL_SCHEME),
        agriculture_scheme=request.choice(FARM_SCHEME),
        early_years=request.choice(EARLY_YEARS),
        grid_factor=request.number(GRID_FACTOR),
        husbandry=request.choice(HUSBANDRY),
        combustion_gases=request.yes(COMBUSTION_GASES),
    )


def note(run: Run, used: streams.Choices, gwp_set: str) -> None:
    """Write into the provenance which tables and schemes decided."""
    schemes = {**effective_schemes(used), "grid": "MEE_NBS", "emission": "", "gwp": gwp_set}
    for table, scheme in schemes.items():
        replacement.note(run, getattr(used, table), scheme)
