"""Monitoring: trends, peaks, planned paths, warnings, assessment and what follows from them."""
