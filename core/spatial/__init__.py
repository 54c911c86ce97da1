"""Spatial statistics: weights, global and local autocorrelation, inference. numpy and scipy."""
