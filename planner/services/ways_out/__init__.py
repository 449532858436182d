"""The ways out of a year: whether each is open, what it costs, and what it is worth."""
