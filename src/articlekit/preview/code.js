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

/** From so many lines on, a browser lays out those alone that are near. */
const LONG = 1500;
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

/**
 * Text in lines. `remarks` are notices by the number of their line; `pathLines` of what is given back says in which line
 * of JSON a path begins.
 */
function codeView(text, kind, label, remarks = new Map()) {
  const found = kind === "json" ? jsonTokens(text) : null;
  const tokens = found?.tokens ?? (kind === "html" ? htmlTokens(text) : [["", text]]);
  const view = make("div", { class: `code ${kind}`, tabindex: "0", role: "region", "aria-label": label });
  let number = 1, into = view, line = make("div", { class: "line", "data-line": "1" });
  const end = () => {
    const words = line.textContent;
    if (kind === "html" && /^\s*<style[^>]*>\s*$/.test(words)) {
      into = make("details", { class: "fold" }, make("summary", {}, line));
      view.append(into);
    } else into.append(line);
    if (into !== view && words.includes("</style>")) into = view;
    for (const notice of remarks.get(number) ?? []) {
      view.append(make("p", { class: `remark ${notice.severity}` }, notice.message));
    }
    if (kind !== "text" && !words) line.append("\u200b");
  };
  for (const [name, token] of tokens) {
    token.split("\n").forEach((part, index) => {
      if (index) {
        end();
        line = make("div", { class: "line", "data-line": String(++number) });
      }
      if (part) line.append(name ? make("span", { class: name }, part) : part);
    });
  }
  end();
  view.classList.toggle("long", number > LONG);
  return { view, pathLines: found?.lines ?? new Map() };
}

/** Show lines of a view as the place that was asked for. */
function pointAt(view, first, last = first) {
  for (const line of view.querySelectorAll(".line.here")) line.classList.remove("here");
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
  box.scrollTo({ top: top - box.clientHeight / 3, behavior: calm() });
}

function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}
