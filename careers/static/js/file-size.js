// Show an error at a file field for each chosen file that is over the limit, before anything is uploaded.

const MEGABYTE = 1024 * 1024;

function tooLarge(input, form) {
  const limitBytes = Number(form.dataset.mostBytes);
  return [...input.files].filter((file) => file.size > limitBytes).map((file) => {
    const size = Math.ceil((file.size / MEGABYTE) * 10) / 10;
    const limit = form.dataset.most;
    return `“${file.name}” is ${size} MB; the limit is ${limit}. Choose a smaller file.`;
  });
}

function set(element, name, value) {
  if (value) element.setAttribute(name, value);
  else element.removeAttribute(name);
}

// Whether all chosen files can be uploaded. The form has the limit in data-most-bytes and, as text, data-most.
export function isFit(input, form) {
  const errors = tooLarge(input, form);
  const field = input.closest(".field");
  const id = `${input.id}-too-large`;
  document.getElementById(id)?.remove();
  const described = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((name) => name && name !== id);
  if (errors.length) {
    const error = Object.assign(document.createElement("p"), { id, className: "error", textContent: errors.join(" ") });
    error.setAttribute("role", "alert");
    input.before(error);
    described.push(id);
  }
  const isBad = Boolean(field.querySelector(".error"));
  set(input, "aria-describedby", described.join(" "));
  set(input, "aria-invalid", isBad && "true");
  field.classList.toggle("bad", isBad);
  return errors.length === 0;
}
