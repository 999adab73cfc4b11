"""One module for each output: what articles become."""
