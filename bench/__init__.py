"""Measurements: what a first visit weighs. `make bench` prints them as a table."""
