"""How 95 % intervals are made, as parameters: propagation or seeded draws, and where limits come from."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterDefinition

from ..core import uncertainty
from ..core.carbon.emission_ranges import Spreading
from ..toolbelt.translation import translate
from .parameters import advanced, choice, number
from .request import Request
from .run import Run

METHOD, RANGES = "INTERVALS", "RANGES"
DRAWS, SEED, DISTRIBUTION = "DRAWS", "SEED", "DISTRIBUTION"
PROPAGATION, MONTE_CARLO = "propagation", "montecarlo"


def parameters(ranges: bool = True) -> tuple[QgsProcessingParameterDefinition, ...]:
    """The parameters; that of factors without limits only where *ranges* asks for it."""
    made = (
        choice(
            METHOD,
            translate("Intervals", "Intervals (95 %) are made by"),
            {
                PROPAGATION: translate("Intervals", "error propagation (IPCC Approach 1)"),
                MONTE_CARLO: translate("Intervals", "Monte Carlo (IPCC Approach 2)"),
            },
        ),
        advanced(
            choice(
                RANGES,
                translate("Intervals", "Factors without limits of their own"),
                {
                    "own": translate("Intervals", "count as exactly known (ranged_pct tells)"),
                    "generic": translate(
                        "Intervals", "take the half-width of their kind (table uncertainty)"
                    ),
                },
            )
        ),
        advanced(number(DRAWS, translate("Intervals", "Draws"), 10_000, 100, 1_000_000, whole=True)),
        advanced(number(SEED, translate("Intervals", "Seed of the draws"), 42, 0, whole=True)),
        advanced(
            choice(
                DISTRIBUTION,
                translate("Intervals", "Distribution of what is drawn"),
                {
                    "auto": translate("Intervals", "lognormal above ± 60 %, else normal"),
                    "normal": translate("Intervals", "normal"),
                    "lognormal": translate("Intervals", "lognormal"),
                    "triangular": translate("Intervals", "triangular (limits are the ends)"),
                },
            )
        ),
    )
    return tuple(one for one in made if ranges or one.name() != RANGES)


def spreading(request: Request) -> Spreading:
    """What was chosen."""
    has_ranges = request.algorithm.parameterDefinition(RANGES) is not None
    return Spreading(
        request.choice(RANGES) if has_ranges else "own",
        request.integer(DRAWS) if request.choice(METHOD) == MONTE_CARLO else 0,
        request.integer(SEED),
        request.choice(DISTRIBUTION),
    )


def say(run: Run, what: str, value: float, found: uncertainty.Interval, unit: str) -> None:
    """A total with its width for the log: in %, near zero by its limits."""
    run.say(f"{what}: {uncertainty.words(value, found, unit)}")
