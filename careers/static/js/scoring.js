// The keyboard on a scorecard: it begins at the first score, and a digit chooses one and leads on to what shows it.
// Turned off together with the other shortcuts, and never taken while somebody types.

function isOff() {
  try {
    return localStorage.getItem("shortcuts-off") === "1";
  } catch {
    return false;
  }
}

function chosen(field, digit) {
  const group = [...field.form.querySelectorAll(`input[type=radio][name="${field.name}"]`)];
  return group.find((one) => one.value === digit) || (field.name === "recommendation" && group[Number(digit) - 1]);
}

function mount(form) {
  if (isOff() || document.querySelector("#errors")) return;
  const first = form.querySelector("input[type=radio]:checked") || form.querySelector("input[type=radio]");
  // Where the form stands below the files, these are read first.
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
    const after = fields.slice(fields.indexOf(radio) + 1).find((one) => one.name !== radio.name);
    (after || radio).focus();
  });
}

document.querySelectorAll('[data-module="scoring"]').forEach(mount);
