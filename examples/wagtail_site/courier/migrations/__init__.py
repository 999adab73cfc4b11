"""The steps from nothing to the tables that the models need."""
