"""The guide as open data, below /api/v1/: every kind of record as JSON and CSV, with its schema, and the catalogue that harvesters read."""

from .files import open_data_files

__all__ = ["open_data_files"]
