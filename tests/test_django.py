"""What `articlekit.contrib.django` promises: articles in models, forms, templates and the admin of a real Django."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core import serializers
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import connection, connections, transaction
from django.db.migrations.writer import MigrationWriter
from django.db.models import Case, OuterRef, Subquery, When
from django.db.models.functions import Coalesce
from django.template import Context, Template
from django.test import Client
from hypothesis import assume, given
from hypothesis import settings as drawn
from playwright.sync_api import Browser, Dialog, Page
from pytest_django import Settings

import articlekit as ak
import strategies
import validators
from articlekit.contrib.django import ArticleField, ArticleFormField, ArticleWidget
from articlekit.contrib.django.forms import article_of, written_of
from articlekit.contrib.django.own import check
from browser import axe
from browser.trap import trap
from conftest import require
from django_site.posts.models import Post
from own_payloads import PAYLOADS
from servers import free_port, serving

EXAMPLE = Path(__file__).parents[1] / "examples" / "django_site"
STORY = ak.Article(
    "Talks go on",
    ["They met.", ak.Figure(ak.Image("/a.jpg"), caption="The table.")],
    section=["News", "World"],
    date_published=date(2011, 3, 4),
)
LOUD = ak.HTML.with_rule(ak.Paragraph, lambda node, _: ak.plain_text(node).upper())
"""A renderer of a site's own."""
STRICT = ak.HTML.with_options(strict=True)
NO_RENDERER = ak.TEXT

# --- the field ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@drawn(max_examples=25)
@given(strategies.articles())
def test_what_is_saved_comes_back(article: ak.Article) -> None:
    """Every article is the same when it comes out of the database."""
    is_binary = connection.vendor == "postgresql"  # its JSON takes no U+0000, writes numbers out, and sorts keys
    assume(not (is_binary and re.search(r"\\u0000|\de[+-]?\d", ak.render_json(article))))
    post = Post(article=article)
    try:
        post.full_clean()
    except ValidationError:  # older MariaDB keeps none that is so deep
        assume(connection.vendor != "mysql")
        raise
    post.save()
    back = Post.objects.get(pk=post.pk).article
    if is_binary:
        assert json.loads(ak.render_json(back)) == json.loads(ak.render_json(article))
    else:
        assert back == article


@pytest.mark.django_db
def test_what_postgresql_cannot_keep(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL takes no U+0000: it is refused with its place, by forms as when it is saved without one."""
    monkeypatch.setattr(connection, "vendor", "postgresql")
    post = Post(article=ak.Article("Talks", [ak.Unknown("poll", data={"votes": ["a", "b\0"]})], extra={"b": 1}))
    refused = r"\$\.body\[0\]\.votes\[1\]: PostgreSQL cannot keep the character U\+0000; take it out\."
    with pytest.raises(ValidationError, match=refused):
        post.full_clean()
    with pytest.raises(ValidationError, match=refused):
        post.save()


@pytest.mark.django_db
@pytest.mark.parametrize(("version", "lists", "kept"), [((11, 8), 6, True), ((11, 8), 7, False), ((12, 2), 7, True)])
def test_what_mariadb_cannot_keep(
    monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...], lists: int, *, kept: bool
) -> None:
    """MariaDB before 12.2 takes no JSON of more than 31 levels: what is deeper is refused with its place."""
    for name, value in {"vendor": "mysql", "mysql_is_mariadb": True, "mysql_version": version}.items():
        monkeypatch.setitem(vars(connections["default"]), name, value)
    post = Post(article=ak.Article("Talks", [nested(lists), nested(1)]))
    if kept:
        post.full_clean()
        return
    refused = r"\$\.body\[0\](\.items\[0\]\.content\[0\]){7}\.content: MariaDB before 12\.2 cannot keep"
    with pytest.raises(ValidationError, match=refused):
        post.full_clean()
    with pytest.raises(ValidationError, match=refused):
        post.save()


def nested(lists: int) -> ak.Block:
    """Lists in lists."""
    return ak.List([[nested(lists - 1)]]) if lists else ak.Paragraph("They met.")


@pytest.mark.django_db
def test_nothing_is_none() -> None:
    """A field that may be empty holds ``None``, which is NULL, not JSON's."""
    post = Post.objects.create(article=STORY)
    assert Post.objects.get(older__isnull=True).older is None
    assert Post.objects.filter(older=None).get() == post
    assert not Post.objects.exclude(older=None).exists()
    assert Post.objects.get_or_create(article=STORY, older=None) == (post, False)


@pytest.mark.django_db
@pytest.mark.parametrize("value", [ak.render_json(STORY), json.loads(ak.render_json(STORY))], ids=["text", "dict"])
def test_json_becomes_an_article(value: Any) -> None:
    """The JSON of an article may be assigned, and is an article when the model was cleaned, or read again."""
    post = Post(article=value)
    post.full_clean()
    assert post.article == STORY
    unclean = Post.objects.create(article=value)
    assert Post.objects.get(pk=unclean.pk).article == STORY


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("value", "said"),
    [
        ('{"articlekit": "1.0", "kind": "article", "headline": 7}', "$.headline: expected a string"),
        ({"articlekit": "1.0", "kind": "article", "body": [{"kind": "divider"}, 1]}, "$.body[1]: expected"),
        ("Talks go on", "line 1, column 1: this is not JSON"),
        (7, "Give an articlekit.Article, or the JSON of one, not int."),
        ("", "the source is empty"),
    ],
    ids=["text", "dict", "no JSON", "number", "nothing"],
)
def test_what_is_no_article_is_refused(value: Any, said: str) -> None:
    """It is said what is wrong and where, when a model is cleaned and when it is saved."""
    with pytest.raises(ValidationError) as cleaned:
        Post(article=value).full_clean()
    with pytest.raises(ValidationError) as saved, transaction.atomic():
        Post(article=value).save()
    with pytest.raises(ValidationError, match=re.escape(said)):
        Post(older=value).clean_fields(exclude=["article"])
    assert said in cleaned.value.message_dict["article"][0]
    assert said in saved.value.messages[0]
    assert Post.objects.count() == 0


@pytest.mark.django_db
def test_an_article_is_asked_for() -> None:
    """A field without ``blank=True`` must have an article."""
    with pytest.raises(ValidationError) as raised:
        Post().full_clean()
    assert list(raised.value.message_dict) == ["article"]


@pytest.mark.django_db
def test_queries_see_the_metadata() -> None:
    """What an article says of itself can be searched, sorted by, and taken out."""
    old = Post.objects.create(article=STORY)
    new = Post.objects.create(article=ak.Article("Night ferry", date_published=date(2020, 1, 1), section=["Sea"]))
    posts = Post.objects
    assert posts.get(article__headline__icontains="FERRY") == new
    assert posts.get(article__section__0="News") == old
    assert connection.vendor == "sqlite" or posts.get(article__section__contains="World") == old
    assert posts.get(article__date_published__lt="2015") == old
    assert posts.get(article=STORY) == old
    assert list(posts.order_by("-article__date_published")) == [new, old]
    assert list(posts.order_by("pk").values_list("article__headline", flat=True)) == ["Talks go on", "Night ferry"]
    assert list(posts.order_by("pk").values_list("article", flat=True)) == [old.article, new.article]


@pytest.mark.django_db
def test_expressions_give_articles_and_parts() -> None:
    """What a query makes of whole articles is an article, and what it makes of parts of their JSON is a part."""
    post = Post.objects.create(article=STORY)
    inner = Post.objects.filter(pk=OuterRef("pk"))
    found = Post.objects.annotate(
        whole=Coalesce("older", "article"),
        inner=Subquery(inner.values("article")),
        part=Coalesce("older__headline", "article__headline"),
        branch=Case(When(pk=post.pk, then="article__section"), default="older__section"),
    ).values("whole", "inner", "part", "branch")
    assert found.get() == {"whole": STORY, "inner": STORY, "part": "Talks go on", "branch": ["News", "World"]}


@pytest.mark.django_db
def test_an_update_writes_articles() -> None:
    """``update`` and ``bulk_create`` take articles too."""
    Post.objects.bulk_create([Post(article=STORY), Post(article=STORY)])
    Post.objects.update(older=STORY)
    assert {post.older for post in Post.objects.all()} == {STORY}


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["json", "jsonl", "python", "yaml"])
def test_dumps_are_loaded(form: str) -> None:
    """What ``dumpdata`` writes ``loaddata`` reads."""
    Post.objects.create(article=STORY)
    dumped = serializers.serialize(form, Post.objects.all())
    Post.objects.all().delete()
    for found in serializers.deserialize(form, dumped):
        found.save()
    post = Post.objects.get()
    assert (post.article, post.older) == (STORY, None)


@pytest.mark.django_db
def test_xml_is_written_and_not_read_back() -> None:
    """Django parses the JSON that an XML dump holds, and then what that gave, which is no text: so the how-to says."""
    Post.objects.create(article=STORY)
    dumped = serializers.serialize("xml", Post.objects.all())
    assert "Talks go on" in dumped
    with pytest.raises(TypeError):
        list(serializers.deserialize("xml", dumped))


def test_migrations_name_the_field() -> None:
    """A migration imports the field by its public name, and says nothing that is as usual."""
    assert MigrationWriter.serialize(ArticleField(null=True))[0] == (
        "articlekit.contrib.django.ArticleField(null=True)"
    )
    assert "editor='json'" in MigrationWriter.serialize(ArticleField(editor="json"))[0]


def test_an_editor_that_is_none() -> None:
    """An editor is one of two."""
    with pytest.raises(ValueError, match="editor is 'text' or 'json', not 'rich'"):
        ArticleField(editor="rich")


@pytest.mark.django_db(transaction=True)
def test_another_editor_leaves_the_table_alone() -> None:
    """A migration that changes how forms show articles sends nothing to the database."""
    as_text, as_json = ArticleField(), ArticleField(editor="json")
    for field in as_text, as_json:
        field.set_attributes_from_name("article")
    with connection.schema_editor(collect_sql=True) as editor:
        editor.alter_field(Post, as_text, as_json)
    assert editor.collected_sql == []


def test_nothing_has_to_be_migrated_again(tmp_path: Path) -> None:
    """Django finds no difference between models and migrations of the example."""
    command = [sys.executable, "-W", "error", "manage.py", "makemigrations", "--check", "--dry-run"]
    ended = subprocess.run(command, cwd=EXAMPLE, capture_output=True, text=True, env=environment(tmp_path), check=False)
    assert (ended.returncode, ended.stdout) == (0, "No changes detected\n")


# --- forms --------------------------------------------------------------------------------------------------------


@drawn(max_examples=50)
@given(strategies.articles())
def test_what_is_shown_for_editing_is_the_article(article: ak.Article) -> None:
    """As text or as JSON: a form that is sent back as it was shown changes nothing."""
    field = ArticleFormField()
    for editor in ("text", "json"):
        written = written_of(article, editor)
        assert article_of(written.replace("\n", "\r\n")) == article  # as browsers send it
        assert not field.has_changed(article, written)


def test_text_html_and_json_are_taken() -> None:
    """What is typed is told by how it begins."""
    field = ArticleFormField()
    assert field.clean("Talks go on\n\nThey met.") == ak.Article("Talks go on", ["They met."])
    assert field.clean("<h1>Talks go on</h1><p>They met.").headline == "Talks go on"
    assert field.clean(ak.render_json(STORY)) == STORY


@pytest.mark.parametrize("editor", ["text", "json"])
def test_a_form_shows_an_article_that_is_json_yet(editor: str) -> None:
    """JSON that was assigned to a model, or given as what a form begins with, is edited as its article is."""
    field, data = ArticleFormField(editor=editor), json.loads(ak.render_json(STORY))
    assert field.prepare_value(data) == field.prepare_value(STORY)
    assert field.clean(data) == STORY
    assert not field.has_changed(data, field.prepare_value(data))
    assert json.loads(field.prepare_value({"headline": 7})) == {"headline": 7}


def test_empty_forms() -> None:
    """Nothing typed is no article, and white space is nothing."""
    assert ArticleFormField(required=False).clean(" \r\n") is None
    with pytest.raises(ValidationError, match="This field is required"):
        ArticleFormField().clean("")


def test_what_is_wrong_is_said_and_kept() -> None:
    """A form that is refused says where the mistake is, and shows what was typed."""

    class StoryForm(forms.ModelForm):  # type: ignore[type-arg]  # its parameter is for type checkers alone
        class Meta:
            model = Post
            fields = ("article",)

    form = StoryForm({"article": '{"articlekit": "1.0", "kind": "article", "body": [7]}'})
    assert form.errors == {"article": ["$.body[0]: expected a block, found a whole number"]}
    assert "&quot;body&quot;: [7]" in str(form)


def test_the_preview_cannot_touch_the_form() -> None:
    """The page is the value of an attribute of a frame that may do nothing."""
    shown = str(ArticleWidget().render("article", "<p>Talks</p>\n<script>alert(1)</script>"))
    assert '<iframe sandbox srcdoc="&lt;!doctype html&gt;' in shown
    assert "<script>" not in shown


# --- templates ----------------------------------------------------------------------------------------------------


def rendered(template: str, **values: Any) -> str:
    """What a template of Django gives."""
    return Template("{% load articlekit %}" + template).render(Context(values))


def test_filters() -> None:
    """Each filter gives what the renderer of its name gives; HTML is not escaped again, text and JSON are."""
    story = ak.Article("R&D", ["They met."])
    assert rendered("{{ story|article_html }}", story=story) == ak.render_html(story)
    assert rendered("{{ story|article_page }}", story=story) == ak.render_html(story, page=True)
    assert rendered("{{ story|article_amp }}", story=story) == ak.render_amp(story)
    assert "R&amp;D" in rendered("{{ story|article_text }}", story=story)
    assert rendered("{% autoescape off %}{{ story|article_text }}{% endautoescape %}", story=story) == ak.render_text(
        story
    )
    assert "&quot;headline&quot;:&quot;R&amp;D&quot;" in rendered("{{ story|article_json }}", story=story)


def test_filters_of_django_follow() -> None:
    """Markup is markup to Django's own filters too: those of HTML keep it, and ``escape`` leaves it."""
    story = ak.Article("A", ["They met in R&D."])
    assert rendered("{{ story.body|article_html|truncatewords_html:2 }}", story=story) == "<p>They met …</p>"
    for name in ("html", "page", "amp"):
        shown = rendered(f"{{{{ story|article_{name}|escape }}}}", story=story)
        assert shown == rendered(f"{{{{ story|article_{name} }}}}", story=story)
    assert rendered("{% article_head story as head %}{{ head|escape }}", story=story) == ak.HTML.head(story)


def test_parts_of_an_article() -> None:
    """Slices of a body, single blocks and text with marks are shown by the same filter."""
    story = ak.Article("A", ["One.", "Two.", "Three."], standfirst=["So ", ak.Strong("loud")])
    assert rendered('{{ story.body|slice:":2"|article_html }}', story=story) == "<p>One.</p>\n<p>Two.</p>"
    assert rendered("{{ story.body.2|article_html }}", story=story) == "<p>Three.</p>"
    assert rendered("{{ story.standfirst|article_html }}", story=story) == "So <strong>loud</strong>"


def test_an_empty_field_shows_nothing() -> None:
    """``None`` gives nothing at all, in each filter."""
    names = ("html", "page", "amp", "text", "json")
    assert (
        rendered("".join(f"{{{{ none|article_{name} }}}}" for name in names) + "{% article_head none %}", none=None)
        == ""
    )


def test_the_head() -> None:
    """The head of a page says what articlekit's own pages say, with a title of the site's if one is given."""
    assert rendered("{% article_head story %}", story=STORY) == ak.HTML.head(STORY)
    assert rendered("{% article_head story title='A & B' %}", story=STORY).startswith("<title>A &amp; B</title>")


def test_what_is_no_article_is_said() -> None:
    """A value that is no article is a mistake in the template, and says so."""
    with pytest.raises(TypeError, match="int"):
        rendered("{{ story|article_html }}", story=7)


def test_renderers_of_ones_own(settings: Settings) -> None:
    """The setting names the renderers that filters and previews use."""
    settings.ARTICLEKIT = {"HTML": "test_django.LOUD"}
    assert rendered("{{ story|article_html }}", story=ak.Paragraph("They met.")) == "THEY MET."
    assert check() == []


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (["HTML"], "articlekit.E001", "ARTICLEKIT is list; make it a dict"),
        ({"PDF": "a.b"}, "articlekit.E002", "ARTICLEKIT has no 'PDF'; it can have HTML, AMP, TEXT, JSON"),
        ({"HTML": "nowhere.HTML"}, "articlekit.E003", "which cannot be imported"),
        (
            {"HTML": "test_django.NO_RENDERER"},
            "articlekit.E003",
            "leads to TextRenderer; make it an articlekit.HtmlRenderer",
        ),
    ],
    ids=["list", "unknown", "nowhere", "another"],
)
def test_wrong_settings_are_told(settings: Settings, given: Any, code: str, said: str) -> None:
    """``manage.py check`` says what is wrong with the setting."""
    settings.ARTICLEKIT = given
    (problem,) = check()
    assert problem.id == code
    assert said in problem.msg
    if code == "articlekit.E003":
        with pytest.raises(ImproperlyConfigured, match="ARTICLEKIT"):
            rendered("{{ story|article_html }}", story=STORY)


HOSTILE = "<script>document.title='taken'</script>"

# --- the preview --------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_preview_answers_the_staff_alone(client: Client, admin_client: Client) -> None:
    """What is typed comes back as a page in a sandbox; what is wrong with it as a sentence; strangers get nothing."""

    def posted(client: Client, data: str) -> Any:
        return client.post("/articlekit/preview/", data, content_type="text/plain")

    assert posted(client, "Talks").status_code == 403
    page = posted(admin_client, "Talks go on\n\nThey met.")
    assert "<h1>Talks go on</h1>" in page.content.decode()
    assert page["Content-Security-Policy"] == "sandbox"
    wrong = posted(admin_client, '{"articlekit"')
    assert (wrong.status_code, wrong["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert wrong.content.decode().startswith("the source ends before its JSON does")
    assert posted(admin_client, "").content == b""
    assert admin_client.get("/articlekit/preview/").status_code == 405


@pytest.mark.django_db
def test_an_article_that_the_renderer_refuses_can_be_mended(admin_client: Client, settings: Settings) -> None:
    """Where a site's renderer is strict or has a rule that fails, the form is there, and the preview says why."""
    settings.ARTICLEKIT = {"HTML": "test_django.STRICT"}
    post = Post.objects.create(article=ak.Article("Talks", [ak.Unknown("poll")]))
    form = admin_client.get(f"/admin/posts/post/{post.pk}/change/")
    assert "&quot;poll&quot;" in form.content.decode()
    answer = admin_client.post("/articlekit/preview/", ak.render_json(post.article), content_type="text/plain")
    assert answer.status_code == 422
    assert "poll" in answer.content.decode()


# --- the example, started for real --------------------------------------------------------------------------------


def environment(folder: str | Path) -> dict[str, str]:
    """Where the example keeps its database."""
    return {**os.environ, "DATABASE": str(Path(folder, "db.sqlite3")), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The example's address, with an editor called ed."""
    folder = tmp_path_factory.mktemp("site")
    made = environment(folder)
    for arguments in ("migrate -v0", "createsuperuser --noinput --username ed --email ed@example.org"):
        subprocess.run(
            [sys.executable, "-W", "error", "manage.py", *arguments.split()],
            cwd=EXAMPLE, env={**made, "DJANGO_SUPERUSER_PASSWORD": "ed"}, check=True,
        )  # fmt: skip
    port = free_port()
    command = [sys.executable, "manage.py", "runserver", "--noreload", str(port)]
    with serving(command, port, folder=EXAMPLE, environment=made) as address:
        yield address


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Page]:
    """A window of somebody who knows nothing yet."""
    with chromium.new_context() as context:
        yield context.new_page()


def write(page: Page, site: str, slug: str, text: str) -> None:
    """Write a story in the admin, as the editor does."""
    page.goto(f"{site}/admin/stories/story/add/")
    if "login" in page.url:
        page.fill("#id_username", "ed")
        page.fill("#id_password", "ed")
        page.click("[type=submit]")
    page.fill("#id_slug", slug)
    page.fill("#id_article", text)


def test_a_story_is_read(site: str, visitor: Page, html_problems: validators.Checker) -> None:
    """The first story is listed, its page is the site's own with the article in it, and valid."""
    visitor.goto(site)
    visitor.click("text=Night ferry to Salmata sails again")
    visitor.wait_for_url("**/night-ferry/")
    assert visitor.title() == "Night ferry to Salmata sails again"
    assert visitor.locator("h1").inner_text() == "Night ferry to Salmata sails again"
    assert visitor.locator(".loud").evaluate("e => getComputedStyle(e).borderInlineStartWidth") == "4px"
    response = visitor.request.get(visitor.url)
    assert html_problems({"story": response.text()}) == {}


def test_pages_are_accessible(site: str, chromium: Browser) -> None:
    """axe-core finds nothing on a telephone or a desktop, light or dark, and nothing is wider than the screen."""
    require(axe.missing())
    assert axe.faults(chromium, [site, f"{site}/night-ferry/"]) == []


def test_the_preview_follows_what_is_typed(site: str, visitor: Page) -> None:
    """What an editor types is seen beside it, by the site's own renderer; mistakes are said; and it is saved."""
    write(visitor, site, "talks", "Talks go on\n\nThey met in Salmata.")
    preview = visitor.frame_locator(".articlekit-editor iframe")
    preview.locator("h1", has_text="Talks go on").wait_for(state="attached")
    visitor.fill("#id_article", '{"articlekit": "1.0", "kind": "article", "headline": 7}')
    visitor.get_by_text("$.headline: expected a string, found a whole number").wait_for()
    visitor.fill("#id_article", "Talks end\n\nThey met in Salmata.")
    preview.locator("h1", has_text="Talks end").wait_for(state="attached")
    visitor.click("[name=_save]")
    visitor.wait_for_url("**/story/")
    visitor.goto(f"{site}/talks/")
    assert visitor.locator("h1").inner_text() == "Talks end"


def test_a_hostile_story_does_nothing(site: str, visitor: Page, chromium: Browser) -> None:
    """Hostile values stay text: on the story's page, and in the admin, where nothing runs in the preview."""
    article = ak.Article(HOSTILE, [*map(ak.Paragraph, chain.from_iterable(PAYLOADS.values()))])
    said: list[Dialog] = []
    visitor.on("dialog", lambda dialog: said.append(dialog))  # noqa: PLW0108  # it writes onto what it is given
    write(visitor, site, "hostile", ak.render_json(article))
    visitor.click("[name=_continue]")
    visitor.wait_for_url("**/change/")
    visitor.frame_locator(".articlekit-editor iframe").locator("h1").wait_for(state="attached")
    assert visitor.title().startswith("<script>")
    assert said == []
    page, harmless = (visitor.request.get(f"{site}/{slug}/").text() for slug in ("hostile", "night-ferry"))
    assert HOSTILE not in page
    with trap(chromium) as ready:
        assert ready.beyond(page.replace("/hostile/", "/night-ferry/"), harmless) == []


# --- the docs -----------------------------------------------------------------------------------------------------


HOWTO = (EXAMPLE.parents[1] / "docs" / "howto" / "django.md").read_text(encoding="utf-8")


def save(captioned: list[tuple[str, str]], folder: Path) -> None:
    """Save files of the how-to: what is to stand at the end of one is added to it."""
    for caption, code in captioned:
        name, _, where = caption.partition(", ")
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(file.read_text("utf-8") + code if where == "at its end" else code, "utf-8")


SERIALIZED = """
from stories.serializers import StorySerializer
shown = StorySerializer(Story.objects.get()).data["article"]
made = StorySerializer(data={"slug": "talks", "article": {**shown, "headline": "Talks"}})
assert made.is_valid()
print(made.save().article.headline)
wrong = StorySerializer(data={"slug": "wrong", "article": {**shown, "headline": 7}})
assert not wrong.is_valid()
print(wrong.errors["article"][0])
"""
"""Uses the serializer of the how-to in both directions."""
SAID = "$.headline: expected a string, found a whole number"


def test_the_page_can_be_followed(tmp_path: Path, visitor: Page, html_problems: validators.Checker) -> None:
    """Somebody who saves and types what the how-to says, and nothing else, writes a story and sees it in its style.

    A password is asked for by hand alone; here Django takes it from the environment.
    """
    folder, port, names = tmp_path, free_port(), {"DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    made = {**os.environ, **names, "DJANGO_SUPERUSER_PASSWORD": "ed"}
    programs = {"python": [sys.executable, "-W", "error"], "django-admin": [sys.executable, "-m", "django"]}
    added = {"createsuperuser": "--noinput --username ed --email ed@example.org".split(), "runserver": ["--noreload"]}

    def run(*command: str) -> str:
        whole = [*programs[command[0]], *command[1:], *added.get(command[-1], [])]
        ended = subprocess.run(whole, cwd=folder, env=made, capture_output=True, text=True, check=False)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    five_minutes, own, search = re.split("^## (?:Renderers|Search)", HOWTO, flags=re.MULTILINE)
    begin, tables = re.findall(r"```sh\n(.*?)```", five_minutes.partition("## In five")[2], re.DOTALL)
    captioned = r"```\{code-block\} \S+\n:caption: ([^\n]+)\n(\n.*?)```"
    for line in begin.splitlines():
        command = line.split()
        if command[0] == "cd":
            folder /= command[1]
        else:
            run(*command)
    save(re.findall(captioned, five_minutes, re.DOTALL), folder)
    *before, serve = (line.split() for line in tables.splitlines())
    for command in before:
        run(*command)
    start = [*programs["python"], *serve[1:], *added["runserver"], str(port)]
    (story,) = re.findall(r"```text\n(.*?)```", five_minutes, re.DOTALL)
    with serving(start, port, folder=folder, environment=names) as site:
        write(visitor, site, "night-ferry", story)
        preview = visitor.frame_locator(".articlekit-editor iframe")
        preview.locator("h1", has_text="Night ferry returns").wait_for(state="attached")
        visitor.click("[name=_continue]")
        visitor.wait_for_url("**/change/")
        visitor.get_by_role("link", name="View on site").click()
        visitor.wait_for_url(f"{site}/night-ferry/")
        assert visitor.title() == "Night ferry returns"
        assert visitor.locator("h1").inner_text() == "Night ferry returns"
        assert visitor.locator("article").evaluate("e => getComputedStyle(e).maxWidth") != "none"
        assert html_problems({"story": visitor.request.get(visitor.url).text()}) == {}
    save(re.findall(captioned, own, re.DOTALL), folder)
    with serving(start, port, folder=folder, environment=names) as site:
        visitor.goto(f"{site}/night-ferry/")
        assert visitor.locator("h2").inner_text() == "Night ferry returns"
    (queries,) = re.findall(r"```python\n(.*?)```", search, re.DOTALL)
    asked = "\n".join(f"print(list({line}))" for line in queries.splitlines())
    save(re.findall(captioned, search, re.DOTALL), folder)
    said = run("python", "manage.py", "shell", "-v0", "-c", f"from stories.models import Story\n{asked}\n{SERIALIZED}")
    found = "[<Story: Night ferry returns>]"
    assert said.splitlines() == [found, "[]", "[]", found, "Talks", SAID]
