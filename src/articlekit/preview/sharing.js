// What search engines and social sites will show of an article: read from the head of its page, as they read it.

/** What the head of a page says. */
function headOf(html) {
  const head = new DOMParser().parseFromString(html.slice(0, html.indexOf("<body>")), "text/html").head;
  const named = (name) => head.querySelector(`meta[name="${name}"], meta[property="${name}"]`)?.content ?? "";
  let facts = {};
  try {
    facts = JSON.parse(head.querySelector('script[type="application/ld+json"]').textContent);
  } catch { /* nothing is known beside */ }
  const url = head.querySelector('link[rel="canonical"]')?.getAttribute("href") ?? "";
  return {
    title: named("og:title") || head.querySelector("title")?.textContent || "",
    description: named("og:description") || named("description"),
    url,
    host: hostOf(url),
    site: named("og:site_name"),
    image: /^https?:/.test(named("og:image")) ? named("og:image") : "",
    isLarge: named("twitter:card") === "summary_large_image",
    published: named("article:published_time"),
    alt: facts.image?.[0]?.caption ?? "",
  };
}

/** A picture, and what stands for it where it does not load. */
function picture(url) {
  if (!url) return make("div", { class: "picture none" }, make("span", {}, "No picture"));
  const image = make("img", { src: url, alt: "", referrerpolicy: "no-referrer" });
  const box = make("div", { class: "picture" }, image);
  image.addEventListener("error", () => {
    image.remove();
    box.classList.add("none");
    box.append(make("span", {}, `Picture at ${hostOf(url) || "an address"}`));
  });
  return box;
}

function crumbs(head) {
  if (!head.url) return "no address yet";
  try {
    const { host, pathname } = new URL(head.url);
    const parts = pathname.split("/").filter(Boolean).map((part) => decodeURIComponent(part));
    return [host, ...parts.slice(0, 3)].join(" › ");
  } catch {
    return head.url;
  }
}

function dayOf(moment, language) {
  const day = new Date(moment);
  if (Number.isNaN(+day)) return "";
  return new Intl.DateTimeFormat(language || "en", { dateStyle: "medium", timeZone: "UTC", calendar: "gregory" }).format(day);
}

/** The cards, and what a site would have to guess. */
function sharingView({ outputs, language }) {
  const head = headOf(outputs.html);
  const text = (name, words, attributes = {}) => make(name, { dir: "auto", ...attributes }, words);
  const day = dayOf(head.published, language);
  const site = head.site || head.host || "your site";
  const search = make("article", { class: "card search", lang: language },
    make("p", { class: "from" },
      make("span", { class: "badge", "aria-hidden": "true" }, [...site][0].toUpperCase()),
      make("span", {}, text("b", site), make("span", { class: "crumbs", dir: "ltr" }, crumbs(head)))),
    text("p", head.title, { class: "name" }),
    make("p", { class: "about", dir: "auto" }, day ? make("span", { class: "day" }, `${day} — `) : null, head.description || "The engine takes words of the page."));
  const post = make("article", { class: "card post", lang: language },
    head.image ? picture(head.image) : null,
    make("div", { class: "words" },
      make("p", { class: "host", dir: "ltr" }, head.host || "your-site"),
      text("p", head.title, { class: "name" }),
      text("p", head.description, { class: "about" })));
  const short = head.isLarge
    ? make("article", { class: "card large", lang: language }, picture(head.image), text("p", head.title, { class: "name" }), make("p", { class: "host", dir: "ltr" }, `From ${head.host || "your-site"}`))
    : make("article", { class: "card small", lang: language }, picture(head.image),
        make("div", { class: "words" }, make("p", { class: "host", dir: "ltr" }, head.host || "your-site"), text("p", head.title, { class: "name" }), text("p", head.description, { class: "about" })));
  const advice = [
    head.url ? null : "Without canonical_url, sites do not know the article’s address.",
    head.image ? null : "Without a picture at an absolute address, cards have none.",
    [...head.title].length > 65 ? `The title has ${[...head.title].length} characters; search results cut it at about 60.` : null,
    head.description ? null : "There is no description.",
  ].filter(Boolean);
  const view = document.createDocumentFragment();
  for (const [label, card] of [["Search result", search], ["Post, as on Facebook or LinkedIn", post], ["Post, as on X", short]]) {
    view.append(make("section", { "aria-label": label }, make("h2", {}, label), card));
  }
  if (advice.length) {
    view.append(make("section", { "aria-label": "What would help" }, make("h2", {}, "What would help"),
      make("ul", { class: "advice" }, ...advice.map((line) => make("li", {}, line)))));
  }
  view.append(make("p", { class: "aside" }, "Read from the head of the HTML page, as sites read it. Each site has its own taste, and changes it."));
  return view;
}
