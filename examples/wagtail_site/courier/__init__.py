"""The pages of a small news site."""
