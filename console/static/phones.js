// The simulated phones: asks for news, shows it, sends what is typed or tapped.
"use strict";

const phones = new Map();
const shown = new Set();
let cursor = "";
let failures = 0;

for (const element of document.querySelectorAll(".phone")) {
  const phone = {
    person: element.dataset.person,
    chat: element.querySelector(".chat"),
    taps: element.querySelector(".taps"),
    lines: [],
  };
  phones.set(phone.person, phone);
  element.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const box = event.target.elements.text;
    const text = box.value.trim();
    if (!text) return;
    box.value = "";
    if (!(await post("/phones/type", { person: phone.person, text }))) box.value = text;
    await news();
  });
}

const buttons = document.querySelectorAll("[data-hours]");
for (const button of buttons) {
  button.addEventListener("click", async () => {
    for (const other of buttons) other.disabled = true;
    await post("/phones/advance", { hours: Number(button.dataset.hours) });
    for (const other of buttons) other.disabled = false;
    await news();
  });
}

function notice(text) {
  const place = document.getElementById("notice");
  place.textContent = text;
  place.hidden = !text;
}

async function post(address, body) {
  try {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    notice(answer.ok ? "" : "That did not go through. Please try again.");
    return answer.ok;
  } catch {
    notice("Handrail does not answer. Is it still running?");
    return false;
  }
}

async function news() {
  try {
    const answer = await fetch("/phones/feed?after=" + encodeURIComponent(cursor));
    if (!answer.ok) throw new Error("feed");
    const feed = await answer.json();
    cursor = feed.cursor;
    document.getElementById("clock-day").textContent = feed.clock.day;
    document.getElementById("clock-hour").textContent = feed.clock.hour;
    const changed = new Set();
    for (const line of feed.lines) {
      const phone = phones.get(line.person);
      if (!phone || shown.has(line.id)) continue;
      shown.add(line.id);
      phone.lines.push(line);
      changed.add(phone);
    }
    for (const phone of changed) show(phone);
    if (failures >= 3) notice("");
    failures = 0;
  } catch {
    failures += 1;
    if (failures >= 3) notice("Handrail does not answer. Is it still running?");
  }
}

function element(kind, style, text) {
  const made = document.createElement(kind);
  made.className = style;
  if (text !== undefined) made.textContent = text;
  return made;
}

function show(phone) {
  const { chat } = phone;
  const atEnd = chat.scrollHeight - chat.scrollTop - chat.clientHeight < 80 || !chat.dataset.filled;
  phone.lines.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || b.mine - a.mine || (a.id < b.id ? -1 : 1));
  chat.replaceChildren();
  let day = "";
  for (const line of phone.lines) {
    if (line.day !== day) {
      day = line.day;
      chat.append(element("p", "chat-day", day));
    }
    const said = element("div", line.mine ? "said mine" : "said", line.text);
    if (line.call) said.prepend(element("span", "call", "Call"));
    said.append(element("span", "at", line.hour));
    chat.append(said);
  }
  chat.dataset.filled = "yes";
  phone.taps.replaceChildren();
  const last = phone.lines.filter((line) => !line.mine).pop();
  const answered = last && phone.lines.indexOf(last) !== phone.lines.length - 1;
  for (const { label, code } of (!answered && last && last.buttons) || []) {
    const tap = element("button", "tap", label);
    tap.type = "button";
    tap.addEventListener("click", async () => {
      for (const other of phone.taps.children) other.disabled = true;
      if (!(await post("/phones/tap", { person: phone.person, message: last.id, code }))) {
        for (const other of phone.taps.children) other.disabled = false;
      } else if (last.call) {
        last.buttons = []; // a key is heard, nothing comes back
        show(phone);
      }
      await news();
    });
    phone.taps.append(tap);
  }
  if (atEnd) chat.scrollTop = chat.scrollHeight;
}

async function keepAsking() {
  if (!document.hidden) await news();
  setTimeout(keepAsking, 700);
}

keepAsking();
