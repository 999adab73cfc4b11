"""Settings of the site that tests of Django and Wagtail run in: a database in memory, all apps, nothing else.

With ``ARTICLEKIT_DATABASE=postgresql`` it is PostgreSQL's that ``PGHOST``, ``PGUSER`` and ``PGPASSWORD`` lead to; with
``mysql`` it is MariaDB's that the group ``client`` in its own files of options leads to, such as in ``~/.my.cnf``.
"""

import os

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright leaves a loop in the thread of the tests

SECRET_KEY = "of no use to anyone"  # noqa: S105 - nobody logs in
ALLOWED_HOSTS = ["*"]
DEBUG = False
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASE = os.environ.get("ARTICLEKIT_DATABASE", "sqlite3")
NAME = ":memory:" if DATABASE == "sqlite3" else "articlekit"
OPTIONS = {"read_default_group": "client"} if DATABASE == "mysql" else {}
DATABASES = {"default": {"ENGINE": f"django.db.backends.{DATABASE}", "NAME": NAME, "OPTIONS": OPTIONS}}
ROOT_URLCONF = "django_site.urls"
STATIC_URL = "/static/"
MEDIA_URL = "/media/"
INSTALLED_APPS = [
    "articlekit.contrib.django",
    "django_site.posts",
    "django_site.stories",
    "wagtail.embeds",
    "wagtail.users",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.admin",
    "wagtail.search",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
    "wagtail",
    "taggit",
    "modelcluster",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
WAGTAIL_SITE_NAME = "Tests"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}}
MIGRATION_MODULES = dict.fromkeys(
    "admin auth contenttypes sessions taggit wagtailadmin wagtailcore wagtaildocs wagtailembeds wagtailimages "
    "wagtailsearch wagtailusers stories".split()
)
"""No migrations of theirs: tables are made as they are now, which takes a second, and their steps take eight."""
