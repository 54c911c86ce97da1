"""Rasters in windows: every cell once, in order, with files and places named when something is wrong."""

from __future__ import annotations

import resource

import numpy as np
import pytest
from helpers import make_raster
from osgeo import gdal, ogr, osr
from qgis.core import QgsGeometry, QgsRasterLayer

from carbon_pollution_zoning.core.errors import Cancelled, InputError
from carbon_pollution_zoning.toolbelt import outputs, rasters
from carbon_pollution_zoning.toolbelt.rasters import Grid, Source, Window, describe, stream, windows
from carbon_pollution_zoning.toolbelt.rasterwriter import Writer
from carbon_pollution_zoning.toolbelt.rasterzones import Zones

LAYOUTS = {
    "strips of one row": ["BLOCKYSIZE=1"],
    "odd strips": ["BLOCKYSIZE=7"],
    "small tiles": ["TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16"],
    "tiles": ["TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64", "COMPRESS=DEFLATE"],
}


@pytest.fixture(autouse=True)
def _qgis(qgis_app):
    """QGIS's own GDAL drivers and PROJ."""


@pytest.fixture(params=[False, True], ids=["exceptions off", "exceptions on"])
def exceptions(request):
    """GDAL reports errors in one way or the other; somebody else's code may have chosen (faults O7)."""
    # QGIS's own algorithms let all three raise; GDAL wants them switched off in turn
    raising = [module for module in (osr, ogr, gdal) if module.GetUseExceptions()]
    for module in raising:
        module.DontUseExceptions()
    if request.param:
        gdal.UseExceptions()
    yield
    if gdal.GetUseExceptions():
        gdal.DontUseExceptions()
    for module in reversed(raising):
        module.UseExceptions()


def numbered(height, width, dtype=np.int32):
    return np.arange(height * width, dtype=dtype).reshape(height, width)


def read_all(path, workers=2, cells=2000):
    """The raster put together again from its windows."""
    source = Source(path, "r")
    grid = describe(source).grid
    whole = np.zeros((grid.height, grid.width), dtype=np.int64)
    parts = stream([source], windows(grid, cells), lambda w, a: a.copy(), workers=workers)
    for window, part in parts:
        whole[window.y : window.y + window.height, window.x : window.x + window.width] += part
    return whole


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("workers", [1, 2, 3])
def test_every_cell_is_read_once_and_in_its_place(workplace, layout, workers):
    cells = numbered(300, 207)
    path = make_raster(workplace / "地 类.tif", cells, options=LAYOUTS[layout])
    assert np.array_equal(read_all(path, workers), cells)


@pytest.mark.parametrize("shape", [(1, 1), (1, 500), (500, 1), (3, 3)])
def test_tiny_and_thin_rasters(workplace, shape):
    path = make_raster(workplace / "thin.tif", numbered(*shape))
    assert np.array_equal(read_all(path), numbered(*shape))


@pytest.mark.parametrize(
    ("width", "height", "block"),
    [
        (20000, 20000, (512, 512)),
        (100000, 100000, (256, 256)),
        (20000, 300, (20000, 1)),
        (5, 5, (5, 5)),
        (30000, 40000, (30000, 40000)),
        (1000, 1000, (333, 1)),
    ],
)
def test_windows_cover_the_grid_once_in_whole_tiles(width, height, block):
    grid = Grid(width, height, (0, 1, 0, 0, 0, -1), "", block)
    found = windows(grid)
    assert sum(w.width * w.height for w in found) == width * height
    assert all(w.x % grid.tile[0] == 0 and w.y % grid.tile[1] == 0 for w in found)
    assert max(w.width * w.height for w in found) <= max(rasters.CELLS, grid.tile[0] * grid.tile[1] * 2)
    assert [(w.y, w.x) for w in found] == sorted((w.y, w.x) for w in found)


def test_several_rasters_come_together(workplace):
    first = make_raster(workplace / "a.tif", numbered(50, 60))
    second = make_raster(workplace / "b.tif", numbered(50, 60, np.float32) * 2, options=["BLOCKYSIZE=3"])
    sources = [Source(first, "a"), Source(second, "b")]
    where = windows(describe(sources[0]).grid, 500)
    differences = [
        float(np.abs(b - 2 * a).max()) for _, (a, b) in stream(sources, where, lambda w, a, b: (a * 1, b * 1))
    ]
    assert max(differences) == 0
    assert len(differences) == len(where)


def test_cancel_stops_within_one_window_and_frees_the_threads(workplace):
    path = make_raster(workplace / "a.tif", numbered(600, 600), options=["BLOCKYSIZE=1"])
    source, done = Source(path, "a"), []

    def cancel(fraction):
        if fraction > 0:
            raise Cancelled

    where = windows(describe(source).grid, 600)
    with pytest.raises(Cancelled):
        for window, _ in stream([source], where, lambda w, a: None, cancel):
            done.append(window)
    assert len(done) == 1
    assert gdal.GetCacheMax() > 0


def test_the_block_cache_is_given_back(workplace):
    before = gdal.GetCacheMax()
    path = make_raster(workplace / "a.tif", numbered(10, 10))
    read_all(path)
    assert gdal.GetCacheMax() == before


# --- faults -------------------------------------------------------------------------------------------


def test_a_damaged_file_is_named_with_the_place(workplace, exceptions):
    path = workplace / "断 图.tif"
    rng = np.random.default_rng(1)
    make_raster(path, rng.integers(0, 255, (700, 700), dtype=np.uint8), options=["COMPRESS=DEFLATE"])
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(InputError) as refusal:
        read_all(str(path), cells=700 * 64)
    assert "The raster r cannot be" in str(refusal.value)


def test_an_unreadable_block_in_the_middle_names_its_row(workplace, exceptions):
    path = workplace / "bad.tif"
    rng = np.random.default_rng(1)
    options = ["COMPRESS=DEFLATE", "BLOCKYSIZE=16"]
    make_raster(path, rng.integers(0, 255, (640, 640), dtype=np.uint8), options=options)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 3000] = b"\xff" * 3000
    path.write_bytes(bytes(data))
    with pytest.raises(InputError, match=r"column 0, row \d+ .*nothing was written"):
        read_all(str(path), cells=640 * 16)


@pytest.mark.parametrize("content", [None, b"no raster"])
def test_what_is_no_raster_is_refused(workplace, exceptions, content):
    path = workplace / "x.tif"
    if content:
        path.write_bytes(content)
    with pytest.raises(InputError, match="cannot be opened"):
        describe(Source(str(path), "x"))


def test_a_band_that_is_not_there_is_refused(workplace):
    path = make_raster(workplace / "a.tif", np.zeros((2, 5, 5), dtype=np.uint8))
    assert describe(Source(path, "a", 2)).bands == 2
    with pytest.raises(InputError, match="2 bands, not a band 3"):
        describe(Source(path, "a", 3))


def test_a_layer_is_opened_by_its_source(workplace):
    path = make_raster(workplace / "地类 图.tif", numbered(5, 5))
    layer = QgsRasterLayer(path, "地类")
    assert rasters.source(layer, 1) == Source(path, "地类", 1)


@pytest.mark.parametrize("prefix", ["/vsizip/", "vrt", "/vsimem/"])
def test_zips_virtual_and_in_memory_rasters_work(workplace, prefix):
    cells = numbered(20, 30)
    plain = make_raster(workplace / "a.tif", cells)
    if prefix == "vrt":
        path = str(workplace / "a.vrt")
        del_me = gdal.BuildVRT(path, [plain])
        del del_me
    elif prefix == "/vsimem/":
        path = make_raster("/vsimem/test_rasters.tif", cells)
    else:
        import zipfile

        with zipfile.ZipFile(workplace / "a.zip", "w") as archive:
            archive.write(plain, "a.tif")
        path = f"/vsizip/{workplace}/a.zip/a.tif"
    assert np.array_equal(read_all(path), cells)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"corner": (500015.0, 3300000.0)}, "origin"),
        ({"cell": (30.01, -30.0)}, "cell"),
        ({"crs": "EPSG:4548"}, "CRS"),
        ({"shape": (21, 20)}, "20 × 21"),
        ({"transform": (500000.0, 30.0, 1.0, 3300000.0, 1.0, -30.0)}, "cell"),
    ],
)
def test_grids_that_differ_are_told_apart(workplace, change, word):
    shape = change.pop("shape", (20, 20))
    one = describe(Source(make_raster(workplace / "a.tif", numbered(20, 20)), "a")).grid
    other = describe(Source(make_raster(workplace / "b.tif", numbered(*shape), **change), "b")).grid
    (found,) = rasters.grid_problems([("a", one), ("b", other)])
    assert word in str(found) and "a" in str(found)
    assert rasters.grid_problems([("a", one), ("a2", one)]) == []


def test_a_rounding_of_the_corner_is_no_difference(workplace):
    one = describe(Source(make_raster(workplace / "a.tif", numbered(20, 20)), "a")).grid
    path = make_raster(workplace / "b.tif", numbered(20, 20), corner=(500000.0001, 3300000.0))
    assert rasters.grid_problems([("a", one), ("b", describe(Source(path, "b")).grid)]) == []


# --- writing ------------------------------------------------------------------------------------------


def write(path, cells, layout=(), overviews=True):
    source = Source(make_raster(path.with_name("in.tif"), cells, options=list(layout)), "in")
    grid = describe(source).grid
    writer = Writer(path, grid, np.float32, -9999, overviews=overviews)
    for window, part in stream([source], windows(grid, 3000), lambda w, a: a.astype(np.float32) / 2):
        writer.write(window, part)
    writer.close()
    return grid


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_written_is_read_again(workplace, layout):
    path = workplace / "净 碳.tif"
    cells = numbered(300, 207)
    grid = write(path, cells, LAYOUTS[layout])
    again = describe(Source(str(path), "again"))
    assert rasters.grid_problems([("in", grid), ("out", again.grid)]) == []
    assert (again.nodata, again.dtype) == (-9999, np.float32)
    assert np.array_equal(gdal.Open(str(path)).ReadAsArray(), cells.astype(np.float32) / 2)
    assert gdal.Open(str(path)).GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE") in ("ZSTD", "DEFLATE")


def test_large_rasters_get_overviews(workplace):
    path = workplace / "big.tif"
    cells = numbered(2101, 1099)
    write(path, cells)
    dataset = gdal.Open(str(path))
    band = dataset.GetRasterBand(1)
    assert [band.GetOverview(level).XSize for level in range(band.GetOverviewCount())] == [275, 69]
    for level, step in enumerate((4, 16)):
        assert np.array_equal(
            band.GetOverview(level).ReadAsArray(), cells[::step, ::step].astype(np.float32) / 2
        )
    assert np.array_equal(band.ReadAsArray(), cells.astype(np.float32) / 2)


def test_small_rasters_and_those_without_a_map_get_none(workplace):
    for name, cells, overviews in (("small", numbered(900, 30), True), ("plain", numbered(2000, 30), False)):
        write(workplace / f"{name}.tif", cells, overviews=overviews)
        assert gdal.Open(str(workplace / f"{name}.tif")).GetRasterBand(1).GetOverviewCount() == 0


def test_a_full_disk_is_said_and_nothing_is_left(workplace, exceptions):
    """A limit of the file size stands for the full disk."""
    final = workplace / "full.tif"
    final.write_bytes(b"old")
    source = make_raster(workplace / "in.tif", np.random.default_rng(1).random((800, 800)))
    grid = describe(Source(source, "in")).grid
    beside = outputs.Beside(final)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        with pytest.raises(InputError, match=r"full\.tif could not be written"):
            writer = Writer(beside.partial, grid, np.float64, -9999)
            for window, part in stream([Source(source, "in")], windows(grid), lambda w, a: a.copy()):
                writer.write(window, part)
            writer.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    beside.discard()
    assert final.read_bytes() == b"old"
    assert sorted(item.name for item in workplace.iterdir()) == ["full.tif", "in.tif"]


# --- zones --------------------------------------------------------------------------------------------


def test_a_cell_belongs_to_the_polygon_that_holds_its_centre():
    grid = Grid(6, 4, (0, 10, 0, 40, 0, -10), "", (6, 4))
    shapes = [
        QgsGeometry.fromWkt("POLYGON((0 0, 29 0, 29 40, 0 40, 0 0))"),
        QgsGeometry.fromWkt(
            "MULTIPOLYGON(((31 0, 60 0, 60 14, 31 14, 31 0)), ((46 26, 60 26, 60 40, 46 40, 46 26)))"
        ),
    ]
    zones = Zones(shapes, grid)
    expected = [[1, 1, 1, 0, 0, 2], [1, 1, 1, 0, 0, 0], [1, 1, 1, 0, 0, 0], [1, 1, 1, 2, 2, 2]]
    # the upper right part begins at 46: the centre at 45 is outside, that at 55 inside
    assert zones.numbers(Window(0, 0, 6, 4)).tolist() == expected
    part = np.block([[zones.numbers(Window(x, y, 3, 2)) for x in (0, 3)] for y in (0, 2)])
    assert part.tolist() == expected


def test_overlapping_polygons_give_cells_to_the_later_one():
    grid = Grid(2, 1, (0, 10, 0, 10, 0, -10), "", (2, 1))
    shapes = [QgsGeometry.fromWkt("POLYGON((0 0, 20 0, 20 10, 0 10, 0 0))")] * 2
    assert Zones(shapes, grid).numbers(Window(0, 0, 2, 1)).tolist() == [[2, 2]]


def test_zones_agree_with_qgis_counting():
    """The same cells as native zonal statistics count on a random map of polygons."""
    rng = np.random.default_rng(5)
    grid = Grid(80, 60, (100.0, 1.0, 0.0, 60.0, 0.0, -1.0), "", (80, 1))
    shapes = []
    for _ in range(12):
        x, y = rng.uniform(105, 170), rng.uniform(5, 55)
        corners = [
            (x + rng.uniform(2, 9) * np.cos(a), y + rng.uniform(2, 9) * np.sin(a))
            for a in np.arange(0, 6.28, 0.7)
        ]
        text = ", ".join(f"{cx} {cy}" for cx, cy in [*corners, corners[0]])
        shapes.append(QgsGeometry.fromWkt(f"POLYGON(({text}))"))
    shapes = [shape for shape in shapes if shape.isGeosValid()]
    zones = Zones(shapes, grid).numbers(Window(0, 0, 80, 60))
    centres = [(100.5 + c, 59.5 - r) for r in range(60) for c in range(80)]
    expected = np.zeros(4800, dtype=int)
    for number, shape in enumerate(shapes, start=1):
        inside = [shape.contains(QgsGeometry.fromWkt(f"POINT({x} {y})")) for x, y in centres]
        expected[np.array(inside)] = number
    assert np.array_equal(zones.ravel(), expected)


def test_layers_that_gdal_does_not_read_are_refused(workplace):
    online = QgsRasterLayer("type=xyz&url=https://example.org/{z}/{x}/{y}.png", "online", "wms")
    with pytest.raises(InputError, match="online is not read by GDAL"):
        rasters.source(online)
