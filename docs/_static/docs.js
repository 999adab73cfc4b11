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
