"""Make the practice data in resources/sample: an invented coastal county with everything the plugin works on.

    python tools/make_sample.py [--output FOLDER] [--ceds FILE] [--picture FILE]

The county is drawn from a fixed seed (tools/sample/grid.py) and the tables in tools/sample/design: the same
call gives the same data. The expected results are computed afterwards from the finished files by
tools/sample/expected.py, which knows nothing of this generator and nothing of the plugin.

The extract of the CEDS world emissions is real data and cannot be drawn from a seed: it is cut again only if
--ceds names the full table; otherwise the extract in resources/sample/world is copied.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from osgeo import gdal, ogr

sys.path.insert(0, str(Path(__file__).resolve().parent))

from sample import (
    catchments,
    county,
    economy,
    environment,
    expected,
    layers,
    load_inputs,
    plan_layers,
    questionable,
    rasters,
    sinks,
    targets,
    writing,
)

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample"
HECTARE_CODES = {
    "cropland": ("0101", "0102", "0103"),
    "forest": ("0301", "0302", "0303", "0305", "0307"),
    "construction_land": ("05", "06", "07", "08", "1003", "1005", "1008", "1109", "1201"),
}


def make(folder: Path, ceds: Path | None = None) -> county.County:
    """Write the whole sample into a folder."""
    gdal.UseExceptions()
    ogr.UseExceptions()
    for part in ("", "tables", "rasters", "world", "expected"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    drawn = county.build()
    people = economy.society(drawn.towns)
    latest = {row["unit_code"]: row for row in people if row["year"] == economy.YEARS[-1]}
    vectors = [*layers.admin(drawn, latest), layers.parcels(drawn), *plan_layers.control_lines(drawn)]
    stations, station_list = layers.stations(drawn)
    vectors += [*plan_layers.marine(drawn), *plan_layers.habitats(drawn), layers.enterprises(drawn), stations]
    vectors.append(catchments.layer(drawn))
    tables = _tables(drawn, vectors, people, station_list)
    package = folder / "haiyue.gpkg"
    package.unlink(missing_ok=True)
    writing.geopackage(package, [*vectors, *(layers.table(name, rows) for name, rows in tables.items())])
    rasters.write_all(drawn, {code: row["population"] for code, row in latest.items()}, folder / "rasters")
    writing.activity_for_excel(folder / "tables" / "activity_2024.csv", tables["activity_town"])
    writing.monitoring_for_excel(folder / "tables" / "monitoring_2024_gb18030.csv", tables["quality_town"])
    load_inputs.write_emission_factors(folder / "tables" / "pollutant_factors.csv")
    load_inputs.write_exports(folder / "tables" / "export_coefficients.csv")
    load_inputs.write_forest(folder / "tables" / "forest_2024.csv", drawn.towns)
    load_inputs.write_supply(folder / "tables" / "fuel_supply_2024.csv", tables["activity_town"], 2024)
    writing.targets_for_excel(folder / "tables" / "town_targets_2035.xlsx", tables["plan_target"])
    writing.csv_file(folder / "tables" / "national_sinks.csv", sinks.national_sinks())
    _world(folder / "world" / "ceds_country_2005_2019.csv", ceds)
    expected.compute(folder)
    return drawn


def _world(target: Path, ceds: Path | None) -> None:
    kept = SAMPLE / "world" / target.name
    if ceds is not None:
        writing.ceds_extract(ceds, target)
    elif target != kept:
        shutil.copyfile(kept, target)


def _tables(drawn, vectors, people, station_list) -> dict[str, list[dict]]:
    areas = _areas(drawn, vectors)
    hectares = {row[0]: row[5] for row in next(layer for layer in vectors if layer.name == "town").rows}
    town_activity, enterprise_activity = economy.activities(drawn.towns, areas)
    quality = environment.quality(drawn.towns)
    loads, capacity = environment.loads(drawn.towns, quality, town_activity, enterprise_activity, hectares)
    base, reported = _indicator_values(drawn, vectors, areas, town_activity, quality, loads)
    return {
        "hierarchy": targets.hierarchy(drawn.towns),
        "society": people,
        "activity_town": town_activity,
        "activity_enterprise": enterprise_activity,
        "quality_town": quality,
        "station_value": environment.station_values(station_list, quality),
        "pollutant_load": loads,
        "pollutant_capacity": capacity,
        "plan_target": targets.build(drawn.towns, base, reported),
        "removal_rate": load_inputs.removal_rates(),
        "town_report": questionable.build(drawn.towns, areas, town_activity),
    }


def _areas(drawn, vectors) -> dict[str, dict[str, float]]:
    """Hectares of every land-use code by town, from the parcels."""
    layer = next(one for one in vectors if one.name == "DLTB")
    code, owner, size = layer.index("DLBM"), layer.index("QSDWDM"), layer.index("TBMJ")
    out: dict[str, dict[str, float]] = {town.code: {} for town in drawn.towns}
    for row in layer.rows:
        own = out[row[owner][:9]]
        own[row[code]] = own.get(row[code], 0.0) + row[size] / 1e4
    return out


def _indicator_values(drawn, vectors, areas, activity, quality, loads):
    """Values of the indicator concepts by town: base of 2020 and report of 2024."""
    now: dict[str, dict[str, float]] = {concept: {} for concept, *_ in targets.CONCEPTS}
    for town in drawn.towns:
        for concept, codes in HECTARE_CODES.items():
            own = sum(size for code, size in areas[town.code].items() if code.startswith(codes))
            now[concept][town.code] = own / 100.0
        now["basic_farmland"][town.code] = _square_km(vectors, "YJJBNTTB", "XZQDM", town.code)
        now["marine_red_line"][town.code] = _square_km(vectors, "marine_redline", "XZQDM", town.code)
        now["land_red_line"][town.code] = _square_km(vectors, "STBHHX", "MC", town.name[:-1])
        now["gross_carbon"][town.code] = _fuel(activity, town.code, 2024)
        # the mean forest sink of the direct coefficients, 0.644 tC/ha, as a planner would guess it
        now["carbon_sink"][town.code] = now["forest"][town.code] * 100 * 0.644 * 44 / 12 / 1000
        for concept, pollutant in (("cod_load", "COD"), ("nh3n_load", "NH3-N")):
            now[concept][town.code] = _load(loads, town.code, pollutant, 2024)
        now["pm25"][town.code] = _mean(quality, town.code, "PM2.5", 2024)
    base = {concept: dict(values) for concept, values in now.items()}
    for town in drawn.towns:
        base["gross_carbon"][town.code] = _fuel(activity, town.code, 2020)
        base["cod_load"][town.code] = _load(loads, town.code, "COD", 2020)
        base["nh3n_load"][town.code] = _load(loads, town.code, "NH3-N", 2020)
        base["pm25"][town.code] = _mean(quality, town.code, "PM2.5", 2020)
        base["construction_land"][town.code] *= 0.965
        base["cropland"][town.code] *= 1.006
    return base, now


def _square_km(vectors, name: str, column: str, prefix: str) -> float:
    layer = next(one for one in vectors if one.name == name)
    size, text = layer.index("MJ", "YJJBNTTBMJ"), layer.index(column)
    return economy.added(row[size] for row in layer.rows if row[text].startswith(prefix)) / 1e6


def _fuel(activity, code: str, year: int) -> float:
    """kt of CO2 of fuels and, at 0.6 t/MWh, electricity: the rough figure a plan of 2020 started from."""
    own = [row for row in activity if row["unit_code"] == code and row["year"] == year]
    power = economy.added(row["amount"] for row in own if row["activity"] == "electricity")
    return (economy.fuel_co2(own) + 0.6 * power) / 1000.0


def _load(loads, code: str, pollutant: str, year: int) -> float:
    return economy.added(
        r["amount"] for r in loads if (r["unit_code"], r["pollutant"], r["year"]) == (code, pollutant, year)
    )


def _mean(quality, code: str, pollutant: str, year: int) -> float:
    return next(
        r["amount"] for r in quality if (r["unit_code"], r["pollutant"], r["year"]) == (code, pollutant, year)
    )


def main() -> None:
    """Read the command line and make the sample."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=SAMPLE)
    parser.add_argument("--ceds", type=Path, help="the full CEDS table by country and year")
    parser.add_argument("--picture", type=Path, help="write a quick look of the county as PNG")
    options = parser.parse_args()
    drawn = make(options.output, options.ceds)
    if options.picture:
        from sample import quicklook

        quicklook.draw(drawn, options.output, options.picture)
    size = sum(path.stat().st_size for path in options.output.rglob("*") if path.is_file())
    print(f"{options.output}: {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
