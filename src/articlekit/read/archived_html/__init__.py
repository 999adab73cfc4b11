"""Archived HTML: pages and fragments that somebody else made."""
