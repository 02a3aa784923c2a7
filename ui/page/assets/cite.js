// Citations: the card with the quote on hover and focus, the place in the report on a click, and the next one.
import { byId, word } from "./server.js";
import { answers } from "./gradio.js";
import { open } from "./zones.js";

let current = null; // the citation that the reader shows

const cited = (element) => element.closest?.("a.w-cite");
const marked = (element) => element.closest?.(".w-mark");
const sourceOf = (cite) => byId(cite.id.replace(/^cite-/, "src-"));

function showCard(cite) {
  const source = sourceOf(cite);
  if (!source) return;
  lay(cite, [...source.cloneNode(true).childNodes].map((node) => {
    node.removeAttribute?.("href");
    return node;
  }));
  cite.setAttribute("aria-describedby", "w-card");
}

// What of a written sentence its sources don't hold up. Who listens has heard it: it is in the button.
function showWhy(mark) {
  const why = Object.assign(document.createElement("p"), { textContent: mark.querySelector(".w-why").textContent });
  lay(mark, [why]);
}

// The card with this in it, at the element.
function lay(element, nodes) {
  const card = byId("w-card");
  card.replaceChildren(...nodes);
  card.hidden = false;
  const at = element.getBoundingClientRect(), size = card.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.left - size.width / 2), innerWidth - size.width - 8);
  const above = at.top > size.height + 12;
  card.style.left = `${left}px`;
  card.style.top = `${above ? at.top - size.height - 6 : at.bottom + 6}px`;
}

export const hideCard = () => { byId("w-card").hidden = true; };

// The citations of the answer that is being read: the one with the current citation, else the last.
function all() {
  const answer = current?.isConnected ? current.closest(".w-answer") : answers().at(-1);
  return [...(answer?.querySelectorAll("a.w-cite") ?? [])];
}

export function go(cite) {
  document.querySelectorAll(".w-cite.w-now").forEach((one) => one.classList.remove("w-now"));
  current = cite;
  cite.classList.add("w-now");
  cite.scrollIntoView({ block: "nearest" });
  open(cite.href);
  count();
}

export function step(by) {
  const cites = all();
  if (!cites.length) return;
  const at = cites.indexOf(current);
  go(cites[at < 0 ? (by > 0 ? 0 : cites.length - 1) : (at + by + cites.length) % cites.length]);
}

export function openCurrent() {
  if (current?.isConnected) window.open(current.href, "_blank", "noopener");
}

function count() {
  const cites = all(), at = cites.indexOf(current);
  byId("w-count").textContent = at < 0 ? "" : word("of", { at: at + 1, of: cites.length });
  byId("w-prev").disabled = byId("w-after").disabled = cites.length === 0;
}

export function forget() {
  current = null;
  count();
}

export function mount() {
  byId("w-prev").addEventListener("click", () => step(-1));
  byId("w-after").addEventListener("click", () => step(1));
  for (const [event, shows] of [["mouseover", true], ["focusin", true], ["mouseout", false], ["focusout", false]]) {
    document.addEventListener(event, ({ target }) => {
      const cite = cited(target), mark = marked(target);
      if (cite || mark) shows ? (cite ? showCard(cite) : showWhy(mark)) : hideCard();
    });
  }
  document.addEventListener("scroll", hideCard, true);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.id === "w-out") return;
    const url = new URL(link.href, location.href);
    if (url.origin !== location.origin || !/^\/(reader|cited)\//.test(url.pathname)) return;
    event.preventDefault();
    hideCard();
    const source = link.closest(".w-sources li");
    const cite = cited(link) ?? (source && byId(source.id.replace(/^src-/, "cite-")));
    if (cite) go(cite);
    else open(link.href);
  }, true);
  count();
}
