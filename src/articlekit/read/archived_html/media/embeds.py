"""Embeds: posts, videos, maps and players of other sites, by whatever markup a page holds them with."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import parse_qsl, urljoin, urlsplit

import attrs

from articlekit.model.media import Embed
from articlekit.model.node import Block
from articlekit.model.url import absolute_url
from articlekit.providers import PROVIDERS, Provider, Thing, recognise
from articlekit.read.archived_html.media.pictures import pixels
from articlekit.read.archived_html.reading import UNWRAP, LeftOut, Reading, Result, Rule
from articlekit.read.archived_html.story.hidden import hides_itself
from articlekit.read.dom import Tag

__all__ = ["EMBED_RULES", "embed_of", "frame"]


def embed_of(address: str | None, element: Tag, read: Reading, fallback: Iterable[Block] = ()) -> Embed | None:
    """The embed that an address leads to, if a provider knows it; an address within its parameters counts too.

    >>> from articlekit.read.dom import parse_document
    >>> from articlekit.read.archived_html.reading import HtmlRules
    >>> page = parse_document("<iframe>")
    >>> embed_of("//youtu.be/dQw4w9WgXcQ", page.root, Reading(page, None, None, HtmlRules({})))
    Embed('https://www.youtube.com/watch?v=dQw4w9WgXcQ')
    """
    url = _known(address)
    return None if url is None else _embed(url, element, read, fallback)


def _known(address: str | None) -> str | None:
    if not address or len(address) > ADDRESS:
        return None
    address = address.strip()
    match = recognise(address)
    if match is not None:
        return match.url
    try:
        parameters = parse_qsl(urlsplit(address).query, max_num_fields=60)
    except ValueError:
        return None
    for _, value in parameters:
        if value.startswith(("http://", "https://", "//")) and (match := recognise(value)) is not None:
            return match.url
    return None


ADDRESS: Final = 4000
"""No address of something to embed is longer, in characters."""


def _embed(url: str, element: Tag, read: Reading, fallback: Iterable[Block] = ()) -> Embed | None:
    title = " ".join((element.attr("title") or element.attr("data-title") or element.attr("aria-label") or "").split())
    try:
        return Embed(
            absolute_url(url),
            title=None if _SAYS_NOTHING(title) else title[:300],
            width=pixels(element.attr("width") or element.attr("data-width")),
            height=pixels(element.attr("height") or element.attr("data-height")),
            fallback=tuple(fallback),
        )
    except ValueError as error:
        read.notice("bad-embed", str(error), element, action="dropped")
        return None


_SAYS_NOTHING: Final = re.compile(
    r"|(?:youtube|vimeo|twitter|embedded|facebook|x)?\s?(?:video|audio|media|tweet|post|content|map)?\s?"
    r"(?:player|embed|iframe|frame|post|tweet|content|video)?",
    re.IGNORECASE,
).fullmatch


# --- frames -------------------------------------------------------------------------------------------------------


def frame(element: Tag, read: Reading) -> Result:
    """What an ``iframe``, ``object`` or ``embed`` shows, of a known provider or, where it may be content, of any."""
    addresses = [address.strip() for address in _addresses(element) if address and not _EMPTY(address)]
    for address in addresses:
        if (embed := embed_of(address, element, read)) is not None:
            return embed
    if element.tag == "object" and element.select_one("img, video, audio") is not None:
        return UNWRAP
    if not addresses:
        return LeftOut("empty-frame", "the frame has no address")
    if why := _no_content(element, addresses[0]):
        return LeftOut(*why)
    if element.tag in ("object", "embed"):
        return LeftOut("plug-in", "what the plug-in showed is not known")
    try:
        url = absolute_url(urljoin(read.base or "https:", addresses[0]))
    except ValueError as error:
        return LeftOut("unsafe-url", str(error))
    return _embed(url, element, read) or LeftOut("bad-embed", "the frame cannot be embedded")


def _addresses(element: Tag) -> Iterator[str | None]:
    yield from (element.attr(name) for name in _FRAME_ADDRESSES)
    if element.tag == "object":
        for part in element.select("param, embed, iframe")[:SOME]:
            if part.tag != "param":
                yield part.attr("src")
            elif (part.attr("name") or "").lower() in ("movie", "src", "url", "flashvars"):
                yield part.attr("value")


_FRAME_ADDRESSES: Final = (
    "src data-src data-lazy-src data-original data-url data-iframe-src data-litespeed-src data-ezsrc data".split()
)
_EMPTY: Final = re.compile(r"\s*(?:about:|javascript:|data:|blob:|\{|#|\Z)", re.IGNORECASE).match
SOME: Final = 40
"""So many parts of one embed are looked at."""


def _no_content(element: Tag, address: str) -> tuple[str, str] | None:
    """Why a frame of no known provider belongs to no article."""
    named = " ".join([(element.attr(name) or "")[:200] for name in ("class", "id", "name", "title")]).lower()
    width, height = pixels(element.attr("width")), pixels(element.attr("height"))
    style = (element.attr("style") or "")[:300]
    if (width is not None and width <= 10) or (height is not None and height <= 10) or _NO_SIZE(style):
        return "tracking-frame", "the frame is not to be seen"
    if "0" in (element.attr("width"), element.attr("height")) or hides_itself(element):
        return "tracking-frame", "the frame is not to be seen"
    if _ADVERTISES(named) or _ADVERTISES(address[:300].lower()):
        return "advertisement", "the frame shows an advertisement"
    if _SERVES(address[:300].lower()):
        return "furniture", "the frame belongs to the site: sharing, comments, a form"
    return None


_NO_SIZE: Final = re.compile(r"(?:width|height)\s*:\s*[01]px").search
_ADVERTISES: Final = re.compile(
    r"(?<![a-z])(?:ads?|adserver|adsense|adtech|advert(?:s|isement|ising)?|sponsor(?:ed)?|dfp|banner|doubleclick|"
    r"googlesyndication|googletagmanager|googleads|amazon-adsystem|criteo|taboola|outbrain|dianomi|teads|"
    r"google_ads_iframe|smartads)(?![a-z])"
).search
_SERVES: Final = re.compile(
    r"/plugins/(?:like|share|follow|comments)|like\.php|share_button|sharer|tweet_button|follow_button|disqus|recaptcha|"
    r"newsletter|subscri|sign-?up|login|comments?/|xd_arbiter|/pixel|/beacon|syncframe|usersync|cookie"
).search


# --- posts --------------------------------------------------------------------------------------------------------


def post(element: Tag, read: Reading) -> Result:
    """A post that a script would draw: its address, and the words that stand for it as its fallback."""
    for address in _post_addresses(element):
        url = _known(address) or (address if address and _SURE(address) else None)
        if url is not None:
            embed = _embed(url, element, read)
            if embed is not None:
                return _with_fallback(embed, element, read)
    return None


def _with_fallback(embed: Embed, element: Tag, read: Reading) -> Embed:
    """An embed with the words that a page holds in its place."""
    if element.text and not element.text.isspace():
        words = [block for block in read.blocks(element) if not isinstance(block, Embed)]
        try:
            return attrs.evolve(embed, fallback=words)
        except ValueError:  # they stand too deep in lists and quotations
            return attrs.evolve(embed, fallback=[" ".join(element.text.split())])
    return embed


def _post_addresses(element: Tag) -> Iterator[str | None]:
    for name in _POST_ADDRESSES:
        if value := element.attr(name):
            yield value.partition("?")[0] if "instgrm" in name else value
    if (value := element.attr("data-bluesky-uri")) and (match := _BLUESKY(value)):
        yield f"https://bsky.app/profile/{match[1]}/post/{match[2]}"
    if (value := element.attr("data-id")) and "imgur" in (element.attr("class") or ""):
        yield f"https://imgur.com/{value}"
    links = element.select("a[href]")
    for link in [*links[-2:][::-1], *links[:SOME]]:
        if recognise(address := (link.attr("href") or "")[:ADDRESS].strip()) is not None:
            yield address


_POST_ADDRESSES: Final = (
    "data-instgrm-permalink data-href data-embed-url data-oembed-url data-text-post-permalink cite data-url url "
    "data-src data-pin-href"
).split()
_BLUESKY: Final = re.compile(r"at://([A-Za-z0-9:.%-]{1,100})/app\.bsky\.feed\.post/([A-Za-z0-9]{1,40})").fullmatch
_SURE: Final = re.compile(
    r"https://(?:bsky\.app/profile/[^/\s]{1,100}/post/[A-Za-z0-9]{1,40}|(?:www\.)?threads\.(?:net|com)/@[^/\s]{1,60}/post/"
    r"[\w-]{1,40}|[a-z0-9.-]{3,60}/@[\w.@-]{1,80}/[0-9]{6,25}(?:/embed)?/?)"
).fullmatch
"""Addresses of posts on sites that have many hosts, or for which there is no player."""


def quoted_post(element: Tag, read: Reading) -> Result:
    """A quotation that ends in the address of a post, as those do whose classes were lost on the way."""
    links = element.select("a[href]")
    if not links or len(element.text) > POST:
        return None
    last = links[-1]
    match = recognise((last.attr("href") or "")[:ADDRESS].strip())
    ends = element.text.rstrip().endswith(last.text.strip()) and bool(last.text.strip())
    if match is None or match.provider.name != "x" or "post" not in match.ids or not ends or "@" not in element.text:
        return None
    embed = _embed(match.url, element, read)
    return None if embed is None else _with_fallback(embed, element, read)


POST: Final = 2000
"""No post is longer, in characters."""


def bare_address(element: Tag, read: Reading) -> Result:
    """A paragraph that is nothing but an address, of which WordPress and others make an embed."""
    text = element.text
    if len(text) > ADDRESS or not text.lstrip().startswith(("http://", "https://")):
        return None
    address = text.strip()
    return None if any(map(str.isspace, address)) else embed_of(address, element, read)


def script(element: Tag, read: Reading) -> Result:
    """A script that writes code, or a post, into the page where it stands."""
    address = (element.attr("src") or "")[:ADDRESS]
    if match := _GIST(address):
        return _embed(f"https://{match[1]}", element, read)
    if (value := element.attr("data-telegram-post")) and _TELEGRAM(value):
        return _embed(f"https://t.me/{value}", element, read)
    return None


_GIST: Final = re.compile(
    r"(?:https?:)?//(gist\.github\.com/[\w-]{1,60}(?:/[0-9a-f]{5,40})?)(?:\.js|/)?(?:\?.*)?"
).fullmatch
_TELEGRAM: Final = re.compile(r"[A-Za-z0-9_]{3,64}/[0-9]{1,12}").fullmatch


def video_id(element: Tag, read: Reading) -> Result:
    """An element that names a video of YouTube by its id, as light stand-ins for its player do."""
    for name in ("videoid", "video-id", "data-youtube-id", "data-yt-id", "data-videoid", "data-video-id", "data-id"):
        if (value := element.attr(name)) and (embed := embed_of(f"https://youtu.be/{value.strip()}", element, read)):
            return embed
    return None


# --- components of AMP --------------------------------------------------------------------------------------------


def component(element: Tag, read: Reading) -> Result:
    """What a component of AMP embeds, by the same table by which it is rendered; its caption is not its business."""
    for provider, thing in _COMPONENTS.get(element.tag, ()):
        ids = _ids(provider, thing, element)
        if ids is not None:
            try:
                url = thing.url.format_map(ids)
            except KeyError:
                continue  # of another thing that the component shows
            return _embed(url, element, read) or LeftOut("bad-embed", "the component cannot be embedded")
    for name in ("data-href", "data-src", "data-url", "src"):
        if (embed := embed_of(element.attr(name), element, read)) is not None:
            return embed
    return None if element.tag not in _COMPONENTS else LeftOut("bad-embed", "the component does not say what it shows")


def _ids(provider: Provider, thing: Thing, element: Tag) -> Mapping[str, str] | None:
    """The ids in a component's attributes; ``None`` where it shows another thing."""
    ids: dict[str, str] = {}
    for name, template in thing.amp.attributes.items() if thing.amp else ():
        fields = [field for _, field, _, _ in string.Formatter().parse(template) if field]
        if not fields:
            continue
        value = (element.attr(name) or "").strip()[:ADDRESS]
        if fields == ["url"]:
            match = recognise(value)
            if match is None or match.provider is not provider:
                return None
            return match.ids
        before, _, after = template.partition("{" + fields[0] + "}")
        if not (value.startswith(before) and value.endswith(after)):
            return None
        value = value[len(before) : len(value) - len(after)]
        if not re.fullmatch(provider.ids[fields[0]], value, re.ASCII):
            return None
        ids[fields[0]] = value
    return ids or None


def _components() -> Mapping[str, tuple[tuple[Provider, Thing], ...]]:
    found: dict[str, list[tuple[Provider, Thing]]] = {}
    for provider in PROVIDERS:
        for thing in provider.things:
            if thing.amp is not None:
                found.setdefault(thing.amp.element, []).append((provider, thing))
    return MappingProxyType({element: tuple(things) for element, things in found.items()})


_COMPONENTS: Final = _components()


EMBED_RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        **dict.fromkeys(sorted(_COMPONENTS), component),
        ".bluesky-embed, .bsky-embed": post,
        ".fb-post, .fb-video": post,
        ".imgur-embed-pub": post,
        ".instagram-media": post,
        ".mastodon-embed": post,
        ".reddit-card, .reddit-embed, .reddit-embed-bq": post,
        ".text-post-media": post,
        ".tiktok-embed": post,
        ".twitter-tweet, .twitter-video, .twitter-tweet-rendered": post,
        "[data-oembed-url], [data-embed-url]": post,
        "[data-pin-do=embedPin]": post,
        "[data-youtube-id]": video_id,
        "blockquote, amp-quote": quoted_post,
        "iframe, amp-iframe, object, embed": frame,
        "lite-vimeo, lite-youtube, youtube-video": video_id,
        "oembed": post,
        "p, .wp-block-embed__wrapper": bare_address,
        "script": script,
    }
)
"""The rules for what other sites show, by CSS selector."""
