// Drag a card to another column: this presses the button on the card that moves it there. The buttons work too.

function mount(board) {
  const status = document.querySelector("[data-board-says]");
  let held = null;
  const buttonFor = (column) => held?.querySelector(`button[name="target"][value="${column.dataset.stage}"]`);
  board.querySelectorAll("[data-card]").forEach((card) => {
    if (!card.querySelector("button[name=target]")) return;
    card.draggable = true;
    card.addEventListener("dragstart", (event) => {
      held = card;
      card.classList.add("moving");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", card.id);
    });
    card.addEventListener("dragend", () => {
      card.classList.remove("moving");
      held = null;
    });
  });
  board.querySelectorAll("[data-stage]").forEach((column) => {
    column.addEventListener("dragover", (event) => {
      if (!buttonFor(column)) return;
      event.preventDefault();
      column.classList.add("may-drop");
    });
    column.addEventListener("dragleave", () => column.classList.remove("may-drop"));
    column.addEventListener("drop", (event) => {
      event.preventDefault();
      column.classList.remove("may-drop");
      const button = buttonFor(column);
      if (!button) return;
      status.textContent = `Moving to ${column.dataset.label}`;
      button.click();
    });
  });
  const hint = document.querySelector("[data-board-hint]");
  if (hint) hint.hidden = false;
}

document.querySelectorAll('[data-module="board"]').forEach(mount);
