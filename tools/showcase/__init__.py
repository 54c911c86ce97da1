"""The demonstration: the whole chain on the practice county and on real data of the world."""
