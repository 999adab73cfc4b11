import articlekit as ak, pytest, time
from wagtail.models import Page
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from django_site.stories.models import DemoPage, WidePage, stream
from articlekit.contrib.wagtail import *
STORY = StreamMapping(
    heading_block=heading(content="heading_text", level="size"),
    paragraph_block=rich_text,
    image_block=figure(image="image", caption="caption", credit="attribution"),
    block_quote=block_quote(content="text", attribution="attribute_name"),
    embed_block=embed,
)
@pytest.mark.django_db
def test_x(settings,tmp_path):
    from wagtail.models import Collection; Collection.add_root(name="Root"); settings.MEDIA_ROOT=tmp_path; settings.ROOT_URLCONF="django_site.stories.urls"
    image=get_image_model().objects.create(title="A ship",file=get_test_image_file(size=(2000,1000)),focal_point_x=500,focal_point_y=500,focal_point_width=10,focal_point_height=10)
    from wagtail.models import Site, Locale
    Locale.objects.create(language_code="en")
    root=Page.add_root(title="Home",slug="home"); Site.objects.create(hostname="example.org",root_page=root,is_default_site=True)
    s=stream(DemoPage,("heading_block",{"heading_text":"Hi","size":"h3"}),("paragraph_block",'<p>a <b>b</b> <a linktype="page" id="%d">home</a> <a linktype="page" id="99">gone</a></p><ul><li>x</li></ul><embed embedtype="image" id="%d" format="left" alt="Ship"/>'%(root.pk,image.pk)),
      ("paragraph_block","<p>second</p>"),("image_block",{"image":image.pk,"caption":"At sea","attribution":"AFP"}),("block_quote",{"text":"One\n\nTwo","attribute_name":"Mary"}),("embed_block","https://www.youtube.com/watch?v=dQw4w9WgXcQ"))
    r=ak.Report()
    b=STORY.to_blocks(s,report=r)
    for x in b: print(x)
    print(r)
    r=ak.Report()
    back=STORY.to_stream(b,s,report=r)
    print(r)
    for x in back.get_prep_value(): print(x)
    page=root.add_child(instance=DemoPage(title="T",body=s))
    a=STORY.to_article(page); print(a.canonical_url,a.date_published,a.language)
    assert back.get_prep_value()==s.get_prep_value()
