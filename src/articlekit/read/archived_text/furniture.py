"""What a site, a wire or a page prints around its stories: no part of any article, so it is left out and reported."""

# ruff: noqa: RUF001 - words of many scripts are what this file is about

from __future__ import annotations

import re
from typing import Final

from articlekit.read.archived_text.passages import Passage
from articlekit.read.archived_text.reading import Found, Reading, Rule, left_out
from articlekit.read.archived_text.shape import columns, ends_sentence, is_prose, is_upper
from articlekit.report import Notice

__all__ = [
    "contact",
    "copyright_line",
    "end_mark",
    "footer",
    "footer_rest",
    "is_contact",
    "is_furniture",
    "leaving_out",
    "site_furniture",
    "wire_slug",
]

LONGEST: Final = 300
"""A line of furniture is no longer than this, in columns; a copyright line may be."""


def leaving_out(pattern: str, *, code: str = "site-furniture", message: str = "a line of the site is left out") -> Rule:
    """A rule that leaves out every passage that a pattern matches from end to end, whatever its capitals.

    >>> from articlekit import Report, read_text
    >>> from articlekit.read.text import TEXT_RULES
    >>> rules = TEXT_RULES.with_rule("weather", leaving_out("Weather: .*"))
    >>> report = Report()
    >>> article = read_text("Talks go on\\n\\nWeather: fine\\n\\nThe two sides met in Paris on Friday.", rules=rules, report=report)
    >>> len(article.body), report.notices[0].place
    (1, 'line 3')
    """
    matches = re.compile(pattern, re.IGNORECASE).fullmatch

    def rule(passage: Passage, read: Reading) -> Found | None:  # noqa: ARG001  # every rule takes both
        return left_out(code, message) if matches(passage.text) else None

    return rule


# --- lines between the lines ---------------------------------------------------------------------------------------


def site_furniture(passage: Passage, read: Reading) -> Found | None:
    """A line for sharing, subscribing, following or advertising, or a button's label → left out, site-furniture."""
    text = passage.text
    if len(text) > LONGEST:
        return None
    edge = read.top or read.end
    if _is_sharing(text) or _ANYWHERE(text) or (edge and (_is_navigation(text) or _AT_EDGES(text))):
        return left_out("site-furniture", "a line of the site's own is left out")
    return None


# Words of which nothing but lines for sharing, printing and commenting are made. The words of the first table must be
# there; those of the second may.
_SHARING: Final = frozenset(
    """
    share sharing tweet facebook twitter whatsapp linkedin telegram pinterest reddit instagram flipboard viber line
    email e-mail mail print save pin comments comment bookmark pocket messenger
    teilen drucken merken versenden kommentare kommentieren vorlesen senden partager envoyer imprimer réagir commenter
    compartir imprimir enviar guardar comentarios comentar compartilhar comentários condividi stampa invia commenti
    delen printen deel dela skriv_ut поделиться распечатать вконтакте одноклассники paylaş yazdır
    همرسانی چاپ نظرها نظرات ارسال اشتراک‌گذاری مشاركة شارك طباعة تعليقات فيسبوك تويتر واتساب
    シェア ツイート 印刷 ブックマーク はてなブックマーク 分享到 分享 微信 微博 qq空间 打印 收藏 字号 字体 评论 공유 인쇄 스크랩 댓글
    """.replace("_", " ").split()
)
_SHARING_TOO: Final = frozenset(
    """
    this article story page post on via to by with the a it your friend friends copy link url x google google+ plus more rss
    auf per diesen artikel sur par cet article en por este artículo su di questo pdf text size a- a+ bei und
    في على هذا المقال این مطلب 大 中 小 朋友圈 空间 - & and et y e
    """.split()
)
_COUNT: Final = re.compile(r"\d[\d.,]*[kKmM]?").fullmatch
_BETWEEN_WORDS: Final = re.compile(r"[\s|/•·,:：()\[\]（）—–]+|(?<=\s)-(?=\s)")


def _is_sharing(text: str) -> bool:
    if len(text) > 120:
        return False
    tokens = [token for token in _BETWEEN_WORDS.split(text.casefold()) if token]
    return (
        len(tokens) <= 14
        and any(token in _SHARING for token in tokens)
        and all(token in _SHARING or token in _SHARING_TOO or _COUNT(token) for token in tokens)
    )


_ANYWHERE: Final = re.compile(
    "|".join(
        (
            # advertising
            r"[-–—\[(*]*\s?(?:advertise?ments?|advertising|advertorial|sponsored(?: content| by .{1,40})?|promoted|paid content)\s?[-–—\])*]*",
            r"(?:story|article) continues below(?: (?:this )?(?:ad|advertisement))?|continue reading(?: (?:the main story|below))?",
            r"(?:anzeige|werbung|publicidad|publicité|pubblicità|publicidade|annons|annonse|annonce|reklam[ae]?|реклама|إعلان|اعلان|تبلیغات|آگهی|広告|廣告|广告|광고)",
            # sharing
            r"(?:share|tweet|e-?mail|print|save|bookmark|forward) (?:this|the) (?:article|story|page|post|entry)\b.{0,60}",
            r"(?:share|partager|compartir|teilen|condividi|compartilhar) (?:on|sur|en|auf|su|no) \w+.{0,60}",
            # subscribing
            r"(?:sign up (?:for|to|now|here)|subscribe (?:to|now|for|today|here)|already a (?:subscriber|member)|log in to|get our|download our)\b.{0,140}",
            r"(?:to continue reading|this (?:article|content|story) is for (?:subscribers|members)|free newsletters?)\b.{0,140}",
            r"(?:jetzt (?:abonnieren|anmelden|registrieren)|zum newsletter|suscr[ií]b(?:ete|ase|irse)|abonnez-vous|inscrivez-vous|iscriviti|abbonati|assine|подпишитесь|подписывайтесь|اشترك في|عضویت در خبرنامه|会員登録|購読|订阅)\b.{0,140}",
            # following
            r"(?:follow|like|join|find|connect with) us (?:on|at|in|via)\b.{0,140}|follow (?:@\w+|[\w.'’-]+(?: [\w.'’-]+){0,3}) on (?:twitter|x|facebook|instagram)\b.{0,80}",
            r"(?:folgen sie uns|folge uns|síguenos|síganos|suivez-nous|seguici|siga-nos|volg ons|следите за|تابعونا|تابعنا|ما را در .{2,40} دنبال کنید|关注我们|關注我們|扫一扫|팔로우)\b.{0,140}",
        )
    ),
    re.IGNORECASE,
).fullmatch

_AT_EDGES: Final = re.compile(
    "|".join(
        (
            # buttons
            r"skip to (?:main )?content|back to (?:the )?top|show more(?: \w+)?|load(?:ing)?(?: more)?(?: \w+)?[.…]*|read more|view (?:all|more).{0,30}|reuse this content|rights and permissions",
            r"(?:zum seitenanfang|nach oben|volver arriba|retour en haut|torna su|voltar ao topo|наверх|بازگشت به بالا|ページの先頭へ|返回顶部)",
            r"(?:next|previous)(?: (?:article|story|page|post))?|home(?:page)?|menu|search|close|sections|topics",
            r"listen(?: to this (?:article|story))?(?: \(\d.{0,12}\))?|play|watch(?: (?:live|now|video))?|(?:view|open) (?:gallery|comments)",
            # reading time, counts
            r"(?:reading time|lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo di lettura|tempo de leitura|leestijd|время чтения|زمان مطالعه|وقت القراءة)\s?:?\s?.{1,20}",
            r"\d{1,3}[- ]min(?:ute)?s?\.?(?: read| de lecture| lesezeit)?|\d[\d.,]*k? (?:views|shares|comments|kommentare|commentaires|comentarios|visitas)|(?:views|shares|comments)\s?:?\s?\(?\d[\d.,]*\)?",
            # comments
            r"(?:leave|post|add|write|join) (?:a |the )?(?:comment|reply|conversation|discussion)s?.{0,60}|comments?(?: (?:are )?closed)?|kommentare?|kommentar schreiben|commentaires|comentarios|commenti|التعليقات|نظر شما|ارسال نظر|コメント|评论|評論|댓글",
            # where it stood
            r"from the (?:section|series|archive)s? .{1,60}|this live (?:coverage|blog|page|stream) (?:has ended|is (?:now )?(?:closed|over)).?|(?:originally|first) published (?:on|in) (?:page|section).{1,40}",
            r"page [A-Z]?\d{1,3}|seite \d{1,3}|(?:late|final|first|national|city|morning|evening|early|metro) edition|\d{2,5} words|\d{2,5} wörter",
            # asking for money
            r"(?:… ?|\.\.\. ?)?we have a small favou?r to ask.{0,260}|support (?:our|independent|quality) (?:journalism|reporting|work).{0,200}|.{0,200}\bfrom as little as [£$€].{0,40}",
            r"all (?:times|rights) .{0,40}|for immediate release|embargoed? (?:until|till|for|to).{0,60}|not for (?:publication|distribution).{0,80}",
            r"(?:source|quelle|fuente|fonte|bron|kilde|источник|المصدر|منبع|出典|来源|來源|출처)\s?[:：]\s?(?!https?:).{1,80}",
            r"(?:edited by|编辑|編輯|责任编辑|責任編輯|责编|審核|审核|校对)\s?[:：]\s?.{1,40}",
            r"(?:all rights reserved|alle rechte vorbehalten|todos los derechos reservados|tous droits réservés|tutti i diritti riservati|todos os direitos reservados|все права защищены|جميع الحقوق محفوظة|كل الحقوق محفوظة|(?:تمامی|تمام|کلیه|همه) حقوق .{0,80}|.{0,40}無断(?:転載|複製).{0,30}|.{0,40}未经(?:授权|许可).{0,40}|무단.{0,6}전재.{0,40}).?",
        )
    ),
    re.IGNORECASE,
).fullmatch

_LINK_WORDS: Final = frozenset(
    part.strip()
    for part in """
    home, contact, contact us, about, about us, privacy, privacy policy, privacy notice, cookies, cookie policy, terms, terms of use,
    terms of service, terms and conditions, terms & conditions, advertise, advertise with us, subscribe, newsletter, newsletters, rss, sitemap, site map, help, faq, careers,
    jobs, legal, imprint, accessibility, archive, archives, corrections, feedback, sign in, log in, login, register, my account, e-paper, mobile, search, menu,
    impressum, datenschutz, agb, kontakt, startseite, mediadaten, abo, mentions légales, charte, plan du site, nous contacter, cgu, cookies, données personnelles,
    aviso legal, contacto, política de privacidad, política de cookies, publicidad, quiénes somos, note legali, contatti, chi siamo, contato, quem somos,
    اتصل بنا, من نحن, سياسة الخصوصية, تماس با ما, درباره ما, 会社概要, お問い合わせ, プライバシーポリシー, 利用規約, 关于我们, 联系我们, 网站地图, 版权声明, 회사소개
    """.replace("\n", " ").split(",")
)
_BETWEEN_LINKS: Final = re.compile(r"\s*(?:[|•·/｜｜]|\s[-–—]\s|\s{2,}|\t)\s*")


def _is_navigation(text: str) -> bool:
    """Whether a line is a row of links to the pages that every site has."""
    parts = _BETWEEN_LINKS.split(text.casefold())
    known = sum(part in _LINK_WORDS for part in parts)
    return len(parts) > 1 and known >= 2 and known * 2 >= len(parts)


# --- the end of the page -------------------------------------------------------------------------------------------


def footer(passage: Passage, read: Reading) -> Found | None:  # noqa: ARG001  # every rule takes both
    """A line that opens what follows a story on its page ("Most read", the site's other addresses) → left out, site-footer."""
    text = passage.text
    if len(text) <= LONGEST and (_FOOTER(text) or _is_navigation(text)):
        return left_out("site-footer", "the site's own footer is left out")
    return None


_FOOTER: Final = re.compile(
    "|".join(
        (
            r".{0,80}\b(?:web ?site|site|page|channel|app)\b.{0,20} (?:can|may) (?:also )?be (?:accessed|reached|viewed|visited|found|watched)\b.{0,120}",
            r".{0,80}\b(?:alternate|alternative|mirror) (?:addresses|sites|domains|links)\b.{0,80}:?",
            r"(?:most|more) (?:read|popular|viewed|shared|commented|recent|from|in|on|stories|news|articles|headlines)\b.{0,60}",
            r"(?:trending|top stories|latest(?: news| stories| headlines)?|popular(?: now| stories)?|editor['’]?s['’]? picks|don['’]t miss|around the web|you might also like|from our partners|promoted stories|what to read next)\b.{0,40}:?",
            r"(?:meistgelesen|am häufigsten gelesen|mehr aus .{1,30}|neueste artikel|lo más (?:leído|visto)|más leídas?|últimas noticias|les plus lus|à la une|i più letti|mais lidas|самое (?:читаемое|популярное)|الأكثر (?:قراءة|مشاهدة)|پربازدید.{0,20}|アクセスランキング|ランキング|热门.{0,8}|最新(?:ニュース|新闻)|인기 ?기사).{0,20}",
            r"about (?:the|this) (?:author|website|site|newspaper)\b.{0,40}",
        )
    ),
    re.IGNORECASE,
).fullmatch


def footer_rest(passage: Passage, read: Reading) -> Found | None:
    """What follows a footer's first line, down to the end and without running text → left out, site-footer."""
    if "site-footer" in read.codes and not (columns(passage.text[:60]) >= 50 and ends_sentence(passage.text)):
        return left_out("site-footer", "the site's own footer is left out")
    return None


def end_mark(passage: Passage, read: Reading) -> Found | None:  # noqa: ARG001  # every rule takes both
    """A mark such as "ENDS" or "-30-" → left out, end-mark."""
    return left_out("end-mark", "the mark of the story's end is left out") if _END_MARK(passage.text) else None


_END_MARK: Final = re.compile(
    r"[-–—/*#(\[\s]*(?:ENDS?|-0-|30|FIN|ENDE|FINE|NNNN|END OF (?:STORY|ARTICLE|TEXT)|END ITEM|完|了|終わり|おわり|끝)[-–—/*#)\]\s.]*"
    r"|/?ends/?|[（(](?:完|了|終わり|おわり|끝)[）)]|xx+|\(end\)|end/?item"
).fullmatch


def contact(passage: Passage, read: Reading) -> Found | None:
    """A line that is nothing but an e-mail address, a handle or a telephone number → left out, contact-line."""
    text = passage.text
    if len(text) > 200 or not (_CONTACT(text) or ((read.top or read.end) and _REACHED(text))):
        return None
    return left_out("contact-line", "a line that says how to reach somebody is left out")


def is_contact(text: str) -> bool:
    """Whether a line is nothing but an address of mail, a handle or a telephone number."""
    return len(text) <= 200 and _CONTACT(text) is not None


_CONTACT: Final = re.compile(
    r"(?:(?:e-?mail|mail|e|twitter|x|instagram|web|site|correo|courriel)\s?[:.]\s?)?(?:[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|@\w{2,40})"
    r"|(?:t|tel|telephone|phone|mob|mobile|cell|f|fax|ph|telefon|teléfono|téléphone)\.?\s?[:.]\s?[+(]?\d[\d ()./+-]{4,30}(?: ext\.? ?\d+)?"
    r"|(?:media|press|news|editorial|presse|prensa|pressekontakt)\s?(?:contacts?|enquiries|inquiries|relations|kontakt)?\s?(?:contacts?|enquiries|inquiries)(?: \w+)?:?|pressekontakt:?|contact presse ?:?"
    r"|for (?:more|further|additional) (?:information|details)(?:,? (?:please )?(?:contact|call|visit))?\s?:?",
    re.IGNORECASE,
).fullmatch
_REACHED: Final = re.compile(
    r".{1,80} (?:can|may) be (?:reached|contacted|emailed|followed) (?:at|on|by|via|via e-?mail)\b.{1,100}"
    r"|(?:reach|contact|e-?mail|write to) (?:the (?:writer|author|reporter)|\w+ \w+|him|her|them|us) (?:at|on|via)\b.{1,100}",
    re.IGNORECASE,
).fullmatch


# --- wires ---------------------------------------------------------------------------------------------------------


def wire_slug(passage: Passage, read: Reading) -> Found | None:
    """An agency's slug, advisory or transmission mark above or below a story → left out, wire-slug."""
    if not (read.top or read.end) or len(passage.text) > LONGEST:
        return None
    return left_out("wire-slug", "a line for editors is left out") if _SLUG(passage.text) else None


_SLUG: Final = re.compile(
    r"(?:[\w ]{0,40} )?(?:BC|AM|PM)-[A-Z][\w&'./-]{2,60}(?: .{0,60})?"
    r"|[A-Z]{2,12}(?:-[A-Z0-9]{2,20}){1,5}(?:/[A-Z0-9() ,-]{1,60})?(?: \([A-Z0-9 ,.-]{1,60}\))?"
    r"|[A-Z]{2,6}(?:-[A-Z]{2})?-\d\d-\d\d-\d\d(?:\d\d)? \d{3,4} ?(?:GMT|E[SD]T|UTC)?|[A-Z]{3,5} \d{3,4} \d{6} .{0,40}"
    r"|(?:Eds?|Editors|Note to editors|Attention editors|Advisory|ATTENTION|ZCZC|UPDATES?:|RECASTS|ADDS)\b[:.,-]? ?(?![a-z]).{0,260}"
    r"|(?i:eds?:.{1,260})"
    r"|(?:URGENT|FLASH|BULLETIN|EMBARGOED?|EILMELDUNG|URGENTE)\W*"
    r"|dpa \w\w(?: \w\w){1,5}.{0,40}|[a-z]{2,3}(?:[-/][a-z]{2,4}){1,4}|\d{6} (?:[A-Z]{3} )?[a-z]{3} \d\d"
).fullmatch


# --- rights --------------------------------------------------------------------------------------------------------


def copyright_line(passage: Passage, read: Reading) -> Found | None:
    """A line that states the copyright ("© 2016 …") → the article's copyright notice; a second one is left out."""
    if not _COPYRIGHT(passage.text[:400]):
        return None
    if "copyright_notice" in read.fields:
        return left_out("copyright-repeated", "one more copyright line is left out")
    return Found(fields={"copyright_notice": passage.text})


_COPYRIGHT: Final = re.compile(
    r"(?s:.{0,60}?)(?:(?:©|\(c\)|copyright)[\s,:]*){1,3}(?:by\b|[0-9۰-۹٠-٩]{4})(?s:.*)"
    r"|(?:©|copyright\b)(?s:.{1,120}?)(?:rights reserved|rechte vorbehalten|derechos reservados|droits réservés|diritti riservati"
    r"|direitos reservados|права защищены|nachdruck)(?s:.*)|版权声明[:：](?s:.*)|版权所有(?s:.*)|著作権(?s:.*)",
    re.IGNORECASE,
).fullmatch


def is_furniture(text: str) -> bool:
    """Whether a passage belongs to what stands below a story, so that it is no running text even if it is long."""
    return bool(
        _COPYRIGHT(text[:400])
        or (
            len(text) <= LONGEST
            and (_is_sharing(text) or _ANYWHERE(text) or _AT_EDGES(text) or _FOOTER(text) or _is_navigation(text)
                 or _REACHED(text) or _SLUG(text))
        )
    )
