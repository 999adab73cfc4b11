"""Words by which lines of an archived text are known, in the languages of many newsrooms: data for the rules.

In each table ``_`` stands for a space. Words are compared without their capitals.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "CORRECTIONS",
    "DATABASE",
    "FIELDS",
    "HOME",
    "KICKERS",
    "LINKS",
    "NOTES",
    "RELATED",
    "SECTIONS",
    "SHARING",
    "SHARING_TOO",
    "is_kicker",
    "is_section",
    "pattern",
    "terms",
]


def terms(table: str) -> frozenset[str]:
    """The words of a table.

    >>> sorted(terms("home start_page"))
    ['home', 'start page']
    """
    return frozenset(word.replace("_", " ").casefold() for word in table.split())


def pattern(table: str) -> str:
    """A pattern for any word of a table, longer ones first."""
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(terms(table), key=lambda word: (-len(word), word))
    )


HOME: Final = terms("""
    home homepage home_page front_page start startseite inicio portada accueil inizio início главная ana_sayfa
    strona_główna hjem hem etusivu αρχική beranda الرئيسية الصفحة_الرئيسية خانه صفحه_اصلی صفحه_نخست דף_הבית トップ
    トップページ ホーム 首页 首頁 홈 article artikel artículo 正文 本文 記事 full_story
""")
"""What a breadcrumb line begins or ends with that is no section."""

SECTIONS: Final = terms("""
    news world politics business economy economics sport sports culture arts entertainment technology tech science
    environment health education society local national international metro lifestyle life style travel food money
    markets finance europe africa asia middle east americas america us uk u.s. nation region regional regions city
    state obituaries weather media law crime transport energy climate real_estate defense defence security religion
    books music film home_news domestic foreign community nachrichten politik wirtschaft kultur gesellschaft wissen
    wissenschaft panorama lokales ausland inland feuilleton digital reise gesundheit medien umwelt vermischtes
    aktuelles sportnachrichten landkreis économie politique société monde sciences santé planète transports régions
    médias actualités environnement sports france sociedad política economía internacional cultura deportes ciencia
    tecnología mundo nacional noticias actualidad sucesos españa politica economia esteri cronaca mondo sport scienze
    ambiente italia notizie brasil esportes sociedade notícias ciência saúde binnenland buitenland economie cultuur
    sport nieuws nyheter inrikes utrikes kultur ekonomi wydarzenia świat kraj gospodarka политика экономика общество
    мир спорт культура происшествия новости наука в_мире gündem dünya ekonomi spor siyaset أخبار الأخبار اقتصاد سياسة
    رياضة ثقافة العالم محليات عربي دولي منوعات صحة تكنولوجيا سیاسی اقتصادی اجتماعی فرهنگی ورزشی بین‌الملل جهان ایران
    اخبار سیاست اقتصاد فرهنگ هنر جامعه ورزش علمی 国際 政治 経済 社会 スポーツ 文化 地域 科学 環境 国内 暮らし 新闻
    国际 国内 财经 体育 科技 娱乐 经济 军事 要闻 國際 財經 體育 정치 경제 사회 국제 문화 스포츠
""")
_SECTION_JOINTS: Final = re.compile(r"[\s&,/+・、]+")
_SECTION_SMALL: Final = frozenset("and und et y e en og och i и و the of & ".split())


def is_section(text: str) -> bool:
    """Whether a short text is the name of a section, as far as these words go.

    >>> is_section("Science & Environment"), is_section("LOCAL NEWS"), is_section("Talks go on")
    (True, True, False)
    """
    if len(text) > 40:
        return False
    if text.casefold() in SECTIONS:
        return True
    parts = [part for part in _SECTION_JOINTS.split(text.casefold().strip()) if part not in _SECTION_SMALL and part]
    return 1 <= len(parts) <= 4 and all(part in SECTIONS for part in parts)


KICKERS: Final = terms("""
    live liveblog live_blog analysis opinion comment commentary editorial exclusive interview feature explainer
    explained profile obituary review breaking breaking_news update updated factbox fact_check timeline q&a
    press_release news_release media_release statement special_report investigation essay column podcast in_pictures
    dispatch viewpoint letter report developing kommentar analyse exklusiv glosse leitartikel porträt reportage
    pressemitteilung eilmeldung liveticker hintergrund gastbeitrag essay entretien éditorial tribune portrait enquête
    exclusif chronique communiqué communiqué_de_presse en_direct décryptage récit análisis opinión entrevista
    reportaje crónica exclusiva tribuna última_hora en_directo nota_de_prensa comunicado perfil analisi opinione
    intervista editoriale esclusiva análise opinião entrevista reportagem exclusivo аналитика мнение интервью
    эксклюзив репортаж колонка срочно röportaj yorum özel تحليل رأي حوار تقرير عاجل خاص مقابلة بيان_صحفي تحلیل
    یادداشت گفت‌وگو گزارش اختصاصی فوری سرمقاله 社説 速報 独自 特集 解説 連載 コラム インタビュー 社论 社評 评论 独家
    快讯 特稿 专访 述评 단독 속보 인터뷰 사설
""")


def is_kicker(text: str) -> bool:
    """Whether a short text says of what kind the story is ("Analysis", "The Saturday interview").

    >>> is_kicker("The Saturday interview"), is_kicker("PRESS RELEASE"), is_kicker("Talks go on")
    (True, True, False)
    """
    if len(text) > 40:
        return False
    folded = text.casefold().strip(" :|-–—*")
    parts = folded.split()
    return folded in KICKERS or (
        len(parts) <= 4 and any(part.strip(":|") in KICKERS for part in (parts[:1] + parts[-1:]))
    )


RELATED: Final = """
    read_more read_also also_read see_also related related_article related_articles related_stories related_story
    related_links related_content related_coverage related_news related_topics related_posts more_on_this_story
    more_on_this more_on_this_topic more_about_this you_may_also_like you_might_also_like recommended
    recommended_stories further_reading also_on_this_site more_from_this_series more_stories in_this_story don't_miss
    don’t_miss keep_reading more_coverage read_the_full_story lesen_sie_auch lesen_sie_mehr lies_auch mehr_zum_thema
    mehr_dazu zum_thema siehe_auch auch_interessant weiterführende_links weitere_artikel
    das_könnte_sie_auch_interessieren weiterlesen mehr_lesen zum_weiterlesen verwandte_artikel lea_también
    lee_también lea_además lea_más leer_más más_información te_puede_interesar le_puede_interesar vea_también
    ver_también noticias_relacionadas relacionado relacionadas artículos_relacionados más_sobre_este_tema
    más_noticias lire_aussi à_lire_aussi à_lire lire_également lire_la_suite voir_aussi sur_le_même_sujet
    dans_la_même_rubrique sur_le_même_thème pour_aller_plus_loin articles_liés en_savoir_plus nos_articles
    leggi_anche per_approfondire vedi_anche articoli_correlati leia_também leia_mais veja_também saiba_mais
    notícias_relacionadas lees_ook lees_meer zie_ook meer_over_dit_onderwerp läs_också läs_mer läs_även les_også
    læs_også se_også lue_myös czytaj_także czytaj_też czytaj_również zobacz_też zobacz_także přečtěte_si čtěte_také
    читайте_также по_теме смотрите_также читать_также читайте_також ayrıca_okuyun ilgili_haberler διαβάστε_επίσης
    διαβάστε_ακόμα citește_și baca_juga اقرأ_أيضا اقرأ_أيضاً اقرأ_أيضًا إقرأ_أيضا إقرأ_أيضاً اقرأ_المزيد شاهد_أيضا
    شاهد_أيضاً مواضيع_ذات_صلة أخبار_ذات_صلة موضوعات_متعلقة مواد_ذات_صلة المزيد للمزيد روابط_ذات_صلة بیشتر_بخوانید
   همچنین_بخوانید مطالب_مرتبط اخبار_مرتبط در_همین_زمینه در_همین_رابطه بخوانید خبرهای_مرتبط קרא_עוד
    קראו_עוד קראו_גם עוד_בנושא כתבות_נוספות 関連記事 関連ニュース 関連リンク 関連 あわせて読みたい 合わせて読みたい
    こちらも読む 相关阅读 相关新闻 相关报道 相关链接 相关文章 延伸阅读 推荐阅读 更多阅读 相關新聞 相關報導 延伸閱讀
    관련기사 관련_기사 관련뉴스 관련_뉴스
"""

CORRECTIONS: Final = """
    correction corrections clarification corrections_and_clarifications correction_appended correction_notice erratum
    berichtigung korrektur richtigstellung corrección correcciones fe_de_errores aclaración rectificatif correctif
    erratum précision errata_corrige correzione rettifica correção errata rectificatie correctie rättelse rettelse
    sprostowanie исправление уточнение düzeltme تصحيح تصويب اصلاحیه تصحیح תיקון 訂正 おわび 更正 勘误 정정
"""
"""Words for a correction; they say no more than its block does, and do not stay in its text."""

NOTES: Final = """
    editor's_note editor’s_note editors'_note editors’_note editor's_notes note_to_readers anmerkung_der_redaktion
    anm._d._red. anm._d._red redaktioneller_hinweis nota_del_editor nota_de_la_redacción note_de_la_rédaction
    nota_della_redazione ndr nota_da_redação примечание_редакции от_редакции ملاحظة_المحرر توضیح_ویراستار 編集部注
    编者按 編者按 编者注
"""
"""Words for an editor's note; they stay in its text."""

FIELDS: Final = {
    "headline": """
        headline title titel überschrift titre título titolo заголовок عنوان العنوان 标题 標題 タイトル 見出し
    """,
    "section": """
        section category ressort rubrik rubrique sección sezione seção categoría categoria рубрика filed_under بخش
        القسم سرویس دسته 分类 栏目 カテゴリー カテゴリ
    """,
    "keywords": """
        tags tag keywords topics schlagworte schlagwörter stichworte themen mots-clés mots_clés thèmes etiquetas
        palabras_clave archivado_en temas parole_chiave argomenti palavras-chave assuntos trefwoorden słowa_kluczowe
        теги метки etiketler وسوم الوسوم كلمات_مفتاحية برچسب‌ها برچسب_ها برچسب کلیدواژه‌ها 关键词 关键字 标签
        キーワード タグ 태그
    """,
    "dateline": """
        dateline ortsmarke
    """,
    "byline": """
        byline by-line
    """,
    "identifier": """
        article_id story_id news_id id كود_الخبر کد_خبر شناسه_خبر
    """,
    "publisher": """
        publication newspaper publisher medium zeitung journal periódico
    """,
    "source_url": """
        url link permalink address original original_url web_address source quelle fuente fonte source_url لینک_کوتاه
        لینک رابط
    """,
    "copyright_holder": """
        copyright_holder rights_holder
    """,
}
"""Labels of an archive's own fields, "LABEL: value", by the article's field."""

DATABASE: Final = """
    body text full_text story article length words type doc-type document_type document load-date load_date language
    accession_number edition page pages series issue volume column pub-type publication-type journal-code subject
    geographic organization company person classification memo notes dateline-country wordcount word_count art
    record_number
"""
"""Labels of databases that say nothing of a story."""

SHARING: Final = terms("""
    share sharing tweet facebook twitter whatsapp linkedin telegram pinterest reddit instagram flipboard viber line
    email e-mail mail print save pin comments comment bookmark pocket messenger teilen drucken merken versenden
    kommentare kommentieren vorlesen senden partager envoyer imprimer réagir commenter compartir imprimir enviar
    guardar comentarios comentar compartilhar comentários condividi stampa invia commenti delen printen deel dela
    поделиться распечатать вконтакте одноклассники paylaş yazdır همرسانی چاپ نظرها نظرات ارسال اشتراک‌گذاری مشاركة
    شارك طباعة تعليقات فيسبوك تويتر واتساب シェア ツイート 印刷 ブックマーク はてなブックマーク 分享到 分享 微信 微博
    qq空间 打印 收藏 字号 字体 评论 공유 인쇄 스크랩 댓글
""")
"""Words of which lines for sharing, printing and commenting are made."""

SHARING_TOO: Final = terms("""
    this article story page post on via to by with the a it your friend friends copy link url x google google+ plus
    more auf per diesen artikel sur par cet en por este artículo su di questo pdf rss text size a- a+ - & and et y e
    bei und في على هذا المقال این مطلب 大 中 小 朋友圈 空间
""")
"""Words that stand between them."""

LINKS: Final = terms("""
    home contact contact_us about about_us privacy privacy_policy privacy_notice cookies cookie_policy terms
    terms_of_use terms_of_service terms_and_conditions terms_&_conditions advertise advertise_with_us subscribe
    newsletter newsletters rss sitemap site_map help faq careers jobs legal imprint accessibility archive archives
    corrections feedback sign_in log_in login register my_account e-paper mobile search menu impressum datenschutz
    agb kontakt startseite mediadaten abo mentions_légales charte plan_du_site nous_contacter cgu
    données_personnelles aviso_legal contacto política_de_privacidad política_de_cookies publicidad quiénes_somos
    note_legali contatti chi_siamo contato quem_somos اتصل_بنا من_نحن سياسة_الخصوصية تماس_با_ما درباره_ما 会社概要
    お問い合わせ プライバシーポリシー 利用規約 关于我们 联系我们 网站地图 版权声明 회사소개
""")
"""The pages that every site links to."""

PHOTO_WORDS: Final = """
    photo photograph picture image pic photo_credit image_credit credit illustration graphic map screengrab
    screenshot foto bild bilder grafik aufnahme copyright crédit crédit_photo photographie fotografía fotografia
    imagen imagem crédito kuva zdjęcie fot фото fotoğraf görsel
"""
"""Words for a picture, or for its credit, before the name of who made it; they may have a plural in "s"."""

PHOTO_WORDS_ELSEWHERE: Final = """
    عکاس عکس تصویر منبع_عکس تصوير صورة الصورة المصدر צילום 写真提供 写真 撮影 画像 提供 摄影 攝影 图片来源 圖片來源
    图源 图片 圖片 图 照片 사진제공 사진 제공
"""
"""The same in scripts without capitals."""

FILE_PHOTOS: Final = """
    file file_photo file_photograph file_picture file_image file_pic archive archive_photo archive_picture
    archive_image archival_photo stock_photo stock_image undated_photo handout handout_photo handout_image
    library_picture archivbild archivfoto symbolbild symbolfoto archiv agenturfoto foto_de_archivo archivo
    imagen_de_archivo photo_d'archives photo_d’archives photo_d'archive photo_d’archive archives foto_d'archivio
    foto_d’archivio archivio foto_de_arquivo arquivo архив архивное_фото arşiv آرشیو عکس_آرشیوی عکس_از_آرشیو
    تصویر_آرشیوی أرشيف صورة_أرشيفية أرشيفية 資料写真 資料 資料圖 資料圖片 资料图 资料图片 档案图 자료사진 자료_사진
"""
"""What stands in a credit's place where a picture is taken from the archive."""
