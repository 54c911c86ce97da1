"""Configuration of GDAL for a while, in this thread alone."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping

from osgeo import gdal


@contextlib.contextmanager
def configured(options: Mapping[str, str]) -> Iterator[None]:
    """Let *options* hold within the block, and those from before again behind it.

    GDAL's own `gdal.config_options` came with 3.7; QGIS 3.40 is also built with older ones.
    """
    before = {name: gdal.GetThreadLocalConfigOption(name) for name in options}
    try:
        for name, value in options.items():
            gdal.SetThreadLocalConfigOption(name, value)
        yield
    finally:
        for name, value in before.items():
            gdal.SetThreadLocalConfigOption(name, value)
