"""Hot and cold spots: Getis and Ord's Gi* and Gi."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingOutputNumber

from ....core.spatial import local
from ....core.spatial.inference import two_sided
from ....toolbelt.translation import translate
from ... import groups, inference, neighbours
from ...algorithm import Algorithm
from ...parameters import choice, field, output, source


class HotSpots(Algorithm):
    """Asks for a quantity and neighbours; tells where high and low values gather."""

    ID = "hotspots"
    GROUP = groups.SPATIAL
    NEEDS = ("scipy",)
    TAGS = "hot spot,cold spot,Getis-Ord,Gi*,热点,冷点,冷热点,聚集"

    INPUT, FIELD, STATISTIC, OUTPUT = "INPUT", "FIELD", "STATISTIC", "OUTPUT"
    HOT, COLD = "HOT", "COLD"

    def displayName(self):
        return translate("HotSpots", "Hot spots (Gi*)")

    def initAlgorithm(self, config=None):
        own = (
            source(self.INPUT, translate("HotSpots", "Units"), neighbours.UNITS),
            field(self.FIELD, translate("HotSpots", "Quantity"), "net_tco2", optional=False),
            choice(
                self.STATISTIC,
                translate("HotSpots", "Statistic"),
                {
                    "star": translate("HotSpots", "Gi*: the unit with its neighbours"),
                    "gi": translate("HotSpots", "Gi: the neighbours alone"),
                },
            ),
        )
        tests = (*inference.permutation_parameters(), *inference.decision_parameters())
        for parameter in (*own, *neighbours.parameters(), *tests):
            self.addParameter(parameter)
        self.addParameter(output(self.OUTPUT, translate("HotSpots", "Hot and cold spots")))
        for name, label in (
            (self.HOT, translate("HotSpots", "Hot spots at 95 %")),
            (self.COLD, translate("HotSpots", "Cold spots at 95 %")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def problems(self, request):
        return neighbours.problems(request, self.INPUT)

    def work(self, run):
        name = run.field(self.FIELD)
        run.stage(0.0, 0.2)
        table = run.columns(self.INPUT, [name])
        x = run.numbers(table, name, self.INPUT)
        run.stage(0.2, 0.5)
        found = neighbours.build(run, neighbours.read(run, self.INPUT), np.isfinite(x), name)
        run.stage(0.5, 0.7)
        inference.note(run)
        run.record["standards"]["statistic"] = run.choice(self.STATISTIC)
        made = local.getis_ord(
            x[found.positions],
            found.weights,
            run.choice(self.STATISTIC) == "star",
            run.integer(inference.PERMUTATIONS),
            run.integer(inference.SEED),
            run.progress,
        )
        bins = self._bins(run, made)
        run.stage(0.7, 1.0)
        new = columns(found, made, bins)
        output_layer = run.give_features(
            self.OUTPUT, run.source(self.INPUT), table.ids, new, legend="hotspots"
        )
        return {
            self.OUTPUT: output_layer,
            self.HOT: int((bins >= 2).sum()),
            self.COLD: int((bins <= -2).sum()),
        }

    def _bins(self, run, made):
        """Bins by the p-values and the correction that were chosen; says how many there are of each."""
        p = made.p
        if inference.by_permutation(run):
            # the bins are two-sided, the pseudo p-values those of one tail
            p = two_sided(made.p_permutation)
            smallest = 2.0 / (run.integer(inference.PERMUTATIONS) + 1.0)
            inference.warn_if_unreachable(run, p, local.CONFIDENCE[0][1], smallest)
        bins = local.bins(made, p, run.choice(inference.CORRECTION))
        kinds, counts = np.unique(bins, return_counts=True)
        run.say(
            translate("HotSpots", "Units by bin: {bins}").format(
                bins=", ".join(f"{kind:+d}: {count}" for kind, count in zip(kinds, counts))
            )
        )
        return bins


def columns(found, made: local.LocalStatistic, bins: np.ndarray) -> dict[str, np.ndarray]:
    """Declared columns over the features of the layer; NULL where a unit took no part or is an island."""
    alone = made.quadrant == 0
    return {
        "gi_z": found.spread(made.z),
        "gi_p": found.spread(made.p),
        "gi_p_perm": found.spread(made.p_permutation),
        "gi_bin": found.spread(np.where(alone, None, bins.astype(object)), None),
        "hotspot": found.spread(np.where(alone, None, local.bin_codes(bins)), None),
        "neighbours": found.spread(found.weights.cardinalities.astype(object), None),
    }
