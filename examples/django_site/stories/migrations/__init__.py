"""The tables of the stories."""
