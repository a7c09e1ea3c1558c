"""Councils, committees and teams as seats with mandates; who sat where on any day."""
