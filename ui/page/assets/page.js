// Opens every link to a report in the frame at the right, and keeps screen readers to what is shown.
// Without this script the links still work: each opens the report in a tab of its own.
"use strict";
(() => {
  const language = location.pathname.startsWith("/en") ? "en" : "nl";

  const frame = () => {
    const pane = document.getElementById("wijzer-reader");
    if (!pane) return null;
    let found = pane.querySelector("iframe");
    if (!found) {
      found = document.createElement("iframe");
      found.title = language === "en" ? "Report" : "Verslag";
      found.setAttribute("sandbox", "allow-same-origin"); // no scripts in there, ever
      found.src = `/reader/?lang=${language}`;
      pane.append(found);
    }
    return found;
  };

  const narrow = () => window.matchMedia("(max-width: 800px)").matches;

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const url = new URL(link.href, location.href);
    if (url.origin !== location.origin) return;
    if (url.pathname === "/" || url.pathname === "/en/") {
      event.preventDefault();
      location.assign(url);
      return;
    }
    const reader = url.pathname.startsWith("/reader/") && frame();
    if (!reader) return;
    event.preventDefault();
    reader.contentWindow.location.replace(url); // no entry in the browser's history per citation
    if (narrow()) reader.scrollIntoView({ behavior: "smooth", block: "start" });
  }, true);

  // The last question at the top of the conversation, so that its answer is read from its beginning.
  let last = "";
  const follow = () => {
    const asked = document.querySelectorAll("#wijzer-chat [data-testid=user]");
    const answered = document.querySelectorAll("#wijzer-chat [data-testid=bot]");
    const now = `${asked.length} ${answered[answered.length - 1]?.textContent.length}`;
    const log = asked[asked.length - 1]?.closest("[role=log]");
    if (now === last || !log) return;
    last = now;
    const question = asked[asked.length - 1].getBoundingClientRect();
    log.scrollTop += question.top - log.getBoundingClientRect().top - 16;
  };

  // Gradio repeats the source of each message, markup and all, as its label.
  new MutationObserver(() => {
    frame();
    follow();
    for (const message of document.querySelectorAll("#wijzer-chat [data-testid][aria-label]")) {
      message.removeAttribute("aria-label");
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
