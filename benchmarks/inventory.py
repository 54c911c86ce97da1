"""The emission account of 1 000 000 activity rows against a bare pandas merge and group-by, in one run.

    .venv/bin/python benchmarks/inventory.py [rows]

Both start from the same columns in memory. The bare side multiplies by a ready factor table and sums by
unit, sector, activity, gas and year; it checks nothing, converts no unit and looks up no factor. Runs
alternate; the median of each side and their ratio are printed. Two tables: one row per unit, sector,
activity and year, and ten (enterprises of a town).
"""

from __future__ import annotations

import statistics
import sys
import time

import numpy as np
import pandas as pd

ROUNDS = 5
KINDS = {
    "bituminous_coal": ("t", "industry"),
    "anthracite": ("万吨", "rural_living"),
    "diesel": ("t", "transport"),
    "gasoline": ("t", "transport"),
    "natural_gas": ("10^4 m3", "buildings"),
    "lpg": ("t", "buildings"),
    "electricity": ("MWh", "industry"),
    "heat": ("GJ", "buildings"),
    "clinker": ("t", "process"),
    "lime": ("t", "process"),
    "fert_N": ("t", "agriculture"),
    "rice_single": ("ha", "agriculture"),
    "pig": ("head", "agriculture"),
    "dairy": ("head", "agriculture"),
    "msw_nonbio": ("t", "waste"),
    "burnt_wheat": ("t", "agriculture"),
}


def columns(count: int, repeats: int) -> pd.DataFrame:
    """*count* rows in which every combination of unit, activity and year occurs *repeats* times."""
    rng = np.random.default_rng(42)
    names = list(KINDS)
    years = np.arange(2021, 2025)
    position = np.arange(count) // repeats
    activity = np.array(names, dtype=object)[position % len(names)]
    year = years[position // len(names) % len(years)]
    unit = np.char.add("33", np.char.zfill((position // (len(names) * len(years))).astype(str), 7))
    frame = pd.DataFrame({"unit_code": unit.astype(object), "activity": activity, "year": year})
    frame["sector"] = frame["activity"].map({name: sector for name, (_, sector) in KINDS.items()})
    frame["unit"] = frame["activity"].map({name: symbol for name, (symbol, _) in KINDS.items()})
    frame["amount"] = rng.lognormal(5, 2, count).round(2)
    return frame.sample(frac=1, random_state=1, ignore_index=True)


def bare(frame: pd.DataFrame, factors: pd.DataFrame) -> pd.Series:
    merged = frame.merge(factors, on=["activity", "unit", "year"])
    merged["emission"] = merged["amount"] * merged["factor"]
    return merged.groupby(["unit_code", "sector", "activity", "gas", "year"])["emission"].sum()


def main() -> None:
    import plugin  # noqa: F401  registers the package
    from carbon_pollution_zoning.core.carbon import inventory as account
    from carbon_pollution_zoning.core.carbon import resolution, rows, streams

    def ours(frame):
        texts = {name: frame[name].to_numpy() for name in ("unit_code", "sector", "activity", "unit")}
        same = np.full(len(frame), "330000", dtype=object)
        names = np.full(len(frame), "", dtype=object)
        table = rows.Rows(
            **texts,
            unit_name=names,
            amount=frame["amount"].to_numpy(),
            year=frame["year"].to_numpy(),
            place=same,
        )
        return account.inventory(table)

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    choices = streams.Choices()
    ready = [
        (name, symbol, year, stream.gas, found.size * stream.rate)
        for name, (symbol, _) in KINDS.items()
        for year in range(2021, 2025)
        for found in [resolution.resolve(streams.Kind(name, symbol, "330000", year, "other"), choices)]
        for stream in found.streams
    ]
    factors = pd.DataFrame(ready, columns=["activity", "unit", "year", "gas", "factor"])
    for repeats in (1, 10):
        frame = columns(count, repeats)
        times: dict[str, list[float]] = {"bare": [], "ours": []}
        for _ in range(ROUNDS):
            for name, run in (("bare", lambda f=frame: bare(f, factors)), ("ours", lambda f=frame: ours(f))):
                start = time.perf_counter()
                result = run()
                times[name].append(time.perf_counter() - start)
                if name == "bare":
                    expected = result
        detail = result.account.detail.set_index(["unit_code", "sector", "activity", "gas", "year"])
        difference = (detail["emission_t"].sort_index() / expected.sort_index() - 1).abs().max()
        medians = {name: statistics.median(values) for name, values in times.items()}
        print(
            f"{count} rows, {repeats} of each kind: bare {medians['bare']:.2f} s, "
            f"ours {medians['ours']:.2f} s, ratio {medians['ours'] / medians['bare']:.2f}, "
            f"largest relative difference {difference:.1e}"
        )


if __name__ == "__main__":
    main()
