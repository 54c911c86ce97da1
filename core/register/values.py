"""Values of indicators: which of several versions holds."""

from __future__ import annotations

KEY = ("unit", "indicator", "subzone", "component", "plan", "year", "kind")


def current(values):
    """Of every key the row with the highest version, in the order of the rows.

    Parameters
    ----------
    values
        DataFrame of ``indicator_values``.
    """
    if not len(values):
        return values
    latest = values.groupby(list(KEY), sort=False)["version"].transform("max")
    return values[values["version"] == latest].reset_index(drop=True)
