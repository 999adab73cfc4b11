"""A model field that holds an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connections, models, router
from django.db.models.fields.json import KeyTransform

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
        """The article of a row; of a part of its JSON (``values_list("article__headline")``) that part."""
        if value is None or isinstance(expression, KeyTransform):
            return super().from_db_value(value, expression, connection)
        return read_json(value, dialect=own_json()) if isinstance(value, (str, bytes)) else self.to_python(value)

    def get_prep_value(self, value: Any) -> Any:
        """What a query compares with: an article as its JSON, and all else as it is."""
        return own_json().to_data(value) if isinstance(value, Article) else super().get_prep_value(value)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """What is written: an article, or the JSON of one. Raises ``ValidationError`` for what no database can keep."""
        if not hasattr(value, "as_sql"):
            value = self.to_python(value)
            _check_for(connection.vendor, value)
        return super().get_db_prep_save(value, connection)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Whether it may be none, or one of few, and the database can keep it."""
        super(models.JSONField, self).validate(value, model_instance)
        if model_instance is not None:
            _check_for(connections[router.db_for_write(type(model_instance), instance=model_instance)].vendor, value)

    def value_to_string(self, obj: models.Model) -> Any:
        """The JSON of the article, for ``dumpdata``."""
        return self.get_prep_value(self.value_from_object(obj))

    def formfield(self, **kwargs: Any) -> Any:
        """The field of a form, which shows the article."""
        given = {"form_class": ArticleFormField, "editor": self.editor, **kwargs}
        return super(models.JSONField, self).formfield(**given)


def _check_for(vendor: str, article: Article | None) -> None:
    """Raise ``ValidationError`` where an article has a value that a kind of database does not take.

    PostgreSQL keeps no U+0000 (its manual, "JSON Types"); in articles only values that are not text can have one.
    """
    if vendor != "postgresql" or article is None:
        return
    waiting: list[tuple[str, Any]] = [("$", own_json().to_data(article))]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, Mapping):
            waiting += [(path, key) for key in value]
            waiting += [(f"{path}.{key}", each) for key, each in value.items()]
        elif isinstance(value, list):
            waiting += [(f"{path}[{number}]", each) for number, each in enumerate(value)]
        elif isinstance(value, str) and "\0" in value:
            message = "%(path)s: PostgreSQL cannot keep the character U+0000; take it out."
            raise ValidationError(message, params={"path": path.replace("\0", "\\u0000")})
