"""Parameters of the account of pollution loads: activities, removal, land, places."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterDefinition

from ..toolbelt.translation import translate
from . import intervals, landareas, landcodes, loadplaces, polygoninputs, replacement
from .parameters import ANY_TABLE, POLYGONS, advanced, box, choice, field, number, raster, source, text

ACTIVITIES, ACTIVITY_CODE, ACTIVITY = "ACTIVITIES", "ACTIVITY_CODE", "ACTIVITY"
AMOUNT, AMOUNT_UNIT, AMOUNT_PERCENT = "AMOUNT", "AMOUNT_UNIT", "AMOUNT_PERCENT"
YEAR, YEARS, EMISSION_TABLE = "YEAR", "YEARS", "EMISSION_TABLE"
UNKNOWN_ACTIVITIES, LEACHING, CORRECTIONS = "UNKNOWN_ACTIVITIES", "LEACHING", "CORRECTIONS"
BOTH_NITROGEN = "BOTH_NITROGEN"
REMOVAL, REMOVAL_CODE, REMOVAL_ACTIVITY = "REMOVAL", "REMOVAL_CODE", "REMOVAL_ACTIVITY"
REMOVAL_POLLUTANT, REMOVAL_RATE = "REMOVAL_POLLUTANT", "REMOVAL_RATE"
REMOVAL_LOW, REMOVAL_HIGH, REMOVAL_SCALE = "REMOVAL_LOW", "REMOVAL_HIGH", "REMOVAL_SCALE"
EXPORT_TABLE, EXPORT_SCHEME, UNCOVERED = "EXPORT_TABLE", "EXPORT_SCHEME", "UNCOVERED"
DELIVERY, SPLIT, MAPPED = "DELIVERY", "SPLIT", "MAPPED"
BY_AREA, BY_BUILT_UP = "area", "built_up"

Parameters = tuple[QgsProcessingParameterDefinition, ...]


def activities() -> Parameters:
    """The table of activities and how it is counted."""

    def column(name, label, default):
        return field(name, label, default, parent=ACTIVITIES)

    return (
        source(ACTIVITIES, translate("PollutionLoad", "Activities (table)"), ANY_TABLE, optional=True),
        column(ACTIVITY_CODE, translate("PollutionLoad", "Unit code"), "unit_code"),
        column(ACTIVITY, translate("PollutionLoad", "Activity"), "activity"),
        column(AMOUNT, translate("PollutionLoad", "Amount"), "amount"),
        column(AMOUNT_UNIT, translate("PollutionLoad", "Unit of the amount"), "unit"),
        column(YEAR, translate("PollutionLoad", "Year"), "year"),
        text(YEARS, translate("PollutionLoad", "Year of the account (one)")),
        replacement.parameter(
            EMISSION_TABLE, translate("PollutionLoad", "Emission factors of your own (ef_SO2, ef_COD …)")
        ),
        choice(
            UNKNOWN_ACTIVITIES,
            translate("PollutionLoad", "Activities without a factor of any pollutant"),
            {
                "leave_out": translate("PollutionLoad", "are left out and listed"),
                "stop": translate("PollutionLoad", "stop the run and are listed"),
            },
        ),
        advanced(
            box(
                LEACHING,
                translate("PollutionLoad", "Leached nitrogen of fertiliser counts as total nitrogen"),
            )
        ),
        advanced(
            box(
                BOTH_NITROGEN,
                translate("PollutionLoad", "It counts beside export coefficients, which are of other fields"),
            )
        ),
        advanced(box(CORRECTIONS, translate("PollutionLoad", "Negative amounts are corrections"))),
        advanced(
            number(
                AMOUNT_PERCENT,
                translate("PollutionLoad", "Uncertainty of the amounts (half of the 95 % interval, %)"),
                minimum=0.0,
            )
        ),
    )


def removal() -> Parameters:
    """The table of what is kept back."""

    def column(name, label, default):
        return field(name, label, default, parent=REMOVAL)

    return (
        source(REMOVAL, translate("PollutionLoad", "Removal rates (table)"), ANY_TABLE, optional=True),
        column(REMOVAL_CODE, translate("PollutionLoad", "Unit code (blank: every unit)"), "unit_code"),
        column(REMOVAL_ACTIVITY, translate("PollutionLoad", "Activity (blank: every activity)"), "activity"),
        column(
            REMOVAL_POLLUTANT, translate("PollutionLoad", "Pollutant (blank: every pollutant)"), "pollutant"
        ),
        column(REMOVAL_RATE, translate("PollutionLoad", "Removal rate"), "removal"),
        column(REMOVAL_LOW, translate("PollutionLoad", "Low end of the rate"), "removal_lo"),
        column(REMOVAL_HIGH, translate("PollutionLoad", "High end of the rate"), "removal_hi"),
        choice(
            REMOVAL_SCALE,
            translate("PollutionLoad", "Removal rates are"),
            {
                "fraction": translate("PollutionLoad", "shares from 0 to 1"),
                "percent": translate("PollutionLoad", "percentages from 0 to 100"),
            },
        ),
    )


def land() -> Parameters:
    """Land use and export coefficients."""
    return (
        source(landareas.INPUT, translate("PollutionLoad", "Land use (polygons)"), POLYGONS, optional=True),
        raster(landareas.RASTER, translate("PollutionLoad", "or: land cover (raster)"), True),
        *landcodes.parameters(landareas.INPUT),
        advanced(number(landareas.BAND, translate("PollutionLoad", "Band of the raster"), 1, 1, whole=True)),
        advanced(
            number(
                landareas.NODATA, translate("PollutionLoad", "NoData value of the raster (empty: its own)")
            )
        ),
        choice(
            landareas.NODATA_MEANS,
            translate("PollutionLoad", "Cells without data are"),
            {
                landareas.OUTSIDE: translate("PollutionLoad", "no land (sea, outside of the map)"),
                landareas.UNKNOWN: translate("PollutionLoad", "land that is not known"),
            },
        ),
        polygoninputs.invalid(),
        advanced(
            box(
                landareas.CHECK_OVERLAPS,
                translate("PollutionLoad", "Measure overlaps of land-use polygons"),
                True,
            )
        ),
        replacement.parameter(
            EXPORT_TABLE, translate("PollutionLoad", "Export coefficients of your own (land_export)")
        ),
        advanced(text(EXPORT_SCHEME, translate("PollutionLoad", "Scheme of that table"))),
        choice(
            UNCOVERED,
            translate("PollutionLoad", "Land classes without a coefficient"),
            {
                "stop": translate("PollutionLoad", "stop the run and are listed"),
                "leave_out": translate("PollutionLoad", "are left out and flagged"),
            },
        ),
        number(
            DELIVERY, translate("PollutionLoad", "Delivery ratio of diffuse loads (0 to 1)"), 1.0, 0.0, 1.0
        ),
    )


def places() -> Parameters:
    """Units, sub-catchments, and what is shown of them."""
    return (
        source(
            loadplaces.UNITS_LAYER,
            translate("PollutionLoad", "Units (polygons)"),
            POLYGONS,
            optional=True,
        ),
        field(
            loadplaces.UNITS_CODE,
            translate("PollutionLoad", "Unit code in that layer"),
            "unit_code",
            parent=loadplaces.UNITS_LAYER,
        ),
        source(
            loadplaces.CATCHMENTS,
            translate("PollutionLoad", "Sub-catchments (polygons)"),
            POLYGONS,
            optional=True,
        ),
        field(
            loadplaces.CATCHMENT_CODE,
            translate("PollutionLoad", "Code in that layer"),
            "catchment",
            parent=loadplaces.CATCHMENTS,
        ),
        field(
            loadplaces.DELIVERY_FIELD,
            translate("PollutionLoad", "Delivery ratio in that layer"),
            parent=loadplaces.CATCHMENTS,
        ),
        choice(
            SPLIT,
            translate("PollutionLoad", "Loads of activities go to sub-catchments by"),
            {
                BY_AREA: translate("PollutionLoad", "the area of the unit in them"),
                BY_BUILT_UP: translate("PollutionLoad", "the built-up land of the unit in them"),
            },
        ),
        text(MAPPED, translate("PollutionLoad", "Pollutant of the map (empty: the first)")),
        *(one for one in intervals.parameters() if one.name() != intervals.RANGES),
    )
