"""Training as a right: courses, sessions, attendance, certificates."""
