"""One module for each input: what others wrote, or articlekit itself, to articles."""
