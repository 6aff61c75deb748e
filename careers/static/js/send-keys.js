// Ctrl+Enter (⌘ on a Mac) submits the form that has the focus; with Shift, by the button that then opens the next
// application in the queue, if there is one.

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat) return;
  const form = event.target.closest("form[method=post]");
  const buttons = form ? [...form.querySelectorAll("button[type=submit]")] : [];
  const andNext = buttons.find((button) => button.name === "then");
  const plain = buttons.find((button) => button.name !== "then");
  const pressed = event.shiftKey ? andNext || plain : plain || andNext;
  if (!pressed) return;
  event.preventDefault();
  form.requestSubmit(pressed);
});
