// The page: which article is shown, in which outputs, how wide, in which colours and direction; and its live reload.

const VIEWS = { source: "Source", html: "HTML", amp: "AMP", text: "Text", json: "JSON" };
const CHOICES = [
  ["width", "Screen", { phone: "Phone", desktop: "Desktop" }],
  ["scheme", "Colours", { auto: "Auto", light: "Light", dark: "Dark" }],
  ["direction", "Direction", { own: "Own", ltr: "LTR", rtl: "RTL" }],
];
const SPOKEN = {
  own: "The article’s own direction", ltr: "Left to right", rtl: "Right to left", auto: "As the system", light: "Light", dark: "Dark", phone: "Phone", desktop: "Desktop",
};
const byId = (id) => document.getElementById(id);
const narrow = matchMedia("(max-width: 1023px)");

let given = byId("data").textContent;
let shown = JSON.parse(given);
const state = { name: shown.articles[0]?.name, views: new Set(["html", "amp", "text", "json"]), single: "html", width: "phone", scheme: "auto", direction: "own", code: new Set(), number: null };
const panes = {};

const current = () => shown.articles.find(({ name }) => name === state.name) ?? shown.articles[0];
/** What an article is called: its title, or where none was made, its file. */
const nameOf = (article) => article.title ?? article.name.split("/").at(-1);
const say = (words) => (byId("said").textContent = words);

// --- what there is once -------------------------------------------------------------------------------------------

for (const [key, label] of Object.entries(VIEWS)) {
  const button = make("button", { type: "button", "data-view": key }, label);
  button.addEventListener("click", () => toggle(key));
  byId("views").append(button);
  const pane = make("section", { class: "pane", "data-view": key, "aria-labelledby": `name-${key}` });
  const size = make("span", { class: "size" });
  const top = make("header", {}, make("h2", { id: `name-${key}` }, label), size);
  const body = make("div", { class: "body" });
  pane.append(top);
  panes[key] = { pane, body, size, screen: null, code: null };
  if (key === "html" || key === "amp") {
    const code = make("button", { type: "button", class: "plain", "aria-pressed": "false", "aria-label": `Code of ${label}` }, "Code");
    code.addEventListener("click", () => {
      state.code.has(key) ? state.code.delete(key) : state.code.add(key);
      draw();
    });
    top.append(code);
    panes[key].button = code;
    panes[key].screen = new Screen(`The article as ${label}`);
    if (key === "amp") pane.append(make("p", { class: "aside" }, "As it is where no script runs: AMP’s runtime is not loaded here."));
  }
  pane.append(body);
  byId("strip").append(pane);
}
for (const [key, label] of [["notices", "Notices"], ["sharing", "Sharing"]]) {
  const button = make("button", { type: "button", "data-view": key, class: "only-narrow" }, label);
  button.addEventListener("click", () => toggle(key));
  byId("views").append(button);
  byId(`tab-${key}`).addEventListener("click", () => choose(key));
}
byId("side").querySelector('[role="tablist"]').addEventListener("keydown", (event) => {
  if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
  const other = event.target.id === "tab-notices" ? "sharing" : "notices";
  choose(other);
  byId(`tab-${other}`).focus();
});
for (const [key, label, values] of CHOICES) {
  const group = make("fieldset", { class: "choice" }, make("legend", { class: "unseen" }, label));
  for (const [value, words] of Object.entries(values)) {
    const input = make("input", { type: "radio", name: key, value, checked: state[key] === value, "aria-label": SPOKEN[value] });
    input.addEventListener("change", () => {
      state[key] = value;
      draw();
      const first = [panes.html.pane, panes.amp.pane].find((pane) => !pane.hidden);
      if (key === "width") first?.scrollIntoView({ behavior: calm(), inline: "start", block: "nearest" });
    });
    group.append(make("label", { title: `${label}: ${SPOKEN[value]}` }, input, make("span", {}, words)));
  }
  byId("controls").append(group);
}

function choose(key) {
  for (const name of ["notices", "sharing"]) {
    byId(name).hidden = name !== key;
    byId(`tab-${name}`).setAttribute("aria-selected", String(name === key));
    byId(`tab-${name}`).tabIndex = name === key ? 0 : -1;
  }
}

function toggle(key) {
  if (narrow.matches) state.single = key;
  else if (!state.views.has(key)) {
    state.views.add(key);
    draw();
    panes[key].pane.scrollIntoView({ behavior: calm(), inline: "nearest", block: "nearest" });
  } else if (state.views.size > 1) state.views.delete(key);
  draw();
}

// --- drawing ------------------------------------------------------------------------------------------------------

function draw() {
  const article = current();
  document.body.dataset.single = narrow.matches && !article?.error ? state.single : "";
  document.body.dataset.width = state.width;
  byId("sharing").dataset.scheme = state.scheme;
  for (const button of byId("views").children) {
    const key = button.dataset.view;
    button.setAttribute("aria-pressed", String(narrow.matches ? state.single === key : state.views.has(key)));
  }
  if (narrow.matches && state.single in { notices: 1, sharing: 1 }) choose(state.single);
  for (const key of Object.keys(VIEWS)) drawPane(key, article);
}

function isShown(key, article) {
  const wanted = narrow.matches ? state.single === key : state.views.has(key);
  if (!article) return false;
  return article.error ? key === "source" && article.source !== null : wanted;
}

function drawPane(key, article) {
  const { pane, body, size, screen, button } = panes[key];
  pane.hidden = !isShown(key, article);
  if (pane.hidden) return;
  pane.dataset.scheme = state.scheme;
  button?.setAttribute("aria-pressed", String(state.code.has(key)));
  if (key === "source") return drawSource(article);
  const made = article.outputs[key];
  size.textContent = sizeOf(made);
  if (screen && !state.code.has(key)) {
    if (body.firstChild !== screen.box) body.replaceChildren(screen.box);
    panes[key].drawn = null;
    screen.wide = WIDTHS[state.width];
    screen.show(article.name, article.frames[key], { scheme: state.scheme, direction: state.direction, base: baseOf(article), marks: marksOf(article, key) }, pick);
    screen.fit();
    return;
  }
  const text = key === "text" && state.width === "phone" ? article.outputs.narrow : made;
  drawCode(key, text, screen ? "html" : key, `The article as ${VIEWS[key]}`, key === "json" ? remarksIn(article, made) : undefined);
  if (key === "text") {
    const direction = state.direction === "own" ? article.direction : state.direction;
    body.firstChild.dir = direction ?? "auto";
    body.firstChild.classList.toggle("whole", direction === "ltr" || direction === "rtl");
  }
  body.firstChild.classList.toggle("narrow", key === "text" && state.width === "phone");
}

function drawSource(article) {
  const { body, size } = panes.source;
  if (!article.source) {
    panes.source.drawn = null;
    size.textContent = "";
    body.replaceChildren(make("p", { class: "aside" }, "The source is no text, or empty."));
    return;
  }
  const text = readable(article.source);
  size.textContent = article.source.is_cut ? "its beginning" : sizeOf(article.source.text) + (text === article.source.text ? "" : ", indented to be read");
  const remarks = new Map();
  for (const notice of article.notices) {
    const lines = linesOf(notice);
    if (lines) remarks.set(lines[1], [...(remarks.get(lines[1]) ?? []), notice]);
  }
  drawCode("source", text, article.source.kind, "The source", remarks);
}

/** A source as it is, but JSON that is all in one line. */
function readable({ text, kind }) {
  if (kind !== "json" || text.length < 200 || text.trimEnd().includes("\n")) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 1);
  } catch {
    return text;
  }
}

function drawCode(key, text, kind, label, remarks) {
  const pane = panes[key], drawn = JSON.stringify([text, kind, remarks ? [...remarks] : []]);
  if (pane.drawn === drawn) return;
  const top = pane.drawn && pane.name === state.name ? pane.body.firstChild.scrollTop : 0;
  pane.drawn = drawn;
  pane.name = state.name;
  pane.code = codeView(text, kind, label, remarks);
  pane.body.replaceChildren(pane.code.view);
  if (top) pane.code.view.scrollTop = top;
}

const sizeOf = (text) => {
  const bytes = new TextEncoder().encode(text).length;
  return bytes < 1000 ? `${bytes} bytes` : `${(bytes / 1000).toFixed(bytes < 10000 ? 1 : 0)} kB`;
};

/** The address that what is relative in an article's page is resolved against. */
function baseOf(article) {
  const { url } = headOf(article.outputs.html);
  return /^https?:/.test(url) ? url : "https://article.invalid/";
}

/** The numbers of the notices of an output, by their places. */
function marksOf(article, key) {
  const marks = new Map();
  article.notices.forEach((notice, index) => {
    if (notice.stage !== key || !notice.place || notice.place === "$") return;
    marks.set(notice.place, [...(marks.get(notice.place) ?? []), index + 1]);
  });
  return marks;
}

/** The notices on places of the article, by the line of its JSON. */
function remarksIn(article, text) {
  const told = article.notices.filter(({ stage, place }) => stage !== "read" && place && place !== "$");
  const remarks = new Map(), seen = new Set();
  if (!told.length) return remarks;
  const { lines } = jsonTokens(text);
  for (const notice of told) {
    const line = nearest(lines, notice.place);
    if (line == null || seen.has(notice.place + notice.message)) continue;
    seen.add(notice.place + notice.message);
    remarks.set(line, [...(remarks.get(line) ?? []), notice]);
  }
  return remarks;
}

// --- notices ------------------------------------------------------------------------------------------------------

/** Show the place that a notice is about, in the source or in outputs. */
async function pick(number) {
  const article = current(), notice = article.notices[number - 1];
  if (!notice) return;
  state.number = number;
  markPicked();
  const lines = linesOf(notice), told = [];
  const isOfSource = notice.stage === "read" && (lines || notice.place?.startsWith("$") || notice.action === "dropped" || !notice.place);
  if (isOfSource && article.source) {
    reveal("source");
    if (pointInSource(article, notice, lines)) told.push("the source");
  }
  if (notice.stage !== "read" && notice.stage in panes) reveal(notice.stage);
  for (const key of ["html", "amp"]) {
    const { pane, screen } = panes[key];
    if (pane.hidden || state.code.has(key) || (notice.stage === "read" && notice.action === "dropped")) continue;
    const find = (page) => (notice.stage !== "read" && nearest(elementsOf(page), notice.place)) || elementWith(page, notice.excerpt);
    if (await screen.pointAt(find)) told.push(VIEWS[key]);
  }
  for (const key of ["text", "json"]) {
    const { pane, code } = panes[key];
    if (pane.hidden || !code || (notice.stage === "read" && notice.action === "dropped")) continue;
    const line = key === "json" && notice.stage !== "read" ? nearest(code.pathLines, notice.place) : lineWith(code, notice.excerpt);
    if (line && pointAt(code, line)) told.push(VIEWS[key]);
  }
  if (narrow.matches && state.single in panes) (panes[state.single].code?.view ?? panes[state.single].screen?.frame)?.focus();
  say(told.length ? `Shown in ${told.join(", ")}` : "The place is not in what is shown");
}

function pointInSource(article, notice, lines) {
  const { code } = panes.source;
  if (!code) return false;
  if (lines) return pointAt(code, ...lines);
  const line = notice.place?.startsWith("$") ? nearest(code.pathLines, notice.place) : lineWith(code, notice.excerpt);
  return line ? pointAt(code, line) : false;
}

function lineWith({ texts }, words) {
  const wanted = spaceless(words ?? "").slice(0, 24);
  if (wanted.length < 3) return null;
  return texts.findIndex((text) => spaceless(text).includes(wanted)) + 1 || null;
}

/** Make sure that an output is to be seen. */
function reveal(key) {
  if (narrow.matches) state.single = key;
  else state.views.add(key);
  draw();
  panes[key].pane.scrollIntoView({ behavior: calm(), inline: "nearest", block: "nearest" });
}

function markPicked() {
  for (const row of byId("notices").querySelectorAll("button.notice")) {
    const isPicked = +row.dataset.number === state.number;
    row.setAttribute("aria-pressed", String(isPicked));
    if (isPicked) {
      row.closest("details")?.setAttribute("open", "");
      row.scrollIntoView({ block: "nearest" });
    }
  }
}

// --- articles -----------------------------------------------------------------------------------------------------

function drawArticle() {
  const article = current();
  state.name = article?.name;
  document.title = article ? `${nameOf(article)} – Preview` : "Preview";
  byId("title").textContent = byId("title").title = article ? nameOf(article) : "No article";
  byId("facts").replaceChildren(...(article ? factsOf(article) : []));
  byId("notices").replaceChildren(article ? noticesView(article, pick) : make("p", { class: "all-well" }, "There is no article in these files."));
  byId("sharing").replaceChildren(article && !article.error ? sharingView(article) : make("p", { class: "all-well" }, "There is nothing to share."));
  const count = article?.notices.filter(({ severity }) => severity !== "info").length ?? 0;
  byId("tab-notices").replaceChildren("Notices", count ? make("span", { class: "count" }, String(count)) : "");
  byId("list").querySelectorAll("button").forEach((button) => button.setAttribute("aria-current", String(button.dataset.name === state.name)));
  document.body.classList.toggle("has-failed", Boolean(article?.error));
  draw();
}

function factsOf(article) {
  const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });
  const facts = [article.name];
  if (article.language) facts.push(names.of(article.language));
  if (article.words != null) facts.push(`${article.words.toLocaleString("en")} ${article.words === 1 ? "word" : "words"}`);
  return facts.map((fact) => make("span", {}, fact));
}

function drawList() {
  const several = shown.articles.length > 1;
  byId("files").hidden = byId("open-files").hidden = !several;
  byId("desk").classList.toggle("several", several);
  byId("filter").hidden = shown.articles.length < 8;
  byId("more").hidden = !shown.more;
  byId("more").textContent = `The first ${shown.limit} articles; --limit shows more.`;
  byId("list").replaceChildren(...shown.articles.map((article) => {
    const count = article.notices.filter(({ severity }) => severity !== "info").length;
    const button = make("button", { type: "button", "data-name": article.name },
      make("span", { class: "name", dir: "auto", lang: article.language }, nameOf(article)),
      make("span", { class: "about" }, make("span", { class: "file" }, article.name.split("/").at(-1)),
        article.error ? make("b", { class: "wrong" }, "failed") : count ? make("span", { class: "count", title: `${count} to look at` }, String(count), make("span", { class: "unseen" }, " notices")) : null));
    button.addEventListener("click", () => {
      state.name = article.name;
      state.number = null;
      if (closeList()) byId("story").focus();
      drawArticle();
    });
    return make("li", {}, button);
  }));
}

byId("list").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const buttons = [...byId("list").querySelectorAll("li:not([hidden]) button")];
  buttons[buttons.indexOf(event.target) + step]?.focus();
});
byId("filter").addEventListener("input", (event) => {
  const wanted = event.target.value.trim().toLowerCase();
  for (const row of byId("list").children) row.hidden = !row.textContent.toLowerCase().includes(wanted);
});
/** Close the list that lies over the page; whether it was open. */
function closeList() {
  const wasOpen = byId("desk").classList.contains("listing");
  byId("desk").classList.remove("listing");
  byId("open-files").setAttribute("aria-expanded", "false");
  return wasOpen;
}
byId("open-files").addEventListener("click", () => {
  const isOpen = byId("desk").classList.toggle("listing");
  byId("open-files").setAttribute("aria-expanded", String(isOpen));
  if (isOpen) byId("list").querySelector('[aria-current="true"]')?.focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && closeList()) byId("open-files").focus();
});
narrow.addEventListener("change", draw);

// --- live reload --------------------------------------------------------------------------------------------------

function drawAll() {
  drawList();
  drawArticle();
}

if ("live" in document.documentElement.dataset) {
  const live = byId("live");
  const changes = new EventSource("/changes");
  const tell = (words, name) => {
    live.hidden = false;
    live.textContent = words;
    live.className = `live ${name}`;
  };
  changes.onopen = () => tell("Live", "on");
  changes.onerror = () => tell("Server stopped", "off");
  changes.onmessage = async () => {
    const text = await (await fetch("/shown")).text();
    if (text === given) return;
    given = text;
    shown = JSON.parse(text);
    drawAll();
    say("The article was changed and is shown anew");
  };
}

drawAll();
