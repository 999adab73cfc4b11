"""What an article is: frozen attrs classes in normal form. No format is known here."""
