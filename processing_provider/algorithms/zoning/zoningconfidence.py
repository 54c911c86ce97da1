"""How sure the class of every unit is, and what would change it."""

from __future__ import annotations

import numpy as np

from ....core import flags as fl
from ....core.errors import faults_of, problem
from ....core.zoning import certainty, confidence, sixclass
from ....toolbelt.translation import translate
from ... import pollutants, spreads, zoningsets
from ...parameters import advanced, choice, number
from .sixclasszoning import SixClassZoning, output_columns

#: Methods of rule sets whose thresholds are known without the data; only they give probabilities.
FIXED = ("literal", "regional")


class ZoningConfidence(SixClassZoning):
    """Asks what the zoning asks, and for the uncertainty of the accounts; gives probabilities of classes."""

    ID = "zoningconfidence"
    NEEDS = ("scipy",)
    TAGS = (
        "confidence,uncertainty,probability,class,monte carlo,zoning,置信度,不确定性,概率,蒙特卡洛,六类分区"
    )

    METHOD, DISTRIBUTION, CORRELATION = "METHOD", "DISTRIBUTION", "CORRELATION"
    DRAWS, SEED = "DRAWS", "SEED"

    def displayName(self):
        return translate("ZoningConfidence", "Confidence of classes")

    def _rule(self):
        return (*self._uncertainty(), *super()._rule())

    def _uncertainty(self):
        return (
            spreads.parameter(),
            choice(
                self.DISTRIBUTION,
                translate("ZoningConfidence", "Distribution of the accounts"),
                {
                    "normal": translate("ZoningConfidence", "normal"),
                    "lognormal": translate("ZoningConfidence", "lognormal (drawn)"),
                },
            ),
            number(
                self.CORRELATION,
                translate("ZoningConfidence", "Correlation of the errors of carbon and pollution"),
                0.0,
                -1.0,
                1.0,
            ),
            choice(
                self.METHOD,
                translate("ZoningConfidence", "Probabilities are"),
                {
                    "auto": translate(
                        "ZoningConfidence", "computed where there is a closed form, else drawn"
                    ),
                    "draws": translate("ZoningConfidence", "drawn always"),
                },
            ),
            advanced(number(self.DRAWS, translate("ZoningConfidence", "Draws"), 10_000, 100, whole=True)),
            advanced(
                number(self.SEED, translate("ZoningConfidence", "Seed of the draws"), 42, 0, whole=True)
            ),
        )

    def problems(self, request):
        found = super().problems(request)
        if faults_of(lambda: zoningsets.asked(request)):
            return found
        rule_set = zoningsets.asked(request)
        if rule_set is not None and rule_set.method not in FIXED:
            found.append(
                problem(
                    "The set {set} divides the units by their own distribution ({method}), so its classes "
                    "have no probabilities. Choose a set with fixed thresholds.",
                    set=rule_set.id,
                    method=rule_set.method,
                )
            )
        source, layer = request.optional_source(self.INPUT), request.layer_name(self.INPUT)
        accounts = [*self._carbon_fields(request), *self._pollution_fields(request)]
        return found + spreads.problems(request.matrix(spreads.SPREADS), accounts, source, layer)

    def _carbon_fields(self, request):
        """The fields of emission and sink, or that of the net emission, as the zoning chooses them."""
        pair = [request.field(self.EMISSION), request.field(self.SINK)]
        return pair if all(pair) else [name for name in [request.field(self.NET)] if name]

    def _pollution_fields(self, request):
        single = request.field(self.Q_P)
        return [single] if single else [row[0] for row in pollutants.rows(request.matrix(self.POLLUTANTS))]

    def work(self, run):
        carbon, pollution = self._carbon_fields(run), self._pollution_fields(run)
        cells, units = run.matrix(spreads.SPREADS), run.source(self.INPUT)
        known = spreads.chosen(cells, [*carbon, *pollution], units)
        run.stage(0.0, 0.3)
        judged = self._judged(run, [name for spread in known.values() for name in spread.fields])
        run.stage(0.3, 0.8)
        sds = {
            name: spreads.deviations(run, judged.table, self.INPUT, spread) for name, spread in known.items()
        }
        drawing = certainty.Drawing(
            run.choice(self.METHOD),
            run.choice(self.DISTRIBUTION),
            run.number(self.CORRELATION),
            run.integer(self.DRAWS),
            run.integer(self.SEED),
        )
        made = certainty.certainty(
            judged.carbon,
            judged.pollution,
            judged.result,
            certainty.Spreads(
                net=sds[carbon[0]] if len(carbon) == 1 else None,
                emission=sds[carbon[0]] if len(carbon) == 2 else None,
                removal=sds[carbon[1]] if len(carbon) == 2 else None,
                pollution=[sds[name] for name in pollution],
            ),
            self._thresholds(run, judged),
            drawing,
            run.progress,
        )
        self._tell_sure(run, judged, known, made, drawing)
        run.stage(0.8, 1.0)
        new = confidence_columns(judged.result, made)
        if judged.table.area_ha is not None:
            new = {"area_ha": judged.table.area_ha, **new}
        output = run.give_features(self.OUTPUT, units, judged.table.ids, new, legend="confidence")
        return {self.OUTPUT: output, self.BENCHMARK_USED: judged.result.zoning.benchmark}

    def _thresholds(self, run, judged):
        """Strong thresholds of carbon and pollution: of all units, or of each by its region."""
        rule_set = judged.settings.rule_set
        if rule_set is None:
            return judged.result.zoning.rule.tau_c, judged.result.zoning.rule.tau_p
        places = rule_set.places(zoningsets.regions(run, judged.table), len(judged.table))
        return rule_set.taken("tau_c", places), rule_set.taken("tau_p", places)

    def _tell_sure(self, run, judged, known, made, drawing):
        described = {name: spread.described() for name, spread in known.items()}
        run.record["standards"]["uncertainty"] = described
        run.record["standards"]["probabilities"] = "closed form" if made.closed else "draws"
        run.record["standards"] |= {"distribution": drawing.distribution, "correlation": drawing.correlation}
        if not made.closed:
            run.record["standards"] |= {"draws": drawing.number, "seed": drawing.seed}
        run.say(
            translate("ZoningConfidence", "Standard deviations: {fields}").format(
                fields="; ".join(f"{name}: {text}" for name, text in described.items())
            )
        )
        exact = [name for name, text in described.items() if text == "0"]
        if exact:
            run.warn(
                problem(
                    "These fields have no uncertainty beside them and count as exactly known: {fields}. Give "
                    "their standard deviation, or a percentage.",
                    fields=", ".join(exact),
                )
            )
        if made.without.any():
            run.warn(
                problem(
                    "{count} units have a class but no known uncertainty; they have no probabilities "
                    "(NO_SD).",
                    count=int(made.without.sum()),
                )
            )
        code = judged.result.zoning.code
        other = (made.confidence.modal != code) & (made.confidence.modal != sixclass.ND)
        if other.any():
            run.warn(
                problem(
                    "In {count} units another class than that of the values themselves is the most probable "
                    "one.",
                    count=int(other.sum()),
                )
            )


def confidence_columns(result, made: certainty.Certainty) -> dict[str, np.ndarray]:
    """Declared columns of the classes and of how sure they are."""
    zoning, sure = result.zoning, made.confidence
    rule = sixclass.Rule(
        tie=zoning.rule.tie, weak_weak=zoning.rule.weak_weak, tolerance=zoning.rule.tolerance
    )
    codes = np.array([None, *sixclass.CODES[1:]], dtype=object)
    modal = np.array(sixclass.CODES, dtype=object)[sure.modal]
    probabilities = {
        f"p_{code.lower()}": sure.probability[:, at] for at, code in enumerate(sixclass.CODES[1:])
    }
    flips = confidence.flips(zoning.u, zoning.v, rule)
    thresholds = confidence.threshold_flips(zoning.u, zoning.v, rule)
    flags = zoning.flags | np.where(made.without, fl.BIT["NO_SD"], 0).astype(np.uint16)
    classes = output_columns(result)
    return {
        **{name: classes[name] for name in ("q_c", "q_p", "u", "v", "margin", "cp_class", "cp_code")},
        "u_sd": made.sd_u,
        "v_sd": made.sd_v,
        **probabilities,
        "modal_class": modal,
        "modal_code": sure.modal.astype(int),
        "p_modal": sure.of(sure.modal),
        "p_class": sure.of(zoning.code),
        "entropy": sure.entropy,
        "alternative": codes[sure.alternative],
        "flip_u": flips[:, 0],
        "flip_v": flips[:, 1],
        "flip_tau_c": thresholds[:, 0],
        "flip_tau_p": thresholds[:, 1],
        "flags": fl.texts(flags),
    }
