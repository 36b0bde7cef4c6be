"""Moderators' own pages."""
