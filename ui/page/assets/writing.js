// What a language model writes: drawn above the quotes piece by piece, stopped, and told to who listens once it is done.
import { byId, post, telling } from "./server.js";
import { answers, ask, idOf, question, set } from "./gradio.js";

const drawn = () => document.querySelector("#w-chat .w-draft");
const turnOf = (draft) => draft.id.replace(/^draft-/, "");

// The finished sentences stay the elements that they are: the keyboard and the hover stay on them.
function draw() {
  const draft = document.querySelector("#w-draft .w-draft");
  const answer = draft && answers().find((one) => idOf(one) === turnOf(draft));
  if (!answer || answer.querySelector(".w-written:not(.w-draft)")) return;
  const now = answer.querySelector(".w-draft");
  if (!now) {
    const copy = draft.cloneNode(true);
    copy.setAttribute("aria-live", "off");
    answer.querySelector(".w-text").before(copy);
    stood = { id: answer.id, at: placeOf(answer) };
    return;
  }
  const from = draft.querySelector(".w-fluent"), to = now.querySelector(".w-fluent");
  const fresh = [...from.querySelectorAll(".w-sentence")], old = [...to.querySelectorAll(".w-sentence")];
  const pending = to.querySelector(".w-pending");
  fresh.forEach((sentence, at) => {
    if (old[at]?.textContent === sentence.textContent) return;
    const copy = sentence.cloneNode(true);
    if (old[at]) old[at].replaceWith(copy);
    else pending.before(copy, " ");
  });
  old.slice(fresh.length).forEach((sentence) => sentence.remove());
  const text = from.querySelector(".w-pending").textContent;
  if (pending.textContent !== text) pending.textContent = text;
  stood = { id: answer.id, at: placeOf(answer) };
}

// Who has scrolled on to the quotes keeps reading there when the draft gives way to the whole answer.
let stood = null;
const log = () => document.querySelector("#w-chat [role=log]");
const topOf = (element) => element.getBoundingClientRect().top;
const placeOf = (answer) => topOf(answer.querySelector(".w-text")) - topOf(log()) + log().scrollTop;
function settle() {
  const answer = stood && answers().find((one) => one.id === stood.id);
  if (!answer || answer.querySelector(".w-draft") || !answer.querySelector(".w-text")) return;
  const moved = placeOf(answer) - stood.at;
  stood = null;
  if (moved && topOf(answer) < topOf(log())) log().scrollTop += moved;
}

async function halt() {
  const draft = drawn();
  if (!draft) return;
  const button = draft.querySelector(".w-stop");
  if (button.disabled) return;
  button.disabled = true;
  await telling(() => post(`/page/turns/${turnOf(draft)}/stop`));
}

// Stops the writing, and waits until the page shows the answer as it was left.
export async function leave() {
  await halt();
  for (let tries = 0; drawn() && tries < 50; tries += 1) await new Promise((go) => setTimeout(go, 100));
}

// What was said last, for a screen reader: whole answers only, each once.
let heard = "";
function tell() {
  if (log()?.getAttribute("aria-live") === "polite") log().setAttribute("aria-live", "off");
  const last = [...document.querySelectorAll("#w-chat [data-testid=bot]")].at(-1);
  const answer = last?.querySelector(".w-answer");
  const parts = answer
    ? answer.querySelectorAll(answer.querySelector(".w-written:not(.w-draft)")
      ? ".w-notice, .w-written .w-fluent" : ".w-verdict, .w-notice, .w-text")
    : last ? [last] : [];
  const text = [...parts].map((part) => part.textContent).join(" ");
  if (text === heard) return;
  heard = text;
  byId("w-heard").textContent = text;
}

// The keyboard stays where it was when an answer is drawn again.
let held = null;
function keepFocus() {
  if (!held || held.isConnected || document.activeElement !== document.body) return;
  const answer = answers().at(-1);
  const same = held.id ? answer?.querySelector(`#${CSS.escape(held.id)}`) : null;
  held = same ?? (held.classList.contains("w-stop") ? answer?.querySelector(".w-copy") : null);
  held?.focus({ preventScroll: true });
}

// Called whenever the conversation may have changed.
export function seen() {
  draw();
  settle();
  keepFocus();
  tell();
}

function understood({ target }) {
  const button = target.closest(".w-understood button");
  if (!button) return;
  const message = button.closest("[data-testid=user]");
  if (button.classList.contains("w-alone")) {
    set("w-alone", "1");
    ask(message.querySelector(".w-own").textContent);
    return;
  }
  const box = question();
  set("w-question", message.querySelector(".w-asked").textContent);
  box.focus();
  setTimeout(() => box.setSelectionRange(box.value.length, box.value.length));
}

export function mount() {
  new MutationObserver(draw).observe(byId("w-draft"), { childList: true, subtree: true, characterData: true });
  byId("w-chat").addEventListener("click", (event) => {
    if (event.target.closest(".w-stop")) halt();
    else understood(event);
  });
  byId("w-chat").addEventListener("focusin", ({ target }) => {
    if (target.closest(".w-answer")) held = target;
  });
  document.addEventListener("focusin", ({ target }) => { if (!target.closest("#w-chat")) held = null; });
  // A question that is sent meanwhile waits until the writing has stopped.
  const box = byId("w-question");
  const sent = () => { if (question().value.trim()) halt(); };
  box.addEventListener("keydown", ({ key, shiftKey }) => { if (key === "Enter" && !shiftKey) sent(); }, true);
  box.addEventListener("click", ({ target }) => { if (target.closest(".submit-button")) sent(); }, true);
}
