"""What is promised of the table of providers: which addresses it knows, what it makes of them, and that it is safe."""

import re
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

import validators
from articlekit.providers import PROVIDERS, Component, Match, Provider, Thing, recognise, titled
from validators.control import PAGES

GOOD_AMP = (PAGES / "good.amp.html").read_text(encoding="utf-8")

VIDEO = "dQw4w9WgXcQ"
CHANNEL = "UCabcdefghijklmnopqrstuv"
PFBID = "pfbid02Zt7Qx9LmKc3"
POST_PLUGIN = (
    "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fexamplenews%2Fposts%2F10102593740"
)
TRACK = "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/34019569"

ADDRESSES = {
    f"https://www.youtube.com/watch?v={VIDEO}": [
        f"https://www.youtube.com/watch?v={VIDEO}",
        f"http://youtube.com/watch?v={VIDEO}",
        f"//www.youtube.com/watch?v={VIDEO}",
        f"HTTPS://WWW.YouTube.COM/watch?v={VIDEO}",
        f"https://m.youtube.com/watch?v={VIDEO}&feature=youtu.be",
        f"https://music.youtube.com/watch?v={VIDEO}&list=RDAMVM{VIDEO}",
        f"https://www.youtube.com/watch?feature=player_embedded&v={VIDEO}#t=1m30s",
        f"https://www.youtube.com/watch?list=PLabcdef&amp;v={VIDEO}&amp;index=2",
        f"https://www.youtube.com/watch/?v={VIDEO}",
        f"https://www.youtube.com/watch?v={VIDEO}&v=AAAAAAAAAAA",
        f"https://youtu.be/{VIDEO}",
        f"https://youtu.be/{VIDEO}?t=42",
        f"https://youtu.be/{VIDEO}?si=Zp_k2bQf1xY7aa",
        f"https://www.youtube.com/embed/{VIDEO}",
        f"https://www.youtube.com/embed/{VIDEO}?rel=0&showinfo=0&start=30",
        f"https://www.youtube-nocookie.com/embed/{VIDEO}?autoplay=1",
        f"//www.youtube-nocookie.com/embed/{VIDEO}/",
        f"https://www.youtube.com/live/{VIDEO}?feature=share",
        f"http://www.youtube.com/v/{VIDEO}",
        f"http://www.youtube.com/v/{VIDEO}&hl=en_US&fs=1&",
        f"http://www.youtube.com/v/{VIDEO}?version=3&hl=en_US",
        f"http://www.youtube.com/e/{VIDEO}",
    ],
    f"https://www.youtube.com/shorts/{VIDEO}": [
        f"https://www.youtube.com/shorts/{VIDEO}",
        f"https://youtube.com/shorts/{VIDEO}?feature=share",
    ],
    "https://www.youtube.com/playlist?list=PLFgquLnL59alCl_2TQvOiD5Vgm1hCaGSI": [
        "https://www.youtube.com/playlist?list=PLFgquLnL59alCl_2TQvOiD5Vgm1hCaGSI",
        "https://www.youtube.com/embed/videoseries?list=PLFgquLnL59alCl_2TQvOiD5Vgm1hCaGSI",
        "https://www.youtube-nocookie.com/embed/videoseries?si=x&list=PLFgquLnL59alCl_2TQvOiD5Vgm1hCaGSI",
    ],
    f"https://www.youtube.com/channel/{CHANNEL}/live": [
        f"https://www.youtube.com/channel/{CHANNEL}/live",
        f"https://www.youtube.com/embed/live_stream?channel={CHANNEL}",
    ],
    "https://www.youtube.com/@example-news/live": ["https://www.youtube.com/@example-news/live"],
    "https://vimeo.com/76979871": [
        "https://vimeo.com/76979871",
        "http://www.vimeo.com/76979871/",
        "https://vimeo.com/76979871#t=30s",
        "https://player.vimeo.com/video/76979871",
        "//player.vimeo.com/video/76979871?title=0&byline=0&portrait=0",
        "https://vimeo.com/channels/staffpicks/76979871",
        "https://vimeo.com/groups/shortfilms/videos/76979871",
        "https://vimeo.com/album/2222222/video/76979871",
        "https://vimeo.com/showcase/2222222/video/76979871",
        "https://vimeo.com/ondemand/thefilm/76979871",
        "http://vimeo.com/moogaloop.swf?clip_id=76979871&server=vimeo.com&fullscreen=1",
    ],
    "https://vimeo.com/76979871/8272103f6e": [
        "https://vimeo.com/76979871/8272103f6e",
        "https://vimeo.com/76979871/8272103f6e?share=copy",
        "https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1",
        "https://player.vimeo.com/video/76979871?dnt=1&app_id=122963&h=8272103f6e",
    ],
    "https://www.dailymotion.com/video/x67iqc9": [
        "https://www.dailymotion.com/video/x67iqc9",
        "http://www.dailymotion.com/video/x67iqc9_title-of-the-video_news",
        "https://www.dailymotion.com/video/x67iqc9?playlist=x5nmbq",
        "https://www.dailymotion.com/embed/video/x67iqc9?autoPlay=1",
        "//www.dailymotion.com/embed/video/x67iqc9_title",
        "https://dai.ly/x67iqc9",
        "https://geo.dailymotion.com/player.html?video=x67iqc9",
        "https://geo.dailymotion.com/player/xb1gy.html?video=x67iqc9&mute=true",
        "http://www.dailymotion.com/swf/x67iqc9",
        "http://www.dailymotion.com/swf/video/x67iqc9?background=493D27",
    ],
    "https://x.com/ExampleNews/status/1460323737035677698": [
        "https://x.com/ExampleNews/status/1460323737035677698",
        "https://twitter.com/ExampleNews/status/1460323737035677698?s=20&t=abc",
        "https://mobile.twitter.com/ExampleNews/status/1460323737035677698",
        "http://twitter.com/#!/ExampleNews/status/1460323737035677698",
        "https://twitter.com/ExampleNews/statuses/1460323737035677698",
        "https://twitter.com/ExampleNews/status/1460323737035677698/photo/1",
        "https://x.com/ExampleNews/status/1460323737035677698/video/1",
    ],
    "https://x.com/i/status/1460323737035677698": [
        "https://x.com/i/status/1460323737035677698",
        "https://twitter.com/i/web/status/1460323737035677698",
        "https://twitter.com/statuses/1460323737035677698",
        "https://platform.twitter.com/embed/Tweet.html?dnt=true&id=1460323737035677698&theme=light",
    ],
    "https://www.instagram.com/p/B1BKr9Wo8YX/": [
        "https://www.instagram.com/p/B1BKr9Wo8YX/",
        "https://www.instagram.com/p/B1BKr9Wo8YX/?utm_source=ig_embed&utm_campaign=loading",
        "http://instagram.com/p/B1BKr9Wo8YX",
        "http://instagr.am/p/B1BKr9Wo8YX/",
        "https://www.instagram.com/example.news/p/B1BKr9Wo8YX/?img_index=1",
        "https://www.instagram.com/p/B1BKr9Wo8YX/embed/",
        "https://www.instagram.com/p/B1BKr9Wo8YX/embed/captioned/?cr=1&v=14",
        "https://www.instagram.com/tv/B1BKr9Wo8YX/",
        "https://www.instagram.com/tv/B1BKr9Wo8YX/embed",
    ],
    "https://www.instagram.com/reel/C0abc_De-fG/": [
        "https://www.instagram.com/reel/C0abc_De-fG/?igsh=MzRlODBiNWFlZA==",
        "https://www.instagram.com/reels/C0abc_De-fG/",
        "https://www.instagram.com/example.news/reel/C0abc_De-fG/",
        "https://www.instagram.com/reel/C0abc_De-fG/embed/captioned/",
    ],
    "https://www.facebook.com/examplenews/posts/10102593740125791": [
        "https://www.facebook.com/examplenews/posts/10102593740125791",
        "https://m.facebook.com/examplenews/posts/10102593740125791?__tn__=K-R",
        "https://de-de.facebook.com/examplenews/posts/10102593740125791/",
        "https://www.facebook.com/examplenews/posts/a-title-in-words/10102593740125791/",
        "https://www.facebook.com/permalink.php?story_fbid=10102593740125791&id=examplenews",
        (
            "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fexamplenews%2Fposts%2F"
            "10102593740125791&show_text=true&width=500"
        ),
        (
            "https://www.facebook.com/v2.8/plugins/post.php?app_id=1&href=https%3A%2F%2Fwww.facebook.com%2Fexamplenews"
            "%2Fposts%2F10102593740125791"
        ),
    ],
    f"https://www.facebook.com/100064301/posts/{PFBID}": [
        f"https://www.facebook.com/permalink.php?story_fbid={PFBID}&id=100064301",
        f"https://www.facebook.com/permalink.php?id=100064301&story_fbid={PFBID}",
        f"https://m.facebook.com/story.php?story_fbid={PFBID}&id=100064301&mibextid=Nif5oz",
    ],
    "https://www.facebook.com/examplenews/videos/10102509264909801/": [
        "https://www.facebook.com/examplenews/videos/10102509264909801/",
        "https://www.facebook.com/examplenews/videos/vb.100064/10102509264909801/?type=2",
        "https://www.facebook.com/examplenews/videos/a-title-in-words/10102509264909801",
        (
            "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fexamplenews%2Fvideos%2F"
            "10102509264909801%2F&show_text=0&width=560"
        ),
    ],
    "https://www.facebook.com/watch/?v=10102509264909801": [
        "https://www.facebook.com/watch/?v=10102509264909801",
        "https://www.facebook.com/watch?v=10102509264909801",
        "https://www.facebook.com/watch/live/?ref=watch_permalink&v=10102509264909801",
        "http://www.facebook.com/video.php?v=10102509264909801",
        "http://www.facebook.com/video/video.php?v=10102509264909801",
    ],
    "https://www.facebook.com/reel/1234567890": ["https://www.facebook.com/reel/1234567890/?s=single_unit"],
    "https://www.facebook.com/photo.php?fbid=10153655829445601": [
        "https://www.facebook.com/photo.php?fbid=10153655829445601&set=a.1&type=3&theater",
        "https://www.facebook.com/photo/?fbid=10153655829445601&set=a.1",
        "https://www.facebook.com/examplenews/photos/10153655829445601",
        "https://www.facebook.com/examplenews/photos/a.106665580600/10153655829445601/?type=3",
    ],
    "https://www.facebook.com/groups/example.town/posts/987654321/": [
        "https://www.facebook.com/groups/example.town/posts/987654321/",
        "https://www.facebook.com/groups/example.town/permalink/987654321/",
    ],
    "https://www.facebook.com/examplenews": [
        "https://www.facebook.com/examplenews/",
        "https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fwww.facebook.com%2Fexamplenews&tabs=timeline",
    ],
    "https://www.facebook.com/106665580600": [
        "https://www.facebook.com/pages/%D8%B5%D8%AD%D9%8A%D9%81%D8%A9/106665580600",
        "https://www.facebook.com/profile.php?id=106665580600",
        "https://www.facebook.com/people/Example-News/106665580600/",
    ],
    "https://www.facebook.com/share/p/1AbCdEfGhI/": ["https://www.facebook.com/share/p/1AbCdEfGhI/?mibextid=wwXIfr"],
    "https://fb.watch/a1b2c3D4e5/": ["https://fb.watch/a1b2c3D4e5/", "https://fb.watch/a1b2c3D4e5"],
    "https://www.tiktok.com/@scout2015/video/6718335390845095173": [
        "https://www.tiktok.com/@scout2015/video/6718335390845095173",
        "https://www.tiktok.com/%40scout2015/video/6718335390845095173",
        "https://m.tiktok.com/@scout2015/video/6718335390845095173?is_from_webapp=1&sender_device=pc",
    ],
    "https://www.tiktok.com/@scout2015/photo/6718335390845095173": [
        "https://www.tiktok.com/@scout2015/photo/6718335390845095173"
    ],
    "https://www.tiktok.com/player/v1/6718335390845095173": [
        "https://www.tiktok.com/player/v1/6718335390845095173?music_info=1&description=1",
        "https://www.tiktok.com/embed/v2/6718335390845095173?lang=en-US",
        "https://www.tiktok.com/embed/6718335390845095173",
        "https://m.tiktok.com/v/6718335390845095173.html?u_code=1",
    ],
    "https://vm.tiktok.com/ZMF6rgvXY/": [
        "https://vm.tiktok.com/ZMF6rgvXY/",
        "https://vm.tiktok.com/ZMF6rgvXY",
        "https://vt.tiktok.com/ZMF6rgvXY/",
    ],
    "https://www.tiktok.com/t/ZTRabcdef/": ["https://www.tiktok.com/t/ZTRabcdef/"],
    "https://www.pinterest.com/pin/99360735500167749/": [
        "https://www.pinterest.com/pin/99360735500167749/",
        "https://pinterest.com/pin/99360735500167749",
        "https://www.pinterest.co.uk/pin/99360735500167749/",
        "https://br.pinterest.com/pin/99360735500167749/?lp=true",
        "https://www.pinterest.de/pin/in-so-vielen-worten--99360735500167749/",
        "https://assets.pinterest.com/ext/embed.html?id=99360735500167749",
    ],
    "https://pin.it/4AbCdEf": ["https://pin.it/4AbCdEf"],
    TRACK: [
        "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/34019569&color=%23ff5500&visual=true",
        "https://w.soundcloud.com/player/?visual=true&url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F34019569",
        "https://w.soundcloud.com/player/?url=https://api.soundcloud.com/tracks/34019569",
        "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/soundcloud%253Atracks%253A34019569",
        "http://api.soundcloud.com/tracks/34019569",
    ],
    f"{TRACK}%3Fsecret_token%3Ds-AbC12": [
        "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/34019569%3Fsecret_token%3Ds-AbC12&color=0",
        "https://api.soundcloud.com/tracks/34019569?secret_token=s-AbC12",
    ],
    "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/playlists/1234567": [
        "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/playlists/1234567&auto_play=false",
    ],
    "https://soundcloud.com/example-radio/the-morning-show": [
        "https://soundcloud.com/example-radio/the-morning-show",
        "https://m.soundcloud.com/example-radio/the-morning-show?utm_source=clipboard",
        "https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/example-radio/the-morning-show",
    ],
    "https://soundcloud.com/example-radio/unheard/s-XyZ12": ["https://soundcloud.com/example-radio/unheard/s-XyZ12"],
    "https://soundcloud.com/example-radio/sets/spring-2019": ["https://soundcloud.com/example-radio/sets/spring-2019"],
    "https://on.soundcloud.com/AbCdE12345": ["https://on.soundcloud.com/AbCdE12345"],
    "https://imgur.com/f462IUj": [
        "https://imgur.com/f462IUj",
        "http://i.imgur.com/f462IUj.jpg",
        "https://i.imgur.com/f462IUj.gifv",
        "https://m.imgur.com/f462IUj",
        "https://imgur.com/f462IUj/embed?pub=true",
    ],
    "https://imgur.com/a/DxLzXcV": [
        "https://imgur.com/a/DxLzXcV",
        "https://imgur.com/a/a-title-in-words-DxLzXcV#0",
        "https://imgur.com/a/DxLzXcV/embed?pub=true&ref=x",
    ],
    "https://imgur.com/gallery/DxLzXcV": [
        "https://imgur.com/gallery/DxLzXcV",
        "https://imgur.com/gallery/a-title-in-words-DxLzXcV",
        "https://imgur.com/t/bridges/DxLzXcV",
        "https://imgur.com/r/pics/DxLzXcV",
    ],
    "https://www.reddit.com/r/example/comments/7krq86/": [
        "https://www.reddit.com/r/example/comments/7krq86/question_about_water/",
        "https://old.reddit.com/r/example/comments/7krq86/",
        "https://np.reddit.com/r/example/comments/7krq86/%D8%B3%D8%A4%D8%A7%D9%84/?st=1&sh=2",
        "https://www.redditmedia.com/r/example/comments/7krq86/question/?ref_source=embed&ref=share&embed=true",
        "https://embed.reddit.com/r/example/comments/7krq86/question/?embed=true",
    ],
    "https://www.reddit.com/r/example/comments/7krq86/comment/d8306kw/": [
        "https://www.reddit.com/r/example/comments/7krq86/comment/d8306kw/",
        "https://www.reddit.com/r/example/comments/7krq86/question_about_water/d8306kw/?context=3",
        "https://www.reddit.com/r/example/comments/7krq86/_/d8306kw",
    ],
    "https://www.reddit.com/comments/7krq86/": [
        "https://redd.it/7krq86",
        "https://www.reddit.com/comments/7krq86",
        "https://www.reddit.com/gallery/7krq86",
    ],
    "https://www.reddit.com/r/example/s/AbCdE12345": ["https://www.reddit.com/r/example/s/AbCdE12345"],
}

# The hosts on which what comes out may stand, and nothing else.
HOSTS: dict[str, set[str]] = {
    "youtube": {"www.youtube.com", "www.youtube-nocookie.com"},
    "vimeo": {"vimeo.com", "player.vimeo.com"},
    "dailymotion": {"www.dailymotion.com", "geo.dailymotion.com"},
    "x": {"x.com"},
    "instagram": {"www.instagram.com"},
    "facebook": {"www.facebook.com", "fb.watch"},
    "tiktok": {"www.tiktok.com", "vm.tiktok.com"},
    "pinterest": {"www.pinterest.com", "assets.pinterest.com", "pin.it"},
    "soundcloud": {"soundcloud.com", "w.soundcloud.com", "on.soundcloud.com"},
    "imgur": {"imgur.com"},
    "reddit": {"www.reddit.com"},
}

THINGS = [(provider, thing) for provider in PROVIDERS for thing in provider.things]


def assert_safe(match: Match) -> None:
    """What comes out leads to the provider, and holds nothing that means something in an attribute."""
    for url in (match.url, match.frame):
        if url is not None:
            assert url.startswith(tuple(f"https://{host}/" for host in HOSTS[match.provider.name]))
            assert urlsplit(url).hostname in HOSTS[match.provider.name]
            assert re.fullmatch(r"[A-Za-z0-9:/?&=.%@_-]+", url)
    if match.amp is not None:
        for value in match.amp.attributes.values():
            assert re.fullmatch(r"[A-Za-z0-9:/?&=.@_-]*", value)


# Recognising


@pytest.mark.parametrize(
    ("address", "url"), [(address, url) for url, addresses in ADDRESSES.items() for address in addresses]
)
def test_address_is_recognised(address: str, url: str) -> None:
    """Every shape that an address has in the wild leads to the one public URL."""
    match = recognise(address)
    assert match is not None
    assert match.url == url
    assert_safe(match)


def test_every_thing_has_an_example() -> None:
    """No row of the table goes without an address that leads to it."""
    shown = {
        (match.provider.name, template.url)
        for url in ADDRESSES
        if (match := recognise(url))
        for template in match.provider.things
        if template.url.format_map({**dict.fromkeys(_ids(template.url), ""), **match.ids}) == url
    }
    assert {(provider.name, thing.url) for provider, thing in THINGS} <= shown


def _ids(template: str) -> list[str]:
    return re.findall(r"\{(\w+)\}", template)


@pytest.mark.parametrize("url", ADDRESSES)
def test_public_url_is_its_own(url: str) -> None:
    """The public URL of a thing leads to the same thing, and its frame to one that has the same frame."""
    match = recognise(url)
    assert match is not None
    assert match.url == url
    if match.frame is not None:
        framed = recognise(match.frame)
        assert framed is not None
        assert (framed.provider, framed.frame) == (match.provider, match.frame)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "youtube",
        f"youtube.com/watch?v={VIDEO}",
        f"watch?v={VIDEO}",
        f"ftp://www.youtube.com/watch?v={VIDEO}",
        f"javascript:https://www.youtube.com/watch?v={VIDEO}",
        f"javascript://www.youtube.com/watch?v={VIDEO}%0Aalert(1)",
        f"data:text/html,https://www.youtube.com/watch?v={VIDEO}",
        f"view-source:https://www.youtube.com/watch?v={VIDEO}",
        f"https:/www.youtube.com/watch?v={VIDEO}",
        f"https:///www.youtube.com/watch?v={VIDEO}",
        f"https://youtube.com.evil.test/watch?v={VIDEO}",
        f"https://evil-youtube.com/watch?v={VIDEO}",
        f"https://evil.youtube.com/watch?v={VIDEO}",
        f"https://evil.test/www.youtube.com/watch?v={VIDEO}",
        f"https://evil.test/?https://www.youtube.com/watch?v={VIDEO}",
        f"https://evil.test#https://www.youtube.com/watch?v={VIDEO}",
        f"https://evil.test/#!/https://www.youtube.com/watch?v={VIDEO}",
        f"https://www.youtube.com@evil.test/watch?v={VIDEO}",
        f"https://user:secret@www.youtube.com/watch?v={VIDEO}",
        f"https://www.youtube.com:8443/watch?v={VIDEO}",
        f"https://www.youtube.com\\@evil.test/watch?v={VIDEO}",
        f"https://www.youtube.com\\.evil.test/watch?v={VIDEO}",
        f"https://www.youtube.com./watch?v={VIDEO}",
        f"https://www.youtube.com%2Eevil.test/watch?v={VIDEO}",
        f"https://www.youtube.com/watch?v={VIDEO} ",
        f"https://www.youtube.com/wa\ntch?v={VIDEO}",
        "https://www.ti\u212atok.com/@scout2015/video/6718335390845095173",
        f"https://www.youtube\u3002com/watch?v={VIDEO}",
        f'https://www.youtube.com/watch?v={VIDEO}"onload="alert(1)',
        f"https://www.youtube.com/watch?v={VIDEO}%22%3E%3Cscript%3E",
        "https://www.youtube.com/watch?v=dQw4w9WgXc\u0661",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/watch?v=",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/embed/videoseries",
        "https://www.youtube.com/embed/live_stream",
        "https://www.youtube.com/user/examplenews",
        "https://youtu.be/",
        "https://vimeo.com/",
        "https://vimeo.com/staff",
        "https://player.vimeo.com/video/123x",
        "https://www.dailymotion.com/examplenews",
        "https://twitter.com/ExampleNews",
        "https://twitter.com/share?url=https%3A%2F%2Ftwitter.com%2Fa%2Fstatus%2F1",
        "https://twitter.com/intent/tweet?text=hello",
        "https://x.com/ExampleNews/status/12ab",
        "https://www.instagram.com/examplenews/",
        "https://www.instagram.com/reels/audio/",
        "https://www.facebook.com/",
        "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fexample.org",
        "https://www.facebook.com/sharer.php?u=https%3A%2F%2Fexample.org",
        "https://www.facebook.com/l.php?u=https%3A%2F%2Fexample.org",
        "https://www.facebook.com/dialog/share?href=https%3A%2F%2Fexample.org",
        "https://www.facebook.com/plugins/like.php?href=https%3A%2F%2Fwww.facebook.com%2Fexamplenews",
        "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fevil.test%2Fa%2Fposts%2F1",
        f"https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fyoutu.be%2F{VIDEO}",
        "https://www.facebook.com/../posts/1",
        "https://www.facebook.com/watch",
        "https://www.tiktok.com/@scout2015",
        "https://www.pinterest.com/examplenews/",
        "https://www.pinterest.com/pin/create/button/?url=https%3A%2F%2Fexample.org",
        "https://pinterest.evil.test/pin/99360735500167749/",
        "https://soundcloud.com/example-radio",
        "https://soundcloud.com/example-radio/sets",
        "https://soundcloud.com/discover/sets/weekly",
        "https://w.soundcloud.com/player/?url=https%3A//evil.test/tracks/1",
        f"https://www.facebook.com/plugins/post.php?href={quote(POST_PLUGIN, safe='')}",
        "https://imgur.com/",
        "https://imgur.com/signin",
        "https://imgur.com/upload",
        "https://www.reddit.com/submit?url=https%3A%2F%2Fexample.org",
        "https://www.reddit.com/r/example/",
    ],
)
def test_look_alike_is_not_recognised(address: str) -> None:
    """What only looks like a provider's address, or leads to nothing that can be embedded, is nobody's."""
    assert recognise(address) is None


# What is made of it


@pytest.mark.parametrize(
    ("url", "frame"),
    [
        (f"https://youtu.be/{VIDEO}", f"https://www.youtube-nocookie.com/embed/{VIDEO}"),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        ("https://vimeo.com/76979871/8272103f6e", "https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1"),
        ("https://dai.ly/x67iqc9", "https://geo.dailymotion.com/player.html?video=x67iqc9"),
        ("https://x.com/a/status/1", None),
        ("https://www.instagram.com/p/B1BKr9Wo8YX/", "https://www.instagram.com/p/B1BKr9Wo8YX/embed/captioned/"),
        (
            "https://www.facebook.com/examplenews/posts/1",
            (
                "https://www.facebook.com/plugins/post.php"
                "?href=https%3A%2F%2Fwww.facebook.com%2Fexamplenews%2Fposts%2F1&show_text=true"
            ),
        ),
        (
            "https://www.facebook.com/watch/?v=1",
            (
                "https://www.facebook.com/plugins/video.php"
                "?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D1&show_text=false"
            ),
        ),
        ("https://www.tiktok.com/@a/video/1", "https://www.tiktok.com/player/v1/1"),
        ("https://www.pinterest.com/pin/1/", "https://assets.pinterest.com/ext/embed.html?id=1"),
        ("https://api.soundcloud.com/tracks/34019569", TRACK),
        (
            "https://soundcloud.com/example-radio/show",
            "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fexample-radio%2Fshow",
        ),
        ("https://imgur.com/a/DxLzXcV", "https://imgur.com/a/DxLzXcV/embed?pub=true"),
        ("https://redd.it/7krq86", None),
    ],
)
def test_frame(url: str, frame: str | None) -> None:
    """The frame is the provider's page for iframes, the one that tracks least; none where it has only a script."""
    match = recognise(url)
    assert match is not None
    assert match.frame == frame


@pytest.mark.parametrize(
    ("url", "element", "attributes"),
    [
        (f"https://youtu.be/{VIDEO}", "amp-youtube", {"data-videoid": VIDEO, "credentials": "omit"}),
        (
            f"https://www.youtube.com/channel/{CHANNEL}/live",
            "amp-youtube",
            {"data-live-channelid": CHANNEL, "credentials": "omit"},
        ),
        ("https://vimeo.com/76979871", "amp-vimeo", {"data-videoid": "76979871", "do-not-track": ""}),
        ("https://dai.ly/x67iqc9", "amp-dailymotion", {"data-videoid": "x67iqc9"}),
        ("https://twitter.com/a/status/1", "amp-twitter", {"data-tweetid": "1"}),
        ("https://www.instagram.com/p/B1BKr/", "amp-instagram", {"data-shortcode": "B1BKr", "data-captioned": ""}),
        (
            "https://www.facebook.com/permalink.php?story_fbid=1&id=2",
            "amp-facebook",
            {"data-href": "https://www.facebook.com/2/posts/1"},
        ),
        (
            "https://www.facebook.com/watch?v=1",
            "amp-facebook",
            {"data-href": "https://www.facebook.com/watch/?v=1", "data-embed-as": "video"},
        ),
        ("https://www.facebook.com/a", "amp-facebook-page", {"data-href": "https://www.facebook.com/a"}),
        ("https://www.tiktok.com/@a/video/1", "amp-tiktok", {"data-src": "1"}),
        (
            "https://br.pinterest.com/pin/1",
            "amp-pinterest",
            {"data-do": "embedPin", "data-url": "https://www.pinterest.com/pin/1/"},
        ),
        (TRACK, "amp-soundcloud", {"data-trackid": "34019569"}),
        (
            "https://api.soundcloud.com/tracks/1?secret_token=s-AbC12",
            "amp-soundcloud",
            {"data-trackid": "1", "data-secret-token": "s-AbC12"},
        ),
        ("https://imgur.com/a/DxLzXcV", "amp-imgur", {"data-imgur-id": "a/DxLzXcV"}),
        (
            "https://redd.it/7krq86",
            "amp-reddit",
            {"data-embedtype": "post", "data-src": "https://www.reddit.com/comments/7krq86/"},
        ),
    ],
)
def test_amp(url: str, element: str, attributes: dict[str, str]) -> None:
    """The component of a thing, with its ids filled in."""
    match = recognise(url)
    assert match is not None
    assert match.amp is not None
    assert (match.amp.element, match.amp.attributes) == (element, attributes)


@pytest.mark.parametrize(
    "url",
    [
        "https://vm.tiktok.com/ZMF6rgvXY/",
        "https://soundcloud.com/example-radio/the-morning-show",
        "https://vimeo.com/76979871/8272103f6e",
        "https://www.youtube.com/playlist?list=PLabcdef",
        "https://fb.watch/a1b2c3D4e5/",
        "https://pin.it/4AbCdEf",
        "https://on.soundcloud.com/AbCdE12345",
    ],
)
def test_no_amp_where_the_component_would_lack_something(url: str) -> None:
    """An address that does not hold what the component needs has no AMP part, so that a renderer falls back."""
    match = recognise(url)
    assert match is not None
    assert match.amp is None


@pytest.mark.parametrize(
    ("url", "size", "layout"),
    [
        (f"https://youtu.be/{VIDEO}", (480, 270), "responsive"),
        (f"https://www.youtube.com/shorts/{VIDEO}", (270, 480), "responsive"),
        ("https://soundcloud.com/example-radio/the-morning-show", (480, 166), "fixed-height"),
        ("https://www.tiktok.com/@a/video/1", (325, 575), "fixed-height"),
    ],
)
def test_size(url: str, size: tuple[int, int], layout: str) -> None:
    """Videos grow with their column and keep their shape, upright or not; players of sound and the like do not grow."""
    match = recognise(url)
    assert match is not None
    assert (match.size, match.layout) == (size, layout)


def test_title() -> None:
    """A name on the wire leads to the name for people; one that is not in the table to none."""
    assert titled("x") == "X"
    assert titled("soundcloud") == "SoundCloud"
    assert titled("example") is None


# The table as a whole


def test_names_and_hosts_are_each_of_one_provider() -> None:
    """No two rows share a name, a title or a host, or the first would hide the second."""
    for values in (
        [provider.name for provider in PROVIDERS],
        [provider.title for provider in PROVIDERS],
        [host for provider in PROVIDERS for host in {_host(provider, shape) for shape in _shapes(provider)}],
    ):
        assert len(set(values)) == len(values)
    assert {provider.name for provider in PROVIDERS} == set(HOSTS)
    assert all(re.fullmatch(r"[a-z]+", provider.name) for provider in PROVIDERS)


def _shapes(provider: Provider) -> list[str]:
    things = [shape for thing in provider.things for shape in (thing.url.removeprefix("https://"), *thing.shapes)]
    return [*things, *provider.wrappers, *(f"{host}/" for host in provider.hosts)]


def _host(provider: Provider, shape: str) -> str:
    return shape.partition("/")[0].removeprefix("www.") or provider.hosts[0]


@pytest.mark.parametrize(("provider", "thing"), THINGS, ids=lambda value: getattr(value, "url", ""))
def test_ids_cannot_leave_their_place(provider: Provider, thing: Thing) -> None:
    """The form of each id in a public URL refuses what would end it there: marks, white space, dots alone, length."""
    for name in _ids(thing.url):
        for text in (
            "",
            *(mark + "1" for mark in " \"'<>&/?#%=:;@\\\n"),
            *(f"1{mark}" for mark in ' "<&/?#%=\n'),
            "é",
            "..",
        ):
            assert re.fullmatch(provider.ids[name], text, re.ASCII) is None
        assert re.fullmatch(provider.ids[name], "1" * 300, re.ASCII) is None


@st.composite
def _addresses(draw: st.DrawFn, *, hostile: bool) -> tuple[Provider, str]:
    """An address of a shape of the table, with ids of the right form or with any text at all in their places."""
    provider = draw(st.sampled_from(PROVIDERS))
    thing = draw(st.sampled_from(provider.things))
    shape = draw(st.sampled_from([thing.url.removeprefix("https://"), *thing.shapes]))
    if shape.startswith("/"):
        shape = draw(st.sampled_from(provider.hosts)) + shape

    def filled(blank: re.Match[str]) -> str:
        if hostile and draw(st.booleans()):
            return draw(st.text(max_size=12) | st.text("/?#&=%@:\\.\"'<> -{}a1", max_size=12))
        if blank[0] == "*":
            return draw(st.text("abcXYZ019-_.", min_size=1, max_size=12))
        return draw(st.from_regex(re.compile(provider.ids[blank[1]], re.ASCII), fullmatch=True))

    address = re.sub(r"\{(\w+)\}|\*", filled, shape)
    scheme = draw(st.sampled_from(["https://", "http://", "//"]))
    end = draw(st.sampled_from(["", "#part", "&x=1" if "?" in address else "?x=1"]))
    return provider, scheme + address + end


@given(_addresses(hostile=False))
def test_every_shape_leads_to_its_provider(drawn: tuple[Provider, str]) -> None:
    """Whatever ids stand in it, an address of a shape of the table is the provider's, and what comes out is safe."""
    provider, address = drawn
    match = recognise(address)
    assert match is not None
    assert match.provider is provider
    assert_safe(match)
    again = recognise(match.url)
    assert again is not None
    assert again.url == match.url


@given(_addresses(hostile=True) | st.tuples(st.sampled_from(PROVIDERS), st.text()))
def test_nothing_hostile_comes_out(drawn: tuple[Provider, str]) -> None:
    """Whatever an address holds, what comes out leads to the provider over https and is safe in an attribute."""
    match = recognise(drawn[1])
    if match is not None:
        assert_safe(match)


@pytest.mark.parametrize(
    "address",
    [
        "https://w.soundcloud.com/player/?url=" * 20_000,
        "https://www.facebook.com/plugins/post.php?href=" * 20_000,
        "https://www.youtube.com/watch?" + "v=1&" * 200_000,
        "https://www.pinterest.com/pin/" + "-" * 500_000,
        "https://imgur.com/t/" + "a-" * 200_000 + "/" + "b-" * 200_000,
        "https://" + "a." * 400_000,
        "https://www.youtube.com/" + "/" * 500_000 + "%",
    ],
    ids=lambda address: address[:32],
)
def test_long_addresses_are_no_trouble(address: str) -> None:
    """A megabyte of address is read in linear time and without recursion: with either this test would not end."""
    assert recognise(address) is None


# The AMP validator


def _page(component: Component, size: tuple[int, int], layout: str = "responsive") -> str:
    attributes = "".join(f' {name}="{value.replace("&", "&amp;")}"' for name, value in component.attributes.items())
    width = f' width="{size[0]}"' if layout == "responsive" else ""
    element = component.element
    script = f"https://cdn.ampproject.org/v0/{element}-{component.version}.js"
    tag = f'<{element} layout="{layout}"{width} height="{size[1]}"{attributes}></{element}>'
    return GOOD_AMP.replace(
        "<style amp-custom>", f'<script async custom-element="{element}" src="{script}"></script><style amp-custom>'
    ).replace("</article>", f"{tag}</article>")


def test_components_are_valid(amp_problems: validators.Checker) -> None:
    """The official validator accepts the component of every address here, in its layout and size, and its script."""
    matches = [match for url in ADDRESSES if (match := recognise(url)) and match.amp is not None]
    assert len({match.amp.element for match in matches if match.amp}) == 12
    assert amp_problems({match.url: _page(match.amp, match.size, match.layout) for match in matches if match.amp}) == {}


def test_playlists_are_not_valid_yet(amp_problems: validators.Checker) -> None:
    """The validator refuses what would show a playlist of YouTube or an unlisted video of Vimeo, as the table says."""
    playlist = Component("amp-youtube", {"data-playlistid": "PLabcdef"})
    unlisted = Component("amp-vimeo", {"data-videoid": "76979871?h=8272103f6e"})
    problems = amp_problems({"playlist": _page(playlist, (480, 270)), "unlisted": _page(unlisted, (480, 270))})
    assert list(problems) == ["playlist", "unlisted"]
