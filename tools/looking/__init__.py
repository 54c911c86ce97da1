"""Results of zoning and spatial analysis on the practice county, and their pictures."""
