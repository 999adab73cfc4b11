"""The bodies of WordPress: classic ones, with blank lines between paragraphs, and those of blocks; and shortcodes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import Any, Final, TypeAlias

import attrs
from markupsafe import Markup, escape

from articlekit.archive.sources.figures import embed, figure, gallery, player
from articlekit.report import Notice, Report, excerpt

__all__ = ["Attachment", "html_of_body"]


@attrs.frozen(kw_only=True)
class Attachment:
    """A picture or file of a WordPress site."""

    number: str
    url: str = ""
    title: str = ""
    caption: str = ""
    alt: str | None = None

    @property
    def words(self) -> str:
        """Its caption, which WordPress keeps as HTML."""
        return Markup(self.caption)  # noqa: S704  # read_html makes it safe


Attachments: TypeAlias = Mapping[str, Attachment]


def html_of_body(body: str, attachments: Attachments, blocks: Mapping[str, str], report: Report) -> str:
    r"""The body of a post as HTML: shortcodes and blocks replaced, paragraphs where it has but blank lines.

    >>> print(html_of_body("One.\n\n[caption]<img src='a.jpg'> At sea[/caption]", {}, {}, Report()))
    <p>One.
    <p><figure class="wp-caption"><img src='a.jpg'><figcaption>At sea</figcaption></figure>
    """
    body = body.replace("\r\n", "\n").replace("\r", "\n")
    body = _with_blocks(body, attachments, blocks, report) if "<!-- wp:" in body else _in_paragraphs(body)
    return _with_shortcodes(body, attachments, report)


# --- blocks -------------------------------------------------------------------------------------------------------

_BLOCK: Final = re.compile(r"<!-- wp:(?P<name>[a-z][a-z0-9/-]*)\s+(?P<json>\{.*?\}\s+)?(?P<empty>/)?-->", re.DOTALL)
_EMBED: Final = re.compile(r'(<div class="wp-block-embed__wrapper">)\s*(https?://[^\s<>"]+)\s*(</div>)', re.IGNORECASE)


def _with_blocks(body: str, attachments: Attachments, blocks: Mapping[str, str], report: Report, depth: int = 0) -> str:
    """The HTML that blocks have, with that of those which a site makes only when it shows them."""

    def made(match: re.Match[str]) -> str:
        if match["empty"] is None:
            return ""
        name, given = match["name"], _attributes_of(match["json"])
        number = str(given.get("ref", ""))
        if name == "block" and number in blocks and depth < 3:
            return _with_blocks(blocks[number], attachments, blocks, report, depth + 1)
        if name in ("embed", "core-embed") or name.startswith("core-embed/"):
            return str(embed(str(given.get("url", ""))))
        if name == "gallery":
            return _gallery([str(each) for each in given.get("ids", [])], attachments, report)
        if name not in _SILENT:
            message = f"the block {name!r} is made by the site when it is shown, and is not in its export"
            report.add(Notice("block-missing", message, action="dropped", place=name))
        return ""

    return _EMBED.sub(lambda match: match[1] + str(embed(unescape(match[2]))) + match[3], _BLOCK.sub(made, body))


_SILENT: Final = frozenset({"more", "nextpage", "spacer", "separator", "site-title", "post-title", "post-date"})
"""Blocks without content that are no loss."""


def _attributes_of(text: str | None) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


# --- paragraphs ---------------------------------------------------------------------------------------------------

_TOKEN: Final = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>|\[/?[a-z][^\[\]<>]*\]", re.DOTALL)
_AS_IT_IS: Final = frozenset("pre script style textarea svg math table ul ol dl object video audio select".split())
"""Elements in which line ends mean nothing, or mean themselves."""
_BLOCKS: Final = frozenset(
    "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr iframe "
    "main nav ol p pre section table ul video audio object".split()
)
_BREAK: Final = re.compile(r"[ \t]*\n(?:[ \t]*\n)+[ \t\n]*")


def _in_paragraphs(body: str) -> str:
    """A classic body: blank lines begin paragraphs, and single line ends are line ends.

    Paragraphs are begun and never ended, as the parser ends them where the next thing begins.
    """
    out: list[str] = ["<p>"]
    inside: list[str] = []
    position = 0
    for match in _TOKEN.finditer(body):
        out.append(_text(body[position : match.start()]) if not inside else body[position : match.start()])
        out.append(match[0])
        position = match.end()
        name = (match[2] or "").lower()
        if name in _AS_IT_IS:
            if not match[1]:
                inside.append(name)
            elif name in inside:
                del inside[len(inside) - 1 - inside[::-1].index(name) :]
        if name in _BLOCKS and not inside and match[1]:
            out.append("<p>")
    out.append(_text(body[position:]) if not inside else body[position:])
    return _AROUND_BLOCKS.sub(r"\1", _EMPTY.sub("", "".join(out)))


def _text(text: str) -> str:
    return "<p>".join(part.replace("\n", "<br>\n") for part in _BREAK.split(text)).replace("<p>", "\n<p>")


_EMPTY: Final = re.compile(r"<p>\s*(?=<p>|\Z)")
_AROUND_BLOCKS: Final = re.compile(
    rf"<br>\n(\s*</?(?:{'|'.join(sorted(_BLOCKS))})\b)|(?<=>)<br>(?=\n\s*<)", re.IGNORECASE
)


# --- shortcodes ---------------------------------------------------------------------------------------------------

_SHORTCODE: Final = re.compile(
    r"\[(?P<open>\[?)(?P<name>[a-zA-Z][\w-]*)(?P<given>(?:\s[^\[\]]*)?)\](?:(?P<content>(?:(?!\[/?(?P=name)[\s\]]).)*?)"
    r"\[/(?P=name)\])?(?P<close>\]?)",
    re.DOTALL,
)
_GIVEN: Final = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))|"([^"]*)"|(\S+)""")
_OLD_EMBEDS: Final = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "tweet": "https://twitter.com/i/status/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "instagram": "{}",
    "soundcloud": "{}",
    "embed": "{}",
    "facebook": "{}",
    "tiktok": "{}",
    "ted": "https://www.ted.com/talks/{}",
}

Given: TypeAlias = Mapping[str, str]


def _with_shortcodes(body: str, attachments: Attachments, report: Report) -> str:
    """The body with what its shortcodes stand for. What nobody knows becomes what stands within it."""

    def made(match: re.Match[str]) -> str:
        if match["open"] and match["close"]:  # as one writes about shortcodes
            return "&#91;" + match[0][2:-2] + "&#93;"  # not to be found once more
        name, given = match["name"].lower(), _given(match["given"])
        before, after = match["open"], match["close"]
        shortcode = _SHORTCODES.get(name)
        if shortcode is not None:
            return before + shortcode(given, match["content"] or "", attachments, report) + after
        if name in _OLD_EMBEDS:
            return before + _embed(name, given, match["content"] or "") + after
        if match["content"] is None and not any(not key.isdigit() for key in given):
            return match[0]  # a word in brackets
        message = f"the shortcode [{name}] is unknown; its content is kept"
        report.add(Notice("shortcode-unknown", message, action="unwrapped", place=name, excerpt=excerpt(match[0])))
        return before + (match["content"] or "") + after

    for _ in range(4):  # shortcodes within others
        changed = _SHORTCODE.sub(made, body)
        if changed == body:
            break
        body = changed
    return body


def _given(text: str) -> Given:
    """The attributes of a shortcode; those without a name by their numbers."""
    found: dict[str, str] = {}
    text = unescape(text.replace("<br>\n", " "))
    for match in _GIVEN.finditer(text):
        if match[1] is not None:
            found[match[1].lower()] = next((value for value in match.group(2, 3, 4) if value is not None), "")
        else:
            found[str(len(found))] = match[5] if match[5] is not None else match[6].lstrip("=")
    return found


def _caption(given: Given, content: str, attachments: Attachments, report: Report) -> str:  # noqa: ARG001  # as all
    """A picture and what stands behind it: its caption."""
    content = re.sub(r"</?p>|<br>", "", content).strip()
    picture = re.match(r"\s*(?:<a\s[^<>]*>\s*)?<img\s[^<>]*>(?:\s*</a>)?", content, re.IGNORECASE)
    if picture is None:
        return content
    words = content[picture.end() :].strip() or str(escape(given.get("caption", "")))
    said = f"<figcaption>{words}</figcaption>" if words else ""
    return f'<figure class="wp-caption">{picture[0].strip()}{said}</figure>'


def _gallery_of(given: Given, content: str, attachments: Attachments, report: Report) -> str:
    numbers = re.findall(r"\d+", given.get("ids") or given.get("include") or "")
    return content + _gallery(numbers, attachments, report)


def _gallery(numbers: list[str], attachments: Attachments, report: Report) -> str:
    found = [attachments[number] for number in numbers if number in attachments and attachments[number].url]
    if not found or len(found) < len(numbers):
        message = f"{len(numbers) - len(found) or 'all'} pictures of a gallery are not in the export"
        report.add(Notice("attachment-missing", message, action="dropped"))
    return str(gallery(figure(each.url, alt=each.alt, caption=each.words) for each in found)) if found else ""


def _player_of(name: str) -> Shortcode:
    def made(given: Given, content: str, attachments: Attachments, report: Report) -> str:  # noqa: ARG001  # as all
        endings = ("src", "mp4", "webm", "m4v", "ogv", "mp3", "ogg", "wav", "m4a", "flv", "0")
        files = [{"src": given[key]} for key in endings if given.get(key)]
        return str(player(name, files, poster=given.get("poster"))) + content

    return made


def _embed(name: str, given: Given, content: str) -> str:
    said = re.sub(r"<[^<>]*>", "", content).strip() or given.get("url") or given.get("id") or given.get("0") or ""
    said = unescape(said).strip()
    if not said:
        return content
    return str(embed(said if "://" in said else _OLD_EMBEDS[name].format(said)))


def _code(given: Given, content: str, attachments: Attachments, report: Report) -> str:  # noqa: ARG001  # as all
    lines = re.sub(r"<br>\n|\n?<p>", "\n", content)
    return str(Markup("<pre><code>{}</code></pre>").format(unescape(lines).strip("\n")))


def _content_of(given: Given, content: str, attachments: Attachments, report: Report) -> str:  # noqa: ARG001  # as all
    return content


Shortcode: TypeAlias = Callable[[Given, str, Attachments, Report], str]
_SHORTCODES: Final[Mapping[str, Shortcode]] = {
    "caption": _caption,
    "wp_caption": _caption,
    "gallery": _gallery_of,
    "audio": _player_of("audio"),
    "video": _player_of("video"),
    "code": _code,
    "sourcecode": _code,
}
