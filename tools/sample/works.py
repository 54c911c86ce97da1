"""What people made of the land: ponds, farms, salt pans, villages, towns and industry, then and now."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .admin import Town
from .grid import CELL, ROWS

CROPLAND = ("0101", "0102", "0103")
# Land use from the middle of a town outwards, repeated until the built-up area of the design is reached
HOMES = "0701"
CORE = ("05H1", "08H1", HOMES, "08H2", HOMES, "0810", HOMES, "05H1", HOMES, "08H2", HOMES, "0809", HOMES)
EDGE = (HOMES, "0508", HOMES, "0810", HOMES, "1201", HOMES, "08H2", HOMES, "1005")
# CZCSXM, the survey's mark of settlements: 202 designated town, 203 village, 204 salt pans and mines
SETTLEMENT = {"0702": "203", "0602": "204", "0603": "204"}
TOWN_LAND = ("05H1", "0508", "0601", "0701", "0809", "0810", "08H1", "08H2", "1005", "1201")
# centre (km), radius (km), stretch, year filled
RESERVOIRS = (((9.4, 32.2), 1.25, 0.8, 2008), ((9.8, 11.0), 0.95, 0.9, 2019))
QUARRIES = (((20.4, 31.0), 0.85), ((17.6, 6.2), 0.45))  # centre and radius in km
PORT, SALT = (33.6, 27.6), (33.6, 13.6)
GROVES = (
    ((26.6, 19.2), 1.0),
    ((36.0, 30.3), 1.1),
    ((33.8, 36.6), 1.2),
)  # mangroves: centre, weight of distance
FARM_SHARES = {"Hefeng": 0.10, "Qingyuan": 0.12, "Biwan": 0.10, "Songyuan": 0.03, "Hekou": 0.03}
# where the industrial park lies, seen from the town seat (km)
PARKS = {"Lingang": (1.6, -0.6), "Yangang": (1.5, -0.6), "Hekou": (0.6, 1.3), "Tieshan": (0.9, 1.0)}
ELSEWHERE = (-1.6, -1.0)
SURVEY_YEAR = 2015


@dataclass
class Survey:
    """Codes of 2024 and 2015 in the making, with what is known of every patch."""

    code: np.ndarray
    before: np.ndarray
    facts: dict[str, np.ndarray]
    towns: list[Town]
    villages: list[tuple]
    town: np.ndarray
    village: np.ndarray
    kind: np.ndarray

    def of_town(self, *names: str) -> np.ndarray:
        """Patches of towns by English name."""
        return np.isin(self.town, [town.number for town in self.towns if town.name_en in names])

    def distance(self, point: tuple[float, float]) -> np.ndarray:
        """Distance of every patch to a point in km."""
        return np.round(np.hypot(self.facts["x"] - point[0], self.facts["y"] - point[1]), 6)

    def put(self, where: np.ndarray, code: str, always: bool = True) -> None:
        """Give patches a code in 2024 and, with `always`, in 2015 too."""
        self.code[where] = code
        if always:
            self.before[where] = code


def build(survey: Survey) -> None:
    """Lay everything over the natural land use, from the oldest to the newest."""
    natural = survey.code.copy()
    _reservoirs(survey, natural)
    _ponds_and_farms(survey)
    _coast(survey)
    _villages(survey)
    for town in survey.towns:
        order = _town(survey, town)
        _industry(survey, town, order)
    _port(survey)
    _mangroves(survey)
    _forest_gain(survey)


def _reservoirs(survey: Survey, natural: np.ndarray) -> None:
    facts = survey.facts
    for number, (centre, radius, _, year) in enumerate(RESERVOIRS, 3):
        old = year < SURVEY_YEAR
        lake = survey.kind == number
        survey.put(lake, "1103")
        ring = survey.distance(centre)
        near = np.flatnonzero((survey.kind == 0) & (facts["hectares"] < 60) & (ring < radius + 0.8))
        dam = near[np.argmin(facts["height"][near])]
        survey.put(dam, "1109")
        if not old:
            survey.before[lake] = "0103"
            survey.before[dam] = natural[dam]


def _ponds_and_farms(survey: Survey) -> None:
    """Ponds for fish and prawns, livestock farms, quarries."""
    facts, chance = survey.facts, survey.facts["chance"]
    plain = (survey.kind == 0) & np.isin(survey.code, CROPLAND)
    pond = plain & (facts["coast"] < 2.6) & survey.of_town("Hekou", "Biwan", "Yangang") & (chance < 0.34)
    pond |= plain & (facts["river"] < 1.2) & (chance > 0.955)
    survey.put(pond, "1104", always=False)
    survey.before[pond & (chance > 0.12) & (chance < 0.9)] = "1104"
    farm = plain & ~pond & (facts["hectares"] < 22) & (facts["village"] > 0.9)
    for name, share in FARM_SHARES.items():
        survey.put(
            farm & survey.of_town(name) & (chance > 0.5) & (chance < 0.5 + share), "1202", always=False
        )
    for centre, radius in QUARRIES:
        ring = survey.distance(centre)
        quarry = (survey.kind == 0) & (ring < radius) & (facts["slope"] > 2.0)
        survey.put(quarry, "0602", always=False)
        survey.before[quarry & (ring < 0.6 * radius)] = "0602"


def _coast(survey: Survey) -> None:
    """Salt pans, saline land, beaches with their shelter forest."""
    coast, chance = survey.facts["coast"], survey.facts["chance"]
    flat = (survey.kind == 0) & (survey.facts["slope"] < 2.0)
    salt = flat & survey.of_town("Yangang")
    pans = salt & (coast < 1.3) & (survey.distance(SALT) < 2.9)
    survey.put(pans, "0603")
    survey.put(salt & ~pans & (coast < 1.9) & (chance < 0.16), "1204")
    shore = flat & survey.of_town("Yinsha")
    survey.put(shore & (coast < 0.42), "0307")
    survey.put(shore & (coast < 0.24), "1205")
    survey.put(flat & (coast < 0.5) & survey.of_town("Luyu", "Biwan") & (chance < 0.7), "0301")


def _villages(survey: Survey) -> None:
    """Houses at the heart of every village, a few of them newer than 2015, and hamlets."""
    facts = survey.facts
    free = (survey.kind == 0) & ~np.isin(survey.code, ("0603", "1104", "1205", "0602"))
    for number, (_, _, (row, column)) in enumerate(survey.villages, 1):
        own = np.flatnonzero(free & (survey.village == number))
        heart = survey.distance(((column + 0.5) * CELL / 1000, (ROWS - row - 0.5) * CELL / 1000))
        houses, wanted = 0.0, 0.016 * facts["hectares"][survey.village == number].sum() + 8.0
        for patch in own[np.argsort(heart[own], kind="stable")]:
            if houses >= wanted:
                break
            if facts["slope"][patch] < 9 or houses == 0:
                survey.put(patch, "0702", always=houses < 0.72 * wanted)
                houses += facts["hectares"][patch]
    hamlet = free & np.isin(survey.code, CROPLAND) & (facts["hectares"] < 13)
    survey.put(hamlet & (facts["chance"] > 0.86) & (facts["village"] > 0.8), "0702")


def _town(survey: Survey, town: Town) -> np.ndarray:
    """Town land around the seat, the outer third newer than 2015; returns buildable patches by distance."""
    facts = survey.facts
    fit = (survey.kind == 0) & (survey.town == town.number) & (facts["slope"] < 7.5) & (survey.code != "1103")
    order = np.flatnonzero(fit)
    distance = np.round(survey.distance(town.seat)[order] * (1 + 0.25 * facts["fine"][order]), 6)
    order = order[np.argsort(distance, kind="stable")]
    area = 0.0
    for step, patch in enumerate(order):
        if area >= town.urban_ha:
            break
        wheel = CORE if area < 0.55 * town.urban_ha else EDGE
        survey.put(patch, wheel[step % len(wheel)], always=area < 0.68 * town.urban_ha)
        if survey.before[patch] == "1201":  # a plot that is vacant now was lived on then
            survey.before[patch] = "0701"
        area += facts["hectares"][patch]
    return order


def _industry(survey: Survey, town: Town, order: np.ndarray) -> None:
    """Industrial parks: the free flat patches nearest to a point beside the seat."""
    if town.industry_ha == 0:
        return
    shift = PARKS.get(town.name_en, ELSEWHERE)
    distance = survey.distance((town.seat[0] + shift[0], town.seat[1] + shift[1]))
    free = order[np.isin(survey.code[order], (*CROPLAND, "0201", "0202", "0307", "0702", "1104", "1106"))]
    area = 0.0
    for patch in free[np.argsort(distance[free], kind="stable")]:
        if area >= town.industry_ha:
            break
        survey.put(patch, "0601", always=area < 0.55 * town.industry_ha)
        area += survey.facts["hectares"][patch]


def _port(survey: Survey) -> None:
    """The port of Lingang; its quays were tidal flats in 2015."""
    coast = survey.facts["coast"]
    port = (survey.kind == 0) & survey.of_town("Lingang") & (survey.distance(PORT) < 1.9) & (coast < 0.75)
    survey.put(port, "1008")
    survey.before[port & (coast < 0.3)] = "1105"


def _mangroves(survey: Survey) -> None:
    """Mangroves on the sheltered flats, two thirds of them planted before 2015."""
    ring = np.min([survey.distance(centre) * weight for centre, weight in GROVES], axis=0)
    grove = (survey.kind == 9) & (ring < 2.3) & (survey.facts["chance"] < 0.75)
    survey.put(grove, "0303", always=False)
    survey.before[grove & (survey.facts["chance"] < 0.5)] = "0303"


def _forest_gain(survey: Survey) -> None:
    """Since 2015 dry fields on slopes were planted, and some forest edge became orchard."""
    chance = survey.facts["chance"]
    survey.before[(survey.code == "0307") & (survey.before == "0307") & (chance > 0.45)] = "0103"
    survey.before[(survey.code == "0201") & (chance < 0.12)] = "0301"
