// What htmx does not do: a file dropped on a form, and the focus on what was told.
"use strict";

for (const form of document.querySelectorAll("[data-sleep]")) {
  const input = form.querySelector("input[type=file]");
  const over = (on) => form.classList.toggle("boven", on);
  form.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
  form.addEventListener("dragleave", () => over(false));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (event.dataTransfer.files.length === 1) {
      input.files = event.dataTransfer.files;
      form.requestSubmit();
    }
  });
}

document.addEventListener("htmx:after:swap", () => {
  const told = document.querySelector("#melding [data-richt]");
  if (told) told.focus();
});
