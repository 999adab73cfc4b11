/* Frames of the gallery are as high as what they show. */
"use strict";

function fit(frame) {
  const root = frame.contentDocument?.documentElement;
  if (root?.scrollHeight) {
    frame.style.height = "0";
    frame.style.height = `${root.scrollHeight}px`;
  }
}

for (const frame of document.querySelectorAll("iframe.shown")) {
  frame.addEventListener("load", () => fit(frame));
  fit(frame);
}
addEventListener("resize", () => document.querySelectorAll("iframe.shown").forEach(fit));
document.addEventListener("change", () => setTimeout(() => document.querySelectorAll("iframe.shown").forEach(fit)));

/* What the theme leaves out for people who use a keyboard or a screen reader. */
for (const [place, name] of [[".sidebar-drawer", "Pages"], [".toc-drawer", "On this page"]]) {
  document.querySelector(place)?.setAttribute("aria-label", name);
}
function reach() {
  for (const box of document.querySelectorAll("pre, .table-wrapper")) {
    if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) box.tabIndex = 0;
  }
}

addEventListener("load", reach);
addEventListener("resize", reach);
document.addEventListener("change", () => setTimeout(reach));
