// A word beside a file field about each chosen file that is larger than the server takes, before anything is sent.

const MEGABYTE = 1024 * 1024;

function tooLarge(input, form) {
  const most = Number(form.dataset.mostBytes);
  return [...input.files].filter((file) => file.size > most).map((file) => {
    const size = Math.ceil((file.size / MEGABYTE) * 10) / 10;
    const limit = form.dataset.most;
    return `“${file.name}” is ${size} MB; the limit is ${limit}. Choose a smaller file.`;
  });
}

function set(element, name, value) {
  if (value) element.setAttribute(name, value);
  else element.removeAttribute(name);
}

// Whether all chosen files may be sent. The form says in data-most-bytes and, in words, data-most how large one may be.
export function isFit(input, form) {
  const said = tooLarge(input, form);
  const field = input.closest(".field");
  const id = `${input.id}-too-large`;
  document.getElementById(id)?.remove();
  const described = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== id);
  if (said.length) {
    const error = Object.assign(document.createElement("p"), { id, className: "error", textContent: said.join(" ") });
    error.setAttribute("role", "alert");
    input.before(error);
    described.push(id);
  }
  const isBad = Boolean(field.querySelector(".error"));
  set(input, "aria-describedby", described.join(" "));
  set(input, "aria-invalid", isBad && "true");
  field.classList.toggle("bad", isBad);
  return said.length === 0;
}
