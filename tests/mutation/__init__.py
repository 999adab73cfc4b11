"""Mutation testing of the places that safety rests on: see `__main__.py`, or run `python tests/mutation --help`."""
