"""What an address may name as the place to look around."""

from dashboard.lookup.origin import Coordinates, Thing, origin_of, other_way_round, written


def test_coordinates_and_things_are_read_and_written_and_the_rest_is_nothing():
    for text in ("126.63,45.75", " 126.63， 45.75 ", "126.63 45.75", "126.63;45.75"):
        assert origin_of(text) == Coordinates(126.63, 45.75)
    assert origin_of("zone:z:1") == Thing("zone", "z:1") and origin_of("point:p1") == Thing("point", "p1")
    for text in ("", "zone:", "street:9", "126.63", "200,45", "126.63,95", "a,b", "示例小区", "1e9,45"):
        assert origin_of(text) is None, text
    assert other_way_round("45.75,126.63") == Coordinates(126.63, 45.75)
    assert other_way_round("126.63,45.75") is None and other_way_round("zone:1") is None and other_way_round("200,300") is None
    for origin in (Coordinates(126.6312343, -45.0), Thing("grid", "g1")):
        assert origin_of(written(origin)) == (Coordinates(126.631234, -45.0) if isinstance(origin, Coordinates) else origin)
