"""Carbon grade of industrial land and enterprises beside their pollution grade."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core import industries, landuse
from ....core.errors import UnknownCodesError, problem
from ....core.zoning import industrialgrade as grading
from ....toolbelt import areas, provenance
from ....toolbelt.translation import language, translate
from ... import groups
from ...algorithm import Algorithm
from ...parameters import ANY_TABLE, choice, field, number, output, source, text

GIVEN, LIST, REFUSE = "given", "list", "refuse"
SHOWN = 20


class IndustrialGrade(Algorithm):
    """Asks for emission, area, industry and land-use code; gives two grades per unit and a cross table."""

    ID = "industrialgrade"
    GROUP = groups.ZONING
    TAGS = (
        "industry,industrial land,carbon grade,pollution grade,100101,4754,"
        "工业用地,碳排放分级,一类工业用地,行业"
    )

    INPUT, EMISSION, AREA_FIELD, INDUSTRY = "INPUT", "EMISSION", "AREA_FIELD", "INDUSTRY"
    CODE, SCHEME, GRADE_SET = "CODE", "SCHEME", "GRADE_SET"
    LOWER, UPPER, ORIGIN, UNKNOWN = "LOWER", "UPPER", "ORIGIN", "UNKNOWN"
    OUTPUT, CROSS = "OUTPUT", "CROSS"
    LOWER_USED, UPPER_USED, HIDDEN = "LOWER_USED", "UPPER_USED", "HIDDEN"

    def displayName(self):
        return translate("IndustrialGrade", "Carbon grade of industrial land")

    def initAlgorithm(self, config=None):
        for parameter in (*self._units(), *self._grades()):
            self.addParameter(parameter)
        self.addParameter(output(self.OUTPUT, translate("IndustrialGrade", "Units with both grades")))
        cross = output(self.CROSS, translate("IndustrialGrade", "Pollution grades by carbon grades"), True)
        cross.setCreateByDefault(True)
        self.addParameter(cross)
        for name, label in (
            (self.LOWER_USED, translate("IndustrialGrade", "Threshold between I and II (t CO2e/ha)")),
            (self.UPPER_USED, translate("IndustrialGrade", "Threshold between II and III (t CO2e/ha)")),
            (
                self.HIDDEN,
                translate("IndustrialGrade", "Units whose carbon grade is above their pollution grade"),
            ),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _units(self):
        schemes = {name: landuse.scheme(name).name(language()) for name in grading.INDUSTRIAL}
        return (
            source(self.INPUT, translate("IndustrialGrade", "Industrial parcels or enterprises"), ANY_TABLE),
            field(self.EMISSION, translate("IndustrialGrade", "Emission (t CO2e per year)"), "source_tco2"),
            field(
                self.AREA_FIELD, translate("IndustrialGrade", "Field with the area in ha (empty: measured)")
            ),
            field(self.INDUSTRY, translate("IndustrialGrade", "Industry code (GB/T 4754)"), "gbt4754"),
            field(self.CODE, translate("IndustrialGrade", "Land-use code (100101 to 100103 tell pollution)")),
            choice(self.SCHEME, translate("IndustrialGrade", "Land-use codes are those of"), schemes),
            choice(
                self.UNKNOWN,
                translate("IndustrialGrade", "Industry codes that are not known"),
                {
                    LIST: translate("IndustrialGrade", "leave ungraded, and list them"),
                    REFUSE: translate("IndustrialGrade", "stop and list them"),
                },
            ),
        )

    def _grades(self):
        sets = {item.code: item.name(language()) for item in grading.grade_sets()}
        return (
            choice(self.GRADE_SET, translate("IndustrialGrade", "Carbon grades by emission"), sets),
            number(self.LOWER, translate("IndustrialGrade", "Given threshold between I and II (t CO2e/ha)")),
            number(
                self.UPPER, translate("IndustrialGrade", "Given threshold between II and III (t CO2e/ha)")
            ),
            text(self.ORIGIN, translate("IndustrialGrade", "Where the given thresholds come from")),
        )

    def problems(self, request):
        units, found = request.optional_source(self.INPUT), []
        if not request.field(self.EMISSION) and not request.field(self.INDUSTRY):
            found.append(
                problem(
                    "Choose the field of the emission or of the industry code of {layer}; the carbon grade "
                    "needs one of them.",
                    layer=request.layer_name(self.INPUT),
                )
            )
        if not request.field(self.CODE) and not request.field(self.INDUSTRY):
            found.append(
                problem(
                    "Choose the field of the land-use code or of the industry code of {layer}; the pollution "
                    "grade needs one of them.",
                    layer=request.layer_name(self.INPUT),
                )
            )
        if (
            request.field(self.EMISSION)
            and not request.field(self.AREA_FIELD)
            and not areas.has_polygons(units)
        ):
            found.append(
                problem(
                    "{layer} has no polygons whose area could be measured; choose the field that holds the "
                    "area in ha.",
                    layer=request.layer_name(self.INPUT),
                )
            )
        if request.field(self.EMISSION) and request.choice(self.GRADE_SET) == GIVEN:
            found += grading.given_problems(request.number(self.LOWER), request.number(self.UPPER))
            if not request.text(self.ORIGIN).strip():
                found.append(
                    problem(
                        "Write where the thresholds come from into the parameter {name}.", name=self.ORIGIN
                    )
                )
        return found

    def work(self, run):
        units = run.source(self.INPUT)
        run.stage(0.0, 0.5)
        by_field, measured = run.field(self.AREA_FIELD), areas.has_polygons(units)
        names = (self.EMISSION, self.INDUSTRY, self.CODE)
        wanted = [by_field, *(run.field(name) for name in names)]
        table = run.columns(self.INPUT, wanted, area=measured and not by_field)
        area = run.numbers(table, by_field, self.INPUT) if by_field else table.area_ha
        codes = table[run.field(self.INDUSTRY)].tolist() if run.field(self.INDUSTRY) else None
        emission = (
            run.numbers(table, run.field(self.EMISSION), self.INPUT) if run.field(self.EMISSION) else None
        )
        self._check_industries(run, codes or [])
        land = self._land(run, table)
        intensity, limits = self._limits(run, emission, area, land)
        grades = grading.grade(intensity, limits, codes, land, len(table))
        self._tell(run, grades)
        run.stage(0.5, 1.0)
        new = unit_columns(grades, codes)
        if table.area_ha is not None:
            new = {"area_ha": table.area_ha, **new}
        result = {self.OUTPUT: run.give_features(self.OUTPUT, units, table.ids, new, legend="industrial")}
        if run.wanted(self.CROSS):
            result[self.CROSS] = run.give_table(self.CROSS, cross_columns(grades, area, emission))
        return {
            **result,
            self.LOWER_USED: None if limits is None else limits.lower,
            self.UPPER_USED: None if limits is None else limits.upper,
            self.HIDDEN: int(np.count_nonzero(np.nan_to_num(grades.gap()) > 0)),
        }

    def _check_industries(self, run, codes):
        unknown = industries.unknown(codes)
        if not unknown:
            return
        listed = sorted(unknown, key=lambda code: (-unknown[code], code))
        told = problem(
            "{count} industry codes of {layer} are not known (units): {codes}{more}. Codes are those of GB/T "
            "4754-2017, two to four digits.",
            count=len(unknown),
            layer=run.layer_name(self.INPUT),
            codes=", ".join(f"{code} ({unknown[code]}×)" for code in listed[:SHOWN]),
            more=" …" if len(listed) > SHOWN else "",
        )
        if run.choice(self.UNKNOWN) == REFUSE:
            raise UnknownCodesError(unknown, told)
        run.warn(told)

    def _land(self, run, table):
        if not run.field(self.CODE):
            return None
        land = grading.by_land(table[run.field(self.CODE)].tolist(), run.choice(self.SCHEME))
        other, missing = int((~land.industrial).sum()), int(land.missing.sum())
        if other:
            run.warn(
                problem(
                    "{count} features of {layer} are not industrial land by their codes; they have no "
                    "grades.",
                    count=other,
                    layer=run.layer_name(self.INPUT),
                )
            )
        if missing:
            run.warn(
                problem(
                    "{count} features of {layer} have no land-use code; they are taken for industrial land.",
                    count=missing,
                    layer=run.layer_name(self.INPUT),
                )
            )
        return land

    def _limits(self, run, emission, area, land):
        """Emission per hectare of the industrial units, and the thresholds; None without an emission."""
        if emission is None:
            return None, None
        known = np.where(land.industrial, emission, np.nan) if land is not None else emission
        chosen = grading.grade_set(run.choice(self.GRADE_SET))
        limits = grading.thresholds(chosen, known, area, run.number(self.LOWER), run.number(self.UPPER))
        run.record["standards"].update(
            grade_set=chosen.code,
            grade_version=chosen.version,
            grade_lower=limits.lower,
            grade_upper=limits.upper,
            grade_benchmark=limits.benchmark if np.isfinite(limits.benchmark) else None,
            grade_origin=run.text(self.ORIGIN) if chosen.method == GIVEN else chosen.evidence,
        )
        run.say(
            translate(
                "IndustrialGrade",
                "Carbon grades by {name}: I up to {lower}, II up to {upper} t CO2e/ha, III above.",
            ).format(name=chosen.name(language()), lower=limits.lower, upper=limits.upper)
        )
        if chosen.method in ("natural", "quantile"):
            run.warn(
                problem(
                    "The thresholds of the grades follow the data; use them for exploration only, not for "
                    "comparisons over time or assessment."
                )
            )
        return grading.intensity(known, area), limits

    def _tell(self, run, grades):
        digest = provenance.file_checksum(grading.FILE)[:12]
        run.record["tables"][grading.FILE.name] = {"origin": "built-in", "digest": digest}
        no_carbon, no_pollution = (
            int(np.count_nonzero(grades.applies & (values == grading.UNGRADED)))
            for values in (grades.carbon, grades.pollution)
        )
        if no_carbon:
            run.warn(problem("{count} industrial units have no carbon grade.", count=no_carbon))
        if no_pollution:
            run.warn(problem("{count} industrial units have no pollution grade.", count=no_pollution))
        hidden = int(np.count_nonzero(np.nan_to_num(grades.gap()) > 0))
        run.say(
            translate(
                "IndustrialGrade", "{count} units have a carbon grade above their pollution grade."
            ).format(count=hidden)
        )


def unit_columns(grades: grading.Grades, codes: list | None) -> dict[str, np.ndarray]:
    """Declared columns of graded units."""
    cells = [None] * len(grades.carbon) if codes is None else [_plain(code) for code in codes]
    lang = language()
    # a layer has many enterprises and few industries
    found = {code: industries.industry(code) for code in set(cells)}
    names = {code: one and one.name(lang) for code, one in found.items()}
    two_high = {code: None if one is None else int(one.two_high) for code, one in found.items()}
    gap = grades.gap()
    return {
        "industrial": grades.applies.astype(int),
        "industry_name": np.array([names[code] for code in cells], dtype=object),
        "two_high": np.array([two_high[code] for code in cells], dtype=object),
        "carbon_tco2_ha": grades.intensity,
        "carbon_grade": _known(grades.carbon),
        "carbon_basis": np.where(grades.carbon_basis == "", None, grades.carbon_basis),
        "pollution_grade": _known(grades.pollution),
        "pollution_basis": np.where(grades.pollution_basis == "", None, grades.pollution_basis),
        "grade_pair": grades.pairs(),
        "grade_gap": np.where(np.isnan(gap), None, np.nan_to_num(gap).astype(int).astype(object)),
    }


def _plain(code):
    """A code that equals itself: NaN, of a numeric field, does not."""
    return None if landuse.is_missing_code(code) else code


def _known(grade: np.ndarray) -> np.ndarray:
    return np.where(grade > grading.UNGRADED, grade.astype(object), None)


def cross_columns(
    grades: grading.Grades, area: np.ndarray | None, emission: np.ndarray | None
) -> dict[str, np.ndarray]:
    """Declared columns of the cross table: every pair of grades, and the ungraded where there are any."""

    def total(values, mask):
        return np.nan if values is None else float(np.nansum(values[mask]))

    whole = total(emission, grades.applies)
    rows = []
    for pollution in (1, 2, 3, grading.UNGRADED):
        for carbon in (1, 2, 3, grading.UNGRADED):
            mask = grades.applies & (grades.pollution == pollution) & (grades.carbon == carbon)
            if grading.UNGRADED in (pollution, carbon) and not mask.any():
                continue
            emitted = total(emission, mask)
            share = emitted / whole if whole else np.nan
            rows.append(
                (pollution or None, carbon or None, int(mask.sum()), total(area, mask), emitted, share)
            )
    names = ("pollution_grade", "carbon_grade", "unit_count", "area_ha", "tco2e", "share")
    kinds = (object, object, int, float, float, float)
    return {name: np.array(column, dtype=kind) for name, kind, column in zip(names, kinds, zip(*rows))}
