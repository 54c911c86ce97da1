"""Parameters of the carbon stock, and the ids that its work asks for."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterDefinition

from ..core import factors
from ..core.carbon import pools
from ..toolbelt.translation import language, translate
from . import (
    cellinputs,
    intervals,
    landareas,
    landcodes,
    polygoninputs,
    replacement,
    stocklands,
    stockrasters,
)
from .parameters import (
    POLYGONS,
    advanced,
    box,
    choice,
    field,
    number,
    output,
    raster,
    raster_output,
    source,
    text,
)

#: Sets of densities that are offered; the first is the recommended one.
SCHEMES = (
    "TANG2018",
    "MATA",
    "SCIREP2025",
    "BOSTEN_1",
    "BOSTEN_2",
    "HOUGHTON",
    "HANSIS",
    "HANSIS_HIGH",
    "CN_INVEST_COPIED",
)
UNCOVERED, YEARS = "UNCOVERED", "YEARS"
STOP, LEAVE_OUT, ZERO = "stop", "leave_out", "zero"
PRICE, PRICE_UNIT, DISCOUNT, DECLINE = "PRICE", "PRICE_UNIT", "DISCOUNT", "DECLINE"
PER_CARBON, PER_CO2 = "tC", "tCO2"
UNITS, CLASSES_OUT = "UNITS", "CLASSES_OUT"
TRANSITIONS, CONVERSIONS = "TRANSITIONS", "CONVERSIONS"


def every() -> tuple[QgsProcessingParameterDefinition, ...]:
    """All parameters, in the order of the dialog."""
    return (*land(), *units(), *densities(), *change(), *outputs())


def land() -> tuple[QgsProcessingParameterDefinition, ...]:
    """Land of one date or several."""
    return (
        raster(landareas.RASTER, translate("CarbonStock", "Land cover (raster)"), True),
        stocklands.later_rasters(),
        source(landareas.INPUT, translate("CarbonStock", "or: land use (polygons)"), POLYGONS, True),
        stocklands.later_codes(),
        text(YEARS, translate("CarbonStock", "Years of the dates, such as 2015, 2024")),
        *landcodes.parameters(landareas.INPUT),
        *cellinputs.grid_parameters(),
        choice(
            landareas.NODATA_MEANS,
            translate("CarbonStock", "Cells without data are"),
            {
                landareas.OUTSIDE: translate("CarbonStock", "no land (sea, outside of the map)"),
                landareas.UNKNOWN: translate("CarbonStock", "land that is not known"),
            },
        ),
        advanced(polygoninputs.invalid()),
        advanced(
            box(
                landareas.CHECK_OVERLAPS,
                translate("CarbonStock", "Measure overlaps of land-use polygons"),
                True,
            )
        ),
    )


def units() -> tuple[QgsProcessingParameterDefinition, ...]:
    """Units that land is counted by."""
    return (
        source(landareas.UNITS_LAYER, translate("CarbonStock", "Units (polygons)"), POLYGONS, True),
        field(
            landareas.UNITS_CODE,
            translate("CarbonStock", "Unit code in that layer"),
            "unit_code",
            parent=landareas.UNITS_LAYER,
        ),
        field(
            landareas.UNIT_FIELD,
            translate("CarbonStock", "or: field of the land-use polygons with the unit"),
            parent=landareas.INPUT,
        ),
        advanced(
            number(
                landareas.UNIT_DIGITS,
                translate("CarbonStock", "Leading digits of that field that name the unit (0: all)"),
                0,
                0,
                whole=True,
            )
        ),
    )


def densities() -> tuple[QgsProcessingParameterDefinition, ...]:
    """Carbon densities, and how their intervals are made."""
    names = {code: factors.scheme_name(pools.TABLE, code, language()) for code in SCHEMES}
    return (
        choice(
            stocklands.DENSITIES,
            translate("CarbonStock", "Carbon densities"),
            {code: f"{code}: {name}" for code, name in names.items()},
        ),
        advanced(
            text(
                stocklands.REGION,
                translate("CarbonStock", "Region of the densities, where a set has several"),
            )
        ),
        replacement.parameter(
            stocklands.TABLE, translate("CarbonStock", "Densities of your own (factor table)")
        ),
        stocklands.lookup(),
        advanced(
            number(
                stocklands.ROOT_SHOOT,
                translate("CarbonStock", "Root:shoot ratio that splits biomass (empty: not split)"),
                minimum=0.0,
            )
        ),
        choice(
            UNCOVERED,
            translate("CarbonStock", "Land classes without a density"),
            {
                STOP: translate("CarbonStock", "stop the run and are listed"),
                LEAVE_OUT: translate("CarbonStock", "count as unknown land"),
                ZERO: translate("CarbonStock", "hold no carbon (0)"),
            },
        ),
        *(item for item in intervals.parameters() if item.name() != intervals.RANGES),
    )


def change() -> tuple[QgsProcessingParameterDefinition, ...]:
    """Worth of a change."""
    return (
        number(PRICE, translate("CarbonStock", "Price of a ton at the first date (empty: no worth)")),
        advanced(
            choice(
                PRICE_UNIT,
                translate("CarbonStock", "That price is for a ton of"),
                {
                    PER_CARBON: translate("CarbonStock", "carbon"),
                    PER_CO2: translate("CarbonStock", "CO2"),
                },
            )
        ),
        advanced(number(DISCOUNT, translate("CarbonStock", "Discount rate (% a year)"), 0.0, -50.0)),
        advanced(
            number(
                DECLINE,
                translate("CarbonStock", "Yearly decline of the worth of storing carbon (%)"),
                0.0,
                -50.0,
            )
        ),
    )


def outputs() -> tuple[QgsProcessingParameterDefinition, ...]:
    """What comes out."""
    return (
        output(UNITS, translate("CarbonStock", "Stock and change of the units")),
        output(CLASSES_OUT, translate("CarbonStock", "Stock by date and class"), True),
        output(TRANSITIONS, translate("CarbonStock", "Change from class to class"), True),
        output(CONVERSIONS, translate("CarbonStock", "Change by type of conversion"), True),
        raster_output(
            stockrasters.STOCK,
            translate("CarbonStock", "Stock of every cell (t C per ha; a band for each date)"),
            True,
        ),
        raster_output(
            stockrasters.STOCK_LIMITS,
            translate("CarbonStock", "Its low, high and standard deviation at the last date"),
            True,
        ),
        raster_output(
            stockrasters.CHANGE,
            translate("CarbonStock", "Change of every cell (t C per ha, gain positive)"),
            True,
        ),
        raster_output(
            stockrasters.CHANGE_LIMITS,
            translate("CarbonStock", "Low, high and standard deviation of that change"),
            True,
        ),
        raster_output(
            stockrasters.WORTH, translate("CarbonStock", "Worth of the change of every cell (per ha)"), True
        ),
    )
