// Puts the frame around Gradio's conversation and wakes its parts. Nothing here knows what an answer says.
import { byId, html } from "./server.js";
import * as cite from "./cite.js";
import * as reports from "./reports.js";
import * as talks from "./talks.js";
import * as writing from "./writing.js";
import * as zones from "./zones.js";
import { mounted, question } from "./gradio.js";

const part = (name) => document.getElementById(`w-part-${name}`).content.cloneNode(true);

function build() {
  const header = Object.assign(document.createElement("header"), { id: "w-header" });
  const tabs = Object.assign(document.createElement("nav"), { id: "w-tabs" });
  header.append(part("header"));
  tabs.append(part("tabs"));
  byId("w-left").append(part("left"));
  byId("w-question").before(part("scope"));
  byId("w-right").append(part("bar"));
  document.body.prepend(header);
  document.body.append(tabs, part("dialogs"));
}

function keys() {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      cite.hideCard();
      document.body.classList.remove("w-menu-open");
    }
    const typing = event.target.closest?.("input, textarea, select, dialog");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = {
      "/": () => { zones.show("middle"); question().focus(); },
      n: () => cite.step(1),
      p: () => cite.step(-1),
      o: cite.openCurrent,
      "?": () => byId("w-keys").showModal(),
    }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  byId("w-help").addEventListener("click", () => byId("w-keys").showModal());
}

// Gradio repeats the source of each message, markup and all, as its label.
function unlabel() {
  for (const message of document.querySelectorAll("#w-chat [data-testid][aria-label]")) message.removeAttribute("aria-label");
}

async function wake() {
  const frame = document.createElement("div");
  frame.innerHTML = await html("/page/frame");
  document.body.append(frame);
  build();
  zones.mount();
  cite.mount();
  reports.mount(() => talks.suggest());
  talks.mount();
  writing.mount();
  keys();
  const seen = () => { unlabel(); talks.follow(); writing.seen(); };
  new MutationObserver(seen).observe(byId("w-chat"), { childList: true, subtree: true });
  seen();
  document.body.classList.add("w-awake");
}

const waiting = new MutationObserver(start);
function start() {
  if (!mounted()) return;
  waiting.disconnect();
  wake();
}
waiting.observe(document.documentElement, { childList: true, subtree: true });
start();
