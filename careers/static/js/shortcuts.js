// The keyboard on the page of an application. Everything it does, a link or a button on the page does as well.
// Single letters can be turned off (WCAG 2.1.4), and are never taken while somebody types.

const STORED = "shortcuts-off";
const TYPING = "input, textarea, select, [contenteditable]";

function isOff() {
  try {
    return localStorage.getItem(STORED) === "1";
  } catch {
    return false;
  }
}

function remember(off) {
  try {
    localStorage.setItem(STORED, off ? "1" : "0");
  } catch {
    // Without storage the choice holds for this page only.
  }
}

function openAndFocus(details) {
  if (!details) return;
  details.open = true;
  details.querySelector("summary").focus();
}

function actions(root) {
  const press = (key) => () => root.querySelector(`[data-key="${key}"]`)?.click();
  const focus = (key) => () => root.querySelector(`[data-key="${key}"]`)?.focus();
  return {
    j: press("j"),
    k: press("k"),
    m: press("m"),
    e: press("e"),
    r: press("r"),
    u: press("u"),
    s: press("s"),
    t: focus("t"),
    a: () => root.querySelector("#ask-reviewer")?.focus(),
    n: () => root.querySelector('textarea[name="body"]')?.focus(),
    "?": () => openAndFocus(root.querySelector("#shortcuts")),
  };
}

function mount(root) {
  const acts = actions(root);
  const toggle = root.querySelector("[data-switch]");
  let off = isOff();
  const show = () => { toggle.textContent = off ? "Turn the shortcuts on" : "Turn the shortcuts off"; };
  toggle.hidden = false;
  show();
  toggle.addEventListener("click", () => { off = !off; remember(off); show(); });
  document.addEventListener("keydown", (event) => {
    if (off || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.target.closest(TYPING)) return;
    if (!Object.hasOwn(acts, event.key)) return;
    event.preventDefault();
    acts[event.key]();
  });
}

document.querySelectorAll('[data-module="shortcuts"]').forEach(mount);
