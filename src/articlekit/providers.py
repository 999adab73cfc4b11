"""The sites whose videos and posts articles embed: what their addresses look like, and how each is shown.

:data:`PROVIDERS` is one table, a row for each site, and :func:`recognise` looks an address up in it. Nothing is
fetched: all that is known is what the address says. Addresses are spelt by their shape, as in
:mod:`articlekit.addresses`; a shape that begins with a slash goes with each of the provider's hosts.

What comes out, to stand in an attribute, is made of this module's own text and of ids in their strict form. Sources:
the providers' pages on embedding, the components' pages on amp.dev, and the AMP validator, which the tests ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias
from urllib.parse import quote

import attrs

from articlekit.addresses import Addresses

__all__ = ["PROVIDERS", "Component", "Match", "Provider", "Thing", "recognise", "titled"]

Size: TypeAlias = tuple[int, int]
Layout: TypeAlias = Literal["responsive", "fixed-height"]


def _frozen(mapping: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(mapping))


@attrs.frozen
class Component:
    """An AMP component: its element, its attributes, and the version of its script."""

    element: str
    attributes: Mapping[str, str] = attrs.field(converter=_frozen)
    version: str = attrs.field(default="0.1", kw_only=True)


@attrs.frozen
class Thing:
    """One sort of thing on a site, such as a video or a playlist; in its templates, ids stand in braces.

    ``url`` is its public address, in the one spelling that we write; ``shapes`` are the other addresses that lead to
    it. ``frame`` is the address of a page that the provider makes for iframes, and ``None`` where it only has a script
    for our page. ``amp`` is ``None`` where no AMP component can show it. ``{url}`` stands in ``frame`` and ``amp`` for
    the public address.

    ``size`` is the width and height that the thing usually takes, in CSS pixels; its ``layout``, a word of AMP's, is
    "responsive" where it grows with its column, and "fixed-height" where only its width does.
    """

    url: str
    shapes: tuple[str, ...] = ()
    frame: str | None = attrs.field(default=None, kw_only=True)
    size: Size = attrs.field(default=(480, 270), kw_only=True)
    layout: Layout = attrs.field(default="responsive", kw_only=True)
    amp: Component | None = attrs.field(default=None, kw_only=True)


@attrs.frozen(kw_only=True)
class Provider:
    """A site: a row of the table.

    ``name`` is its name on the wire, ``title`` the one for people; ``ids`` gives the form of each id as a regular
    expression. Of the ``things`` the first that fits an address is meant. ``wrappers`` are shapes of pages that show a
    thing whose own address is their parameter ``{url}``.
    """

    name: str
    title: str
    hosts: tuple[str, ...] = attrs.field(repr=False)
    ids: Mapping[str, str] = attrs.field(converter=_frozen, repr=False)
    things: tuple[Thing, ...] = attrs.field(repr=False)
    wrappers: tuple[str, ...] = attrs.field(default=(), repr=False)


@attrs.frozen(kw_only=True)
class Match:
    """What an address was recognised as: the provider, the ids found, and what a :class:`Thing` says, filled in."""

    provider: Provider
    ids: Mapping[str, str] = attrs.field(converter=_frozen)
    url: str
    frame: str | None
    size: Size
    layout: Layout
    amp: Component | None


def recognise(url: str) -> Match | None:
    """What an absolute URL (http, https, or beginning with ``//``) leads to, or ``None`` if no provider knows it.

    ``url`` and ``frame`` of the match are https URLs on the provider's own hosts. A URL with a user, a password, a port
    or white space is not recognised. Takes time linear in the length of the URL.

    >>> match = recognise("https://youtu.be/dQw4w9WgXcQ?t=42")
    >>> match.url, match.frame
    ('https://www.youtube.com/watch?v=dQw4w9WgXcQ', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ')
    >>> match.amp.element, match.amp.attributes["data-videoid"]
    ('amp-youtube', 'dQw4w9WgXcQ')
    >>> recognise("https://youtube.com.example.org/watch?v=dQw4w9WgXcQ") is None
    True
    """
    found = _ADDRESSES.find(url)
    if found is None:
        return None
    (provider, thing), ids = found
    if thing is None:  # a wrapper; what it shows is of the same provider, and no wrapper again
        found = _ADDRESSES.find(ids["url"])
        if found is None or found[0][0] is not provider:
            return None
        (provider, thing), ids = found
    return None if thing is None else _filled(provider, thing, ids)


def _filled(provider: Provider, thing: Thing, ids: Mapping[str, str]) -> Match:
    url = thing.url.format_map(ids)
    amp = thing.amp
    if amp is not None:
        values = {name: value.format_map({**ids, "url": url}) for name, value in amp.attributes.items()}
        amp = attrs.evolve(amp, attributes=values)
    frame = thing.frame and thing.frame.format_map({**ids, "url": quote(url, safe="")})
    return Match(provider=provider, ids=ids, url=url, frame=frame, size=thing.size, layout=thing.layout, amp=amp)


def titled(name: str) -> str | None:
    """A provider's name for people, by its name on the wire; ``None`` if the table does not have it.

    >>> titled("youtube")
    'YouTube'
    """
    return next((provider.title for provider in PROVIDERS if provider.name == name), None)


# --- the table ----------------------------------------------------------------------------------------------------

_NUMBER: Final = r"[0-9]{1,25}"
_WORD: Final = r"[A-Za-z0-9]{1,32}"
_KEY: Final = r"[A-Za-z0-9_-]{1,64}"
_NAME: Final = r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}"


def _but(words: str, form: str) -> str:
    """A form for what stands in a whole part of a path, less the site's own words."""
    return rf"(?!(?:{'|'.join(words.split())})(?:/|\Z)){form}"


_PINTEREST: Final = "com at ca ch cl co.kr co.uk com.au com.mx de dk es fr ie it jp nz ph pt ru se"
_FACEBOOKS_OWN: Final = (
    r"(?:dialog|events|groups|hashtag|help|home|login|marketplace|pages|people|photo|photos|plugins|privacy|profile|"
    r"reel|reels|search|settings|share|sharer|stories|tr|video|videos|watch|[a-z_]+\.php)"
)
_FACEBOOK_VIDEO: Final = "https://www.facebook.com/plugins/video.php?href={url}&show_text=false"
_FACEBOOK_POST: Final = "https://www.facebook.com/plugins/post.php?href={url}&show_text=true"
_AMP_FACEBOOK_VIDEO: Final = Component("amp-facebook", {"data-href": "{url}", "data-embed-as": "video"})
_AMP_FACEBOOK_POST: Final = Component("amp-facebook", {"data-href": "{url}"})
_AMP_TIKTOK: Final = Component("amp-tiktok", {"data-src": "{post}"})
_AMP_X: Final = Component("amp-twitter", {"data-tweetid": "{post}"})
_SOUNDCLOUD: Final = "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com"

PROVIDERS: Final[tuple[Provider, ...]] = (
    Provider(
        name="youtube",
        title="YouTube",
        hosts=("youtube.com", "youtube-nocookie.com"),
        ids={
            "video": _but("videoseries live_stream", r"[A-Za-z0-9_-]{11}"),
            "playlist": _KEY,
            "channel": r"UC[A-Za-z0-9_-]{22}",
            "handle": _NAME,
        },
        things=(
            Thing(
                "https://www.youtube.com/watch?v={video}",
                ("youtu.be/{video}", "/embed/{video}", "/live/{video}", "/e/{video}", "/v/{video}", "/v/{video}&*"),
                frame="https://www.youtube-nocookie.com/embed/{video}",
                amp=Component("amp-youtube", {"data-videoid": "{video}", "credentials": "omit"}),
            ),
            Thing(
                "https://www.youtube.com/shorts/{video}",
                frame="https://www.youtube-nocookie.com/embed/{video}",
                size=(270, 480),
                amp=Component("amp-youtube", {"data-videoid": "{video}", "credentials": "omit"}),
            ),
            Thing(  # the validator refuses amp-youtube's data-playlistid
                "https://www.youtube.com/playlist?list={playlist}",
                ("/embed/videoseries?list={playlist}",),
                frame="https://www.youtube-nocookie.com/embed/videoseries?list={playlist}",
            ),
            Thing(
                "https://www.youtube.com/channel/{channel}/live",
                ("/embed/live_stream?channel={channel}",),
                frame="https://www.youtube-nocookie.com/embed/live_stream?channel={channel}",
                amp=Component("amp-youtube", {"data-live-channelid": "{channel}", "credentials": "omit"}),
            ),
            Thing("https://www.youtube.com/@{handle}/live"),
        ),
    ),
    Provider(
        name="vimeo",
        title="Vimeo",
        hosts=("vimeo.com",),
        ids={"video": _NUMBER, "hash": r"[0-9a-f]{6,20}"},
        things=(
            Thing(  # an unlisted video; amp-vimeo has no attribute for its hash
                "https://vimeo.com/{video}/{hash}",
                ("player.vimeo.com/video/{video}?h={hash}",),
                frame="https://player.vimeo.com/video/{video}?h={hash}&dnt=1",
            ),
            Thing(
                "https://vimeo.com/{video}",
                (
                    "player.vimeo.com/video/{video}",
                    "/video/{video}",
                    "/channels/*/{video}",
                    "/groups/*/videos/{video}",
                    "/album/*/video/{video}",
                    "/showcase/*/video/{video}",
                    "/ondemand/*/{video}",
                    "/moogaloop.swf?clip_id={video}",
                ),
                frame="https://player.vimeo.com/video/{video}?dnt=1",
                amp=Component("amp-vimeo", {"data-videoid": "{video}", "do-not-track": ""}),
            ),
        ),
    ),
    Provider(
        name="dailymotion",
        title="Dailymotion",
        hosts=("dailymotion.com",),
        ids={"video": _WORD},
        things=(
            Thing(
                "https://www.dailymotion.com/video/{video}",
                (
                    "/video/{video}_*",
                    "/embed/video/{video}",
                    "/embed/video/{video}_*",
                    "dai.ly/{video}",
                    "geo.dailymotion.com/player.html?video={video}",
                    "geo.dailymotion.com/player/*?video={video}",
                    "/swf/{video}",
                    "/swf/video/{video}",
                ),
                frame="https://geo.dailymotion.com/player.html?video={video}",
                amp=Component("amp-dailymotion", {"data-videoid": "{video}"}),
            ),
        ),
    ),
    Provider(
        name="x",
        title="X",
        hosts=("x.com", "twitter.com"),
        ids={"user": r"[A-Za-z0-9_]{1,20}", "post": _NUMBER},
        things=(
            Thing(
                "https://x.com/{user}/status/{post}",
                ("/{user}/statuses/{post}", "/{user}/status/{post}/*/*"),
                size=(375, 472),
                amp=_AMP_X,
            ),
            Thing(
                "https://x.com/i/status/{post}",
                ("/i/web/status/{post}", "/statuses/{post}", "platform.twitter.com/embed/*?id={post}"),
                size=(375, 472),
                amp=_AMP_X,
            ),
        ),
    ),
    Provider(
        name="instagram",
        title="Instagram",
        hosts=("instagram.com", "instagr.am"),
        ids={"user": _NAME, "post": _KEY, "reel": _but("audio", _KEY)},
        things=(
            Thing(
                "https://www.instagram.com/p/{post}/",
                ("/p/{post}/embed", "/p/{post}/embed/*", "/{user}/p/{post}", "/tv/{post}", "/tv/{post}/embed"),
                frame="https://www.instagram.com/p/{post}/embed/captioned/",
                size=(400, 500),
                amp=Component("amp-instagram", {"data-shortcode": "{post}", "data-captioned": ""}),
            ),
            Thing(
                "https://www.instagram.com/reel/{reel}/",
                ("/reel/{reel}/embed", "/reel/{reel}/embed/*", "/{user}/reel/{reel}", "/reels/{reel}"),
                frame="https://www.instagram.com/reel/{reel}/embed/captioned/",
                size=(400, 710),
                amp=Component("amp-instagram", {"data-shortcode": "{reel}", "data-captioned": ""}),
            ),
        ),
    ),
    Provider(
        name="facebook",
        title="Facebook",
        hosts=("facebook.com",),
        ids={
            "page": rf"(?!{_FACEBOOKS_OWN}(?:/|\Z)){_NAME}",
            "group": _NAME,
            "video": _NUMBER,
            "photo": _NUMBER,
            "post": r"(?:pfbid[A-Za-z0-9]{1,100}|[0-9]{1,25})",
            "sort": r"[prv]",
            "share": _KEY,
        },
        things=(
            Thing(
                "https://www.facebook.com/{page}/videos/{video}/",
                ("/{page}/videos/*/{video}",),
                frame=_FACEBOOK_VIDEO,
                size=(552, 310),
                amp=_AMP_FACEBOOK_VIDEO,
            ),
            Thing(
                "https://www.facebook.com/watch/?v={video}",
                ("/watch/live?v={video}", "/video.php?v={video}", "/video/video.php?v={video}"),
                frame=_FACEBOOK_VIDEO,
                size=(552, 310),
                amp=_AMP_FACEBOOK_VIDEO,
            ),
            Thing(
                "https://www.facebook.com/reel/{video}",
                frame=_FACEBOOK_VIDEO,
                size=(267, 476),
                amp=_AMP_FACEBOOK_VIDEO,
            ),
            Thing(
                "https://www.facebook.com/{page}/posts/{post}",
                (
                    "/{page}/posts/*/{post}",
                    "/permalink.php?story_fbid={post}&id={page}",
                    "/story.php?story_fbid={post}&id={page}",
                ),
                frame=_FACEBOOK_POST,
                size=(486, 657),
                amp=_AMP_FACEBOOK_POST,
            ),
            Thing(
                "https://www.facebook.com/photo.php?fbid={photo}",
                (
                    "/photo?fbid={photo}",
                    "/{page}/photos/{photo}",
                    "/{page}/photos/*/{photo}",
                    "/{page}/photos/*/{photo}/*",
                ),
                frame=_FACEBOOK_POST,
                size=(486, 657),
                amp=_AMP_FACEBOOK_POST,
            ),
            Thing(  # the plugins show what pages and people post, not groups
                "https://www.facebook.com/groups/{group}/posts/{post}/",
                ("/groups/{group}/permalink/{post}",),
                size=(486, 657),
            ),
            # A short link does not say what it leads to; so with other providers.
            Thing("https://www.facebook.com/share/{sort}/{share}/", size=(486, 657)),
            Thing("https://fb.watch/{share}/", size=(552, 310)),
            Thing(
                "https://www.facebook.com/{page}",
                ("/pages/*/{page}", "/people/*/{page}", "/profile.php?id={page}"),
                frame="https://www.facebook.com/plugins/page.php?href={url}",
                size=(340, 130),
                layout="fixed-height",
                amp=Component("amp-facebook-page", {"data-href": "{url}"}),
            ),
        ),
        wrappers=tuple(
            f"{folder}/plugins/{plugin}.php?href={{url}}"
            for folder in ("", "/*")
            for plugin in ("post", "video", "page")
        ),
    ),
    Provider(
        name="tiktok",
        title="TikTok",
        hosts=("tiktok.com",),
        ids={"user": _NAME, "sort": r"(?:video|photo)", "post": _NUMBER, "share": _WORD},
        things=(
            Thing(
                "https://www.tiktok.com/@{user}/{sort}/{post}",
                frame="https://www.tiktok.com/player/v1/{post}",
                size=(325, 575),
                layout="fixed-height",
                amp=_AMP_TIKTOK,
            ),
            Thing(  # the player is the public page of a post whose author is not known
                "https://www.tiktok.com/player/v1/{post}",
                ("/embed/{post}", "/embed/v2/{post}", "/embed/v3/{post}", "/share/video/{post}", "/v/{post}.html"),
                frame="https://www.tiktok.com/player/v1/{post}",
                size=(325, 575),
                layout="fixed-height",
                amp=_AMP_TIKTOK,
            ),
            Thing("https://www.tiktok.com/t/{share}/", size=(325, 575), layout="fixed-height"),
            Thing("https://vm.tiktok.com/{share}/", ("vt.tiktok.com/{share}",), size=(325, 575), layout="fixed-height"),
        ),
    ),
    Provider(
        name="pinterest",
        title="Pinterest",
        hosts=tuple(f"pinterest.{ending}" for ending in _PINTEREST.split()),
        ids={"pin": _NUMBER, "share": _WORD},
        things=(
            Thing(
                "https://www.pinterest.com/pin/{pin}/",
                ("/pin/*--{pin}", "assets.pinterest.com/ext/embed.html?id={pin}"),
                frame="https://assets.pinterest.com/ext/embed.html?id={pin}",
                size=(345, 550),
                layout="fixed-height",
                amp=Component("amp-pinterest", {"data-do": "embedPin", "data-url": "{url}"}),
            ),
            Thing("https://pin.it/{share}", size=(345, 550), layout="fixed-height"),
        ),
    ),
    Provider(
        name="soundcloud",
        title="SoundCloud",
        hosts=("soundcloud.com",),
        ids={
            "track": _NUMBER,
            "playlist": _NUMBER,
            "secret": r"s-[A-Za-z0-9]{3,32}",
            "user": _but("charts discover pages search stream tags you", _KEY),
            "title": _but(
                "albums followers following likes popular-tracks reposts sets tracks", r"[A-Za-z0-9_-]{1,200}"
            ),
            "share": _WORD,
        },
        things=(
            # The player is the public page of a track or playlist whose title is not known.
            Thing(
                _SOUNDCLOUD + "/tracks/{track}%3Fsecret_token%3D{secret}",
                (
                    "api.soundcloud.com/tracks/{track}?secret_token={secret}",
                    "api.soundcloud.com/tracks/soundcloud:tracks:{track}?secret_token={secret}",
                ),
                frame=_SOUNDCLOUD + "/tracks/{track}%3Fsecret_token%3D{secret}",
                size=(480, 166),
                layout="fixed-height",
                amp=Component(
                    "amp-soundcloud",
                    {"data-trackid": "{track}", "data-secret-token": "{secret}"},
                ),
            ),
            Thing(
                _SOUNDCLOUD + "/tracks/{track}",
                ("api.soundcloud.com/tracks/{track}", "api.soundcloud.com/tracks/soundcloud:tracks:{track}"),
                frame=_SOUNDCLOUD + "/tracks/{track}",
                size=(480, 166),
                layout="fixed-height",
                amp=Component("amp-soundcloud", {"data-trackid": "{track}"}),
            ),
            Thing(
                _SOUNDCLOUD + "/playlists/{playlist}",
                (
                    "api.soundcloud.com/playlists/{playlist}",
                    "api.soundcloud.com/playlists/soundcloud:playlists:{playlist}",
                ),
                frame=_SOUNDCLOUD + "/playlists/{playlist}",
                size=(480, 450),
                layout="fixed-height",
                amp=Component("amp-soundcloud", {"data-playlistid": "{playlist}"}),
            ),
            # amp-soundcloud wants the number, which these do not hold.
            Thing(
                "https://soundcloud.com/{user}/sets/{title}",
                frame="https://w.soundcloud.com/player/?url={url}",
                size=(480, 450),
                layout="fixed-height",
            ),
            Thing(
                "https://soundcloud.com/{user}/{title}",
                frame="https://w.soundcloud.com/player/?url={url}",
                size=(480, 166),
                layout="fixed-height",
            ),
            Thing(
                "https://soundcloud.com/{user}/{title}/{secret}",
                frame="https://w.soundcloud.com/player/?url={url}",
                size=(480, 166),
                layout="fixed-height",
            ),
            Thing("https://on.soundcloud.com/{share}", size=(480, 166), layout="fixed-height"),
        ),
        wrappers=("w.soundcloud.com/player?url={url}",),
    ),
    Provider(
        name="imgur",
        title="Imgur",
        hosts=("imgur.com",),
        ids={
            "image": _but(
                "about account blog gallery help random rules search signin upload user", r"[A-Za-z0-9]{5,8}"
            ),
            "album": r"[A-Za-z0-9]{5,8}",
            "post": r"[A-Za-z0-9]{5,8}",
        },
        things=(
            Thing(
                "https://imgur.com/a/{album}",
                ("/a/*-{album}", "/a/{album}/embed"),
                frame="https://imgur.com/a/{album}/embed?pub=true",
                size=(540, 663),
                amp=Component("amp-imgur", {"data-imgur-id": "a/{album}"}),
            ),
            Thing(  # an album or an image: amp-imgur finds out which
                "https://imgur.com/gallery/{post}",
                ("/gallery/*-{post}", "/t/*/{post}", "/t/*/*-{post}", "/r/*/{post}"),
                size=(540, 663),
                amp=Component("amp-imgur", {"data-imgur-id": "{post}"}),
            ),
            Thing(
                "https://imgur.com/{image}",
                ("/{image}.*", "/{image}/embed", "i.imgur.com/{image}.*"),
                frame="https://imgur.com/{image}/embed?pub=true",
                size=(540, 663),
                amp=Component("amp-imgur", {"data-imgur-id": "{image}"}),
            ),
        ),
    ),
    Provider(
        name="reddit",
        title="Reddit",
        hosts=("reddit.com", "embed.reddit.com", "redditmedia.com"),
        ids={"community": _KEY, "post": r"[a-z0-9]{1,12}", "comment": r"[a-z0-9]{1,12}", "share": _WORD},
        things=(
            Thing(
                "https://www.reddit.com/r/{community}/comments/{post}/comment/{comment}/",
                ("/r/{community}/comments/{post}/*/{comment}",),
                size=(540, 320),
                amp=Component("amp-reddit", {"data-embedtype": "comment", "data-src": "{url}"}),
            ),
            Thing(
                "https://www.reddit.com/r/{community}/comments/{post}/",
                ("/r/{community}/comments/{post}/*",),
                size=(540, 420),
                amp=Component("amp-reddit", {"data-embedtype": "post", "data-src": "{url}"}),
            ),
            Thing(
                "https://www.reddit.com/comments/{post}/",
                ("/comments/{post}/*", "/gallery/{post}", "redd.it/{post}"),
                size=(540, 420),
                amp=Component("amp-reddit", {"data-embedtype": "post", "data-src": "{url}"}),
            ),
            Thing("https://www.reddit.com/r/{community}/s/{share}", size=(540, 420)),
        ),
    ),
)


def _shapes() -> Iterator[tuple[str, Mapping[str, str], tuple[Provider, Thing | None]]]:
    """Every shape of the table, with its host; a wrapper leads to no thing."""
    for provider in PROVIDERS:
        ids = {**provider.ids, "url": r"\S+"}
        shapes = [
            *((shape, thing) for thing in provider.things for shape in (_shape(thing.url), *thing.shapes)),
            *((shape, None) for shape in provider.wrappers),
        ]
        for shape, thing in shapes:
            host, slash, path = shape.partition("/")
            for each in provider.hosts if host in ("", *provider.hosts) else (host,):
                yield each + slash + path, ids, (provider, thing)


def _shape(url: str) -> str:
    return url.removeprefix("https://").removeprefix("www.")


_ADDRESSES: Final = Addresses(_shapes())
