"""Workshops, assemblies and hearings: notice, door, quorum, floor, hands, minutes, pledges."""
