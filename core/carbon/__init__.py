"""Accounts of carbon: emissions by activity, the land budget, the balance of both."""
