"""Layers of classes: recognised, counted, picked."""

from __future__ import annotations

import numpy as np
import pytest
from helpers import make_layer
from qgis.core import QgsCoordinateReferenceSystem, QgsExpression, QgsProcessingContext

from carbon_pollution_zoning.core.errors import Cancelled
from carbon_pollution_zoning.core.zoning.tally import Amount
from carbon_pollution_zoning.toolbelt import zonelayers

# 100 m x 100 m = 1 ha in the plane; the CRS is left out so that the area is exact
SQUARE = "POLYGON(({x} 0,{y} 0,{y} 100,{x} 100,{x} 0))"


def squares(fields: str, rows, geometry: str = "Polygon", crs: str = ""):
    shapes = [SQUARE.format(x=100 * i, y=100 * i + 100) for i in range(len(rows))]
    wkts = shapes if geometry == "Polygon" else [""] * len(rows)
    return make_layer(geometry, crs, fields, zip(wkts, rows), "zones")


def read(made, progress=lambda fraction: None):
    fields = zonelayers.fields_of(made)
    return zonelayers.Reader(made, fields, QgsProcessingContext()).read(progress).amounts()


def without_net(units: int, area_ha, unmeasured: int = 0) -> Amount:
    """An amount of a layer without net carbon: no unit has an account."""
    return Amount(units, area_ha, unmeasured, 0.0, units)


@pytest.mark.parametrize(
    ("fields", "legend", "names"),
    [
        ("field=subzone:string&field=cp_class:string&field=space:string", "subzones", ("subzone",)),
        ("field=cp_class:string&field=space:string", "subzones", ("space", "cp_class")),
        ("field=CP_CLASS:string", "sixclass", ("CP_CLASS",)),
        ("field=space:string", "spaces", ("space",)),
        ("field=space:double&field=cp_class:string", "sixclass", ("cp_class",)),
    ],
)
def test_recognised_by_fields(qgis_app, fields, legend, names):
    found = zonelayers.recognise(squares(fields, []).fields())
    assert (found.legend, found.names) == (legend, names)


def test_not_recognised(qgis_app):
    assert zonelayers.recognise(squares("field=name:string&field=space:double", []).fields()) is None
    assert zonelayers.fields_of(None) is None


def test_counts_units_and_hectares(qgis_app):
    made = squares("field=cp_class:string", [("S",), ("SCP",), ("SCP",), (None,), ("scp",), ("ND",)])
    assert read(made) == {
        "S": without_net(1, pytest.approx(1.0)),
        "SCP": without_net(2, pytest.approx(2.0)),
        None: without_net(1, pytest.approx(1.0)),
        "scp": without_net(1, pytest.approx(1.0)),
        "ND": without_net(1, pytest.approx(1.0)),
    }


def test_area_is_that_of_the_ellipsoid(qgis_app):
    """One degree by one degree at the equator is 12 309 km2 on WGS 84, whatever the plane says."""
    made = make_layer(
        "Polygon",
        "EPSG:4326",
        "field=cp_class:string",
        [("POLYGON((110 0,111 0,111 1,110 1,110 0))", ("S",))],
        "degree",
    )
    assert QgsCoordinateReferenceSystem("EPSG:4326").isGeographic()
    assert read(made)["S"].area_ha == pytest.approx(1_230_900, rel=1e-3)


def test_feature_without_geometry_has_no_area(qgis_app):
    made = make_layer(
        "Polygon",
        "",
        "field=cp_class:string",
        [(SQUARE.format(x=0, y=100), ("S",)), ("", ("S",))],
        "holes",
    )
    assert read(made) == {"S": without_net(2, pytest.approx(1.0), 1)}


def test_table_takes_its_area_field_and_null_is_not_zero(qgis_app):
    made = squares("field=cp_class:string&field=area_ha:double", [("S", 2.5), ("S", None)], "None")
    assert read(made) == {"S": without_net(2, 2.5, 1)}
    made = squares("field=cp_class:string", [("S",)], "None")
    assert read(made) == {"S": without_net(1, 0.0, 1)}


def test_space_and_class_make_the_sub_zone(qgis_app):
    rows = [("U", "SCP"), ("U", "ND"), (None, "S"), ("X", "S")]
    made = squares("field=space:string&field=cp_class:string", rows)
    assert {code: amount.units for code, amount in read(made).items()} == {
        "U-SCP": 1,
        "ND": 1,
        None: 1,
        "X-S": 1,
    }


def test_reads_after_the_layer_is_gone(qgis_app):
    made = squares("field=cp_class:string", [("S",)])
    reader = zonelayers.Reader(made, zonelayers.fields_of(made), QgsProcessingContext())
    del made
    assert reader.read(lambda fraction: None).amounts()["S"].units == 1


def test_cancel_stops_the_reading(qgis_app):
    made = squares("field=cp_class:string", [("S",)] * 2000)
    seen = []

    def progress(fraction):
        seen.append(fraction)
        if fraction > 0.2:
            raise Cancelled

    with pytest.raises(Cancelled):
        read(made, progress)
    assert seen == [0.0, 0.25]


@pytest.mark.parametrize("fields", ["field=cp_class:string", "field=space:string&field=cp_class:string"])
def test_picks_exactly_what_was_counted(qgis_app, fields):
    wanted = [("S", "S"), ("U", "SCP"), ("U", None), (None, "ND"), ("", "S"), ("it's", "S"), ("ND", "S")]
    made = squares(fields, [row[-1:] if fields.count("=") == 2 else row for row in wanted])
    chosen = zonelayers.fields_of(made)
    for code, amount in read(made).items():
        expression = zonelayers.with_codes(chosen, [code])
        assert not QgsExpression(expression).hasParserError()
        made.selectByExpression(expression)
        assert made.selectedFeatureCount() == amount.units, code
    made.selectByExpression(zonelayers.with_codes(chosen, read(made)))
    assert made.selectedFeatureCount() == len(wanted)
    made.selectByExpression(zonelayers.with_codes(chosen, []))
    assert made.selectedFeatureCount() == 0


def test_reads_net_carbon_exceedances_and_places(qgis_app):
    fields = (
        "field=cp_class:string&field=net_tco2:double&field=q_c:double&field=q_p:double"
        "&field=u:double&field=v:double&field=town:string"
    )
    made = squares(fields, [("S", -5.0, 9, 9, -1.0, -2.0, "甲"), ("SC", None, 9, 9, 0.5, None, None)])
    found = zonelayers.fields_of(made)
    rows = zonelayers.Reader(made, found, QgsProcessingContext(), "town").read(lambda fraction: None)
    assert (found.net, found.plane) == ("net_tco2", ("u", "v"))
    assert rows.net_tco2[0] == -5.0 and np.isnan(rows.net_tco2[1])
    assert rows.u.tolist() == [-1.0, 0.5] and rows.v[0] == -2.0 and np.isnan(rows.v[1])
    assert rows.places == ("甲",) and rows.place.tolist() == [0, -1]
    assert rows.within("甲").tolist() == [True, False] and not rows.within("乙").any()
    assert rows.amounts()["SC"] == Amount(1, pytest.approx(1.0), 0, 0.0, 1)


def test_places_are_texts_that_are_no_codes(qgis_app):
    made = squares("field=cp_class:string&field=note:string&field=town:string&field=n:int", [])
    assert zonelayers.places_of(made) == ["town", "note"]
