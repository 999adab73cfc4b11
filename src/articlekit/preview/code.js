// Source text in lines: coloured, with line numbers, and with remarks below the lines that they are about.

/** An element with attributes and children; what is text stays text. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

/** From so many lines on, those alone are drawn that come near. */
const LONG = 1500;
/** So many lines are drawn at once. */
const PART = 200;
/** No article is as deep as this. */
const DEEP = 200;

// Of what is broken nothing is looked at twice: a string without an end goes to the end, a tag ends where another begins.
const JSON_TOKEN = /"(?:[^"\\]|\\[^])*(?:"|$)|-?\d[\d.eE+-]*|true|false|null|[{}[\],:]|\s+|[^\s]/g;

/** Tokens of JSON, `[class, text]`, and the line (from 1) at which each path such as `$.body[3]` begins. */
function jsonTokens(text) {
  const tokens = [], lines = new Map(), open = [];
  let line = 1, atKey = false;
  const path = () => "$" + open.map((level) => (level.array ? `[${level.index}]` : `.${level.key}`)).join("");
  for (const [token] of text.matchAll(JSON_TOKEN)) {
    const first = token[0], level = open.at(-1);
    if (/\s/.test(first)) line += token.split("\n").length - 1;
    else if (first === "}" || first === "]") open.pop();
    else if (first === "," && level) level.array ? level.index++ : (atKey = true);
    else if (first === ":") atKey = false;
    else if (first === '"' && atKey && level) level.key = token.slice(1, -1);
    else if (first !== ",") {
      if (open.length < DEEP) lines.set(path(), line);
      if (first === "{" || first === "[") open.push({ array: first === "[", index: 0, key: "" });
    }
    const name = first === '"' ? (atKey ? "key" : "string") : /[-\dtfn]/.test(first) ? "value" : "";
    if (first === "{") atKey = true;
    if (!name && tokens.at(-1)?.[0] === "") tokens.at(-1)[1] += token;
    else tokens.push([name, token]);
    if (first === "[" || first === "}" || first === "]") atKey = false;
  }
  return { tokens, lines };
}

const HTML_TOKEN = /<!--[^]{0,4000}?-->|<\/?[a-zA-Z!](?:"[^"]{0,4000}"|'[^']{0,4000}'|[^<>"'])*>|[^<]+|</g;

/** Tokens of HTML. */
function htmlTokens(text) {
  const tokens = [];
  for (const [token] of text.matchAll(HTML_TOKEN)) {
    if (token.startsWith("<!--")) tokens.push(["comment", token]);
    else if (token.length > 1 && token[0] === "<") {
      for (const part of token.split(/("[^"]*"|'[^']*')/)) tokens.push([/^["']/.test(part) ? "string" : "key", part]);
    } else tokens.push(["", token]);
  }
  return tokens;
}

/** Tokens by the line that they stand in. */
function byLine(tokens) {
  const lines = [[]];
  for (const [name, token] of tokens) {
    token.split("\n").forEach((words, index) => {
      if (index) lines.push([]);
      if (words) lines.at(-1).push([name, words]);
    });
  }
  return lines;
}

const STYLE_BEGINS = /^\s*<style[^>]*>\s*$/;

/** Where parts begin: a stylesheet, which is folded, stands in one part. */
function partsOf(texts, kind) {
  const starts = [0];
  let inStyle = false;
  texts.forEach((words, index) => {
    if (!inStyle && index - starts.at(-1) >= PART) starts.push(index);
    if (kind === "html") inStyle = inStyle ? !words.includes("</style>") : STYLE_BEGINS.test(words);
  });
  return starts;
}

/**
 * Text in lines. `remarks` are notices by the number of their line. What is given back: the `view`; `texts`, its lines;
 * `pathLines`, in which line of JSON a path begins; and `draw`, which draws the part with a line, if nobody did.
 */
function codeView(text, kind, label, remarks = new Map()) {
  const found = kind === "json" ? jsonTokens(text) : null;
  const lines = byLine(found?.tokens ?? (kind === "html" ? htmlTokens(text) : [["", text]]));
  const texts = lines.map((line) => line.map(([, words]) => words).join(""));
  const view = make("div", { class: `code ${kind}`, tabindex: "0", role: "region", "aria-label": label });
  const starts = partsOf(texts, kind), ends = [...starts.slice(1), texts.length];
  const boxes = starts.map(() => make("div", { class: "part" }));
  const drawPart = (part) => {
    if (boxes[part].classList.contains("drawn")) return;
    boxes[part].replaceChildren();
    boxes[part].classList.add("drawn");
    let into = boxes[part];
    for (let index = starts[part]; index < ends[part]; index++) {
      const words = texts[index];
      const line = make("div", { class: "line", "data-line": String(index + 1) });
      line.append(...lines[index].map(([name, token]) => (name ? make("span", { class: name }, token) : token)));
      if (kind === "html" && STYLE_BEGINS.test(words)) {
        into = make("details", { class: "fold" }, make("summary", {}, line));
        boxes[part].append(into);
      } else into.append(line);
      if (words.includes("</style>")) into = boxes[part];
      for (const notice of remarks.get(index + 1) ?? []) {
        into.append(make("p", { class: `remark ${notice.severity}` }, notice.message));
      }
      if (kind !== "text" && !words) line.append("\u200b");
    }
  };
  if (lines.length > LONG) {
    view.classList.add("long");
    const near = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        drawPart(boxes.indexOf(target));
      }
    }, { root: view, rootMargin: "1000px" });
    boxes.forEach((box, part) => {
      box.textContent = texts.slice(starts[part], ends[part]).join("\n"); // to be found and copied as it is
      box.style.setProperty("--lines", ends[part] - starts[part]);
      near.observe(box);
    });
  } else boxes.forEach((_, part) => drawPart(part));
  view.append(...boxes);
  const draw = (number) => drawPart(ends.findIndex((end) => number <= end));
  return { view, texts, pathLines: found?.lines ?? new Map(), draw };
}

/** Show lines of a view as the place that was asked for. */
function pointAt({ view, texts, draw }, first, last = first) {
  for (const line of view.querySelectorAll(".line.here")) line.classList.remove("here");
  for (let number = first; number <= Math.min(last, texts.length); number++) draw(number);
  const lines = [...view.querySelectorAll(".line")].filter(({ dataset }) => +dataset.line >= first && +dataset.line <= last);
  for (const line of lines) {
    line.classList.add("here");
    line.closest("details")?.setAttribute("open", "");
  }
  if (lines.length) scrollWithin(view, lines[0]);
  return lines.length > 0;
}

/** Scroll a box, and nothing around it, until something in it is a third down. */
function scrollWithin(box, inner) {
  const top = inner.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
  const isLong = box.classList.contains("long"); // what is drawn on the way would move the place
  box.scrollTo({ top: top - box.clientHeight / 3, behavior: isLong ? "instant" : calm() });
}

function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}
