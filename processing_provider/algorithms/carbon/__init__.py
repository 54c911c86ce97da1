"""Carbon accounting."""
