"""One module for each output: articles to HTML, text, AMP and JSON."""
