// A button that copies the text next to it. Without JavaScript the button is hidden, and the text can be selected.

async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    // Not a secure context, or no permission: select the text, so that the keyboard shortcut copies it.
    field.focus();
    field.select();
    return false;
  }
  return true;
}

function mount(root) {
  const button = root.querySelector("[data-copy]");
  const status = root.querySelector('[role="status"]');
  button.hidden = false;
  button.addEventListener("click", async () => {
    status.textContent = (await copy(root.querySelector("textarea"))) ? "Copied." : "Press Ctrl+C or ⌘C to copy.";
  });
}

document.querySelectorAll('[data-module="copy"]').forEach(mount);
