"""Examples of the help: they run as they stand; those of the accounts also in a model, and in a batch.

The lines ``qgis_process run ...`` of an example are run one after the other in a copy of the practice county.
"""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path

import numpy as np
import pandas
import processing
import pytest
from helpers import RecordingFeedback, make_raster
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterLayer,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)

from carbon_pollution_zoning.processing_provider import groups
from carbon_pollution_zoning.processing_provider.algorithms import ALGORITHMS

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "resources" / "sample"
LANGUAGES = ("en", "zh_CN")
COMMAND = "qgis_process run "
#: The accounts, and the algorithm of another group that is counted from them.
NAMES = sorted(
    {one.ID for one in ALGORITHMS if one.GROUP in (groups.CARBON, groups.POLLUTION)} | {"pointunitstandards"}
)
#: Zoning and spatial analysis: each works on what another example gave.
ZONES = sorted({one.ID for one in ALGORITHMS if one.GROUP in (groups.ZONING, groups.SPATIAL)} - set(NAMES))
LAYERS = (QgsProcessingParameterFeatureSource, QgsProcessingParameterRasterLayer)

pytestmark = pytest.mark.slow


def examples(name: str, language: str = "en") -> list[str]:
    """The commands of the help of an algorithm."""
    text = json.loads((ROOT / "resources" / "help" / language / f"{name}.json").read_text(encoding="utf-8"))
    return [line for line in text["EXAMPLES"].split("<br>") if line.startswith(COMMAND)]


def parsed(line: str) -> tuple[str, dict]:
    """Algorithm and parameters of a command; what is said several times is a list."""
    identifier, dashes, *pairs = shlex.split(line.removeprefix(COMMAND))
    assert dashes == "--", line
    given: dict = {}
    for pair in pairs:
        name, _, value = pair.partition("=")
        given.setdefault(name, []).append(value)
    return identifier, {name: one[0] if len(one) == 1 else one for name, one in given.items()}


def destinations(algorithm, given: dict) -> dict[str, str]:
    return {
        one.name(): given[one.name()]
        for one in algorithm.destinationParameterDefinitions()
        if one.name() in given
    }


def assert_holds_something(path: Path) -> None:
    """A file of a result that is there, can be opened, and is not empty."""
    assert path.is_file(), path
    if path.suffix == ".tif":
        layer = QgsRasterLayer(str(path))
        assert layer.isValid() and np.isfinite(layer.dataProvider().bandStatistics(1).mean), path
    elif path.suffix in (".gpkg", ".csv"):
        layer = QgsVectorLayer(str(path), "again", "ogr")
        # where all is well there are no problems, and no industry has to go
        assert layer.isValid() and (layer.featureCount() > 0 or path.stem in ("problems", "exits")), path
    else:
        assert path.stat().st_size > 1000, path


@pytest.fixture
def county(workplace):
    folder = workplace / "海岳 县"
    shutil.copytree(SAMPLE, folder)
    return folder


def inside(folder: Path, value):
    """A value whose files are those of *folder*."""
    if isinstance(value, list):
        return [inside(folder, one) for one in value]
    first, bar, rest = value.partition("|")
    is_file = 0 < len(first) < 100 and (folder / first).is_file()
    return f"{folder / first}{bar}{rest}" if is_file else value


def prepared(provider, folder: Path, name: str):
    """The algorithm, its inputs and its outputs, with the lines before the last one of the example run."""
    *before, last = [parsed(line) for line in examples(name)]
    for number, (identifier, given) in enumerate((*before, last)):
        algorithm = _algorithm(identifier)
        outputs = destinations(algorithm, given)
        inputs = {key: inside(folder, value) for key, value in given.items() if key not in outputs}
        if number == len(before):
            return algorithm, inputs, outputs
        files = {key: str(folder / value) for key, value in outputs.items()}
        processing.run(identifier, {**inputs, **files}, feedback=RecordingFeedback())
    raise AssertionError(name)


def _algorithm(identifier: str):
    return QgsApplication.processingRegistry().createAlgorithmById(identifier)


def test_every_algorithm_has_an_example_in_both_languages():
    for name in (*NAMES, *ZONES):
        english, chinese = (examples(name, language) for language in LANGUAGES)
        assert english and english == chinese, name
        assert parsed(english[-1])[0] == f"cpzoning:{name}"


@pytest.mark.parametrize("name", NAMES)
def test_the_example_runs_through_qgis_process(qgis_process, provider, county, name):
    before = {path.name for path in county.iterdir()}
    for line in examples(name):
        identifier, given = parsed(line)
        done = qgis_process(*shlex.split(line)[1:], folder=county)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        outputs = destinations(_algorithm(identifier), given)
        assert outputs, line
        for value in outputs.values():
            assert_holds_something(county / value)
        before |= {Path(value).stem for value in outputs.values()}
    strange = {path.name for path in county.iterdir()} - before
    assert not [one for one in strange if Path(one).stem not in before and not one.endswith(".aux.xml")]


def made_by() -> dict[str, str]:
    """Which example gives a file that other examples of zoning and analysis take."""
    found: dict[str, str] = {}
    for name in ZONES:
        for line in examples(name):
            identifier, given = parsed(line)
            for value in destinations(_algorithm(identifier), given).values():
                found.setdefault(value, name)
    return found


class Examples:
    """One copy of the practice county in which examples run, each once and after those that it needs."""

    def __init__(self, folder: Path, qgis_process):
        self.folder, self._process = folder, qgis_process
        self._made, self._done = made_by(), set()

    def run(self, name: str) -> list[Path]:
        """Results of the last line of an example."""
        lines = [parsed(line) for line in examples(name)]
        own = {
            value for command in lines for value in destinations(_algorithm(command[0]), command[1]).values()
        }
        for _, given in lines:
            for value in given.values():
                if isinstance(value, str) and value not in own and value in self._made:
                    self.run(self._made[value])
        outputs = list(destinations(_algorithm(lines[-1][0]), lines[-1][1]).values())
        if name not in self._done:
            for line in examples(name):
                done = self._process(*shlex.split(line)[1:], folder=self.folder)
                assert done.returncode == 0, line + done.stdout[-2000:] + done.stderr[-2000:]
            self._done.add(name)
        return [self.folder / value for value in outputs]


@pytest.fixture(scope="module")
def shared_county(qgis_process, provider, tmp_path_factory):
    folder = tmp_path_factory.mktemp("练习 县") / "sample"
    shutil.copytree(SAMPLE, folder)
    return Examples(folder, qgis_process)


@pytest.mark.parametrize("name", ZONES)
def test_the_example_of_zoning_and_analysis_runs_through_qgis_process(shared_county, name):
    made = shared_county.run(name)
    assert made
    for path in made:
        assert_holds_something(path)


@pytest.mark.parametrize("name", NAMES)
def test_the_example_runs_in_a_model(provider, county, name):
    algorithm, inputs, outputs = prepared(provider, county, name)
    model, asked = _model(algorithm, inputs, outputs)
    places = {one.name().upper(): one.name() for one in model.destinationParameterDefinitions()}
    files = {places[key]: str(county / value) for key, value in outputs.items()}
    processing.run(model, {**asked, **files}, feedback=RecordingFeedback())
    for value in outputs.values():
        assert_holds_something(county / value)


def _model(algorithm, inputs: dict, outputs: dict) -> tuple[QgsProcessingModelAlgorithm, dict]:
    """A model of one step that asks for the layers, and what to answer."""
    source = QgsProcessingModelChildParameterSource
    model = QgsProcessingModelAlgorithm(algorithm.name(), "test", "test")
    child = QgsProcessingModelChildAlgorithm(algorithm.id())
    child.setChildId("made")
    asked = {}
    for key, value in inputs.items():
        definition = algorithm.parameterDefinition(key)
        if isinstance(definition, (*LAYERS, QgsProcessingParameterMultipleLayers)):
            own = definition.clone()
            own.setName(key.lower())
            own.setFlags(own.flags() & ~QgsProcessingParameterDefinition.Flag.FlagAdvanced)
            model.addModelParameter(own, QgsProcessingModelParameter(own.name()))
            child.addParameterSources(key, [source.fromModelParameter(own.name())])
            asked[own.name()] = value
        else:
            child.addParameterSources(key, [source.fromStaticValue(value)])
    made = {}
    for key in outputs:
        made[key] = QgsProcessingModelOutput(key, key)
        made[key].setChildId("made")
        made[key].setChildOutputName(key)
    child.setModelOutputs(made)
    model.addChildAlgorithm(child)
    model.updateDestinationParameters()
    model.initAlgorithm()
    return model, asked


@pytest.mark.parametrize("name", NAMES)
def test_the_example_runs_in_a_batch(provider, county, name):
    """Two rows of a batch: one algorithm, one context, another place for the results of each."""
    algorithm, inputs, outputs = prepared(provider, county, name)
    context, feedback = QgsProcessingContext(), RecordingFeedback()
    context.setProject(QgsProject.instance())
    for row in ("first", "second"):
        (county / row).mkdir()
        files = {key: str(county / row / value) for key, value in outputs.items()}
        valid, reason = algorithm.checkParameterValues({**inputs, **files}, context)
        assert valid, reason
        _results, fine = algorithm.run({**inputs, **files}, context, feedback)
        assert fine, feedback.text[-2000:]
    for value in outputs.values():
        assert_holds_something(county / "first" / value)
        assert_holds_something(county / "second" / value)
    for value in outputs.values():
        if value.endswith(".csv"):
            first, second = (pandas.read_csv(county / row / value, dtype=str) for row in ("first", "second"))
            pandas.testing.assert_frame_equal(first, second)


def test_nep_runs_through_qgis_process(qgis_process, county):
    """NPP and climate of the county, made up here: the sample holds none."""
    corner, cell = (0.0, 0.0), (1000.0, -1000.0)
    cover = QgsRasterLayer(str(county / "rasters" / "landcover_2024.tif"))
    extent = cover.extent()
    corner = (extent.xMinimum(), extent.yMaximum())
    shape = (int(extent.height() // 1000) + 1, int(extent.width() // 1000) + 1)
    for name, value in (("npp", 60.0), ("warm", 15.0), ("wet", 60.0)):
        made = np.full((1 if name == "npp" else 12, *shape), value * (12 if name == "npp" else 1), np.float32)
        make_raster(county / f"{name}.tif", made, corner=corner, cell=cell)
    line = (
        "run cpzoning:landcarbonbudget -- RASTER=rasters/landcover_2024.tif SCHEME=clcd COEFFICIENTS=NEP "
        "NPP=npp.tif TEMPERATURE=warm.tif PRECIPITATION=wet.tif ALIGN=align "
        'UNITS_LAYER="haiyue.gpkg|layername=town" UNITS=nep.csv CLASSES_OUT=classes.csv NET_RASTER=net.tif'
    )
    done = qgis_process(*shlex.split(line), folder=county)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    classes = pandas.read_csv(county / "classes.csv").set_index("carbon_class")
    # E06 of the worked examples, twelve months
    assert classes.loc["forest", "coefficient"] == pytest.approx(-12 * 0.38772651, rel=1e-6)
    assert_holds_something(county / "net.tif")
