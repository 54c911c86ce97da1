"""Point and unit standards: what each enterprise and each control unit may emit."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core import joining
from ....core.errors import InputError, problem, raise_if_any
from ....core.zoning import pointstandards
from ....toolbelt import areas, points, polygons
from ....toolbelt.translation import translate
from ... import columns, groups, landareas, pointquotas, polygoninputs
from ...algorithm import Algorithm
from ...parameters import ANY_TABLE, advanced, choice, field, number, output, source
from ...totals import of_all

REFUSE, SHOW = "refuse", "show"
ALL = "*"


class PointUnitStandards(Algorithm):
    """Asks for points, units and quotas; gives what each may emit, what is too much, and the closure."""

    ID = "pointunitstandards"
    GROUP = groups.ZONING
    TAGS = "quota,point,enterprise,allowed emission,permit,点控,单元控,配额,允许排放量,企业,许可"

    POINTS, POINT_CODE, POINT_UNIT = "POINTS", "POINT_CODE", "POINT_UNIT"
    UNITS, UNIT, SUBSTANCES = "UNITS", "UNIT", "SUBSTANCES"
    METHOD, BASIS, RESERVE, LOW, HIGH, SHORT = "METHOD", "BASIS", "RESERVE", "LOW", "HIGH", "SHORT"
    OUTPUT, UNITS_OUT, CLOSURE = "OUTPUT", "UNITS_OUT", "CLOSURE"
    OVER_COUNT, WORST_CLOSURE = "OVER_COUNT", "WORST_CLOSURE"

    def displayName(self):
        return translate("PointUnitStandards", "Standards of points and units")

    def initAlgorithm(self, config=None):
        for parameter in (*self._layers(), *self._rule(), *self._outputs()):
            self.addParameter(parameter)
        for name, label in (
            (self.OVER_COUNT, translate("PointUnitStandards", "Points that emit more than they may")),
            (self.WORST_CLOSURE, translate("PointUnitStandards", "Largest error of closure")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _layers(self):
        place = translate("PointUnitStandards", "Field with the unit of each point (empty: by its place)")
        return (
            source(self.POINTS, translate("PointUnitStandards", "Points (enterprises)"), ANY_TABLE),
            field(
                self.POINT_CODE,
                translate("PointUnitStandards", "Field with the code of the point"),
                "unit_code",
                self.POINTS,
            ),
            field(self.POINT_UNIT, place, None, self.POINTS),
            source(self.UNITS, translate("PointUnitStandards", "Control units"), ANY_TABLE),
            field(
                self.UNIT,
                translate("PointUnitStandards", "Field with the code of the unit"),
                "control_unit",
                self.UNITS,
            ),
            pointquotas.parameter(
                self.SUBSTANCES, translate("PointUnitStandards", "Substances with their quotas")
            ),
        )

    def _rule(self):
        methods = {
            pointstandards.PROPORTIONAL: translate(
                "PointUnitStandards", "in proportion to output, or else to the present emission"
            ),
            pointstandards.EQUAL_CUT: translate("PointUnitStandards", "the same cut for all, in percent"),
            pointstandards.BENCHMARK: translate(
                "PointUnitStandards", "those above the benchmark per output are cut first"
            ),
        }
        basis = translate(
            "PointUnitStandards", "Output of the points (product, value added, licensed amount)"
        )
        low = translate("PointUnitStandards", "Nobody below this share of the present emission")
        high = translate("PointUnitStandards", "Nobody above this share of it (may be empty)")
        short = {
            REFUSE: translate("PointUnitStandards", "stop, and list the units with their gaps"),
            SHOW: translate("PointUnitStandards", "give the lower bounds, and show the gap"),
        }
        return (
            choice(self.METHOD, translate("PointUnitStandards", "Rule"), methods),
            field(self.BASIS, basis, None, self.POINTS),
            number(
                self.RESERVE,
                translate("PointUnitStandards", "Reserve (share of the quota)"),
                0.0,
                0.0,
                1.0,
            ),
            number(self.LOW, low, 0.0, 0.0),
            number(self.HIGH, high, minimum=0.0),
            choice(self.SHORT, translate("PointUnitStandards", "Quotas that do not suffice"), short),
            advanced(polygoninputs.invalid()),
        )

    def _outputs(self):
        return (
            output(self.OUTPUT, translate("PointUnitStandards", "Points with their standards")),
            output(self.UNITS_OUT, translate("PointUnitStandards", "Units with their standards"), True),
            output(self.CLOSURE, translate("PointUnitStandards", "Closure of the quotas"), True),
        )

    def problems(self, request):
        sources = [request.optional_source(name) for name in (self.POINTS, self.UNITS)]
        names = (request.layer_name(self.POINTS), request.layer_name(self.UNITS))
        found = pointquotas.problems(request.matrix(self.SUBSTANCES), *sources, names)
        needed = [(self.POINT_CODE, names[0]), (self.UNIT, names[1])]
        if request.choice(self.METHOD) == pointstandards.BENCHMARK:
            needed.append((self.BASIS, names[0]))
        found += [
            problem("Choose the field of {layer} for the parameter {name}.", layer=layer, name=name)
            for name, layer in needed
            if not request.field(name)
        ]
        by_place = not request.field(self.POINT_UNIT)
        if by_place and not (points.are_points(sources[0]) and areas.has_polygons(sources[1])):
            found.append(
                problem(
                    "To find the unit of a point by its place, {points} must hold points and {units} "
                    "polygons. Else choose the field with the unit of each point.",
                    points=names[0],
                    units=names[1],
                )
            )
        return found

    def work(self, run):
        asked = pointquotas.rows(run.matrix(self.SUBSTANCES))
        run.stage(0.0, 0.3)
        table, units = self._read(run, asked)
        codes = [
            self._codes(run, columns_, field_, name)
            for columns_, field_, name in (
                (table, self.POINT_CODE, self.POINTS),
                (units, self.UNIT, self.UNITS),
            )
        ]
        unit_of = self._units_of(run, table, codes)
        basis = run.field(self.BASIS)
        output_ = run.numbers(table, basis, self.POINTS) if basis else None
        names = (self.POINTS, self.UNITS)
        sharer = pointquotas.Sharer(run, table, units, unit_of, output_, names)
        high = run.number(self.HIGH, np.inf)
        rule = pointstandards.Rule(run.choice(self.METHOD), run.number(self.LOW), high)
        made = {one.name: sharer.share(one, rule, run.number(self.RESERVE)) for one in asked}
        self._refuse_or_warn(run, made, codes)
        run.record["standards"].update(
            method=rule.method, reserve=run.number(self.RESERVE), low=rule.low, high=rule.high
        )
        run.stage(0.4, 1.0)
        return self._give(run, made, table, units, codes[1], unit_of)

    def _read(self, run, asked):
        """Columns of points and of units."""
        of_points, of_units = run.source(self.POINTS), run.source(self.UNITS)
        own = pointquotas.fields(asked, of_points, ("emission", "benchmark"))
        single = [run.field(name) for name in (self.POINT_CODE, self.POINT_UNIT, self.BASIS)]
        table = run.columns(self.POINTS, list(dict.fromkeys([*filter(None, single), *own])))
        quotas = pointquotas.fields(asked, of_units, ("quota", "background"))
        return table, run.columns(self.UNITS, list(dict.fromkeys([run.field(self.UNIT), *quotas])))

    def _codes(self, run, table, parameter, layer):
        found = joining.codes(table[run.field(parameter)])
        raise_if_any(joining.duplicates(found, run.layer_name(layer)))
        blank = found == ""
        if blank.any():
            run.warn(
                problem(
                    "{count} features of {layer} have no code (feature ids: {ids}); no message can name "
                    "them.",
                    count=int(blank.sum()),
                    layer=run.layer_name(layer),
                    ids=polygons.listed(table.ids[blank].tolist()),
                )
            )
        return found

    def _units_of(self, run, table, codes):
        """Position of the unit of each point; points without one are told."""
        if run.field(self.POINT_UNIT):
            position = {code: at for at, code in enumerate(codes[1].tolist()) if code}
            named = joining.codes(table[run.field(self.POINT_UNIT)])
            found = np.array([position.get(code, points.NOWHERE) for code in named.tolist()], dtype=np.int64)
        else:
            found = self._by_place(run, codes[1])
        lost = found < 0
        if lost.all():
            raise InputError(
                problem(
                    "None of the points of {points} lies in a unit of {units}. Check codes and CRS.",
                    points=run.layer_name(self.POINTS),
                    units=run.layer_name(self.UNITS),
                )
            )
        if lost.any():
            run.warn(
                problem(
                    "{count} points have no unit, and so no standard: {codes}.",
                    count=int(lost.sum()),
                    codes=polygons.listed(codes[0][lost].tolist()),
                )
            )
        return found

    def _by_place(self, run, codes):
        crs = run.source(self.UNITS).sourceCrs()
        found = points.read(run.source(self.POINTS), run.layer_name(self.POINTS), crs, run.context)
        shapes, rows = polygoninputs.read(run, self.UNITS, crs, [run.field(self.UNIT)])
        position = {code: at for at, code in enumerate(codes.tolist()) if code}
        # features without a polygon have no place, so places are told by code
        codes_of = joining.codes([row[0] for row in rows])
        own = [position.get(code, points.NOWHERE) for code in codes_of]
        landareas.warn_overlap(run, self.UNITS)
        return np.array([*own, points.NOWHERE], dtype=np.int64)[points.holders(found, shapes, codes_of)]

    def _refuse_or_warn(self, run, made, codes):
        faults = []
        for name, account in made.items():
            pools = codes[1].tolist() if account.by_unit else [ALL]
            faults += pointstandards.shortages(account.pools, pools, name)
            unknown = np.isnan(account.allowed)
            if unknown.any():
                run.warn(
                    problem(
                        "{count} points have no standard for {substance}, because their emission, output, "
                        "unit or quota is not known: {codes}. Missing is not zero.",
                        count=int(unknown.sum()),
                        substance=name,
                        codes=polygons.listed(codes[0][unknown].tolist()),
                    )
                )
            more = account.allowed > account.emission * (1 + pointstandards.ROUNDING)
            if more.any():
                run.warn(
                    problem(
                        "{count} points may emit more {substance} than they do: {codes}. Give 1 as the upper "
                        "bound ({parameter}) to allow nobody more than the present emission.",
                        count=int(more.sum()),
                        substance=name,
                        codes=polygons.listed(codes[0][more].tolist()),
                        parameter=self.HIGH,
                    )
                )
        if faults and run.choice(self.SHORT) == REFUSE:
            raise InputError(*faults)
        for fault in faults:
            run.warn(fault)

    def _give(self, run, made, table, units, unit_codes, unit_of):
        of_point = {name: (one.emission, one.allowed) for name, one in made.items()}
        of_unit = {name: (one.unit_emission, one.unit_allowed) for name, one in made.items()}
        known = np.append(unit_codes, None)
        new = {"point_unit": known[unit_of], **_columns(of_point)}
        over = sum((new[columns.member("over_", name)] > 0).astype(int) for name in made) > 0
        run.say(
            translate("PointUnitStandards", "{count} of {total} points emit more than they may.").format(
                count=int(over.sum()), total=len(over)
            )
        )
        result = {
            self.OUTPUT: run.give_features(
                self.OUTPUT, run.source(self.POINTS), table.ids, new, "pointstandards"
            )
        }
        if run.wanted(self.UNITS_OUT):
            new = _columns(of_unit)
            new["points_n"] = np.bincount(unit_of[unit_of >= 0], minlength=len(units))
            result[self.UNITS_OUT] = run.give_features(
                self.UNITS_OUT, run.source(self.UNITS), units.ids, new, "pointstandards"
            )
        if run.wanted(self.CLOSURE):
            result[self.CLOSURE] = run.give_table(self.CLOSURE, _closure(made, unit_codes))
        run.say(
            translate(
                "PointUnitStandards",
                "Columns of the closure that end in _t are in the unit of the emissions and quotas as given; "
                "they are t only where those are.",
            )
        )
        worst = max(float(np.nanmax(np.abs(one.pools.closure), initial=0.0)) for one in made.values())
        run.result("quotas", {name: _sums(one.pools) for name, one in made.items()})
        return {**result, self.OVER_COUNT: int(over.sum()), self.WORST_CLOSURE: worst}


def _columns(pairs: dict[str, tuple[np.ndarray, np.ndarray]]) -> dict[str, np.ndarray]:
    """Columns of emissions and allowed emissions by substance: what is allowed, too much, and must be cut."""
    new, cuts = {}, []
    for name, (emission, allowed) in pairs.items():
        new[columns.member("allowed_", name)] = allowed
        new[columns.member("over_", name)] = emission - allowed
        cuts.append(pointstandards.needed_cut(emission, allowed))
    table = np.column_stack(cuts)
    known = np.isfinite(table).any(axis=1)
    filled = np.where(np.isfinite(table), table, -np.inf)
    worst = filled.argmax(axis=1)
    names = np.array(list(pairs), dtype=object)
    new["cut_max"] = np.where(known, filled.max(axis=1), np.nan)
    new["cut_substance"] = np.where(known & (new["cut_max"] > 0), names[worst], None)
    return new


def _closure(made: dict[str, pointquotas.Account], unit_codes: np.ndarray) -> dict[str, np.ndarray]:
    """Declared columns of the closure: a row for each substance and pool."""
    pools = [one.pools for one in made.values()]

    def stacked(name):
        return np.concatenate([getattr(one, name) for one in pools])

    return {
        "substance": np.repeat(list(made), [len(one.quota) for one in pools]).astype(object),
        "unit_code": np.concatenate(
            [unit_codes if one.by_unit else np.array([ALL], dtype=object) for one in made.values()]
        ),
        "points_n": stacked("count"),
        "emitted_t": stacked("emitted"),
        "quota_t": stacked("quota"),
        "reserve_t": stacked("reserve"),
        "background_t": stacked("background"),
        "allowed_t": stacked("shared"),
        "unallocated_t": stacked("unallocated"),
        "short_t": stacked("short"),
        "closure_t": stacked("closure"),
    }


def _sums(pools: pointstandards.Allocation) -> dict[str, float]:
    names = ("quota", "reserve", "background", "emitted", "shared", "unallocated", "short")
    return {name: of_all(getattr(pools, name)) for name in names}
