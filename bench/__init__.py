"""Measurements: what a first visit weighs, and how long a reader waits. `make bench` prints them as a table."""
