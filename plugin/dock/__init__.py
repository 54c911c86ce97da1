"""The zoning panel: a view, the models it shows, the background count, and the controller that wires them."""
