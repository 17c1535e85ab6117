"""The sample issue: its text in print form, its data, its drawings and what loads them."""
