"""Targets down the levels of government, and reports back up."""
