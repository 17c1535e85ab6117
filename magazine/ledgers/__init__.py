"""台账: what an issue owes its authors, and what a year's issues were made of."""
