// Turn the names of colleagues into buttons that insert them into the note. Without JavaScript, users type them.

function mount(root) {
  const field = document.getElementById(root.dataset.for);
  if (!field) return;
  root.querySelectorAll("li").forEach((item) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.textContent = item.textContent;
    button.addEventListener("click", () => {
      const before = field.value.slice(0, field.selectionStart);
      const gap = before && !/\s$/.test(before) ? " " : "";
      field.setRangeText(`${gap}${button.textContent} `, field.selectionStart, field.selectionEnd, "end");
      field.focus();
    });
    item.replaceChildren(button);
  });
}

document.querySelectorAll('[data-module="mentions"]').forEach(mount);
