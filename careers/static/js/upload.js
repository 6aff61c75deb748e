// Upload a form with files, showing the progress and a button to cancel. The form goes to the same URL as without
// JavaScript. The response replaces the main element, which fires "main-replaced" on the document. A form’s data-page
// is the URL to show for the response.

import { isFit } from "./file-size.js";

const ANNOUNCED_EVERY = 25; // percent: screen readers should not announce each step
const SAFE = "Your answers are safe.";
const SENDING = "Uploading your files.";
const COMPLETE = "Upload complete. Checking your files.";
const CONNECTION_LOST = `Connection lost. ${SAFE} Send the form again.`;
const CANCELED = "Upload canceled. Everything is still in the form.";
const UNAVAILABLE = `We couldn’t process this right now. ${SAFE} Send it again in a minute.`;

function send(form, button) {
  const part = (name) => form.querySelector(`[data-${name}]`);
  const [box, bar, status, cancel] = ["sending", "bar", "status", "cancel"].map(part);
  const body = new FormData(form);
  if (button?.name) body.append(button.name, button.value);
  const busy = (on) => {
    box.hidden = !on;
    form.querySelectorAll("button[type=submit]").forEach((submit) => { submit.disabled = on; });
  };
  const stop = (sentence) => { busy(false); status.textContent = sentence; button?.focus(); };
  const request = new XMLHttpRequest();
  let announced = 0;
  request.upload.onprogress = (event) => {
    bar.value = (100 * event.loaded) / event.total;
    if (bar.value < announced + ANNOUNCED_EVERY) return;
    announced = bar.value - (bar.value % ANNOUNCED_EVERY);
    status.textContent = `${announced}% uploaded.`;
  };
  request.upload.onload = () => { status.textContent = COMPLETE; };
  request.onerror = () => stop(CONNECTION_LOST);
  request.onabort = () => stop(CANCELED);
  request.onload = () => { if (show(request, form)) busy(false); else stop(UNAVAILABLE); };
  cancel.onclick = () => request.abort();
  // Not form.action: a field with that name would hide it.
  request.open("POST", form.getAttribute("action"));
  bar.value = 0;
  status.textContent = SENDING;
  busy(true);
  cancel.focus();
  request.send(body);
}

// Show the response; return false if it isn’t a page to continue with.
function show(request, form) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = page.querySelector("main");
  if (request.status >= 500 || request.status === 413 || !main) return false;
  const next = main.querySelector('[data-module="upload"]');
  const own = form.dataset.page;
  if (!next && !own && request.responseURL !== new URL(form.getAttribute("action"), location.href).href) {
    location.assign(request.responseURL); // for example the review page, which may have its own modules
    return true;
  }
  document.title = page.title;
  document.querySelector("main").replaceWith(main);
  // The data is in a draft now; reloading shows that instead of an empty form.
  if (own ?? next) history.replaceState(null, "", own ?? next.getAttribute("action"));
  mountAll();
  const goal = main.querySelector("#errors, .notice[role=status]") ?? main;
  goal.tabIndex = -1;
  goal.focus();
  document.dispatchEvent(new CustomEvent("main-replaced"));
  return true;
}

function mount(form) {
  const inputs = [...form.querySelectorAll("input[type=file]")];
  inputs.forEach((input) => input.addEventListener("change", () => isFit(input, form)));
  form.addEventListener("submit", (event) => {
    const unfit = inputs.filter((input) => !isFit(input, form));
    if (!unfit.length && !inputs.some((input) => input.files.length)) return;
    event.preventDefault();
    if (unfit.length) unfit[0].focus();
    else send(form, event.submitter);
  });
}

function mountAll() {
  document.querySelectorAll('[data-module="upload"]').forEach(mount);
}

mountAll();
