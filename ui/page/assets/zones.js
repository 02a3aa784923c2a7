// The three zones, which of them a narrow screen shows, light and dark, and the reader's frame.
import { byId, language } from "./server.js";

const narrow = () => matchMedia("(max-width: 800px)").matches;

export function show(zone) {
  document.body.dataset.zone = zone;
  for (const tab of document.querySelectorAll("#w-tabs button")) {
    tab.setAttribute("aria-current", tab.dataset.zone === zone ? "true" : "false");
  }
}

const darkened = () => document.body.classList.contains("dark");

export function theme(dark) {
  document.body.classList.toggle("dark", dark);
  localStorage.setItem("wijzer-theme", dark ? "dark" : "light");
  const frame = byId("w-frame");
  if (frame.src) open(frame.contentWindow.location.href);
}

// Opens a report in the reader. The keyboard stays where it was: the browser would move it to the marked quote.
let before = null, settled = 0;
export function open(address) {
  const url = new URL(address, location.origin);
  byId("w-out").href = url.href;
  url.searchParams.set("theme", darkened() ? "dark" : "light");
  before = document.activeElement;
  settled = performance.now() + 2000;
  const frame = byId("w-frame");
  if (frame.src) frame.contentWindow.location.replace(url.href); // no entry in the history per citation
  else frame.src = url.href;
  document.body.classList.add("w-opened");
  if (narrow()) show("right");
}

function keepKeyboard() {
  const frame = byId("w-frame");
  if (document.activeElement !== frame || performance.now() > settled) return;
  frame.blur();
  window.focus();
  if (before !== frame) before?.focus({ preventScroll: true });
}

export function mount() {
  const frame = document.createElement("iframe");
  frame.id = "w-frame";
  frame.title = language === "en" ? "Report" : "Verslag";
  frame.setAttribute("sandbox", "allow-same-origin allow-downloads"); // no scripts in there, ever
  byId("w-right").append(frame);
  frame.addEventListener("load", keepKeyboard);
  window.addEventListener("blur", () => setTimeout(keepKeyboard));
  const kept = localStorage.getItem("wijzer-theme");
  const dark = kept ? kept === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.body.classList.toggle("dark", dark);
  byId("w-theme").addEventListener("click", () => theme(!darkened()));
  byId("w-menu").addEventListener("click", () => document.body.classList.toggle("w-menu-open"));
  byId("w-tabs").addEventListener("click", (event) => {
    const zone = event.target.dataset.zone;
    if (zone) show(zone);
  });
  byId("w-out").href = `/reader/?lang=${language}`;
  show("middle");
}
