// Asks the server, and says in one line what went wrong. Dialogs and messages that the rest shares.
export const language = location.pathname.startsWith("/en") ? "en" : "nl";
export const byId = (id) => document.getElementById(id);
export const word = (name, values = {}) =>
  Object.entries(values).reduce(
    (text, [key, value]) => text.replace(`{${key}}`, value), byId("w-words")?.dataset[name] ?? "");

export class Refused extends Error {}

async function asked(path, options) {
  const url = new URL(path, location.origin);
  url.searchParams.set("lang", language);
  let answer;
  try {
    answer = await fetch(url, { credentials: "same-origin", ...options });
  } catch {
    throw new Refused(word("failed"));
  }
  if (answer.status === 401) location.assign("/login");
  if (!answer.ok) throw new Refused(await reason(answer));
  return answer;
}

async function reason(answer) {
  try {
    const { error } = await answer.json();
    return typeof error === "string" ? error : word("failed");
  } catch {
    return word("failed");
  }
}

export const html = async (path) => (await asked(path)).text();
export const text = html;
export const post = (path, body = {}) => asked(path, {
  method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
});

// Follows a stream of JSON lines; `progress` hears (done, total, what). Gives the result.
export async function stream(path, progress) {
  const reader = (await post(path)).body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    rest += value ?? "";
    const lines = rest.split("\n");
    rest = lines.pop();
    for (const line of lines) {
      const message = JSON.parse(line);
      if (message.progress) progress(...message.progress);
      if (message.error) throw new Refused(message.error);
      if (message.result) return message.result;
    }
    if (done) throw new Refused(word("failed"));
  }
}

let fading;
export function toast(message) {
  const box = byId("w-toast");
  box.textContent = message;
  box.hidden = false;
  clearTimeout(fading);
  fading = setTimeout(() => { box.hidden = true; }, 5000);
}

// Runs work of which a fault is told and not thrown.
export async function telling(work) {
  try {
    return await work();
  } catch (fault) {
    toast(fault instanceof Refused ? fault.message : word("failed"));
    if (!(fault instanceof Refused)) console.error(fault);
    return undefined;
  }
}

export function sure(question) {
  byId("w-sure-text").textContent = question;
  return answered(byId("w-sure"));
}

// What a person writes, or null when they think better of it.
export async function written(question, value) {
  byId("w-write-text").textContent = question;
  const box = byId("w-write").querySelector("input");
  box.value = value;
  setTimeout(() => box.select());
  return (await answered(byId("w-write"))) ? box.value.trim() : null;
}

function answered(dialog) {
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
