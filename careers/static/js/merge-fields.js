// Says while a template is written which names in braces are no fields. The server says the same when it is saved.

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
  const said = form.querySelector("[data-check]");
  const texts = [form.querySelector('[name="subject"]'), form.querySelector('[name="body"]')];
  let waiting = 0;
  const check = () => {
    const found = texts.flatMap((field) => mistakes(field.value, names));
    said.textContent = found.length ? `Not a merge field: ${found.join("; ")}` : "All merge fields are valid.";
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(check, 300);
  });
  check();
}

document.querySelectorAll('[data-module="merge-fields"]').forEach(mount);
