"""A model field that holds an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import connections, models, router
from django.db.models.expressions import Col
from django.db.models.fields.json import JSONExact

from articlekit.contrib.django.forms import ArticleFormField
from articlekit.contrib.django.own import own_json
from articlekit.errors import ReadError
from articlekit.model.article import Article
from articlekit.read.json import read_json

__all__ = ["ArticleField"]


class ArticleField(models.JSONField):
    """A column of JSON whose values are :class:`~articlekit.Article`; ``None`` where ``null=True`` allows it.

    It takes what every field takes, and ``editor``: ``"text"`` (the default) shows an article in forms as text where
    that loses nothing, and as JSON else; ``"json"`` always as JSON.

    An article's JSON, as a ``dict`` or text, may be assigned too, and becomes an article when the model is cleaned or
    saved; what is no article is a ``ValidationError`` that says where (``$.body[3].url: …``).

    Queries see the JSON (see the reference of JSON): ``Story.objects.filter(article__headline__icontains="ferry")``,
    ``filter(article__section__0="News")``, ``order_by("article__date_published")``.

    >>> from django.db import models
    >>> field = ArticleField(null=True)
    >>> field.to_python({"articlekit": "1.0", "kind": "article", "headline": "Talks go on"})
    Article('Talks go on')
    >>> field.to_python({"articlekit": "1.0", "kind": "article", "headline": 7})
    Traceback (most recent call last):
    ...
    django.core.exceptions.ValidationError: ['$.headline: expected a string, found a whole number']
    """

    description = "An article"
    empty_values = (None,)  # or ``blank=True`` would let pass what is no article, and saving it would fail
    non_db_attrs = (*models.JSONField.non_db_attrs, "editor")

    def __init__(self, *args: Any, editor: str = "text", **kwargs: Any) -> None:
        if editor not in {"text", "json"}:
            raise ValueError(f"editor is 'text' or 'json', not {editor!r}")
        self.editor = editor
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """How a migration writes it."""
        name, _, args, kwargs = super().deconstruct()
        if self.editor != "text":
            kwargs["editor"] = self.editor
        return name, "articlekit.contrib.django.ArticleField", args, kwargs

    # --- values ---

    def to_python(self, value: Any) -> Article | None:
        """The article that a value stands for. Raises ``ValidationError`` for what is none."""
        if value is None or isinstance(value, Article):
            return value
        try:
            if isinstance(value, (str, bytes)):
                return read_json(value, dialect=own_json())
            if isinstance(value, Mapping):
                return own_json().from_data(dict(value))
        except ReadError as error:
            raise ValidationError(str(error), code=error.code) from error
        message = "Give an articlekit.Article, or the JSON of one, not %(type)s."
        raise ValidationError(message, code="wrong-type", params={"type": type(value).__name__})

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """The article of a row; of a part of its JSON (``article__headline``, or the ``Max`` of one) that part."""
        if isinstance(expression, Col) and isinstance(value, (str, bytes)):
            return read_json(value, dialect=own_json())
        found = super().from_db_value(value, expression, connection)
        return self.to_python(found) if isinstance(found, Mapping) and "articlekit" in found else found

    def get_prep_value(self, value: Any) -> Any:
        """What a query compares with: an article as its JSON, and all else as it is."""
        return own_json().to_data(value) if isinstance(value, Article) else super().get_prep_value(value)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """What is written: an article, or the JSON of one. Raises ``ValidationError`` for what no database can keep."""
        if not hasattr(value, "as_sql"):
            value = self.to_python(value)
            _check_for(connection, value)
        return super().get_db_prep_save(value, connection)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Whether it may be none, or one of few, and the database can keep it."""
        super(models.JSONField, self).validate(value, model_instance)
        if model_instance is not None:
            _check_for(connections[router.db_for_write(type(model_instance), instance=model_instance)], value)

    def value_to_string(self, obj: models.Model) -> Any:
        """The JSON of the article, for ``dumpdata``."""
        return self.get_prep_value(self.value_from_object(obj))

    def formfield(self, **kwargs: Any) -> Any:
        """The field of a form, which shows the article."""
        given = {"form_class": ArticleFormField, "editor": self.editor, **kwargs}
        return super(models.JSONField, self).formfield(**given)


@ArticleField.register_lookup
class _Exact(JSONExact):
    """Equal to an article; to ``None`` where there is none, which is NULL: JSON's ``null`` is no article."""

    can_use_none_as_rhs = False


def _check_for(connection: Any, article: Article | None) -> None:
    """Raise ``ValidationError`` where an article has a value that a database does not take.

    PostgreSQL keeps no U+0000 (its manual, "JSON Types"); in articles only values that are not text can have one.
    MariaDB before 12.2 keeps JSON of 31 levels at most (its manual, "JSON_DEPTH").
    """
    is_postgresql = connection.vendor == "postgresql"
    is_flat = connection.vendor == "mysql" and connection.mysql_is_mariadb and connection.mysql_version < (12, 2)
    if article is None or not (is_postgresql or is_flat):
        return
    waiting: list[tuple[str, Any, int]] = [("$", own_json().to_data(article), 1)]
    while waiting:
        path, value, level = waiting.pop()
        if isinstance(value, Mapping):
            waiting += [(path, key, level) for key in value]
            waiting += [(f"{path}.{key}", each, level + 1) for key, each in value.items()]
        elif isinstance(value, list):
            waiting += [(f"{path}[{number}]", each, level + 1) for number, each in enumerate(value)]
        elif is_postgresql and isinstance(value, str) and "\0" in value:
            message = "%(path)s: PostgreSQL cannot keep the character U+0000; take it out."
            raise ValidationError(message, params={"path": path.replace("\0", "\\u0000")})
        if is_flat and isinstance(value, Mapping | list) and level > _LEVELS:
            message = "%(path)s: MariaDB before 12.2 cannot keep what is nested so deeply; make it flatter."
            raise ValidationError(message, params={"path": path})


_LEVELS: Final = 31
"""Levels of objects and arrays that MariaDB before 12.2 keeps."""
