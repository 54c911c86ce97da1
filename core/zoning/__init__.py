"""Six classes, four spaces, 24 sub-zones."""
