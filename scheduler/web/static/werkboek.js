// The screen of the workbook: a suggestion fills its field, the sheet follows the fault that is worked at.
"use strict";

(() => {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-vul]");
    if (!button) return;
    const field = document.getElementById(button.dataset.vul);
    field.value = button.dataset.waarde;
    field.focus();
  });

  let shown = document.querySelector("[data-fout]");
  if (shown) shown.classList.add("gekozen");
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest?.("[data-fout]");
    if (!row || row === shown) return;
    if (shown) shown.classList.remove("gekozen");
    shown = row;
    row.classList.add("gekozen");
    htmx.ajax("GET", row.dataset.fout, { target: "#blad", swap: "innerHTML" });
  });

  // the cell itself in sight, also when its column is far to the right
  document.addEventListener("htmx:after:swap", () => {
    const here = document.querySelector("#blad [data-hier]");
    const box = here?.closest(".rol");
    if (box && here.offsetLeft + here.offsetWidth > box.clientWidth) box.scrollLeft = here.offsetLeft - box.clientWidth / 2;
  });

  const wanted = document.querySelector("[data-naar]");
  if (wanted) wanted.focus();
})();
