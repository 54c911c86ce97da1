"""Budget-neutral payments tied to the protection of sinks and to the score."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core import joining
from ....core.errors import InputError, problem
from ....core.transmission import adjustment, appraisal
from ....toolbelt.polygons import listed
from ....toolbelt.translation import translate
from ... import groups, registerinputs, registerresults, registertables
from ...algorithm import Algorithm
from ...hierarchies import objects
from ...parameters import ANY_TABLE, advanced, box, choice, field, needed, number, output, source


class Incentives(Algorithm):
    """Asks for sinks, core areas and scores of units; shares a fund among them."""

    ID = "incentives"
    GROUP = groups.MONITORING
    TAGS = (
        "incentive,transfer payment,compensation,score,sink,budget neutral,reward,"
        "激励,转移支付,生态补偿,考核奖惩,碳汇,资金分配"
    )
    REGISTER_TABLES: ClassVar = {
        "INPUT": registertables.SCORES,
    }

    INPUT, SINK, CORE, SCORE, VETO = "INPUT", "SINK", "CORE", "SCORE", "VETO"
    FUND, SINK_WEIGHT, CORE_WEIGHT = "FUND", "SINK_WEIGHT", "CORE_WEIGHT"
    SCALE, PASS_MARK, CAP, ROUNDING, SIGN = "SCALE", "PASS_MARK", "CAP", "ROUNDING", "NEGATIVE_SINKS"
    OUTPUT, PAID, REWARDED, CUT = "OUTPUT", "PAID", "REWARDED", "CUT"

    def displayName(self):
        return translate("Incentives", "Incentives and transfer payments")

    def initAlgorithm(self, config=None):
        scales = {
            "hundred": translate("Incentives", "0 to 100"),
            "one": translate("Incentives", "0 to 1"),
        }
        own = (
            needed(source(self.INPUT, translate("Incentives", "Units (layer or table)"), ANY_TABLE)),
            needed(field(self.SINK, translate("Incentives", "Carbon sink"), "sink_tco2")),
            box(
                self.SIGN,
                translate("Incentives", "Sinks are written as negative numbers, as in the accounts"),
                True,
            ),
            field(self.CORE, translate("Incentives", "Core protected area (empty: sinks alone decide)")),
            needed(field(self.SCORE, translate("Incentives", "Score of the assessment"), "score")),
            choice(self.SCALE, translate("Incentives", "Scores run from"), scales),
            field(self.VETO, translate("Incentives", "Missed rigid indicators (veto: no reward)"), "vetoed"),
            number(self.FUND, translate("Incentives", "Fund to be paid out"), None, 0.0),
            number(self.SINK_WEIGHT, translate("Incentives", "Weight of the sinks"), 0.6, 0.0),
            number(self.CORE_WEIGHT, translate("Incentives", "Weight of the core areas"), 0.4, 0.0),
            number(
                self.PASS_MARK,
                translate("Incentives", "Score at which nothing is added or taken (%)"),
                85.0,
                0.0,
                99.999,
            ),
            number(self.CAP, translate("Incentives", "Largest addition or deduction (%)"), 10.0, 0.0, 100.0),
            advanced(
                number(
                    self.ROUNDING,
                    translate("Incentives", "Rounding unit of payments (0: not rounded)"),
                    0.0,
                    0.0,
                )
            ),
            *registerinputs.parameters(levels=True),
            output(self.OUTPUT, translate("Incentives", "Payments")),
        )
        for parameter in own:
            self.addParameter(parameter)
        for name, label in (
            (self.PAID, translate("Incentives", "Paid out")),
            (self.REWARDED, translate("Incentives", "Units with an addition")),
            (self.CUT, translate("Incentives", "Units with a deduction")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def problems(self, request):
        found = []
        if not request.number(self.FUND) > 0:
            found.append(problem("Give the fund that is paid out (FUND), above 0."))
        if not request.number(self.SINK_WEIGHT) + request.number(self.CORE_WEIGHT) > 0:
            found.append(problem("The weights of sinks and core areas must not both be 0."))
        if request.field(self.CORE) == "" and request.number(self.SINK_WEIGHT) == 0:
            found.append(problem("Without a field for core areas the sinks need a weight above 0."))
        return found

    def work(self, run):
        names = [run.field(name) for name in (self.SINK, self.CORE, self.SCORE, self.VETO)]
        run.stage(0.0, 0.5)
        table = run.columns(self.INPUT, names)
        if not len(table):
            raise InputError(problem("The layer {layer} has no features.", layer=run.layer_name(self.INPUT)))
        sink, core = self._amounts(run, table, names[:2])
        score = self._scores(run, table, names[2])
        vetoed = joining.codes(table[names[3]]) != "" if names[3] else np.zeros(len(table), dtype=bool)
        run.stage(0.5, 0.7)
        made = appraisal.payments(
            run.number(self.FUND),
            sink,
            core,
            score,
            (run.number(self.SINK_WEIGHT), run.number(self.CORE_WEIGHT)),
            run.number(self.PASS_MARK) / 100.0,
            run.number(self.CAP) / 100.0,
            vetoed,
        )
        pay, unit = made.pay, run.number(self.ROUNDING)
        if unit > 0:
            pay = adjustment.round_keeping_sum(pay, unit)
        run.record["standards"].update(
            fund=run.number(self.FUND),
            weights=[run.number(self.SINK_WEIGHT), run.number(self.CORE_WEIGHT) if core is not None else 0.0],
            pass_mark=run.number(self.PASS_MARK),
            cap=run.number(self.CAP),
            rounding=unit,
        )
        self._tell(run, score, pay)
        run.stage(0.7, 1.0)
        new = {
            "pay_base": made.base,
            "pay_adjust_pct": 100.0 * made.adjustment,
            "payment": pay,
            "pay_change": pay - made.base,
            "pay_share_pct": 100.0 * pay / run.number(self.FUND),
        }
        given = run.give_features(self.OUTPUT, run.source(self.INPUT), table.ids, new, "payments")
        if registerresults.is_asked(run):
            self._keep(run, table.ids, pay)
        return {
            self.OUTPUT: given,
            self.PAID: float(pay.sum()),
            self.REWARDED: int((made.adjustment > 0).sum()),
            self.CUT: int((made.adjustment < 0).sum()),
        }

    def _keep(self, run, ids, pay):
        """The last scores once more, now with what is paid for them."""
        scores = run.held.latest("scores", ("unit",))
        if run.asked.get(self.INPUT) not in (None, "") or len(scores) != len(ids):
            raise InputError(
                problem("Payments can be kept only for the scores of the register; leave INPUT empty.")
            )
        names = ("unit", "year", "score", "coverage", "veto", "grade")
        columns = {name: objects(one[name] for one in scores) for name in names}
        settings = {"fund": run.number(self.FUND), "pass_mark": run.number(self.PASS_MARK)}
        registerresults.keep_run(run, "scores", {**columns, "payment": pay}, settings)

    def _amounts(self, run, table, names):
        """Sinks and core areas, none negative; refuses what is missing, naming the features."""
        made = []
        for at, name in enumerate(names):
            if not name:
                made.append(None)
                continue
            values = run.numbers(table, name, self.INPUT)
            if at == 0 and run.yes(self.SIGN):
                values = -values + 0.0
            bad = ~np.isfinite(values) | (values < 0)
            if bad.any():
                raise InputError(
                    problem(
                        "{count} values of {field} are missing or have the wrong sign (feature ids: "
                        "{ids}); a "
                        "missing sink is not zero. Fill them in, or say how sinks are written ({parameter}).",
                        count=int(bad.sum()),
                        field=name,
                        ids=listed(table.ids[bad].tolist()),
                        parameter=self.SIGN,
                    )
                )
            made.append(values)
        return made

    def _scores(self, run, table, name):
        """Scores as fractions; NaN where a unit has none."""
        values = run.numbers(table, name, self.INPUT)
        top = 100.0 if run.choice(self.SCALE) == "hundred" else 1.0
        bad = np.isfinite(values) & ((values < 0) | (values > top))
        if bad.any():
            raise InputError(
                problem(
                    "{count} scores of {field} are not within 0 and {top} (feature ids: {ids}).",
                    count=int(bad.sum()),
                    field=name,
                    top=int(top),
                    ids=listed(table.ids[bad].tolist()),
                )
            )
        known = values[np.isfinite(values)]
        if top == 100.0 and len(known) and known.max() <= 1.0 and known.max() > 0:
            run.warn(problem("All scores of {field} are at most 1; do they run from 0 to 1?", field=name))
        return np.where(np.isfinite(values), values / top, np.nan)

    def _tell(self, run, score, pay):
        unknown = int(np.isnan(score).sum())
        if unknown:
            run.warn(
                problem(
                    "{count} units have no score; nothing is added to their payment or taken from it.",
                    count=unknown,
                )
            )
        left = run.number(self.FUND) - float(pay.sum())
        if abs(left) > 1e-6 * run.number(self.FUND):
            run.warn(
                problem("{left} of the fund is less than one rounding unit and stays unpaid.", left=left)
            )
