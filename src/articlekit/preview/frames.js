// Pages of articles, each in a frame in which no script runs: at the width of a screen, and in the colours asked for.

const WIDTHS = { phone: 390, desktop: 1280 };

const FRAME_STYLE = `
[data-notice] { position: relative; outline: 1.5px dashed #b26a00; outline-offset: 5px; border-radius: 2px; }
[data-notice]::after {
  content: attr(data-notice); position: absolute; inset-block-start: -.9rem; inset-inline-end: -.4rem; z-index: 1;
  min-width: 1.15rem; padding: 0 .3rem; border-radius: 1rem; background: #8a5200; color: #fff; text-align: center;
  font: 600 .75rem/1.2rem system-ui, sans-serif; cursor: pointer;
}
[data-here] { outline: 2.5px solid #2f7fd6; outline-offset: 5px; border-radius: 2px; scroll-margin: 30vh;
  background: color-mix(in srgb, #2f7fd6 10%, transparent); }
`;

/** A page of an article as it stands in a frame: nothing in it runs or leads away, and embeds are not loaded. */
function framed(html, { scheme, direction, base, marks }) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const script of page.querySelectorAll("script")) script.remove();
  for (const refresh of page.querySelectorAll("meta[http-equiv], base")) refresh.remove();
  for (const frame of page.querySelectorAll("iframe")) {
    const host = hostOf(frame.getAttribute("src"));
    frame.removeAttribute("src");
    const note = new DOMParser().parseFromString("<!doctype html><p>", "text/html");
    note.documentElement.setAttribute("style", `color-scheme: ${scheme === "auto" ? "light dark" : scheme}`);
    note.body.setAttribute("style", "display:grid;place-content:center;height:90vh;margin:0;padding:0 1rem;text-align:center;font:15px/1.4 system-ui,sans-serif;opacity:.75");
    note.querySelector("p").textContent = `${host || "An embed"} is not loaded in a preview`;
    frame.setAttribute("srcdoc", note.documentElement.outerHTML);
    frame.setAttribute("sandbox", "");
  }
  if (scheme !== "auto") {
    page.documentElement.style.colorScheme = scheme;
    for (const style of page.querySelectorAll("style")) {
      style.textContent = style.textContent.replace(
        /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/g,
        (_, wanted) => (wanted === scheme ? "(min-width: 0)" : "(max-width: 0)"),
      );
    }
  }
  if (direction !== "own") {
    for (const element of page.querySelectorAll("html, article.article")) element.setAttribute("dir", direction);
  }
  page.head.prepend(make("base", { href: base, target: "_blank" }));
  page.head.append(make("style", {}, FRAME_STYLE));
  const elements = marks.size ? elementsOf(page) : null;
  for (const [place, numbers] of marks) {
    nearest(elements, place)?.setAttribute("data-notice", numbers.join(", "));
  }
  return "<!doctype html>\n" + page.documentElement.outerHTML;
}

function hostOf(url) {
  try {
    return new URL(url).host.replace(/^www\./, "");
  } catch {
    return "";
  }
}

/** The elements of a page by the places of the article that they show. */
function elementsOf(page) {
  return new Map([...page.querySelectorAll("[data-place]")].map((element) => [element.dataset.place, element]));
}

/** What a map has for a place of the article, or for the nearest one around it. */
function nearest(byPlace, place) {
  for (let at = place ?? ""; at; ) {
    if (byPlace.has(at)) return byPlace.get(at);
    const around = at.replace(/(?:\.[^.[\]]*|\[[^\]]*\])$/, "");
    if (around === at) return null;
    at = around;
  }
  return null;
}

const spaceless = (text) => text.replace(/[\s\u200b]+/g, "").replace(/…$/, "");

/** The smallest block whose text has these words. */
function elementWith(page, words) {
  const wanted = spaceless(words).slice(0, 40);
  if (wanted.length < 3) return null;
  const blocks = [...page.querySelectorAll("h1, header > *, [data-place], [data-place] *")];
  const found = blocks.filter((block) => spaceless(block.textContent).includes(wanted));
  return found.reduce((best, next) => (!best || next.textContent.length < best.textContent.length ? next : best), null);
}

/** A frame, in a box that it fills; it is made as wide as a screen, and shown as large as the box allows. */
class Screen {
  constructor(label) {
    this.frame = make("iframe", { sandbox: "allow-same-origin", title: label });
    this.box = make("div", { class: "screen" }, make("div", { class: "glass" }, this.frame));
    this.wide = WIDTHS.phone;
    this.isReady = Promise.resolve();
    new ResizeObserver(() => this.fit()).observe(this.box);
  }

  /** Show the page of an article. Clicks on what its notices' numbers stand on are told to `picked`. */
  show(name, html, options, picked) {
    const page = framed(html, options);
    if (page === this.page) return;
    const before = name === this.name ? this.frame.contentWindow?.scrollY ?? 0 : 0;
    this.page = page;
    this.name = name;
    this.isReady = new Promise((ready) => {
      this.frame.onload = () => {
        const shown = this.frame.contentDocument;
        shown?.addEventListener("click", (event) => {
          const link = event.target.closest?.("a[href]");
          if (link) {
            event.preventDefault();
            const url = link.getAttribute("href");
            if (url.startsWith("#")) shown.getElementById(decodeURIComponent(url.slice(1)))?.scrollIntoView();
          }
          const marked = event.target.closest?.("[data-notice]");
          if (marked && !link) picked(parseInt(marked.dataset.notice, 10));
        });
        this.frame.contentWindow?.scrollTo(0, before);
        ready();
      };
    });
    this.frame.srcdoc = page;
  }

  async pointAt(find) {
    await this.isReady;
    const page = this.frame.contentDocument;
    for (const old of page.querySelectorAll("[data-here]")) old.removeAttribute("data-here");
    const element = find(page);
    if (!element) return false;
    element.setAttribute("data-here", "");
    const top = element.getBoundingClientRect().top + this.frame.contentWindow.scrollY;
    this.frame.contentWindow.scrollTo({ top: top - this.frame.clientHeight / 3, behavior: calm() });
    return true;
  }

  fit() {
    const { clientWidth, clientHeight } = this.box;
    if (!clientWidth) return;
    const scale = Math.min(1, clientWidth / this.wide);
    const glass = this.box.firstChild;
    glass.style.width = `${Math.min(clientWidth, this.wide)}px`;
    this.frame.style.width = `${this.wide}px`;
    this.frame.style.height = `${clientHeight / scale}px`;
    this.frame.style.transform = scale < 1 ? `scale(${scale})` : "";
  }
}
