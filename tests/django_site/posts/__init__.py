"""An app whose models have articles, for the tests of Django."""
