// What Gradio lacks: marks that lead to their sources, one announcement for each
// answer, native date fields, and Danish where it has no translation.

const { untranslated, said } = JSON.parse(document.getElementById("texts").textContent);
const announcement = document.getElementById("announcement");

// Citations

function focusOn(element) {
  for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
  }
  document.querySelectorAll(".card.chosen").forEach((card) => card.classList.remove("chosen"));
  if (element.classList.contains("card")) {
    element.classList.add("chosen");
    element.setAttribute("tabindex", "-1");
  }
  element.focus({ preventScroll: true });
  bringIntoView(element, "nearest");
}

function bringIntoView(element, block) {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ behavior: calm ? "auto" : "smooth", block });
}

// Also the skip link: with the page's <base>, a plain "#…" could reload the
// page, and the conversation would be gone.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  if (!link) return;
  event.preventDefault();
  const target = document.getElementById(link.getAttribute("href").slice(1));
  if (target) focusOn(target.querySelector("textarea") ?? target);
});

// Copying

async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without https there is no clipboard, only the old way.
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  say(done);
}

function say(sentence) {
  const status = document.querySelector("#status .md");
  if (status) status.textContent = sentence;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("#kopier-svar, #kopier-link");
  if (!button) return;
  const text = document.querySelector("#kopi textarea, #kopi input").value;
  if (button.id === "kopier-svar") {
    copy(text.replace(/^(?=\/dokumenter\/)/gm, location.origin), said.answer_copied);
  } else {
    copy(`${location.origin}/?q=${encodeURIComponent(text.split("\n")[0])}`, said.link_copied);
  }
});

// A link with a question (?q=…) asks it, once the fields are there.

function askFromAddress(field) {
  const asked = new URLSearchParams(location.search).get("q")?.trim();
  // A slow machine draws the button long after the field.
  const button = document.getElementById("spoerg");
  if (!asked || !button || hasAskedFromAddress) return;
  hasAskedFromAddress = true;
  field.value = asked.slice(0, 4000);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  // The component hears of the text first.
  setTimeout(() => button.click(), 100);
}
let hasAskedFromAddress = false;

// The rest follows what Gradio draws. Attributes are written only when they
// differ: writing them always would call the observer for ever.

function set(element, name, value) {
  if (element && element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function announce() {
  // Beside its text, the component holds Gradio's counting of seconds.
  const status = document.querySelector("#status .md");
  const text = status ? status.textContent.trim() : "";
  if (announcement.textContent !== text) announcement.textContent = text;
}

function describe() {
  // The whole log would be read aloud at every change.
  const log = document.querySelector("#samtale [role=log]");
  set(log, "aria-live", "off");
  document.querySelectorAll("#samtale [data-testid=user], #samtale [data-testid=bot]").forEach((message) => {
    message.removeAttribute("aria-label");
  });
  document.querySelectorAll(".gr-accordion > .label-wrap").forEach((button) => {
    set(button, "aria-expanded", String(button.classList.contains("open")));
    set(button.querySelector(".icon"), "aria-hidden", "true");
  });
  document.querySelectorAll(".date input").forEach((input) => set(input, "type", "date"));
}

function translate() {
  document.querySelectorAll("gradio-app [aria-label], gradio-app [title]").forEach((element) => {
    for (const name of ["aria-label", "title"]) {
      const danish = untranslated[element.getAttribute(name)];
      if (danish) set(element, name, danish);
    }
  });
  document.querySelectorAll(".toast-wrap *").forEach((element) => {
    const danish = element.childElementCount ? undefined : untranslated[element.textContent.trim()];
    if (danish && element.textContent !== danish) element.textContent = danish;
  });
}

// A new answer is read from its question on, not from its end.
function showLatest() {
  const questions = document.querySelectorAll("#samtale .user-row");
  const isAnswered = !document.querySelector("#samtale .pending");
  if (!isAnswered || questions.length === shown) return;
  shown = questions.length;
  const latest = questions[questions.length - 1];
  if (!latest) return;
  const { top } = latest.getBoundingClientRect();
  if (shown > 1 || top > window.innerHeight / 2) bringIntoView(latest, "start");
}

// The sources stand beside the answer that they are of, however long the
// conversation is; below it where there is one column only.
function alignSources() {
  const panel = document.getElementById("kilder-og-indhold");
  const column = document.getElementById("spoergsmaal-og-svar").getBoundingClientRect();
  const later = document.querySelectorAll("#samtale .bot-row ~ .user-row");
  const isBeside = panel.getBoundingClientRect().left > column.right - 1;
  const below = later.length && isBeside ? later[later.length - 1].getBoundingClientRect().top - column.top : 0;
  const margin = below ? `${Math.round(below)}px` : "";
  if (panel.style.marginTop !== margin) panel.style.marginTop = margin;
}
window.addEventListener("resize", () => document.getElementById("kilder-og-indhold") && alignSources());

// The focus is lost when the button that had it is hidden.
function keepFocus() {
  if (lastFocus && document.activeElement === document.body && !lastFocus.checkVisibility()) {
    lastFocus = undefined;
    document.querySelector("#spoergsmaal textarea")?.focus();
  }
}

let shown = 0;
let lastFocus;
document.addEventListener("focusin", (event) => { lastFocus = event.target; });

let planned = false;
function update() {
  planned = false;
  const field = document.querySelector("#spoergsmaal textarea");
  if (field) {
    document.getElementById("loading")?.remove();
    askFromAddress(field);
    alignSources();
  }
  announce();
  describe();
  translate();
  showLatest();
  keepFocus();
}

// Gradio sets the language of the page to that of its own texts.
const root = document.documentElement;
const language = root.lang;
new MutationObserver(() => set(root, "lang", language)).observe(root, { attributeFilter: ["lang"] });

new MutationObserver(() => {
  if (planned) return;
  planned = true;
  requestAnimationFrame(update);
}).observe(document.querySelector("gradio-app"), { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["class", "aria-label", "style"] });
