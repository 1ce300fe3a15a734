// Keys for whoever has no mouse at hand: "/" finds a person, j and k go from row to row, Enter opens one.
// A list marked data-keys is walked; a field marked data-live fills the list it names while one types.
// Every page works the same without this script.
"use strict";

const typing = (at) => at.closest("input, textarea, select, [contenteditable]") !== null;
const rows = () => [...document.querySelectorAll("[data-keys] li > a")];

function go(by) {
  const all = rows();
  if (!all.length) return;
  const here = all.indexOf(document.activeElement);
  const next = here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, here + by));
  all[next].focus();
  all[next].scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "/") {
    const find = document.getElementById("find");
    if (!find) return;
    event.preventDefault();
    find.focus();
    find.select();
  } else if (event.key === "j" || event.key === "k") {
    event.preventDefault();
    go(event.key === "j" ? 1 : -1);
  }
});

for (const field of document.querySelectorAll("[data-live]")) {
  let waiting, asked;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      asked?.abort();
      asked = new AbortController();
      const form = new URLSearchParams(new FormData(field.form));
      for (const [name, value] of [...form]) if (!value) form.delete(name);
      const address = `${field.form.getAttribute("action")}?${form}`;
      try {
        const answer = await fetch(address, { signal: asked.signal });
        if (!answer.ok || answer.redirected) return;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        document.querySelector(field.dataset.live).replaceWith(page.querySelector(field.dataset.live));
        history.replaceState(null, "", address);
      } catch (error) {
        if (error.name !== "AbortError") throw error;
      }
    }, 250);
  });
}
