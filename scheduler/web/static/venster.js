// What htmx does not do: a file dropped on a form, a second press, and the focus on what was told.
"use strict";

// a code as one part of an address: %2F is decoded before a server looks for the parts, and .. is taken away
const inAddress = (code) => encodeURIComponent(code).replaceAll("~", "%7E").replaceAll(".", "%2E").replaceAll("%", "~");

for (const form of document.querySelectorAll("[data-sleep]")) {
  const input = form.querySelector("input[type=file]");
  const over = (on) => form.classList.toggle("boven", on);
  form.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
  form.addEventListener("dragleave", () => over(false));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (event.dataTransfer.files.length === 1 || (input.multiple && event.dataTransfer.files.length)) {
      input.files = event.dataTransfer.files;
      form.requestSubmit();
    }
  });
}

// a file that is too large is told before it is sent: a server that refuses half-way looks like a broken line
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-hoogstens]");
  const files = [...(form?.querySelector("input[type=file]")?.files ?? [])];
  if (files.reduce((sum, file) => sum + file.size, 0) <= Number(form?.dataset.hoogstens ?? 0) || !files.length) return;
  event.preventDefault();
  event.stopPropagation();
  const line = document.createElement("p");
  line.className = "let-op";
  line.tabIndex = -1;
  line.textContent = form.dataset.teGroot;
  document.getElementById("melding").replaceChildren(line);
  line.focus();
}, true);

// what was done is read at once; it goes when it was seen
const done = document.querySelector("[data-gedaan]");
done?.focus({ preventScroll: true });
done?.querySelector("[data-weg]").addEventListener("click", () => {
  done.remove();
  document.getElementById("inhoud").focus({ preventScroll: true });
});

// what is pressed twice is asked once: the second press would wait for the answer to the first and then ask again
const asking = new Set();
document.addEventListener("htmx:config:request", (event) => {
  const { sourceElement, request } = event.detail.ctx;
  if (request.method === "GET") return;
  if (asking.has(sourceElement)) event.preventDefault();
  asking.add(sourceElement);
});
document.addEventListener("htmx:finally:request", (event) => {
  const { sourceElement, hx } = event.detail.ctx;
  if (!hx?.redirect && !hx?.refresh) asking.delete(sourceElement); // else this page is on its way out
});
window.addEventListener("pageshow", () => asking.clear()); // and is back, by the browser's own button

// no answer at all: Plaatswijzer was closed, or the line is broken
document.addEventListener("htmx:error", (event) => {
  if (!event.detail?.ctx) return;
  const line = document.createElement("p");
  line.className = "let-op";
  line.tabIndex = -1;
  line.textContent = "Plaatswijzer antwoordt niet. Kijk of het nog loopt en probeer het opnieuw.";
  document.getElementById("melding").replaceChildren(line);
});

document.addEventListener("htmx:after:swap", () => {
  const told = document.querySelector("#melding [data-richt]");
  if (told) told.focus();
});
