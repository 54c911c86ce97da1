"""Descriptions of the shipped models, and what turns them into `QgsProcessingModelAlgorithm`."""
