// What is new comes into an open page: it listens, asks for itself again, and takes over the parts that may change.
// Nothing is taken over in which somebody is typing or has something open; then a line says that there is news.
"use strict";

const main = document.getElementById("main");
const person = main.dataset.livePerson;
let seen = main.dataset.liveSeen;
let over = false;
const said = document.getElementById("live-said");
const here = document.getElementById("live-here");
let source = null;
let asking = false;
let again = false;

const parts = (page) => page.querySelectorAll("[data-live-part]");

// Whether somebody is in the middle of something there.
function busy(part) {
  if (part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select")) return true;
  if (part.querySelector("details.answer[open]")) return true;
  return [...part.querySelectorAll("input:not([type=hidden]), textarea")].some((field) => field.value !== field.defaultValue);
}

// The keyboard stays where it was.
function whereabouts(part) {
  const at = document.activeElement;
  if (!part.contains(at)) return () => {};
  const same = [...part.querySelectorAll("a, button, summary")].filter((one) => one.textContent === at.textContent);
  const place = same.indexOf(at);
  return (fresh) => {
    const found = [...fresh.querySelectorAll("a, button, summary")].filter((one) => one.textContent === at.textContent);
    (found[place] || found[0])?.focus({ preventScroll: true });
  };
}

async function look() {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  try {
    const answer = await fetch(location.href, { headers: { "Handrail-Live": "1" }, redirect: "error" });
    if (answer.ok) take(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // the connection tells when we are back
  }
  asking = false;
  if (again) {
    again = false;
    await look();
  }
}

function take(page) {
  seen = page.getElementById("main")?.dataset.liveSeen || seen;
  let left = false;
  let changed = false;
  for (const part of parts(document)) {
    const fresh = page.getElementById(part.id);
    if (!fresh || bare(fresh) === bare(part)) continue;
    if (busy(part)) {
      left = true;
      continue;
    }
    const back = whereabouts(part);
    const own = document.importNode(fresh, true);
    part.replaceWith(own);
    back(own);
    changed = true;
  }
  if (left) say("There is something new on this page. ", true);
  else if (changed) say(main.dataset.liveSays || "Something new has come.", false);
}

// What a part says, without the tokens of its forms and the ages of things, which are others each time.
function bare(part) {
  const copy = part.cloneNode(true);
  for (const one of copy.querySelectorAll("input[name=csrf], time")) one.remove();
  return copy.innerHTML.replace(/\s+/g, " ");
}

function say(words, link) {
  said.replaceChildren(words);
  if (link) {
    const show = document.createElement("a");
    show.href = location.href;
    show.textContent = "Show it";
    said.append(show);
  }
  said.hidden = false;
}

function listen() {
  if (source || over || document.hidden) return;
  source = new EventSource("/live?" + new URLSearchParams({ person, seen }));
  source.addEventListener("news", look);
  source.addEventListener("here", (event) => {
    const names = JSON.parse(event.data);
    here.textContent = names.length ? names.join(", ") + (names.length > 1 ? " have" : " has") + " this page open as well." : "";
    here.hidden = !names.length;
  });
  source.addEventListener("over", () => {
    over = true;
    source.close();
    say("You are signed out here. What you typed stays on this page until you leave it.", false);
  });
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    source?.close();
    source = null;
  } else {
    listen();
  }
});
listen();
