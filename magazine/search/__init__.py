"""Search over what readers may read: the spelling, the index, the question, what is found, and the passage shown."""
