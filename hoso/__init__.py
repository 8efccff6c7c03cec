"""Hồ sơ: fill the forms of the yearly review, keep every version, remember past faults."""

__version__ = "0.1.0"
