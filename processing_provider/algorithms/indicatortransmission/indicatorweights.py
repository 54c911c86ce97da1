"""Weights of indicators, and scores of units with them."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingOutputNumber, QgsProcessingParameterMatrix

from ....core import csvdata
from ....core.errors import InputError, problem
from ....core.transmission import scoring
from ....toolbelt.translation import translate
from ... import groups, matrices, quotainputs
from ...algorithm import Algorithm
from ...parameters import ANY_TABLE, choice, field, output, source

SHOWN = 5


class IndicatorWeights(Algorithm):
    """Asks for indicators of units and a way of weighing; gives weights and scores."""

    ID = "indicatorweights"
    GROUP = groups.TRANSMISSION
    TAGS = "weights,entropy,CRITIC,AHP,TOPSIS,score,indicator,权重,熵权法,层次分析法,综合评价,得分,指标"

    INPUT, FIELDS, LESS, METHOD = "INPUT", "FIELDS", "LESS", "METHOD"
    WEIGHTS, PAIRS, SCORING = "WEIGHTS", "PAIRS", "SCORING"
    OUTPUT, TABLE = "OUTPUT", "TABLE"
    CONSISTENCY, EIGENVALUE, UNITS = "CONSISTENCY", "EIGENVALUE", "UNITS"

    def displayName(self):
        return translate("IndicatorWeights", "Weights of indicators")

    def initAlgorithm(self, config=None):
        for parameter in (*self._inputs(), *self._ways()):
            self.addParameter(parameter)
        self.addParameter(output(self.TABLE, translate("IndicatorWeights", "Weights")))
        self.addParameter(output(self.OUTPUT, translate("IndicatorWeights", "Units with their scores")))
        for name, label in (
            (self.CONSISTENCY, translate("IndicatorWeights", "Consistency ratio (AHP)")),
            (self.EIGENVALUE, translate("IndicatorWeights", "Largest eigenvalue (AHP)")),
            (self.UNITS, translate("IndicatorWeights", "Units that were scored")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _inputs(self):
        return (
            source(self.INPUT, translate("IndicatorWeights", "Units (layer or table)"), ANY_TABLE),
            field(self.FIELDS, translate("IndicatorWeights", "Indicators"), many=True, optional=False),
            field(self.LESS, translate("IndicatorWeights", "Indicators of which less is better"), many=True),
        )

    def _ways(self):
        ways = {
            "entropy": translate("IndicatorWeights", "entropy (min-max values)"),
            "entropy_share": translate("IndicatorWeights", "entropy (shares)"),
            "critic": translate("IndicatorWeights", "CRITIC (contrast and conflict)"),
            "ahp": translate("IndicatorWeights", "AHP (compared in pairs)"),
            "equal": translate("IndicatorWeights", "equal"),
            "given": translate("IndicatorWeights", "given"),
        }
        scores = {
            "minmax": translate("IndicatorWeights", "weighted sum of min-max values"),
            "share": translate("IndicatorWeights", "weighted sum of shares"),
            "topsis": translate("IndicatorWeights", "TOPSIS: closeness to the best"),
        }
        weighed = [translate("IndicatorWeights", "Indicator"), translate("IndicatorWeights", "Weight")]
        compared = [
            translate("IndicatorWeights", "Indicator"),
            translate("IndicatorWeights", "compared with"),
            translate("IndicatorWeights", "weighs so many times (3 or 1/3)"),
        ]
        given = translate("IndicatorWeights", "Given weights")
        pairs = translate("IndicatorWeights", "Comparisons of the AHP, every pair once")
        return (
            choice(self.METHOD, translate("IndicatorWeights", "Weighing"), ways),
            QgsProcessingParameterMatrix(self.WEIGHTS, given, numberRows=1, headers=weighed, optional=True),
            QgsProcessingParameterMatrix(self.PAIRS, pairs, numberRows=1, headers=compared, optional=True),
            choice(self.SCORING, translate("IndicatorWeights", "Score"), scores),
        )

    def problems(self, request):
        chosen, method = request.fields(self.FIELDS), request.choice(self.METHOD)
        strange = [name for name in request.fields(self.LESS) if name not in chosen]
        found = []
        if strange:
            found.append(
                problem(
                    "{fields} are not among the criteria {criteria}.",
                    fields=", ".join(strange),
                    criteria=", ".join(chosen),
                )
            )
        if method == "given":
            found += quotainputs.given_weights(request, self.WEIGHTS, chosen)[1]
        if method == "ahp":
            try:
                self._comparisons(request, chosen)
            except InputError as error:
                found += error.problems
        return found

    def _comparisons(self, request, chosen):
        pairs = [
            (first, second, ratio(times))
            for first, second, times in matrices.rows(request.matrix(self.PAIRS), 3)
        ]
        return scoring.from_pairs(chosen, pairs)

    def work(self, run):
        chosen, method = run.fields(self.FIELDS), run.choice(self.METHOD)
        run.stage(0.0, 0.4)
        table = run.columns(self.INPUT, chosen)
        matrix = np.column_stack([run.numbers(table, name, self.INPUT) for name in chosen])
        known = np.isfinite(matrix).all(axis=1)
        if not known.all():
            run.warn(
                problem(
                    "{count} units lack an indicator and take no part (feature ids: {ids}); missing is not "
                    "zero.",
                    count=int((~known).sum()),
                    ids=", ".join(map(str, table.ids[~known][:SHOWN].tolist())),
                )
            )
        run.stage(0.4, 0.6)
        less = tuple(name in run.fields(self.LESS) for name in chosen)
        given = quotainputs.given_weights(run, self.WEIGHTS, chosen)[0] if method == "given" else ()
        pairs = self._comparisons(run, chosen) if method == "ahp" else None
        weighed = scoring.weigh(matrix[known], method, given, less, pairs)
        scores = scoring.score(matrix[known], weighed.weights, run.choice(self.SCORING), less)
        self._tell(run, method, chosen, less, weighed)
        run.stage(0.6, 1.0)
        hierarchy = weighed.hierarchy
        return {
            self.TABLE: run.give_table(self.TABLE, self._weights(method, chosen, less, weighed)),
            self.OUTPUT: run.give_features(
                self.OUTPUT, run.source(self.INPUT), table.ids, scored(known, scores), legend="score"
            ),
            self.CONSISTENCY: hierarchy.consistency_ratio if hierarchy else None,
            self.EIGENVALUE: hierarchy.largest_eigenvalue if hierarchy else None,
            self.UNITS: int(known.sum()),
        }

    def _weights(self, method, chosen, less, weighed):
        better = np.array(
            [
                translate("IndicatorWeights", "less") if one else translate("IndicatorWeights", "more")
                for one in less
            ],
            dtype=object,
        )
        return {
            "criterion": np.array(chosen, dtype=object),
            "better": better,
            "weight": weighed.weights,
            "method": np.full(len(chosen), method, dtype=object),
            **weighed.details,
        }

    def _tell(self, run, method, chosen, less, weighed):
        named = dict(zip(chosen, weighed.weights.round(6).tolist()))
        run.record["standards"].update(
            method=method,
            weights=named,
            score=run.choice(self.SCORING),
            less_is_better=[name for name, one in zip(chosen, less) if one],
        )
        told = ", ".join(f"{name} {weight:.4f}" for name, weight in named.items())
        run.say(translate("IndicatorWeights", "Weights: {weights}").format(weights=told))
        constant = [name for name, weight in named.items() if weight == 0 and method not in ("given", "ahp")]
        if constant:
            run.warn(
                problem("{fields} do not tell the units apart and weigh nothing.", fields=", ".join(constant))
            )
        hierarchy = weighed.hierarchy
        if hierarchy is None:
            return
        run.record["standards"].update(consistency_ratio=round(hierarchy.consistency_ratio, 6))
        if not hierarchy.consistent:
            run.warn(
                problem(
                    "The comparisons contradict each other: the consistency ratio is {ratio}, it should be "
                    "below 0.1. Look at them again.",
                    ratio=round(hierarchy.consistency_ratio, 4),
                )
            )


def ratio(text: str) -> float:
    """A number or a fraction (1/3) as people write comparisons; NaN where it is neither."""
    above, _, below = text.partition("/")
    try:
        value = csvdata.number(above)
        return value / csvdata.number(below) if below.strip() else value
    except (InputError, ZeroDivisionError):
        return float("nan")


def scored(known: np.ndarray, scores: np.ndarray) -> dict[str, np.ndarray]:
    """Declared columns over the features; NULL where a unit took no part."""
    score, rank = np.full(len(known), np.nan), np.full(len(known), None, dtype=object)
    score[known], rank[known] = scores, scoring.ranks(scores).tolist()
    return {"score": score, "score_rank": rank}
