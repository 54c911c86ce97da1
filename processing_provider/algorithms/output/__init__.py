"""Maps, tables, reports and packages: what leaves the house."""
