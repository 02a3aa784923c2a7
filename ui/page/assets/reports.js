// The reports: the list and its filters, what questions are restricted to, adding and removing.
import { byId, html, language, post, stream, sure, telling, word } from "./server.js";
import { set } from "./gradio.js";

const LARGEST = 100 * 1024 * 1024;
const chosen = new Set();
const form = () => byId("w-filters");
const filters = () => Object.fromEntries([...new FormData(form())].filter(([, value]) => value));

// What questions are restricted to: the chosen reports, and the filters but for the words.
export function scope() {
  const { find, ...where } = filters();
  return { ...where, reports: [...chosen] };
}

function tellScope() {
  const where = scope();
  set("w-where", Object.keys(where).length > 1 || chosen.size ? JSON.stringify(where) : "");
  const [line, button] = byId("w-scope").children;
  const filtered = Object.keys(where).length > 1;
  if (chosen.size) line.textContent = word(chosen.size === 1 ? "inOne" : "inSome", { count: chosen.size });
  else line.textContent = word(filtered ? "inFiltered" : "inAll");
  button.hidden = !chosen.size && !filtered;
  byId("w-scope").classList.toggle("w-restricted", !button.hidden);
}

export const list = () => telling(async () => {
  byId("w-reports").innerHTML = await html(`/page/reports?${new URLSearchParams(filters())}`);
  for (const box of byId("w-reports").querySelectorAll("input")) box.checked = chosen.has(box.value);
  tellScope();
});

const listSeries = () => telling(async () => {
  const select = form().elements.series, kept = select.value;
  select.innerHTML = await html("/page/series");
  select.value = kept;
});

function everywhere() {
  chosen.clear();
  form().reset();
  return list();
}

async function remove(item, button, changed) {
  if (!(await sure(button.dataset.sure))) return;
  item.classList.add("w-going");
  try {
    await post(`/page/reports/${item.dataset.report}/remove`);
    chosen.delete(item.dataset.report);
  } finally {
    await list();
  }
  changed();
}

function line(name) {
  const item = document.createElement("li");
  const title = Object.assign(document.createElement("span"), { className: "w-title", textContent: name });
  const state = Object.assign(document.createElement("span"), { className: "w-soft" });
  item.append(title, " ", state);
  byId("w-uploads").append(item);
  return (text, kind = "") => { state.textContent = text; item.className = kind; };
}

function send(batch, file, tell) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest(); // fetch doesn't tell how far it is
    request.open("POST", `/page/upload/${batch}?${new URLSearchParams({ name: file.name, lang: language })}`);
    request.upload.onprogress = ({ loaded, total }) => tell(word("uploading", { percent: Math.round(100 * loaded / total) }));
    request.onload = () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { /* the guard's own words */ }
      if (request.status === 200) tell(word("waiting"));
      else tell(word("refused", { reason: answer.error ?? request.responseText.slice(0, 200) }), "w-bad");
      resolve(request.status === 200 ? answer.name : null);
    };
    request.onerror = () => { tell(word("refused", { reason: word("failed") }), "w-bad"); resolve(null); };
    request.send(file);
  });
}

// The outcome of each file is told by the stream as "name: outcome".
async function takeIn(path, lines) {
  const outcomes = { added: "added", updated: "updated", unchanged: "unchanged" };
  const result = await stream(path, (done, total, what) => {
    for (const [name, tell] of lines) {
      const outcome = what.startsWith(`${name}: `) && what.slice(name.length + 2);
      if (outcome && outcomes[outcome]) tell(word(outcomes[outcome]), "w-good");
    }
  });
  for (const { path: failed, reason } of result.failed) {
    const tell = lines.get(failed) ?? line(failed);
    tell(word("refused", { reason }), "w-bad");
  }
}

const busy = (work) => {
  byId("w-uploads").setAttribute("aria-busy", "true");
  return work.finally(() => byId("w-uploads").setAttribute("aria-busy", "false"));
};

async function add(files, changed) {
  byId("w-uploads").replaceChildren();
  const batch = [...crypto.getRandomValues(new Uint8Array(8))].map((n) => n.toString(16).padStart(2, "0")).join("");
  const lines = new Map();
  for (const file of files) {
    const tell = line(file.name);
    if (file.size > LARGEST) { tell(word("tooLarge"), "w-bad"); continue; }
    const name = await send(batch, file, tell);
    if (name) lines.set(name, tell);
  }
  if (!lines.size) return;
  for (const tell of lines.values()) tell(word("reading"));
  try {
    await takeIn(`/page/upload/${batch}/take-in`, lines);
  } finally {
    await Promise.all([list(), listSeries()]);
    changed();
  }
}

async function examples(button, changed) {
  button.disabled = true;
  button.textContent = word("busy");
  try {
    await takeIn("/page/examples", new Map());
  } finally {
    await Promise.all([list(), listSeries()]);
    changed();
  }
}

function dropping(changed) {
  const files = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const veil = (shown) => { byId("w-drop").hidden = !shown; };
  for (const kind of ["dragenter", "dragover"]) {
    document.addEventListener(kind, (event) => {
      if (files(event)) { event.preventDefault(); veil(true); }
    });
  }
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) veil(false); });
  document.addEventListener("drop", (event) => {
    if (!files(event)) return;
    event.preventDefault();
    veil(false);
    busy(telling(() => add([...event.dataTransfer.files], changed)));
  });
}

// `changed` is called when other reports are in than before.
export function mount(changed) {
  let waiting;
  form().addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(list, 150); });
  form().addEventListener("reset", () => setTimeout(list));
  form().addEventListener("submit", (event) => event.preventDefault());
  byId("w-scope").querySelector("button").addEventListener("click", everywhere);
  byId("w-add").addEventListener("click", () => byId("w-files").click());
  byId("w-files").addEventListener("change", ({ target }) => {
    const files = [...target.files];
    target.value = "";
    if (files.length) busy(telling(() => add(files, changed)));
  });
  byId("w-reports").addEventListener("change", ({ target }) => {
    chosen[target.checked ? "add" : "delete"](target.value);
    tellScope();
  });
  byId("w-reports").addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    if (button.id === "w-examples") busy(telling(() => examples(button, changed)));
    else if (button.id === "w-choose") {
      const boxes = [...byId("w-reports").querySelectorAll("input")];
      const all = boxes.every((box) => box.checked);
      for (const box of boxes) {
        box.checked = !all;
        chosen[all ? "delete" : "add"](box.value);
      }
      tellScope();
    } else telling(() => remove(target.closest("li"), button, changed));
  });
  dropping(changed);
  listSeries();
  list();
}
