// The way to Gradio's components: what the page tells Python goes through hidden boxes and a hidden button.
const box = (id) => document.querySelector(`#${id} textarea, #${id} input`);

// Gradio loads its kinds of components one by one, and puts each in its place when it has come.
const PLACES = ["w-left", "w-middle", "w-right", "w-chat", "w-draft", "w-open"];
const BOXES = ["w-question", "w-where", "w-talk", "w-alone"];
export const mounted = () => PLACES.every((id) => document.getElementById(id)) && BOXES.every(box);

export const value = (id) => box(id)?.value ?? "";
export function set(id, text) {
  const field = box(id);
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
export const press = (id) => document.getElementById(id).click();
export const question = () => box("w-question");

export function ask(text) {
  set("w-question", text);
  setTimeout(() => document.querySelector("#w-question .submit-button").click());
}

export const answers = () => [...document.querySelectorAll("#w-chat .w-answer")];
export const idOf = (answer) => answer.id.replace(/^turn-/, "");
