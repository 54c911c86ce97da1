"""Pollution accounting."""
