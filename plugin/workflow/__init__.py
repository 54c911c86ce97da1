"""The chain of the zoning as steps: what feeds what, what is done, and running it. No widgets here."""
