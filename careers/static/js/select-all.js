// Select every checkbox of a list at once. Without JavaScript, each can be selected by itself.

function mount(form) {
  const boxes = () => [...document.querySelectorAll(`input[type=checkbox][form="${form.id}"]`)];
  const button = form.querySelector("[data-all]");
  const isAll = () => boxes().every((box) => box.checked);
  const show = () => { button.textContent = isAll() ? "Deselect all" : "Select all"; };
  button.hidden = false;
  button.addEventListener("click", () => {
    const checked = !isAll();
    boxes().forEach((box) => { box.checked = checked; });
    show();
  });
  document.addEventListener("change", show);
  show();
}

document.querySelectorAll('[data-module="select-all"]').forEach(mount);
