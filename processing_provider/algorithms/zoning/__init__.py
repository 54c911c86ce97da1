"""Algorithms that sort places into classes, spaces and sub-zones."""
