// Conversations: the list, the one that is shown, and what can be done with an answer.
import { byId, html, language, post, sure, telling, text, toast, word, written } from "./server.js";
import { answers, ask, idOf, press, question, set, value } from "./gradio.js";
import { forget } from "./cite.js";
import { scope } from "./reports.js";
import { show } from "./zones.js";
import { leave } from "./writing.js";

let shown = "";   // the answer that was handled last

export const list = () => telling(async () => {
  byId("w-talks").innerHTML = await html("/page/talks");
  mark();
});

function mark() {
  const id = value("w-talk");
  for (const item of document.querySelectorAll("#w-talks li")) {
    item.classList.toggle("w-now", item.dataset.talk === id);
  }
  byId("w-take-talk").hidden = !id;
  for (const link of byId("w-take-talk").querySelectorAll("a")) {
    link.href = `/page/conversations/${id}/export.${link.dataset.kind}?lang=${language}`;
  }
}

export async function start() {
  await leave();
  set("w-talk", "");
  press("w-open");
  history.replaceState(null, "", location.pathname);
  forget();
  shown = answers().at(-1)?.id ?? ""; // it is on its way out
  mark();
  suggest();
  show("middle");
  question().focus();
}

async function reopen(id) {
  await leave();
  shown = "";
  set("w-talk", id);
  press("w-open");
  history.replaceState(null, "", `#${id}`);
  forget();
  mark();
  show("middle");
}

// Questions to begin with, or to go on with; each fills the question box and asks.
function offer(head, questions) {
  const place = byId("w-next");
  place.replaceChildren();
  if (!questions.length) return;
  const title = document.createElement("span");
  title.textContent = head;
  place.append(title, ...questions.map((one) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "w-suggestion";
    button.textContent = one;
    button.addEventListener("click", () => ask(one));
    return button;
  }));
}

export const suggest = () => telling(async () => {
  const { questions } = await (await post("/page/suggestions", { where: scope() })).json();
  const begun = value("w-talk") || document.querySelector("#w-chat [data-testid=user]");
  if (!begun) offer(word("try"), questions);
});

const goOn = (answer) => telling(async () => {
  const { questions } = await (await post(`/page/turns/${idOf(answer)}/follow-ups`)).json();
  if (answers().at(-1)?.id === answer.id) offer(word("next"), questions);
});

// Called whenever the conversation may have changed.
export function follow() {
  const log = document.querySelector("#w-chat [role=log]");
  const last = answers().at(-1);
  const asked = [...document.querySelectorAll("#w-chat [data-testid=user]")].at(-1);
  if (asked && log && asked !== follow.asked) {
    follow.asked = asked;
    byId("w-next").replaceChildren();
    log.scrollTop += asked.getBoundingClientRect().top - log.getBoundingClientRect().top - 12;
  }
  if (!last || last.id === shown) return;
  shown = last.id;
  log.scrollTop += asked.getBoundingClientRect().top - log.getBoundingClientRect().top - 12;
  forget();
  const id = value("w-talk");
  if (id) history.replaceState(null, "", `#${id}`);
  list();
  goOn(last);
}

async function copy(answer) {
  const words = await text(`/page/turns/${idOf(answer)}/copy.txt`);
  try {
    await navigator.clipboard.writeText(words);
  } catch { // not allowed, or no secure context: the older way
    const area = Object.assign(document.createElement("textarea"), { value: words });
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    if (!copied) return toast(word("copyFailed"));
  }
  return toast(word("copied"));
}

async function rate(answer, button, rating) {
  const again = button.classList.contains("w-chosen");
  let remark = "";
  if (!again && rating < 0) remark = (await written(word("remark"), "")) ?? "";
  await post(`/page/turns/${idOf(answer)}/rate`, { rating: again ? 0 : rating, remark });
  answer.querySelectorAll(".w-rate").forEach((one) => one.classList.toggle("w-chosen", one === button && !again));
  if (!again) toast(word("thanks"));
}

async function change(item, button) {
  const id = item.dataset.talk;
  if (button.classList.contains("w-talk")) return reopen(id);
  if (button.classList.contains("w-rename")) {
    const title = await written(word("rename"), item.querySelector(".w-talk").textContent);
    if (title) await post(`/page/conversations/${id}/rename`, { title });
  } else if (await sure(button.dataset.sure)) {
    await post(`/page/conversations/${id}/delete`);
    if (value("w-talk") === id) start();
  }
  return list();
}

export function mount() {
  byId("w-new").addEventListener("click", start);
  byId("w-talks").addEventListener("click", ({ target }) => {
    const button = target.closest("button"), item = target.closest("li");
    if (button && item) telling(() => change(item, button));
  });
  byId("w-chat").addEventListener("click", ({ target }) => {
    const button = target.closest(".w-actions button"), answer = target.closest(".w-answer");
    if (!button) return;
    if (button.classList.contains("w-copy")) telling(() => copy(answer));
    else telling(() => rate(answer, button, button.classList.contains("w-up") ? 1 : -1));
  });
  list();
  const kept = location.hash.slice(1);
  if (/^[0-9a-f]{8,64}$/.test(kept)) reopen(kept);
  else suggest();
}
