"""What a site, a wire or a page prints around its stories: no part of any article, so it is left out and reported."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from articlekit.read.archived_text.bylines import is_agency
from articlekit.read.archived_text.passages import Passage
from articlekit.read.archived_text.reading import Found, Reading, Rule, left_out
from articlekit.read.archived_text.shape import columns, ends_sentence, words
from articlekit.read.archived_text.words import LINKS, SHARING, SHARING_TOO

__all__ = [
    "contact",
    "copyright_line",
    "end_mark",
    "footer",
    "footer_rest",
    "is_contact",
    "is_footer",
    "is_furniture",
    "leaving_out",
    "site_furniture",
    "wire_slug",
]

LONGEST: Final = 300
"""No line of furniture but a copyright line is longer, in characters."""


def leaving_out(pattern: str, *, code: str = "site-furniture", message: str = "a line of the site is left out") -> Rule:
    r"""A rule that leaves out every passage that a pattern matches from end to end, whatever its capitals.

    >>> from articlekit import Report, read_text
    >>> from articlekit.read.text import TEXT_RULES
    >>> rules = TEXT_RULES.with_rule("weather", leaving_out("Weather: .*"))
    >>> report = Report()
    >>> source = "Talks go on\n\nWeather: fine\n\nThe two sides met in Paris on Friday."
    >>> len(read_text(source, rules=rules, report=report).body), report.notices[0].place
    (1, 'line 3')
    """
    matches = re.compile(pattern, re.IGNORECASE | re.DOTALL).fullmatch

    def rule(passage: Passage, read: Reading) -> Found | None:
        return left_out(code, message) if matches(passage.text) else None

    return rule


def _any(*patterns: str) -> Callable[[str], re.Match[str] | None]:
    """What matches a whole text by any of some patterns, whatever its capitals."""
    return re.compile("|".join(patterns), re.IGNORECASE).fullmatch


# --- lines between the lines ----------------------------------------------------------------------------------------


def site_furniture(passage: Passage, read: Reading) -> Found | None:
    """A line for sharing, subscribing, following or advertising, or a button's label → left out, site-furniture."""
    text = passage.text
    if len(text) > LONGEST:
        return None
    if read.top or read.end:
        known = is_site_line(text) or _is_source(text, most=3 if read.top else 9)
    else:
        known = bool(_is_sharing(text, least=2) or _ANYWHERE(text))
    return left_out("site-furniture", "a line of the site is left out") if known else None


def is_site_line(text: str) -> bool:
    """Whether a line above or below a text is one of the site's own."""
    return len(text) <= LONGEST and bool(
        _is_sharing(text) or _ANYWHERE(text) or _AT_EDGES(text) or _is_navigation(text)
    )


_COUNT: Final = re.compile(r"\d[\d.,]*[km]?").fullmatch
_BETWEEN_WORDS: Final = re.compile(r"[\s|/•·,:：()\[\]（）—–]+")


def _is_sharing(text: str, *, least: int = 1) -> bool:
    """Whether a line is made of words for sharing, printing and commenting alone, with so many of them at the least."""
    if len(text) > 120:
        return False
    words = [word for word in _BETWEEN_WORDS.split(text.casefold()) if word]
    return (
        len(words) <= 14
        and sum(word in SHARING for word in words) >= least
        and all(word in SHARING or word in SHARING_TOO or _COUNT(word) for word in words)
    )


_ANYWHERE: Final = _any(
    # advertising
    r"[-–—\[(*]*\s?(?:advertise?ments?|advertising|advertorial|promoted|paid content)\s?[-–—\])*]*",
    r"sponsored(?: content| by .{1,40})?|(?:story|article) continues below(?: (?:this )?(?:ad|advertisement))?",
    r"continue reading(?: (?:the main story|below))?",
    r"anzeige|werbung|publicidad|publicité|pubblicità|publicidade|annons|annonse|annonce|reklam[ae]?|реклама",
    r"إعلان|اعلان|تبلیغات|آگهی|広告|廣告|广告|광고",
    # sharing
    r"(?:share|tweet|e-?mail|print|save|bookmark|forward) (?:this|the) (?:article|story|page|post|entry)\b.{0,60}",
    r"(?:share|partager|compartir|teilen|condividi|compartilhar) (?:on|sur|en|auf|su|no) \w+.{0,60}",
    # subscribing
    r"(?:sign up (?:for|to|now|here)|subscribe (?:to|now|for|today|here)|log in to|get our|download our)\b.{0,140}",
    r"already a (?:subscriber|member)\b.{0,140}|(?:to continue reading|free newsletters?)\b.{0,140}",
    r"this (?:article|content|story) is for (?:subscribers|members)\b.{0,140}",
    r"(?:jetzt (?:abonnieren|anmelden|registrieren)|zum newsletter|suscr[ií]b(?:ete|ase|irse)|abonnez-vous)\b.{0,140}",
    r"(?:inscrivez-vous|iscriviti|abbonati|assine|подпишитесь|подписывайтесь)\b.{0,140}",
    r"(?:اشترك في|عضویت در خبرنامه)\b.{0,140}|(?:会員登録|購読|订阅)(?:はこちら|する|の?申し?込み|我们).{0,20}",
    # cookies
    r"(?:we|this (?:web ?)?site|our (?:web ?)?site) uses? cookies\b.{0,250}|(?:accept|reject|manage) (?:all )?cookies",
    # following
    r"(?:follow|like|join|find|connect with) us (?:on|at|in|via)\b.{0,140}",
    r"follow (?:@\w+|[\w.'’-]+(?: [\w.'’-]+){0,3}) on (?:twitter|x|facebook|instagram)\b.{0,80}",
    r"(?:folgen sie uns|folge uns|síguenos|síganos|suivez-nous|seguici|siga-nos|volg ons|следите за)\b.{0,140}",
    r"(?:تابعونا|تابعنا)\b.{0,140}|ما را در .{2,40} دنبال کنید.{0,80}|(?:关注我们|關注我們|扫一扫|팔로우).{0,60}",
)
"""Lines that are none of a story wherever they stand."""

_AT_EDGES: Final = _any(
    # buttons
    r"skip to (?:main )?content|back to (?:the )?top|show more(?: \w+)?|load(?:ing)?(?: more)?(?: \w+)?[.…]*",
    r"read more|view (?:all|more).{0,30}|reuse this content|rights and permissions|sections|topics|search|close|menu",
    r"zum seitenanfang|nach oben|volver arriba|retour en haut|torna su|voltar ao topo|наверх",
    r"بازگشت به بالا|ページの先頭へ|返回顶部",
    r"(?:next|previous)(?: (?:article|story|page|post))?|home(?:page)?|(?:view|open) (?:gallery|comments)",
    r"listen(?: to this (?:article|story))?(?: \(\d.{0,12}\))?|play|watch(?: (?:live|now|video))?",
    # reading time, counts
    r"(?:reading time|lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo di lettura)\s?:?\s?.{1,20}",
    r"(?:tempo de leitura|leestijd|время чтения|زمان مطالعه|وقت القراءة)\s?:?\s?.{1,20}",
    r"\d{1,3}[- ]min(?:ute)?s?\.?(?: read| de lecture| lesezeit)?",
    r"\d[\d.,]*k? (?:views|shares|comments|kommentare|commentaires|comentarios|visitas)",
    r"(?:views|shares|comments)\s?:?\s?\(?\d[\d.,]*\)?",
    # comments
    r"(?:leave|post|add|write|join) (?:a |the )?(?:comment|reply|conversation|discussion)s?.{0,60}",
    r"comments?(?: (?:are )?closed)?|kommentare?|kommentar schreiben|commentaires|comentarios|commenti",
    r"التعليقات|نظر شما|ارسال نظر|コメント|评论|評論|댓글",
    # where it stood
    r"from the (?:section|series|archive)s? .{1,60}|(?:originally|first) published (?:on|in) (?:page|section).{1,40}",
    r"this live (?:coverage|blog|page|stream) (?:has ended|is (?:now )?(?:closed|over)).?",
    r"page [A-Z]?\d{1,3}|seite \d{1,3}|(?:late|final|first|national|city|morning|evening|early|metro) edition",
    r"\d{2,5} (?:words|wörter|mots)|for immediate release|embargoed? (?:until|till|for|to).{0,60}",
    r"all times .{0,40}|not for (?:publication|distribution).{0,80}",
    # asking for money
    r"(?:… ?|\.\.\. ?)?we have a small favou?r to ask.{0,260}|.{0,200}\bfrom as little as [£$€].{0,40}",
    r"support (?:our|independent|quality) (?:journalism|reporting|work).{0,200}",
    # who edited it
    r"(?:edited by|编辑|編輯|责任编辑|責任編輯|责编|審核|审核|校对)\s?[:：]\s?.{1,40}",
    # rights, where no holder is named
    r"(?:some|all) rights reserved\.?|alle rechte vorbehalten\.?|todos los derechos reservados\.?",
    r"tous droits réservés\.?|tutti i diritti riservati\.?|todos os direitos reservados\.?|все права защищены\.?",
    r"(?:جميع|كل) الحقوق محفوظة.?|(?:تمامی|تمام|کلیه|همه) حقوق .{0,60}(?:محفوظ|متعلق).{0,40}",
    r".{0,40}無断(?:転載|複製).{0,30}|.{0,40}未经.{0,6}(?:授权|许可).{0,8}(?:转载|复制).{0,20}|무단.{0,6}전재.{0,40}",
)
"""Lines that are none of a story above or below its text; within it they may be headings, or words of somebody."""

_SOURCE: Final = re.compile(
    r"(?:source|quelle|fuente|fonte|bron|kilde|источник|المصدر|منبع|出典|来源|來源|출처)\s?[:：]\s?(?P<name>(?!https?:).{1,80})",
    re.IGNORECASE,
).fullmatch


def _is_source(text: str, *, most: int = 3) -> bool:
    """Whether a line names where a story came from: an agency, or so few words that they are no sentence."""
    match = _SOURCE(text) if len(text) <= LONGEST else None
    return match is not None and (is_agency(match["name"]) or words(match["name"]) <= most)


_BETWEEN_LINKS: Final = re.compile(r"\s*[|•·/｜]\s*|\s+[-–—]\s+|\s{2,}|\t")


def _is_navigation(text: str) -> bool:
    """Whether a line is a row of links to the pages that every site has."""
    parts = _BETWEEN_LINKS.split(text.casefold())
    known = sum(part in LINKS for part in parts)
    return len(parts) > 1 and known >= 2 and known * 2 >= len(parts)


# --- the end of the page --------------------------------------------------------------------------------------------


def footer(passage: Passage, read: Reading) -> Found | None:
    """A line that opens what follows a story on its page ("Most read", the site's other addresses) → site-footer."""
    if not is_footer(passage.text):
        return None
    return left_out("site-footer", "the site's own footer is left out")


def footer_rest(passage: Passage, read: Reading) -> Found | None:
    """What follows a footer's first line, down to the end and without running text → left out, site-footer."""
    if "site-footer" not in read.codes or (columns(passage.text[:60]) >= 50 and ends_sentence(passage.text)):
        return None
    return left_out("site-footer", "the site's own footer is left out")


def is_footer(text: str) -> bool:
    """Whether a line opens what follows a story on its page."""
    return len(text) <= LONGEST and _FOOTER(text) is not None


_FOOTER: Final = _any(
    # other addresses of the site
    r".{0,80}\b(?:web ?site|site|page|channel|app)\b.{0,20} (?:can|may) (?:also )?be"
    r" (?:accessed|reached|viewed|visited|found|watched)\b.{0,120}",
    r".{0,80}\b(?:alternate|alternative|mirror) (?:addresses|sites|domains|links)\b.{0,80}",
    # other stories
    r"(?:most|more) (?:read|popular|viewed|shared|commented|recent|from|in|on|stories|news|articles)\b.{0,60}",
    r"(?:trending|top stories|latest(?: news| stories| headlines)?|popular(?: now| stories)?|don['’]t miss)\b.{0,40}",
    r"(?:editor['’]?s['’]? picks|around the web|from our partners|promoted stories|what to read next)\b.{0,40}",
    r"(?:meistgelesen|am häufigsten gelesen|neueste artikel|lo más (?:leído|visto)|más leídas?).{0,20}",
    r"mehr aus .{1,30}|(?:les plus lus|à la une|i più letti|mais lidas|самое (?:читаемое|популярное)).{0,20}",
    r"الأكثر (?:قراءة|مشاهدة).{0,20}|پربازدید.{0,20}|(?:アクセス)?ランキング",
    r"热门.{0,8}|最新(?:ニュース|新闻)|인기 ?기사",
)


def end_mark(passage: Passage, read: Reading) -> Found | None:
    """A mark such as "ENDS" or "-30-" → left out, end-mark."""
    if len(passage.text) > 40 or not _END_MARK(passage.text):
        return None
    return left_out("end-mark", "the mark of the story's end is left out")


_END_MARK: Final = re.compile(
    r"[-–—/*#(\[\s]*(?:ENDS?|-0-|30|FIN|ENDE|FINE|NNNN|END OF (?:STORY|ARTICLE|TEXT)|END ITEM)[-–—/*#)\]\s.]*"
    r"|[（(]?(?:完|了|終わり|おわり|끝)[）)]?|/?ends/?|\(end\)"
).fullmatch


def contact(passage: Passage, read: Reading) -> Found | None:
    """A line that only says how to reach somebody: an e-mail address, a handle, a telephone number → contact-line."""
    text = passage.text
    if len(text) > 200 or not (_CONTACT(text) or ((read.top or read.end) and _REACHED(text))):
        return None
    return left_out("contact-line", "a line that says how to reach somebody is left out")


def is_contact(text: str) -> bool:
    """Whether a line is nothing but an e-mail address, a handle or a telephone number.

    >>> is_contact("jane@example.org"), is_contact("T: +44 1632 960 017"), is_contact("Jane Doe")
    (True, True, False)
    """
    return len(text) <= 200 and _CONTACT(text) is not None


_CONTACT: Final = _any(
    r"(?:(?:e-?mail|mail|e|twitter|x|instagram|web|site|correo|courriel)\s?[:.]\s?)?"
    r"(?:[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|@\w{2,40})",
    r"(?:t|tel|telephone|phone|mob|mobile|cell|f|fax|ph|telefon|teléfono|téléphone)\.?\s?[:.]\s?"
    r"[+(]?\d[\d ()./+-]{4,30}(?: ext\.? ?\d+)?",
    r"(?:media|press|news|editorial) (?:contacts?|enquiries|inquiries|relations|office):?",
    r"pressekontakt:?|contact presse ?:?",
    r"for (?:more|further|additional) (?:information|details)(?:,? (?:please )?(?:contact|call|visit))?\s?:?",
)
_REACHED: Final = _any(
    r".{1,80} (?:can|may) be (?:reached|contacted|emailed|followed) (?:at|on|by|via|via e-?mail)\b.{1,100}",
    r"(?:reach|contact|e-?mail|write to) (?:the (?:writer|author|reporter)|\w+ \w+|him|her|them|us)"
    r" (?:at|on|via)\b.{1,100}",
)


# --- wires ----------------------------------------------------------------------------------------------------------


def wire_slug(passage: Passage, read: Reading) -> Found | None:
    """An agency's slug, advisory, initials or transmission mark above or below a story → left out, wire-slug."""
    if len(passage.text) > LONGEST or not _SLUG(passage.text):
        return None
    return left_out("wire-slug", "a line for editors is left out")


_SLUG: Final = re.compile(
    # the Associated Press: "BC-PORTELLO-FERRY-2ndLd-Writethru"
    r"(?:[a-z] [a-z] |[A-Z]{1,3}\d{2,5} [\w ]{0,30} ?)?(?:BC|AM|PM)-[A-Z][\w&'./-]{2,60}(?: .{0,60})?"
    r"|[A-Z]{2,12}(?:-[A-Z0-9]{2,20}){1,5}(?:/[A-Z0-9() ,-]{1,60})?(?: \([A-Z0-9 ,.-]{1,60}\))?"  # "SYRIA-RUSSIA/TALKS"
    r"|[A-Z]{2,6}(?:-[A-Z]{2})?-\d\d-\d\d-\d\d(?:\d\d)? \d{3,4} ?(?:GMT|E[SD]T|UTC)?"  # "AP-NY-07-06-17 1754EDT"
    r"|(?i:eds?|editors|note to editors|attention editors|advisory):.{1,260}|(?:UPDATES|RECASTS|ADDS|REFILES)\b.{1,260}"
    r"|(?:URGENT|FLASH|BULLETIN|EMBARGOED|EILMELDUNG|URGENTE|ZCZC.{0,40})\W*"
    r"|dpa(?: [a-z]{2}){2,6}.{0,40}|\d{6} (?:[A-Z]{3} )?[a-z]{3} \d\d"  # "061754 Jul 17"
    r"|[a-z]{2,3}(?:[-/][a-z]{2,4}){1,4}|[A-Za-z]{1,4}(?:/[A-Za-z]{1,4}){1,4}"  # initials: "jd/ab"
).fullmatch


# --- rights ---------------------------------------------------------------------------------------------------------


def copyright_line(passage: Passage, read: Reading) -> Found | None:
    """A line that states the copyright ("© 2016 …") → the article's copyright notice; a second one is left out."""
    if not _is_copyright(passage.text):
        return None
    if "copyright_notice" in read.fields:
        return left_out("copyright-repeated", "one more copyright line is left out")
    return Found(fields={"copyright_notice": passage.text})


def _is_copyright(text: str) -> bool:
    return len(text) <= 1000 and _COPYRIGHT(text[:400]) is not None


_COPYRIGHT: Final = re.compile(
    r"""
    .{0,60}? (?: (?:©|\(c\)|copyright) [\s,:]* ){1,3} (?: by\b | \d{4} ) .*
    | (?:©|copyright\b) .{1,120}? (?: rights\ reserved | rechte\ vorbehalten | derechos\ reservados | droits\ réservés
        | diritti\ riservati | direitos\ reservados | права\ защищены | nachdruck ) .*
    | (?: 版权声明[:：] | 版权所有 | 著作権 ) .*
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
).fullmatch


def is_furniture(text: str) -> bool:
    """Whether a line above or below a story belongs to the site or the wire.

    >>> is_furniture("Share this article"), is_furniture("© 2016 The Ledger"), is_furniture("Talks go on")
    (True, True, False)
    """
    return (
        _is_copyright(text)
        or is_site_line(text)
        or is_contact(text)
        or (len(text) <= LONGEST and bool(_is_source(text) or _REACHED(text) or _SLUG(text)))
    )
