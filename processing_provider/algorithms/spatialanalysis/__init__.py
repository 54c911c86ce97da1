"""Spatial analysis: autocorrelation, clusters, key areas, mismatch, sources."""
