"""What tables are worth before they are used: completeness, coverage, traceability, contradictions."""
