"""OAI-PMH 2.0: how libraries and databases fetch the records of what is published, and hear of what is not any more."""
