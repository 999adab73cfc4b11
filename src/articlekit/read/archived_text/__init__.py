"""Reading archived text: passages, a table of rules, and the rules by family."""
