"""How sure the class of every cell is."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessingParameterMatrix

from ....cartography import fading
from ....core.errors import InputError, faults_of, problem
from ....core.zoning import certainty, sixclass
from ....toolbelt import surecells, zonecells
from ....toolbelt.translation import translate
from ... import cellinputs, celloutputs, cellsets, pollutionrasters, zoningsets
from ...parameters import advanced, choice, number, output, raster_output
from .sixclasszoningraster import SixClassZoningRaster

CELLS = 3
FIXED = "literal"


class ZoningConfidenceRaster(SixClassZoningRaster):
    """Asks what the zoning of rasters asks, and for their uncertainty; gives probabilities of classes."""

    ID = "zoningconfidenceraster"
    NEEDS = ("scipy",)
    TAGS = "confidence,uncertainty,probability,class,raster,置信度,不确定性,概率,栅格,六类分区"

    SPREADS, POLLUTION_SPREADS = "NET_SPREAD", "POLLUTION_SPREADS"
    METHOD, DISTRIBUTION, CORRELATION = "METHOD", "DISTRIBUTION", "CORRELATION"
    DRAWS, SEED = "DRAWS", "SEED"
    OUTPUT, PROBABILITY, ENTROPY, AREAS = "OUTPUT", "PROBABILITY", "ENTROPY", "AREAS"
    ALTERNATIVE, FLIP_TAU_C, FLIP_TAU_P = "ALTERNATIVE", "FLIP_TAU_C", "FLIP_TAU_P"
    CLASSES = tuple(f"P_{code}" for code in sixclass.CODES[1:])

    def displayName(self):
        return translate("ZoningConfidenceRaster", "Confidence of classes (raster)")

    def initAlgorithm(self, config=None):
        accounts = (*self._carbon(), *pollutionrasters.parameters(), *self._uncertainty())
        inputs = (*accounts, *cellsets.plain_parameters(), *self._rule())
        for parameter in (*inputs, *cellinputs.grid_parameters(), *self._outputs()):
            self.addParameter(parameter)
        self._add_benchmark_output()

    def _uncertainty(self):
        headers = [
            translate("ZoningConfidenceRaster", "Standard deviation (raster, or % of the value)"),
            translate("ZoningConfidenceRaster", "or: low end of the 95 % interval (raster)"),
            translate("ZoningConfidenceRaster", "with: high end (raster)"),
        ]
        net = translate("ZoningConfidenceRaster", "Uncertainty of the net emission (one row)")
        pollution = translate("ZoningConfidenceRaster", "Uncertainty of the pollution (one row per raster)")
        distributions = {
            "normal": translate("ZoningConfidenceRaster", "normal"),
            "lognormal": translate("ZoningConfidenceRaster", "lognormal (drawn)"),
        }
        methods = {
            "auto": translate("ZoningConfidenceRaster", "computed where there is a closed form, else drawn"),
            "draws": translate("ZoningConfidenceRaster", "drawn always"),
        }
        correlation = translate("ZoningConfidenceRaster", "Correlation of the errors of carbon and pollution")
        return (
            QgsProcessingParameterMatrix(self.SPREADS, net, numberRows=1, headers=headers),
            QgsProcessingParameterMatrix(self.POLLUTION_SPREADS, pollution, numberRows=1, headers=headers),
            choice(
                self.DISTRIBUTION,
                translate("ZoningConfidenceRaster", "Distribution of the accounts"),
                distributions,
            ),
            number(self.CORRELATION, correlation, 0.0, -1.0, 1.0),
            choice(self.METHOD, translate("ZoningConfidenceRaster", "Probabilities are"), methods),
            advanced(number(self.DRAWS, translate("ZoningConfidenceRaster", "Draws"), 1000, 100, whole=True)),
            advanced(
                number(self.SEED, translate("ZoningConfidenceRaster", "Seed of the draws"), 42, 0, whole=True)
            ),
        )

    def _outputs(self):
        label = translate("ZoningConfidenceRaster", "Probability of {code}")
        return (
            raster_output(self.OUTPUT, translate("ZoningConfidenceRaster", "Most probable class")),
            raster_output(
                self.PROBABILITY, translate("ZoningConfidenceRaster", "Probability of that class"), True
            ),
            raster_output(self.ENTROPY, translate("ZoningConfidenceRaster", "Entropy of the class"), True),
            *(raster_output(name, label.format(code=name[2:]), True) for name in self.CLASSES),
            raster_output(
                self.ALTERNATIVE, translate("ZoningConfidenceRaster", "Second most probable class"), True
            ),
            raster_output(
                self.FLIP_TAU_C,
                translate("ZoningConfidenceRaster", "Factor on the carbon threshold that flips the class"),
                True,
            ),
            raster_output(
                self.FLIP_TAU_P,
                translate("ZoningConfidenceRaster", "Factor on the pollution threshold that flips the class"),
                True,
            ),
            output(self.AREAS, translate("ZoningConfidenceRaster", "Areas by class, and expected"), True),
        )

    def problems(self, request):
        found = self._set_problems(request) or self._account_problems(request)
        found = found or faults_of(lambda: self._spreads(request))
        return found or cellinputs.problems(request, self._layers(request))

    def _set_problems(self, request):
        if faults_of(lambda: zoningsets.asked(request)):
            return []  # told with the accounts
        rule_set = zoningsets.asked(request)
        if rule_set is None or rule_set.method == FIXED:
            return []
        return [
            problem(
                "The set {set} (method {method}) has no thresholds that hold for all cells alike, which "
                "probabilities need. Choose a set of the method {needed}.",
                set=rule_set.id,
                method=rule_set.method,
                needed=FIXED,
            )
        ]

    def _layers(self, request):
        layers = [
            request.layer(self.NET),
            *pollutionrasters.layers(request, cellsets.limited(request)),
            request.layer(self.DENOMINATOR_RASTER),
            request.layer(self.CARBON_STANDARD_RASTER),
            *(layer for row in self._spreads(request) for layer in row[1:]),
        ]
        return [layer for layer in layers if layer is not None]

    def _spreads(self, request):
        """(percent, raster of sd, of low, of high) of the net emission and of each pollution raster."""
        wanted = max(len(pollutionrasters.asked(request, cellsets.limited(request))), 1)
        rows = []
        for name, count in ((self.SPREADS, 1), (self.POLLUTION_SPREADS, wanted)):
            cells = ["" if cell is None else str(cell).strip() for cell in request.matrix(name)]
            if len(cells) != CELLS * count:
                raise InputError(
                    problem(
                        "{name} needs {rows} rows of {columns} cells: standard deviation, or low and "
                        "high end.",
                        name=name,
                        rows=count,
                        columns=CELLS,
                    )
                )
            rows += [
                self._spread(request, name, cells[at : at + CELLS]) for at in range(0, len(cells), CELLS)
            ]
        return rows

    def _spread(self, request, name, cells):
        sd, low, high = cells
        percent = pollutionrasters.number_of(sd.rstrip(" %")) if sd else float("nan")
        if sd and not (low or high) and percent >= 0:
            return percent, None, None, None
        layers = [pollutionrasters.layer_of(request, text) if text else None for text in cells]
        given = [layer is not None for layer in layers]
        if given not in ([True, False, False], [False, True, True]) or given != [
            bool(text) for text in cells
        ]:
            raise InputError(
                problem(
                    "{name} has a row “{row}”: give a raster or a percentage of 0 or above, or the rasters "
                    "of both ends of the interval.",
                    name=name,
                    row=" | ".join(cells),
                )
            )
        return (0.0, *layers)

    def work(self, run):
        reader = cellinputs.Reader(run)
        accounts, standards = self._read(run, reader)
        deviations = self._deviations(run, reader)
        area = cellinputs.prepared(run, reader, accounts.net.source.name)
        settings = zoningsets.settings(run, self)
        local = cellsets.filled(run, settings, standards, reader.grid, accounts.carbon_standard is not None)
        standards = self._frozen(run, accounts, local, area, settings.carbon_mode)
        drawing = certainty.Drawing(
            run.choice(self.METHOD),
            run.choice(self.DISTRIBUTION),
            run.number(self.CORRELATION),
            run.integer(self.DRAWS),
            run.integer(self.SEED),
        )
        run.record["standards"].update(
            distribution=drawing.distribution,
            correlation=drawing.correlation,
            probabilities="closed form" if drawing.is_closed(len(accounts.pollution)) else "draws",
            draws=drawing.number,
            seed=drawing.seed,
        )
        run.stage(0.4, 1.0)
        made = celloutputs.Rasters(run, reader.grid)
        outputs = surecells.SureOutputs(
            made.open(self.OUTPUT, fading.LEGEND, bands=2),
            *(
                made.open(name, name.lower(), np.float32, zonecells.NODATA_OUT)
                for name in (self.PROBABILITY, self.ENTROPY)
            ),
            tuple(made.open(name, "probability", np.float32, zonecells.NODATA_OUT) for name in self.CLASSES),
            made.open(self.ALTERNATIVE, "sixclass"),
            tuple(
                made.open(name, "flips", np.float32, zonecells.NODATA_OUT)
                for name in (self.FLIP_TAU_C, self.FLIP_TAU_P)
            ),
        )
        tally, expected = surecells.judge(
            accounts, deviations, standards, drawing, area, outputs, fading.alpha, run.progress
        )
        self._tell(run, tally)
        results = made.finish({self.OUTPUT: celloutputs.class_rows(tally)})
        if run.wanted(self.AREAS):
            columns = celloutputs.class_columns(tally)
            columns["expected_ha"] = np.append(expected, np.nan)
            results[self.AREAS] = run.give_table(self.AREAS, columns)
        return {**results, self.BENCHMARK_USED: standards.carbon_benchmark}

    def _deviations(self, run, reader):
        kind = "density" if run.choice(self.NET_UNIT) == "ha" else "amount"
        found = []
        for at, (percent, *layers) in enumerate(self._spreads(run)):
            name = self.SPREADS if at == 0 else self.POLLUTION_SPREADS
            read = [
                None if one is None else reader.read(name, one, kind if at == 0 else "density")
                for one in layers
            ]
            found.append(surecells.Deviation(*read, percent))
        return found
