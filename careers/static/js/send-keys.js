// Ctrl and Enter (⌘ on a Mac) send the form that somebody is writing in; with Shift as well, by the button that goes on
// to the next in the queue, where there is one.

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat) return;
  const form = event.target.closest("form[method=post]");
  const buttons = form ? [...form.querySelectorAll("button[type=submit]")] : [];
  const onward = buttons.find((button) => button.name === "then");
  const plain = buttons.find((button) => button.name !== "then");
  const pressed = event.shiftKey ? onward || plain : plain || onward;
  if (!pressed) return;
  event.preventDefault();
  form.requestSubmit(pressed);
});
