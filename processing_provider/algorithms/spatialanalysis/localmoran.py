"""Local Moran's I (LISA) of one quantity, or of one with the neighbours' other."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core.spatial import local
from ....core.spatial.inference import significant
from ....toolbelt.translation import translate
from ... import groups, inference, neighbours
from ...algorithm import Algorithm
from ...parameters import field, output, source


class LocalMoran(Algorithm):
    """Asks for a quantity and neighbours; gives every unit its local I and its cluster."""

    ID = "localmoran"
    GROUP = groups.SPATIAL
    NEEDS = ("scipy",)
    TAGS = "LISA,Moran,cluster,outlier,bivariate,局部自相关,双变量,聚类,高高聚集,莫兰"

    INPUT, FIELD, SECOND, OUTPUT = "INPUT", "FIELD", "SECOND", "OUTPUT"
    MORAN_I, SIGNIFICANT = "MORAN_I", "SIGNIFICANT"

    def displayName(self):
        return translate("LocalMoran", "Local Moran clusters (LISA)")

    def initAlgorithm(self, config=None):
        own = (
            source(self.INPUT, translate("LocalMoran", "Units"), neighbours.UNITS),
            field(self.FIELD, translate("LocalMoran", "Quantity"), "net_tco2", optional=False),
            field(self.SECOND, translate("LocalMoran", "Quantity of the neighbours (empty: the same)")),
        )
        tests = (
            *inference.permutation_parameters(),
            inference.level_parameter(),
            *inference.decision_parameters(),
        )
        for parameter in (*own, *neighbours.parameters(), *tests):
            self.addParameter(parameter)
        self.addParameter(output(self.OUTPUT, translate("LocalMoran", "Clusters")))
        self.addOutput(QgsProcessingOutputNumber(self.MORAN_I, translate("LocalMoran", "Global Moran's I")))
        self.addOutput(
            QgsProcessingOutputNumber(self.SIGNIFICANT, translate("LocalMoran", "Units in clusters"))
        )

    def problems(self, request):
        return [*neighbours.problems(request, self.INPUT), *inference.problems(request)]

    def work(self, run):
        name, second = run.field(self.FIELD), run.field(self.SECOND)
        run.stage(0.0, 0.2)
        table = run.columns(self.INPUT, [name, second])
        x = run.numbers(table, name, self.INPUT)
        y = run.numbers(table, second, self.INPUT) if second else None
        known = np.isfinite(x) if y is None else np.isfinite(x) & np.isfinite(y)
        run.stage(0.2, 0.5)
        found = neighbours.build(
            run, neighbours.read(run, self.INPUT), known, f"{name} × {second}" if second else name
        )
        run.stage(0.5, 0.7)
        inference.note(run)
        made = local.local_moran(
            x[found.positions],
            found.weights.row_standardised(),
            None if y is None else y[found.positions],
            run.integer(inference.PERMUTATIONS),
            run.integer(inference.SEED),
            run.progress,
        )
        clusters = self._clusters(run, made)
        run.stage(0.7, 1.0)
        output_layer = run.give_features(
            self.OUTPUT,
            run.source(self.INPUT),
            table.ids,
            columns(found, made, clusters),
            legend="lisa",
        )
        return {
            self.OUTPUT: output_layer,
            self.MORAN_I: local.global_of(made),
            self.SIGNIFICANT: int((clusters != local.NOT_SIGNIFICANT).sum()),
        }

    def _clusters(self, run, made):
        """Clusters by the p-values and the correction that were chosen; says how many there are of each."""
        alpha = run.number(inference.ALPHA)
        run.record["standards"]["alpha"] = alpha
        p = made.p
        if inference.by_permutation(run):
            p = made.p_permutation
            smallest = 1.0 / (run.integer(inference.PERMUTATIONS) + 1.0)
            inference.warn_if_unreachable(run, p, alpha, smallest)
        clusters = local.clusters(made, significant(p, alpha, run.choice(inference.CORRECTION)))
        kinds, counts = np.unique(clusters.astype(str), return_counts=True)
        run.say(
            translate("LocalMoran", "Units by cluster: {clusters}").format(
                clusters=", ".join(f"{kind} {count}" for kind, count in zip(kinds, counts))
            )
        )
        return clusters


def columns(found, made: local.LocalStatistic, clusters: np.ndarray) -> dict[str, np.ndarray]:
    """Declared columns over the features of the layer; NULL where a unit took no part or is an island."""
    alone = made.quadrant == 0
    quadrants = np.where(alone, None, np.array(local.QUADRANTS, dtype=object)[made.quadrant])
    return {
        "moran_i": found.spread(made.value),
        "moran_z": found.spread(made.z),
        "moran_p": found.spread(made.p),
        "moran_p_perm": found.spread(made.p_permutation),
        "quadrant": found.spread(quadrants, None),
        "lisa": found.spread(np.where(alone, None, clusters), None),
        "neighbours": found.spread(found.weights.cardinalities.astype(object), None),
    }
