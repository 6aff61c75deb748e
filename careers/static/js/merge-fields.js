// Report unknown merge fields while a template is being written. The server checks them again when it is saved.

const BRACES = /\{\{([^{}]*)\}\}|\{\{|\}\}/g;
const plain = (name) => name.trim().split(/\s+/).join(" ").toLowerCase();

function known() {
  const codes = document.querySelectorAll("th code");
  return new Set([...codes].map((code) => plain(code.textContent.replace(/[{}]/g, ""))));
}

function mistakes(text, names) {
  return [...text.matchAll(BRACES)]
    .filter((found) => found[1] === undefined || !names.has(plain(found[1])))
    .map((found) => {
      const line = text.slice(0, found.index).split("\n").length;
      return `line ${line}: ${found[0]}`;
    });
}

function mount(form) {
  const names = known();
  const status = form.querySelector("[data-check]");
  const texts = [form.querySelector('[name="subject"]'), form.querySelector('[name="body"]')];
  let waiting = 0;
  const check = () => {
    const errors = texts.flatMap((field) => mistakes(field.value, names));
    status.textContent = errors.length ? `Not a merge field: ${errors.join("; ")}` : "All merge fields are valid.";
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(check, 300);
  });
  check();
}

document.querySelectorAll('[data-module="merge-fields"]').forEach(mount);
