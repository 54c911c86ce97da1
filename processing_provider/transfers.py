"""The ways from sources to receptors as parameters; `transferways` goes them."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingParameterMatrix

from ..core.errors import Problem, problem
from ..core.spatial import flow
from ..toolbelt.translation import language, translate
from . import matrices
from .parameters import ANY_TABLE, advanced, choice, field, number, raster, source
from .request import Request

SOURCES, RECEPTORS = "SOURCES", "RECEPTORS"
METHOD, DECAY_KM = "METHOD", "DECAY_KM"
UNIT, MATRIX_WAY, WIND_WAY, NETWORK, GRID = "unit", "matrix", "wind", "network", "grid"
MATRIX, MATRIX_RECEPTOR = "MATRIX", "MATRIX_RECEPTOR"
MATRIX_SOURCE, MATRIX_PART = "MATRIX_SOURCE", "MATRIX_PART"
WIND = "WIND"
LINKS, LINK_FROM, LINK_TO, LINK_KM, LINK_PART = "LINKS", "LINK_FROM", "LINK_TO", "LINK_KM", "LINK_PART"
SOURCE_NODE, RECEPTOR_NODE = "SOURCE_NODE", "RECEPTOR_NODE"
FLOW, FLOW_CODES, REACH = "FLOW", "FLOW_CODES", "REACH"
WIND_CELLS = 2


def method() -> object:
    """The way from sources to receptors."""
    return choice(
        METHOD,
        translate("Transfers", "Contributions are"),
        {
            UNIT: translate("Transfers", "within units: shares and location quotients"),
            MATRIX_WAY: translate("Transfers", "by a transfer matrix of your own"),
            WIND_WAY: translate("Transfers", "by air: wind rose and distance"),
            NETWORK: translate("Transfers", "by water: links of a network"),
            GRID: translate("Transfers", "by water: raster of flow directions"),
        },
    )


def parameters() -> tuple:
    """Parameters of the ways, each optional; `problems` tells which are lacking."""
    headers = [translate("Transfers", "Wind from (N, NNE … or degrees)"), translate("Transfers", "Frequency")]
    return (
        number(
            DECAY_KM,
            translate("Transfers", "Distance over which the transfer falls to 1/e (km)"),
            minimum=0.0,
        ),
        source(MATRIX, translate("Transfers", "Transfer matrix (table)"), ANY_TABLE, True),
        field(MATRIX_RECEPTOR, translate("Transfers", "Receptor in the matrix"), "receptor", MATRIX),
        field(MATRIX_SOURCE, translate("Transfers", "Source in the matrix"), "source", MATRIX),
        field(MATRIX_PART, translate("Transfers", "Part that arrives (0 to 1)"), "transfer", MATRIX),
        QgsProcessingParameterMatrix(
            WIND, translate("Transfers", "Wind rose"), numberRows=8, headers=headers, optional=True
        ),
        source(LINKS, translate("Transfers", "Links of the network (table)"), ANY_TABLE, True),
        field(LINK_FROM, translate("Transfers", "Link from node"), "from_node", LINKS),
        field(LINK_TO, translate("Transfers", "Link to node (downstream)"), "to_node", LINKS),
        field(LINK_KM, translate("Transfers", "Length of the link (km)"), "length_km", LINKS),
        field(LINK_PART, translate("Transfers", "Part of the water (0 to 1; empty: alike)"), None, LINKS),
        field(SOURCE_NODE, translate("Transfers", "Node of the source"), "node", SOURCES),
        field(RECEPTOR_NODE, translate("Transfers", "Node of the receptor"), "node", RECEPTORS),
        raster(FLOW, translate("Transfers", "Raster of flow directions (D8)"), True),
        choice(
            FLOW_CODES,
            translate("Transfers", "Codes of the directions"),
            {code: words.name(language()) for code, words in flow.direction_schemes().items()},
        ),
        advanced(number(REACH, translate("Transfers", "Water passes a point receptor within (m)"), 0.0, 0.0)),
    )


def problems(request: Request) -> list[Problem]:
    """What the chosen way lacks."""
    way = request.choice(METHOD)
    needed = {
        MATRIX_WAY: (MATRIX, MATRIX_RECEPTOR, MATRIX_SOURCE, MATRIX_PART),
        WIND_WAY: (WIND, DECAY_KM),
        NETWORK: (LINKS, LINK_FROM, LINK_TO, LINK_KM, SOURCE_NODE, RECEPTOR_NODE),
        GRID: (FLOW,),
    }.get(way, ())
    lacking = [name for name in needed if not _given(request, name)]
    found = []
    if lacking:
        found.append(
            problem("The way {way} needs the parameters {lacking}.", way=way, lacking=", ".join(lacking))
        )
    if np.isfinite(request.number(DECAY_KM)) and request.number(DECAY_KM) <= 0:
        found.append(problem("DECAY_KM must be above 0; leave it empty for no decay along the water."))
    return found


def _given(request: Request, name: str) -> bool:
    if name == WIND:
        return bool(matrices.rows(request.matrix(WIND), WIND_CELLS))
    if name == DECAY_KM:
        return bool(np.isfinite(request.number(DECAY_KM)))
    if name == FLOW:
        return request.layer(FLOW) is not None
    if name in (MATRIX, LINKS):
        return request.optional_source(name) is not None
    return bool(request.field(name))
