"""articlekit in Django: add ``"articlekit.contrib.django"`` to ``INSTALLED_APPS``."""
