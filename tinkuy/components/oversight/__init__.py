"""The oversight committee of a process: candidacy, election, term, reports."""
