// Keyboard shortcuts for a rejection: a digit chooses a reason, and Enter submits (as in any form with a focused radio
// button). Turned off together with the other shortcuts; ignored while the user types.

const TYPING = "input:not([type=radio]), textarea, select, [contenteditable]";

function isOff() {
  try {
    return localStorage.getItem("shortcuts-off") === "1";
  } catch {
    return false;
  }
}

function mount(form) {
  const reasons = [...form.querySelectorAll('input[name="reason"]')];
  if (isOff() || document.querySelector("#errors")) return;
  reasons[0]?.focus();
  document.addEventListener("keydown", (event) => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.target.closest(TYPING)) return;
    if (!/^\d$/.test(event.key)) return;
    const reason = reasons[(Number(event.key) + 9) % 10];
    if (!reason) return;
    event.preventDefault();
    reason.checked = true;
    reason.focus();
  });
}

document.querySelectorAll('[data-module="answer"]').forEach(mount);
