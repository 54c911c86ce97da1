"""Land-use codes of one classification translated into another, with everything that cannot be."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core import crosswalk, landuse
from ....core.crosswalk import Translation
from ....core.errors import UnknownCodesError, problem
from ....toolbelt import areas, provenance
from ....toolbelt.translation import language, translate
from ... import groups, landcodes
from ...algorithm import Algorithm
from ...parameters import ANY_TABLE, choice, field, output, source

LIST, REFUSE = "list", "refuse"
LEAVE, FIRST = "leave", "first"
#: Translations that a planner must look at.
OPEN = (crosswalk.SEVERAL, crosswalk.UNMATCHED, crosswalk.UNKNOWN, crosswalk.MISSING)
SHOWN = 30


class CrosswalkCodes(Algorithm):
    """Asks for a field of codes and two classifications; gives the codes of the other one."""

    ID = "crosswalkcodes"
    GROUP = groups.ZONING
    TAGS = (
        "land use,code,crosswalk,classification,DLBM,GB/T 21010,third survey,guide 2023,"
        "地类代码,转换,三调,国土空间用地用海分类,土地利用现状分类"
    )

    INPUT, FROM, TO, AMBIGUOUS, UNKNOWN = "INPUT", "FROM", "TO", "AMBIGUOUS", "UNKNOWN"
    AREA_FIELD, OUTPUT, CODES = "AREA_FIELD", "OUTPUT", "CODES"
    TRANSLATED, OPEN_COUNT, OPEN_HA = "TRANSLATED", "OPEN_COUNT", "OPEN_HA"

    def displayName(self):
        return translate("CrosswalkCodes", "Translate land-use codes")

    def initAlgorithm(self, config=None):
        schemes = {name: landuse.scheme(name).name(language()) for name in crosswalk.SCHEMES}
        for parameter in (
            source(self.INPUT, translate("CrosswalkCodes", "Parcels or table"), ANY_TABLE),
            field(landcodes.CODE, translate("CrosswalkCodes", "Field with land-use codes"), "DLBM"),
            choice(self.FROM, translate("CrosswalkCodes", "Codes are those of"), schemes, "third_survey"),
            choice(self.TO, translate("CrosswalkCodes", "Translate into"), schemes, "guide2023_landsea"),
            choice(
                self.AMBIGUOUS,
                translate("CrosswalkCodes", "Classes that may be several others"),
                {
                    LEAVE: translate("CrosswalkCodes", "leave open, and list the candidates"),
                    FIRST: translate("CrosswalkCodes", "take the first candidate, and list them"),
                },
            ),
            choice(
                self.UNKNOWN,
                translate("CrosswalkCodes", "Codes that the first classification does not know"),
                {
                    LIST: translate("CrosswalkCodes", "leave open, and list them"),
                    REFUSE: translate("CrosswalkCodes", "stop and list them"),
                },
            ),
            field(
                self.AREA_FIELD, translate("CrosswalkCodes", "Field with the area in ha (empty: measured)")
            ),
            output(self.OUTPUT, translate("CrosswalkCodes", "Parcels with translated codes")),
            output(self.CODES, translate("CrosswalkCodes", "Codes with their translations"), True),
        ):
            self.addParameter(parameter)
        self.parameterDefinition(self.CODES).setCreateByDefault(True)
        for name, label in (
            (self.TRANSLATED, translate("CrosswalkCodes", "Features with a translated code")),
            (self.OPEN_COUNT, translate("CrosswalkCodes", "Features whose code stays open")),
            (self.OPEN_HA, translate("CrosswalkCodes", "Their area (ha)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def problems(self, request):
        found = []
        units = request.optional_source(self.INPUT)
        if units is not None and not landcodes.code_field(request):
            found.append(
                problem(
                    "The layer {layer} has no field that is known to hold land-use codes. Choose it; the "
                    "fields are: {fields}.",
                    layer=request.layer_name(self.INPUT),
                    fields=", ".join(item.name() for item in units.fields()),
                )
            )
        if request.choice(self.FROM) == request.choice(self.TO):
            found.append(
                problem(
                    "The codes are translated from {scheme} into itself. Choose two classifications.",
                    scheme=request.choice(self.FROM),
                )
            )
        return found

    def work(self, run):
        units, code_field = run.source(self.INPUT), landcodes.code_field(run)
        by_field = run.field(self.AREA_FIELD)
        run.stage(0.0, 0.5)
        measured = not by_field and areas.has_polygons(units)
        table = run.columns(self.INPUT, [code_field, by_field], area=measured)
        area = run.numbers(table, by_field, self.INPUT) if by_field else table.area_ha
        made = crosswalk.translate_all(
            table[code_field].tolist(),
            run.choice(self.FROM),
            run.choice(self.TO),
            run.choice(self.AMBIGUOUS) == FIRST,
        )
        each = [made[None if landuse.is_missing_code(code) else code] for code in table[code_field].tolist()]
        amounts = _amounts(each, area)
        self._tell(run, code_field, amounts)
        run.stage(0.5, 1.0)
        new = self._columns(run, each)
        if table.area_ha is not None:
            new = {"area_ha": table.area_ha, **new}
        result = {self.OUTPUT: run.give_features(self.OUTPUT, units, table.ids, new, legend="crosswalk")}
        if run.wanted(self.CODES):
            result[self.CODES] = run.give_table(self.CODES, self._table(run, amounts, area is not None))
        left = [(count, hectares) for one, (count, hectares) in amounts.items() if not one.target]
        open_count = sum(count for count, _ in left)
        return {
            **result,
            self.TRANSLATED: len(table) - open_count,
            self.OPEN_COUNT: open_count,
            self.OPEN_HA: sum(hectares for _, hectares in left) if area is not None else None,
        }

    def _columns(self, run, each: list[Translation]) -> dict[str, np.ndarray]:
        """Declared columns of translations, in the order of the features or rows."""
        before, after = (landuse.scheme(run.choice(name)).by_code for name in (self.FROM, self.TO))
        lang = language()

        def name(classes, code):
            return classes[code].name(lang) if code in classes else None

        # a layer has many parcels and few codes
        shown = {
            one: (
                one.code or None,
                name(before, one.code),
                one.target or None,
                name(after, one.target),
                one.kind,
                ", ".join(one.candidates) or None,
            )
            for one in set(each)
        }
        columns = zip(*(shown[one] for one in each))
        keys = ("lu_code", "lu_name", "lu_target", "lu_target_name", "lu_match", "lu_candidates")
        return {key: np.array(values, dtype=object) for key, values in zip(keys, columns)}

    def _table(self, run, amounts: Mapping[Translation, tuple[int, float]], measured: bool):
        listed = sorted(amounts, key=lambda one: (crosswalk.KINDS.index(one.kind), one.code))
        counts, hectares = zip(*(amounts[one] for one in listed))
        return {
            **self._columns(run, listed),
            "unit_count": np.array(counts, dtype=int),
            "area_ha": np.array(hectares if measured else [np.nan] * len(listed), dtype=float),
            "evidence": np.array([one.evidence or None for one in listed], dtype=object),
        }

    def _tell(self, run, code_field: str, amounts: Mapping[Translation, tuple[int, float]]):
        before, after = run.choice(self.FROM), run.choice(self.TO)
        run.record["standards"].update(
            land_use_scheme=before, land_use_target=after, ambiguous_codes=run.choice(self.AMBIGUOUS)
        )
        digest = provenance.file_checksum(crosswalk.FILE)[:12]
        run.record["tables"][crosswalk.FILE.name] = {"origin": "built-in", "digest": digest}
        unknown = {one.code: count for one, (count, _) in amounts.items() if one.kind == crosswalk.UNKNOWN}
        if unknown and run.choice(self.UNKNOWN) == REFUSE:
            raise UnknownCodesError(unknown, self._left(run, crosswalk.UNKNOWN, amounts, before))
        for kind in crosswalk.KINDS:
            count = sum(number for one, (number, _) in amounts.items() if one.kind == kind)
            if not count:
                continue
            if kind in OPEN:
                run.warn(self._left(run, kind, amounts, before))
            else:
                run.say(
                    translate("CrosswalkCodes", "{what}: {count} features of the field {field}.").format(
                        what=_words(kind), count=count, field=code_field
                    )
                )

    def _left(self, run, kind: str, amounts: Mapping[Translation, tuple[int, float]], scheme: str):
        found = [(one, *amount) for one, amount in amounts.items() if one.kind == kind]
        found.sort(key=lambda item: (-item[2], -item[1], item[0].code))
        listed = [
            f"{one.code or 'NULL'} ({count}×, {hectares:.4g} ha)"
            + (f" → {'/'.join(one.candidates)}" if one.candidates else "")
            for one, count, hectares in found[:SHOWN]
        ]
        return problem(
            "{what} ({scheme}, features, area): {codes}{more}.",
            what=_words(kind),
            scheme=scheme,
            codes="; ".join(listed),
            more=" …" if len(found) > SHOWN else "",
        )


def _amounts(each: list[Translation], area: np.ndarray | None) -> dict[Translation, tuple[int, float]]:
    """Number of features and hectares of each translation; unknown areas are left out."""
    hectares = np.zeros(len(each)) if area is None else np.nan_to_num(area)
    found: dict[Translation, tuple[int, float]] = {}
    for one, size in zip(each, hectares.tolist()):
        count, total = found.get(one, (0, 0.0))
        found[one] = (count + 1, total + size)
    return found


def _words(kind: str) -> str:
    return {
        crosswalk.SAME: translate("CrosswalkCodes", "The same class"),
        crosswalk.PART: translate("CrosswalkCodes", "Part of a class"),
        crosswalk.WIDER: translate("CrosswalkCodes", "Told by a wider class"),
        crosswalk.SEVERAL: translate("CrosswalkCodes", "Classes that may be several others"),
        crosswalk.UNMATCHED: translate("CrosswalkCodes", "Classes without a counterpart"),
        crosswalk.UNKNOWN: translate("CrosswalkCodes", "Codes that the classification does not know"),
        crosswalk.MISSING: translate("CrosswalkCodes", "Features without a code"),
    }[kind]
