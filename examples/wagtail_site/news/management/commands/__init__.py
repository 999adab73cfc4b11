"""``python manage.py demo``."""
