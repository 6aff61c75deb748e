// A button that copies the text beside it. Without JavaScript the text is there to be selected, and the button is not.

async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    // Without a secure address, or without permission: select it, so that the keyboard copies it.
    field.focus();
    field.select();
    return false;
  }
  return true;
}

function mount(root) {
  const button = root.querySelector("[data-copy]");
  const said = root.querySelector('[role="status"]');
  button.hidden = false;
  button.addEventListener("click", async () => {
    said.textContent = (await copy(root.querySelector("textarea"))) ? "Copied." : "Press Ctrl+C or ⌘C to copy.";
  });
}

document.querySelectorAll('[data-module="copy"]').forEach(mount);
