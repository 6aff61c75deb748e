// Ticks every box of a list at once. The list works without it: each box can be ticked by itself.

function mount(form) {
  const boxes = () => [...document.querySelectorAll(`input[type=checkbox][form="${form.id}"]`)];
  const button = form.querySelector("[data-all]");
  const isAll = () => boxes().every((box) => box.checked);
  const show = () => { button.textContent = isAll() ? "Deselect all" : "Select all"; };
  button.hidden = false;
  button.addEventListener("click", () => {
    const tick = !isAll();
    boxes().forEach((box) => { box.checked = tick; });
    show();
  });
  document.addEventListener("change", show);
  show();
}

document.querySelectorAll('[data-module="select-all"]').forEach(mount);
