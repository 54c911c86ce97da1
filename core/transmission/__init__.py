"""Indicators between levels: targets down, reports up, trend, warning, score."""
