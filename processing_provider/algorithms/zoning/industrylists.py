"""Positive, restricted and negative lists of industries by sub-zone, and the exit list of the SCP zones."""

from __future__ import annotations

import numpy as np
from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
)

from ....cartography import admission_report, reports
from ....core import industries
from ....core.errors import faults_of, problem
from ....core.zoning import admission
from ....toolbelt import sheets
from ....toolbelt.translation import language, translate
from ... import admissioninputs as inputs
from ... import groups
from ...algorithm import Algorithm
from ...parameters import advanced, number, output


class IndustryLists(Algorithm):
    """Asks for sub-zones and enterprises; lists industries by sub-zone, and who leaves when."""

    ID = "industrylists"
    GROUP = groups.ZONING
    TAGS = (
        "industry,positive list,negative list,admission,exit,deadline,two-high,"
        "产业准入,正面清单,负面清单,限制清单,退出清单,两高"
    )

    RULES, WEIGHT, BASE_YEAR = "RULES", "WEIGHT", "BASE_YEAR"
    YEARS = ("YEARS_1", "YEARS_2", "YEARS_3")
    OUTPUT, LISTED, EXITS = "OUTPUT", "LISTED", "EXITS"
    REPORT, RULES_COPY = "REPORT", "RULES_COPY"
    EXIT_COUNT, SAVED_TCO2 = "EXIT_COUNT", "SAVED_TCO2"

    def displayName(self):
        return translate("IndustryLists", "Industry lists by sub-zone and exit list")

    def initAlgorithm(self, config=None):
        for parameter in (*inputs.parameters(), *self._decisions()):
            self.addParameter(parameter)
        tables = (
            (self.OUTPUT, translate("IndustryLists", "Lists by sub-zone"), False),
            (self.LISTED, translate("IndustryLists", "Enterprises with their list"), True),
            (self.EXITS, translate("IndustryLists", "Exit list"), True),
        )
        for name, label, optional in tables:
            self.addParameter(output(name, label, optional))
        files = (
            (self.REPORT, translate("IndustryLists", "Report"), "HTML (*.html)"),
            (
                self.RULES_COPY,
                translate("IndustryLists", "Built-in rules, to be edited"),
                "CSV (*.csv)",
            ),
        )
        for name, label, kind in files:
            self.addParameter(
                QgsProcessingParameterFileDestination(name, label, kind, optional=True, createByDefault=False)
            )
        for name, label in (
            (self.EXIT_COUNT, translate("IndustryLists", "Enterprises on the exit list")),
            (self.SAVED_TCO2, translate("IndustryLists", "Emission of those that leave (t CO2e per year)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _decisions(self):
        years = (
            translate("IndustryLists", "Years until those leave that carbon and pollution bar"),
            translate("IndustryLists", "Years until those leave that one of them bars"),
            translate("IndustryLists", "Years until the others reach the benchmark level"),
        )
        return (
            number(
                self.BASE_YEAR, translate("IndustryLists", "Year of the decision"), None, 1900, 2200, True
            ),
            *(number(name, label, None, 0, 100, True) for name, label in zip(self.YEARS, years)),
            QgsProcessingParameterFile(
                self.RULES,
                translate("IndustryLists", "Table of admission rules of your own"),
                optional=True,
                fileFilter=sheets.FILTER,
            ),
            advanced(
                number(
                    self.WEIGHT,
                    translate("IndustryLists", "Weight of carbon in the order of leaving"),
                    0.5,
                    0.0,
                    1.0,
                )
            ),
        )

    def problems(self, request):
        found = inputs.problems(request) + faults_of(lambda: inputs.rules(request, self.RULES))
        given = [name for name in self.YEARS if np.isfinite(request.number(name))]
        if given and not np.isfinite(request.number(self.BASE_YEAR)):
            found.append(
                problem(
                    "{names} is given, but no year to count from; give it in {base}.",
                    names=", ".join(given),
                    base=self.BASE_YEAR,
                )
            )
        asked = [name for name in (self.LISTED, self.EXITS) if request.wanted(name)]
        if asked and request.optional_source(inputs.ENTERPRISES) is None:
            found.append(
                problem(
                    "The outputs {names} need enterprises; give them in {layer}.",
                    names=", ".join(asked),
                    layer=inputs.ENTERPRISES,
                )
            )
        return found

    def work(self, run):
        run.stage(0.0, 0.4)
        zones, rules = inputs.zones(run), inputs.rules(run, self.RULES)
        run.record["tables"][admission.FILE.name] = {"origin": rules.origin, "digest": rules.digest}
        lists = admission.lists(zones.occurring, rules)
        owners, made = None, None
        if run.optional_source(inputs.ENTERPRISES) is not None:
            owners = inputs.enterprises(run, zones)
            made = admission.judge(
                owners.zone,
                owners.codes,
                owners.emission,
                owners.load,
                rules,
                run.number(self.WEIGHT),
                owners.names,
            )
        self._tell(run, lists, owners, made)
        run.stage(0.4, 1.0)
        columns = list_columns(lists, zones, language())
        if owners is not None:
            columns.update(presence(lists, owners))
        results = {self.OUTPUT: run.give_table(self.OUTPUT, columns)}
        new = {} if made is None else enterprise_columns(owners, made, rules, self._deadlines(run, made))
        results.update(self._give_enterprises(run, owners, made, new))
        results[self.REPORT] = self._report(run, lists, zones, rules, (owners, made, new))
        results[self.RULES_COPY] = run.give_file(self.RULES_COPY, admission.write, ".csv")
        leaving = np.zeros(0) if made is None else owners.emission[np.isin(made.rank, (1, 2))]
        return {
            **results,
            self.EXIT_COUNT: 0 if made is None else int(np.count_nonzero(made.rank)),
            self.SAVED_TCO2: float(np.nansum(leaving)),
        }

    def _deadlines(self, run, made):
        """Year by which each enterprise of the exit list leaves or has been raised; None where not set."""
        base = run.number(self.BASE_YEAR)
        years = [run.number(name) for name in self.YEARS]
        run.record["standards"].update(
            base_year=None if np.isnan(base) else int(base),
            years_to_exit={
                str(rank): int(count) for rank, count in zip(admission.RANKS, years) if np.isfinite(count)
            },
            carbon_weight=run.number(self.WEIGHT),
        )
        due = {0: None}
        for rank, count in zip(admission.RANKS, years):
            due[rank] = int(base + count) if np.isfinite(base + count) else None
        lacking = [rank for rank in sorted(set(made.rank.tolist()) - {0}) if due[rank] is None]
        if lacking:
            run.warn(
                problem(
                    "No number of years is set for rank {ranks} of the exit list, so it has no deadline "
                    "there. The years are a decision of the authority; the plugin has none of its own.",
                    ranks=", ".join(map(str, lacking)),
                )
            )
        return np.array([*(due[rank] for rank in made.rank.tolist()), None], dtype=object)[:-1]

    def _tell(self, run, lists, owners, made):
        counted = {name: sum(item.rule.list == name for item in lists) for name in admission.LISTS[:3]}
        run.say(
            translate(
                "IndustryLists", "Entries: {negative} negative, {restricted} restricted, {positive} positive."
            ).format(**counted)
        )
        run.warn(
            problem(
                "The lists are derived from national classes of industries and are a proposal; provincial "
                "catalogues and admission lists differ and overrule. Edit the rules."
            )
        )
        if made is None:
            return
        on = made.rank > 0
        unknown = int((~np.isfinite(owners.emission[on])).sum())
        if unknown:
            run.warn(
                problem(
                    "{count} enterprises of the exit list have no emission; what they save is unknown, not "
                    "zero.",
                    count=unknown,
                )
            )
        run.result("exit_list", {str(rank): int((made.rank == rank).sum()) for rank in admission.RANKS})

    def _give_enterprises(self, run, owners, made, new):
        results = {}
        if owners is None:
            return results
        layer, ids = run.source(inputs.ENTERPRISES), owners.table.ids
        if run.wanted(self.LISTED):
            results[self.LISTED] = run.give_features(self.LISTED, layer, ids, new, "admission")
        if run.wanted(self.EXITS):
            kept = np.flatnonzero(made.rank > 0)
            kept = kept[np.argsort(made.order[kept])]
            names = ("exit_order", "exit_rank", "exit_action", "deadline_year")
            last = ("exit_score", "industry_list", "list_rule", "list_reason")
            first = {name: new[name][kept] for name in names}
            about = {
                "enterprise_name": owners.names[kept],
                "industry_code": np.array([*(industries.digits(owners.codes[i]) for i in kept), None])[:-1],
                "industry_name": new["industry_name"][kept],
                "subzone": np.array([*(owners.zone[i].code for i in kept), None])[:-1],
                "saved_tco2": owners.emission[kept],
                **{f"saved_tco2{end}": values[kept] for end, values in owners.limits.items()},
                "saved_load": owners.load[kept],
            }
            results[self.EXITS] = run.give_table(
                self.EXITS, {**first, **about, **{name: new[name][kept] for name in last}}
            )
        return results

    def _report(self, run, lists, zones, rules, judged):
        if not run.wanted(self.REPORT):
            return ""
        owners, made, new = judged
        content = admission_report.Content(
            run.layer_name(inputs.INPUT) if run.optional_source(inputs.INPUT) is not None else "",
            zones.occurring,
            zones.area_ha,
            lists,
            rules,
            () if owners is None else exit_rows(owners, made, new),
            run.record,
        )
        page = admission_report.render(content, language())
        return run.give_file(self.REPORT, lambda path: reports.write(path, page), ".html")


def list_columns(lists, zones: inputs.Zones, lang: str) -> dict[str, np.ndarray]:
    """Declared columns of the lists by sub-zone."""

    def texts(values):
        return np.array([*values, None], dtype=object)[:-1]

    columns = {
        "subzone": texts(item.zone.code for item in lists),
        "subzone_name": texts(item.zone.name(lang) for item in lists),
    }
    if zones.area_ha:
        columns["area_ha"] = np.array([zones.area_ha[item.zone.code] for item in lists], dtype=np.float64)
    return {
        **columns,
        "industry_code": texts(item.code for item in lists),
        "industry_name": texts(item.name(lang) for item in lists),
        "industry_list": texts(item.rule.list for item in lists),
        "list_rule": texts(item.rule.code for item in lists),
        "list_reason": texts(item.rule.reason(lang) for item in lists),
        "two_high": np.array([int(item.industry.two_high) for item in lists], dtype=np.int64),
        "source_confidence": texts(item.confidence for item in lists),
    }


def presence(lists, owners: inputs.Enterprises) -> dict[str, np.ndarray]:
    """Declared columns: how many enterprises of the industry are in the sub-zone, and what they emit."""
    found = {code: industries.industry(code) for code in set(owners.codes)}
    count: dict[tuple[str, str], int] = {}
    emitted: dict[tuple[str, str], float] = {}
    for code, zone, amount in zip(owners.codes, owners.zone, owners.emission.tolist()):
        if zone is None or found[code] is None:
            continue
        pair = zone.code, found[code].code
        count[pair] = count.get(pair, 0) + 1
        emitted[pair] = emitted.get(pair, 0.0) + amount
    pairs = [(item.zone.code, item.code) for item in lists]
    return {
        "enterprise_count": np.array([count.get(pair, 0) for pair in pairs], dtype=np.int64),
        "tco2e": np.array([emitted.get(pair, 0.0) for pair in pairs], dtype=np.float64),
    }


def enterprise_columns(
    owners: inputs.Enterprises, made: admission.Exit, rules: admission.RuleTable, due: np.ndarray
) -> dict[str, np.ndarray]:
    """Declared columns of the enterprises: their list, and their place on the exit list."""
    lang = language()
    known = {code: industries.industry(code) for code in set(owners.codes)}
    decided = [rules.rules[at] if at >= 0 else None for at in made.rule.tolist()]
    on = made.rank > 0

    def texts(values):
        return np.array([*values, None], dtype=object)[:-1]

    def listed(values):
        return np.where(on, np.asarray(values, dtype=object), None)

    actions = {0: None, 1: "leave", 2: "leave", 3: "upgrade"}
    return {
        "subzone": texts(zone and zone.code for zone in owners.zone),
        "industry_name": texts(known[code] and known[code].name(lang) for code in owners.codes),
        "industry_list": texts(rule and rule.list for rule in decided),
        "list_rule": texts(rule and rule.code for rule in decided),
        "list_reason": texts(rule and rule.reason(lang) for rule in decided),
        "exit_rank": listed(made.rank),
        "exit_order": listed(made.order),
        "exit_action": texts(actions[rank] for rank in made.rank.tolist()),
        "deadline_year": due,
        "saved_tco2": np.where(on, owners.emission, np.nan),
        **{f"saved_tco2{end}": np.where(on, values, np.nan) for end, values in owners.limits.items()},
        "saved_load": np.where(on, owners.load, np.nan),
        "exit_score": made.score,
    }


def exit_rows(owners, made, new) -> list[admission_report.ExitRow]:
    """The exit list in order, for the report."""
    kept = np.flatnonzero(made.rank > 0)
    return [
        admission_report.ExitRow(
            int(made.order[at]),
            int(made.rank[at]),
            owners.names[at],
            industries.industry(owners.codes[at]),
            owners.zone[at],
            float(owners.emission[at]),
            float(owners.load[at]),
            new["deadline_year"][at],
        )
        for at in kept[np.argsort(made.order[kept])].tolist()
    ]
