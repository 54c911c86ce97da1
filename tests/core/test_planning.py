"""Planning zones and one-map layers."""

from __future__ import annotations

from carbon_pollution_zoning.core import planning


def test_planning_zones_have_spaces_and_names():
    zones = planning.planning_zones()
    assert len(zones) == 20
    assert {zone.space for zone in zones} == {"A", "E", "U", "M"}
    assert {zone.line for zone in zones} == {"ERL", "PBF", "UGB", ""}
    assert len({zone.name_zh for zone in zones}) == 20
    assert all(zone.evidence and zone.name_en for zone in zones)


def test_a_zone_is_found_by_its_name_in_either_language():
    assert planning.planning_zone("农田保护区").line == "PBF"
    assert planning.planning_zone(" urban development zone ").space == "U"
    assert planning.planning_zone("特别用途区").alt_space == "E"
    assert planning.planning_zone("nowhere") is None


def test_layers_are_guessed_by_table_then_by_key_field():
    assert len(planning.onemap_layers()) == 8
    assert planning.role_of("dltb").code == "parcel_current"
    assert planning.role_of("YJJBNT").code == "pbf"
    assert planning.role_of("my layer", ["OBJECTID", "dlbm"]).code == "parcel_current"
    assert planning.role_of("my layer", ["name"]) is None


def test_the_urban_boundary_knows_its_zone_codes():
    layer = planning.role_of("CZKFBJ")
    assert layer.key_field == "GHFQDM"
    assert [planning.planning_zone(name).space for name in layer.key_values.values()] == ["U", "U", "U"]
