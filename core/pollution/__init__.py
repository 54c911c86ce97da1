"""Accounts of pollution: equivalents, exceedance of standards."""
