"""What is allowed in a poll and what its ballots come to: pure functions, one module per question."""
