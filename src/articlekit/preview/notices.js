// Notices in a list, each with the place that it is about.

const STAGES = { read: "Reading", html: "HTML", amp: "AMP", text: "Text", json: "JSON" };

/** The lines of the source that a notice is about, `[first, last]`. */
function linesOf(notice) {
  const found = /^lines? (\d+)(?:[-–](\d+))?/.exec(notice.place ?? "");
  return notice.stage === "read" && found ? [+found[1], +(found[2] ?? found[1])] : null;
}

/** Whether there is a place to show. */
function hasPlace(notice, article) {
  if (linesOf(notice)) return article.source !== null;
  return Boolean((notice.place && notice.place !== "$") || notice.excerpt);
}

/** The list of notices; `pick` is told of the one that is chosen. */
function noticesView(article, pick) {
  const view = document.createDocumentFragment();
  if (article.error) {
    view.append(make("p", { class: "failed" }, make("b", {}, "No article was made. "), sentence(article.error.message)));
  }
  const told = article.notices.map((notice, index) => ({ ...notice, number: index + 1 }));
  const warnings = told.filter(({ severity }) => severity !== "info");
  const details = told.filter(({ severity }) => severity === "info");
  if (!told.length && !article.error) {
    view.append(make("p", { class: "all-well" }, make("b", {}, "Nothing was lost."), " Everything in the source is in all outputs."));
  }
  if (warnings.length) view.append(make("ul", { class: "told" }, ...warnings.map((notice) => row(notice, article, pick))));
  if (details.length) {
    view.append(make("details", { class: "details", open: !warnings.length },
      make("summary", {}, `${details.length} ${details.length === 1 ? "detail" : "details"}, as usual`),
      make("ul", { class: "told" }, ...details.map((notice) => row(notice, article, pick)))));
  }
  return view;
}

function row(notice, article, pick) {
  const place = (notice.place ?? "").split(": ")[0].replace(/^\$$/, "the article");
  const parts = [
    make("span", { class: "number" }, make("span", { class: "unseen" }, notice.severity === "info" ? "Detail " : `${sentence(notice.severity)} `), String(notice.number)),
    make("span", { class: "what" }, sentence(notice.message)),
    notice.excerpt ? make("q", { dir: "auto" }, notice.excerpt) : null,
    make("span", { class: "where" }, [STAGES[notice.stage], place].filter(Boolean).join(" · ")),
  ];
  const attributes = { class: `notice ${notice.severity}`, "data-number": String(notice.number) };
  if (!hasPlace(notice, article)) return make("li", {}, make("div", attributes, ...parts));
  const button = make("button", { type: "button", "aria-pressed": "false", ...attributes }, ...parts);
  button.addEventListener("click", () => pick(notice.number));
  return make("li", {}, button);
}

const sentence = (words) => (words ? words[0].toUpperCase() + words.slice(1) : "");
