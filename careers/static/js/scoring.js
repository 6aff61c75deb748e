// Keyboard shortcuts for a scorecard: focus starts at the first score; a digit chooses one and moves to its evidence.
// Turned off together with the other shortcuts; ignored while the user types.

function isOff() {
  try {
    return localStorage.getItem("shortcuts-off") === "1";
  } catch {
    return false;
  }
}

function chosen(field, digit) {
  const group = [...field.form.querySelectorAll(`input[type=radio][name="${field.name}"]`)];
  return group.find((radio) => radio.value === digit) || (field.name === "recommendation" && group[Number(digit) - 1]);
}

function mount(form) {
  if (isOff() || document.querySelector("#errors")) return;
  const first = form.querySelector("input[type=radio]:checked") || form.querySelector("input[type=radio]");
  // Don’t scroll: on narrow screens the form is below the files, which are read first.
  first?.focus({ preventScroll: true });
  form.addEventListener("keydown", (event) => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.target.type !== "radio") return;
    if (!/^[1-9]$/.test(event.key)) return;
    const radio = chosen(event.target, event.key);
    if (!radio) return;
    event.preventDefault();
    radio.checked = true;
    const inputs = "input[type=radio], select, input:not([type]), input[type=text], textarea";
    const fields = [...form.querySelectorAll(inputs)];
    const after = fields.slice(fields.indexOf(radio) + 1).find((field) => field.name !== radio.name);
    (after || radio).focus();
  });
}

document.querySelectorAll('[data-module="scoring"]').forEach(mount);
