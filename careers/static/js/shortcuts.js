// Keyboard shortcuts for the application page, the lists, and the board. A link or button on the page does the same.
// They can be turned off (WCAG 2.1.4), and are ignored while the user types.

const STORED = "shortcuts-off";
const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";

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
    // Without storage, the choice applies to this page only.
  }
}

function openAndFocus(details) {
  if (!details) return;
  details.open = true;
  details.querySelector("summary").focus();
}

// Move from the focused row or card of a list or board to the next or previous one; start at the first.
const ROWS = "tbody th[scope=row] > a, .card-name > a";
const frame = (link) => link?.closest("tr, .card");

function row(root, step) {
  const links = [...root.querySelectorAll(ROWS)];
  const at = links.findIndex((link) => frame(link).contains(document.activeElement));
  return links[at < 0 ? 0 : at + step];
}

function actions(root) {
  const press = (key) => () => root.querySelector(`[data-key="${key}"]`)?.click();
  const focus = (key) => () => root.querySelector(`[data-key="${key}"]`)?.focus();
  const rows = root.querySelector(ROWS) !== null;
  const go = (step) => () => row(root, step)?.focus();
  return {
    j: rows ? go(1) : press("j"),
    k: rows ? go(-1) : press("k"),
    x: () => frame(row(root, 0))?.querySelector("input[type=checkbox]")?.click(),
    "/": () => root.querySelector("input[name=q]")?.focus(),
    m: press("m"),
    M: () => {
      const thenNext = root.querySelector("#then-next");
      if (!thenNext) return;
      thenNext.checked = true;
      press("m")();
    },
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
  const show = () => { toggle.textContent = off ? "Turn on shortcuts" : "Turn off shortcuts"; };
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

document.querySelectorAll('[data-module="shortcuts"]').forEach((module) => mount(module.closest("main")));
