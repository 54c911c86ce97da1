"""Parcels whose use conflicts with the assigned space, with the action and what it saves."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core import conversion, units
from ....core.carbon import landbudget
from ....core.errors import problem
from ....core.spatial import correction
from ....toolbelt import areas, provenance
from ....toolbelt.polygons import listed
from ....toolbelt.translation import language, translate
from ....toolbelt.writing import plain
from ... import groups, landcodes, replacement
from ...algorithm import Algorithm
from ...parameters import advanced, choice, field, number, output, source, text

TABLE_NAME = "land_use"
TABLES = ("conversion_rules.csv", "conversion_classes.csv", "mismatch_rules.csv")


class MismatchCorrection(Algorithm):
    """Asks for parcels with their use and space; lists what to correct, the most rewarding first."""

    ID = "mismatchcorrection"
    GROUP = groups.SPATIAL
    TAGS = "mismatch,correction,restoration,reclamation,exit,空间错配,纠错,生态修复,复垦,产业退出"

    INPUT, SPACE, SPACE_RULE, LOCK = "INPUT", "SPACE", "SPACE_RULE", "LOCK"
    CLASS, SLOPE, STEEP = "CLASS", "SLOPE", "STEEP"
    NET, LOAD, AREA, ECOLOGICAL, WEIGHT = "NET", "LOAD", "AREA", "ECOLOGICAL", "WEIGHT"
    TABLE, RATE_SCHEME = "TABLE", "RATE_SCHEME"
    OUTPUT, SUMMARY = "OUTPUT", "SUMMARY"
    PARCELS, AREA_HA, AVOIDED = "PARCELS", "AREA_HA", "AVOIDED"

    def displayName(self):
        return translate("MismatchCorrection", "Mismatch correction list")

    def initAlgorithm(self, config=None):
        land = source(self.INPUT, translate("MismatchCorrection", "Parcels with their space"))
        for parameter in (land, *landcodes.parameters(), *self._place(), *self._amounts()):
            self.addParameter(parameter)
        self.addParameter(output(self.OUTPUT, translate("MismatchCorrection", "Parcels to correct")))
        self.addParameter(output(self.SUMMARY, translate("MismatchCorrection", "Sums by conflict"), True))
        for name, label in (
            (self.PARCELS, translate("MismatchCorrection", "Parcels to correct")),
            (self.AREA_HA, translate("MismatchCorrection", "Area to correct (ha)")),
            (self.AVOIDED, translate("MismatchCorrection", "Avoided net emission (t CO2 per year)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _place(self):
        return (
            field(
                self.SPACE,
                translate("MismatchCorrection", "Assigned space (A, E, U, M)"),
                "space",
                optional=False,
            ),
            field(self.SPACE_RULE, translate("MismatchCorrection", "What decided the space"), "space_rule"),
            field(self.LOCK, translate("MismatchCorrection", "Lock level (0: core)"), "lock_level"),
            field(self.CLASS, translate("MismatchCorrection", "Class (S, SC ...)"), "cp_class"),
            field(self.SLOPE, translate("MismatchCorrection", "Slope (degrees)"), "slope"),
            advanced(
                number(
                    self.STEEP,
                    translate("MismatchCorrection", "Steep above (degrees)"),
                    correction.STEEP,
                    0.0,
                    90.0,
                )
            ),
        )

    def _amounts(self):
        return (
            field(
                self.NET, translate("MismatchCorrection", "Net emission now (t CO2e per year)"), "net_tco2"
            ),
            field(self.LOAD, translate("MismatchCorrection", "Pollution load now"), "eq_total"),
            field(self.AREA, translate("MismatchCorrection", "Area in ha (empty: measured)"), "area_ha"),
            choice(
                self.ECOLOGICAL,
                translate("MismatchCorrection", "Ecological land is restored to"),
                {code: conversion.uses()[code].name(language()) for code in correction.ECOLOGICAL},
            ),
            advanced(
                number(
                    self.WEIGHT,
                    translate("MismatchCorrection", "Weight of carbon in the rank"),
                    0.5,
                    0.0,
                    1.0,
                )
            ),
            replacement.parameter(
                self.TABLE, translate("MismatchCorrection", "Table of land-use coefficients of your own")
            ),
            advanced(text(self.RATE_SCHEME, translate("MismatchCorrection", "Scheme of the coefficients"))),
        )

    def problems(self, request):
        found = [*landcodes.problems(request), *replacement.problems(request, self.TABLE, TABLE_NAME)]
        units_layer = request.optional_source(self.INPUT)
        if not request.field(self.AREA) and not areas.has_polygons(units_layer):
            found.append(
                problem(
                    "{layer} has no polygons whose area could be measured; "
                    "choose the field that holds the area in ha.",
                    layer=request.layer_name(self.INPUT),
                )
            )
        return found

    def work(self, run):
        names = (
            self.SPACE,
            self.SPACE_RULE,
            self.LOCK,
            self.CLASS,
            self.SLOPE,
            self.NET,
            self.LOAD,
            self.AREA,
        )
        run.stage(0.0, 0.5)
        table = run.columns(
            self.INPUT,
            [landcodes.code_field(run), *(run.field(name) for name in names)],
            area=not run.field(self.AREA),
        )
        land = landcodes.read(run, table)
        parcels = self._parcels(run, table, [land.classes.get(code) for code in land.codes])
        found = correction.conflicts(parcels, run.number(self.STEEP))
        rows = np.flatnonzero(found != correction.NO_CONFLICT)
        self._tell_unassigned(run, parcels)
        area = table.area_ha if table.area_ha is not None else self._numbers(run, table, self.AREA)
        new = self._columns(run, table, parcels, found[rows], rows, area)
        run.stage(0.5, 1.0)
        results = {
            self.OUTPUT: self._give(run, table, rows, new),
            self.PARCELS: len(rows),
            self.AREA_HA: float(np.nansum(area[rows])),
            self.AVOIDED: plain([known_sum(new["avoided_tco2"])])[0],
        }
        if run.wanted(self.SUMMARY):
            results[self.SUMMARY] = run.give_table(self.SUMMARY, summary(new, area[rows]))
        return results

    def _numbers(self, run, table, name):
        """Numbers of an optional field; NaN for every parcel where it is not given."""
        chosen = run.field(name)
        return run.numbers(table, chosen, self.INPUT) if chosen else np.full(len(table), np.nan)

    def _texts(self, run, table, name):
        chosen = run.field(name)
        return table[chosen] if chosen else np.full(len(table), None, dtype=object)

    def _parcels(self, run, table, land):
        return correction.Parcels(
            land,
            self._texts(run, table, self.SPACE),
            self._texts(run, table, self.CLASS),
            self._texts(run, table, self.SPACE_RULE),
            self._numbers(run, table, self.SLOPE),
            self._numbers(run, table, self.LOCK) == 0,
        )

    def _tell_unassigned(self, run, parcels):
        unknown = ~np.isin(parcels.space, ("A", "E", "U", "M"))
        if unknown.any():
            kinds = sorted({str(space) for space in parcels.space[unknown].tolist()})
            run.warn(
                problem(
                    "{count} parcels have no space A, E, U or M ({kinds}) and are not judged.",
                    count=int(unknown.sum()),
                    kinds=", ".join(kinds[:8]),
                )
            )
        for name in TABLES:
            digest = provenance.file_checksum(conversion.FOLDER / name)[:12]
            run.record["tables"][name] = {"origin": "built-in", "digest": digest}

    def _columns(self, run, table, parcels, found, rows, area):
        """Declared columns of the parcels in conflict."""
        lang, ecological = language(), run.choice(self.ECOLOGICAL)
        kinds = [correction.rules()[position] for position in found]
        starts = [conversion.use_of(parcels.land[row]) for row in rows]
        ends = [correction.target(kind, parcels.space[row], ecological) for kind, row in zip(kinds, rows)]
        changes = [conversion.conversion(start, end) for start, end in zip(starts, ends)]
        saved = self._savings(run, table, rows, area[rows], ends)

        def texts(values):
            return np.array(list(values), dtype=object)

        return {
            "mismatch_code": texts(kind.code for kind in kinds),
            "mismatch_name": texts(kind.name(lang) for kind in kinds),
            "action": texts(kind.action(lang) for kind in kinds),
            "from_use": texts(starts),
            "to_use": texts(ends),
            "conversion_rule": texts(change.rule for change in changes),
            "conversion_note": texts(change.note(lang) for change in changes),
            **({} if run.field(self.AREA) else {"area_ha": area[rows]}),
            "avoided_tco2": saved.net_tco2,
            "gained_sink_tco2": saved.sink_tco2,
            "avoided_load": saved.load,
            "correction_score": saved.score,
            "correction_rank": saved.rank,
        }

    def _savings(self, run, table, rows, area, ends):
        coefficients = replacement.table(run, self.TABLE, TABLE_NAME)
        scheme = run.text(self.RATE_SCHEME) or coefficients.default_scheme()
        known = landbudget.coefficients(coefficients, scheme)
        replacement.note(run, coefficients, scheme)
        rates = {code: float(units.carbon_to_co2(one.value)) for code, one in known.items()}
        run.record["standards"].update(
            ecological_use=run.choice(self.ECOLOGICAL),
            steep_degrees=run.number(self.STEEP),
            carbon_weight=run.number(self.WEIGHT),
        )
        net = self._numbers(run, table, self.NET)[rows]
        load = self._numbers(run, table, self.LOAD)[rows] if run.field(self.LOAD) else None
        missing = ~np.isfinite(net)
        if missing.any():
            run.warn(
                problem(
                    "{count} parcels to correct have no net emission (feature ids: {ids}); what they avoid "
                    "is unknown, not zero.",
                    count=int(missing.sum()),
                    ids=listed(table.ids[rows][missing].tolist()),
                )
            )
        after = correction.rates_after(ends, rates)
        return correction.savings(area, net, after, load, run.number(self.WEIGHT))

    def _give(self, run, table, rows, new):
        """The parcels in conflict with their own fields."""
        kept = np.zeros(len(table), dtype=bool)
        kept[rows] = True
        whole = {}
        for name, values in new.items():
            whole[name] = np.full(len(table), None, dtype=object)
            whole[name][rows] = plain(values)
        source_layer = run.source(self.INPUT)
        return run.give_features(self.OUTPUT, source_layer, table.ids, whole, "corrections", kept)


def known_sum(values: np.ndarray) -> float:
    """Sum of what is known; NaN where nothing is."""
    return float(np.nansum(values)) if np.isfinite(values).any() else float("nan")


def summary(new: dict[str, np.ndarray], area: np.ndarray) -> dict[str, np.ndarray]:
    """Declared columns of the sums by conflict, in the order of the table of conflicts."""
    codes = [kind.code for kind in correction.rules() if (new["mismatch_code"] == kind.code).any()]
    masks = [new["mismatch_code"] == code for code in codes]
    names = {kind.code: kind.name(language()) for kind in correction.rules()}
    return {
        "mismatch_code": np.array(codes, dtype=object),
        "mismatch_name": np.array([names[code] for code in codes], dtype=object),
        "parcels": np.array([mask.sum() for mask in masks], dtype=int),
        "area_ha": np.array([np.nansum(area[mask]) for mask in masks], dtype=np.float64),
        **{
            name: np.array([known_sum(new[name][mask]) for mask in masks], dtype=np.float64)
            for name in ("avoided_tco2", "gained_sink_tco2", "avoided_load")
        },
    }
