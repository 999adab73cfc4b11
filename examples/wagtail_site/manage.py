"""``python manage.py demo`` makes a site with two articles, and starts it on http://127.0.0.1:8000/."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "courier.settings")
    execute_from_command_line(sys.argv)
