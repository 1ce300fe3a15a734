// The box for writing to somebody: how many text messages it takes, and Ctrl+Enter to send.
// What is typed is kept by the program, sealed, a moment after the last key; a browser keeps nothing.
// The rules are those of conversations/segments.py, which decides; here they only tell while one types.
"use strict";

const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const EXTENDED = new Set("\f^{}\\[~]|€");

function segments(text) {
  const all = [...text];
  const plain = all.every((one) => BASIC.has(one) || EXTENDED.has(one));
  const widths = all.map((one) => (plain ? (EXTENDED.has(one) ? 2 : 1) : one.length));
  const units = widths.reduce((sum, one) => sum + one, 0);
  const [alone, part] = plain ? [160, 153] : [70, 67];
  if (units <= alone) return { plain, units, texts: units ? 1 : 0 };
  let texts = 1;
  let room = part;
  for (const width of widths) {
    if (width > room) {
      texts += 1;
      room = part;
    }
    room -= width;
  }
  return { plain, units, texts };
}

for (const box of document.querySelectorAll("textarea[data-reply]")) {
  const count = box.form.querySelector("[data-count]");
  const tell = () => {
    const words = box.value.trim();
    if (box.dataset.before === undefined) {
      count.textContent = words ? `${[...words].length} characters.` : "";
      return;
    }
    const { plain, texts } = segments(box.dataset.before + words);
    count.classList.toggle("many", texts > 1);
    const more = plain ? "" : " A character in it, such as an emoji or an accent, makes them shorter.";
    count.textContent = words ? `${texts} text${texts === 1 ? "" : "s"}.${more}` : "";
  };
  let waiting;
  let kept = box.value;
  let number = 0;
  const keep = () => {
    clearTimeout(waiting);
    if (!box.dataset.draft || box.value === kept) return;
    kept = box.value;
    number += 1;
    const body = new URLSearchParams({ csrf: box.form.elements.csrf.value, text: kept, number: String(number) });
    fetch(box.dataset.draft, { method: "POST", body, keepalive: true }).catch(() => {
      kept = null; // not kept: the next key tries again
    });
  };
  box.addEventListener("input", tell);
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 1500);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
  box.form.addEventListener("submit", () => {
    clearTimeout(waiting);
    kept = box.value;
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      box.form.requestSubmit(box.form.querySelector("button:not([name])"));
    }
  });
  tell();
}
