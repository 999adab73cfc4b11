/* Shows what is typed, half a second after the last key. Without it, or without its address, saving shows it. */
"use strict";

document.addEventListener("input", (event) => {
  const editor = event.target.closest?.(".articlekit-editor[data-preview]");
  if (!editor) {
    return;
  }
  clearTimeout(editor.waiting);
  editor.waiting = setTimeout(() => show(editor), 500);
});

async function show(editor) {
  const frame = editor.querySelector("iframe");
  const problem = editor.querySelector(".articlekit-problem");
  const token = editor.closest("form")?.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const text = editor.querySelector("textarea").value;
  const answer = await fetch(editor.dataset.preview, {
    method: "POST",
    body: text,
    headers: { "Content-Type": "text/plain; charset=utf-8", "X-CSRFToken": token },
  }).catch(() => null);
  if (!answer || (!answer.ok && answer.status !== 422) || text !== editor.querySelector("textarea").value) {
    return;
  }
  const said = await answer.text();
  problem.hidden = answer.ok;
  if (answer.ok) {
    frame.srcdoc = said;
    frame.hidden = !said;
  } else {
    problem.textContent = said;
  }
}
