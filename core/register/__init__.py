"""The register: what is kept of targets and reports, and the rules that hold whichever database keeps it."""
