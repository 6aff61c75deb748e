// Sending a form with files: how far the upload is, and a way to cancel it. The form goes to the same address; without
// this module it is sent as any other. The answer takes the place of the main part: listen to "main-replaced" on the
// document to mount something in it. A form with data-page names the page that its answer is, whatever address it has.

import { isFit } from "./file-size.js";

const SAID_EVERY = 25; // percent: a screen reader should not read out each one
const KEPT = "Your answers are safe.";
const SENDING = "Uploading your files.";
const ARRIVED = "Upload complete. Checking your files.";
const BROKEN_OFF = `Connection lost. ${KEPT} Send the form again.`;
const CANCELED = "Upload canceled. Everything is still in the form.";
const NOT_NOW = `We couldn’t process this right now. ${KEPT} Send it again in a minute.`;

function send(form, button) {
  const part = (name) => form.querySelector(`[data-${name}]`);
  const [box, bar, status, cancel] = ["sending", "bar", "status", "cancel"].map(part);
  const body = new FormData(form);
  if (button?.name) body.append(button.name, button.value);
  const busy = (on) => {
    box.hidden = !on;
    form.querySelectorAll("button[type=submit]").forEach((one) => { one.disabled = on; });
  };
  const stop = (sentence) => { busy(false); status.textContent = sentence; button?.focus(); };
  const request = new XMLHttpRequest();
  let told = 0;
  request.upload.onprogress = (event) => {
    bar.value = (100 * event.loaded) / event.total;
    if (bar.value < told + SAID_EVERY) return;
    told = bar.value - (bar.value % SAID_EVERY);
    status.textContent = `${told} % has arrived.`;
  };
  request.upload.onload = () => { status.textContent = ARRIVED; };
  request.onerror = () => stop(BROKEN_OFF);
  request.onabort = () => stop(CANCELED);
  request.onload = () => { if (show(request, form)) busy(false); else stop(NOT_NOW); };
  cancel.onclick = () => request.abort();
  // The form's own properties may be hidden by fields of the same names.
  request.open("POST", form.getAttribute("action"));
  bar.value = 0;
  status.textContent = SENDING;
  busy(true);
  cancel.focus();
  request.send(body);
}

// Show what the site answered; false where that is no page to go on with.
function show(request, form) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = page.querySelector("main");
  if (request.status >= 500 || request.status === 413 || !main) return false;
  const next = main.querySelector('[data-module="upload"]');
  const own = form.dataset.page;
  if (!next && !own && request.responseURL !== new URL(form.getAttribute("action"), location.href).href) {
    location.assign(request.responseURL); // such as the review page, which may have modules of its own
    return true;
  }
  document.title = page.title;
  document.querySelector("main").replaceWith(main);
  // What was sent is in a draft now; reloading shows that, not an empty form.
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
