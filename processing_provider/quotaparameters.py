"""What the algorithms that share a target ask for: fields of the children, rules, settings of methods."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterMatrix

from ..core.transmission.methods import methods
from ..toolbelt.translation import language, translate
from .parameters import ANY_TABLE, advanced, box, choice, field, needed, number, source, text

INPUT, CODE, NAME, SUBZONE = "INPUT", "CODE", "NAME", "SUBZONE"
PARENT, PARENT_CODE = "PARENT", "PARENT_CODE"
TOTAL, DIRECTION, BINDING, TOLERANCE = "TOTAL", "DIRECTION", "BINDING", "TOLERANCE"
RESERVE, ROUNDING = "RESERVE", "ROUNDING"
BASE, POPULATION, GDP, GDP_FORECAST = "BASE", "POPULATION", "GDP", "GDP_FORECAST"
CUMULATIVE, SINK, BASIS, COST, CRITERIA = "CUMULATIVE", "SINK", "BASIS", "COST", "CRITERIA"
LESS, WEIGHING, WEIGHTS = "LESS", "WEIGHING", "WEIGHTS"
LOW, HIGH, BAND, LEAST_CUT, MOST_CUT = "LOW", "HIGH", "BAND", "LEAST_CUT", "MOST_CUT"
EXPONENT, YEARS, PHI, BETA, CCR = "EXPONENT", "YEARS", "PHI", "BETA", "CCR"
INDICATOR, YEAR, UNIT = "INDICATOR", "YEAR", "UNIT"
#: Parameter of a field -> column of the science, see `core.transmission.methods.COLUMNS`.
FIELDS = {
    BASE: "base",
    POPULATION: "population",
    GDP: "gdp",
    GDP_FORECAST: "gdp_forecast",
    CUMULATIVE: "cumulative",
    SINK: "sink",
    BASIS: "basis",
    COST: "cost",
}


def method_names() -> dict[str, str]:
    """Codes of the methods with their names in the user's language."""
    return {code: method.name(language()) for code, method in methods().items()}


def directions() -> dict[str, str]:
    """Codes of the directions with their words."""
    return {
        "ceiling": translate("Quotas", "ceiling: not more"),
        "floor": translate("Quotas", "floor: not less"),
    }


def bindings() -> dict[str, str]:
    """Codes of the binding force with their words."""
    return {
        "rigid": translate("Quotas", "rigid: the sum holds exactly"),
        "expected": translate("Quotas", "expected: the sum may move within the tolerance"),
        "advisory": translate("Quotas", "advisory: as near as the bounds allow"),
    }


def children() -> tuple:
    """The layer of the children, who they are, and whose."""
    return (
        needed(source(INPUT, translate("Quotas", "Children of the unit (layer or table)"), ANY_TABLE)),
        needed(field(CODE, translate("Quotas", "Field with the code of the unit"), "unit_code")),
        field(NAME, translate("Quotas", "Field with the name of the unit"), "unit_name"),
        field(SUBZONE, translate("Quotas", "Field with the sub-zone (empty: shared by place alone)")),
        field(PARENT, translate("Quotas", "Field with the code of the parent"), "parent_code"),
        text(PARENT_CODE, translate("Quotas", "Code of the parent (empty: all rows are its children)")),
    )


def target() -> tuple:
    """The target itself: how much, of what kind."""
    return (
        number(TOTAL, translate("Quotas", "Target of the parent")),
        choice(DIRECTION, translate("Quotas", "The target is a"), directions()),
        choice(BINDING, translate("Quotas", "It binds"), bindings()),
        number(RESERVE, translate("Quotas", "Reserve of the parent (%)"), 0.0, 0.0, 99.999),
        number(ROUNDING, translate("Quotas", "Rounding unit (0: none)"), 0.0, 0.0),
        advanced(
            number(TOLERANCE, translate("Quotas", "Tolerance of an expected target (%)"), 5.0, 0.0, 100.0)
        ),
    )


def amounts(parent: str = INPUT) -> tuple:
    """Fields of the units that the methods read."""
    labels = {
        BASE: translate("Quotas", "Base value (emission, area ...)"),
        POPULATION: translate("Quotas", "Population"),
        GDP: translate("Quotas", "GDP of the base year"),
        GDP_FORECAST: translate("Quotas", "GDP of the target year"),
        CUMULATIVE: translate("Quotas", "Cumulative emission of the past"),
        SINK: translate("Quotas", "Sink (positive)"),
        BASIS: translate("Quotas", "Basis of one's own (capacity, suitable area ...)"),
        COST: translate("Quotas", "Slope of the marginal abatement cost"),
    }
    return tuple(field(name, label, parent=parent) for name, label in labels.items())


def criteria(parent: str = INPUT) -> tuple:
    """Criteria of the composite score, TOPSIS and Gini coefficients, and how they are weighed."""
    headers = [translate("Quotas", "Field"), translate("Quotas", "Weight")]
    weights = translate("Quotas", "Given weights of the criteria")
    return (
        field(CRITERIA, translate("Quotas", "Criteria (composite, TOPSIS, Gini)"), parent=parent, many=True),
        advanced(
            field(LESS, translate("Quotas", "Criteria of which less asks for more"), parent=parent, many=True)
        ),
        advanced(choice(WEIGHING, translate("Quotas", "Weights of the criteria"), weighings())),
        advanced(
            QgsProcessingParameterMatrix(WEIGHTS, weights, numberRows=1, headers=headers, optional=True)
        ),
    )


def weighings() -> dict[str, str]:
    """Codes of the ways of weighing that need no comparison by people, with their words."""
    return {
        "entropy": translate("Quotas", "entropy (min-max values)"),
        "entropy_share": translate("Quotas", "entropy (shares)"),
        "critic": translate("Quotas", "CRITIC"),
        "equal": translate("Quotas", "equal"),
        "given": translate("Quotas", "given below"),
    }


def band_and_cuts() -> tuple:
    """Bounds that follow from the base, for all children alike."""
    return (
        number(BAND, translate("Quotas", "Most deviation from the base share (± %)"), None, 0.0),
        advanced(
            number(LEAST_CUT, translate("Quotas", "Least cut of the intensity (%)"), None, -1000.0, 100.0)
        ),
        advanced(
            number(MOST_CUT, translate("Quotas", "Largest cut of the intensity (%)"), None, -1000.0, 100.0)
        ),
    )


def bounds() -> tuple:
    """All bounds of the children of one parent."""
    return (
        field(LOW, translate("Quotas", "Lower bound of the unit")),
        field(HIGH, translate("Quotas", "Upper bound of the unit")),
        *band_and_cuts(),
    )


def openings() -> tuple:
    """Numbers that the methods leave open."""
    exponent = translate("Quotas", "Exponent of the GDP per person (ability to pay)")
    years = translate("Quotas", "Years of the budget (cumulative emission per person)")
    phi = translate("Quotas", "Part of the sinks that counts (adjusted by sinks, 0 to 1)")
    beta = translate("Quotas", "Beta (Boltzmann)")
    ccr = translate("Quotas", "Constant returns to scale (zero-sum DEA)")
    return (
        advanced(number(EXPONENT, exponent, 1.0, -5.0, 5.0)),
        advanced(number(YEARS, years, 15, 1, 200, whole=True)),
        advanced(number(PHI, phi, 1.0, 0.0, 1.0)),
        advanced(number(BETA, beta, 0.5, -2.0, 2.0)),
        advanced(box(CCR, ccr)),
    )


def labels() -> tuple:
    """What the values are called where they are stored: they decide nothing."""
    return (
        text(INDICATOR, translate("Quotas", "Code of the indicator")),
        number(YEAR, translate("Quotas", "Year of the target"), None, 1000, 9999, whole=True),
        text(UNIT, translate("Quotas", "Unit of the values")),
    )
