// What is pressed before htmx has read the page is done once it has: a form would leave by itself, and a button do nothing.
"use strict";

(() => {
  const early = new Map(); // by what was pressed: once is done of a double click
  const keep = (event) => {
    const asks = event.target.closest?.(event.type === "submit" ? "form[hx-post], [data-ophalen]" : "button[hx-post], button[hx-get]");
    if (!asks) return;
    event.preventDefault();
    event.stopPropagation();
    early.set(asks, () => (event.type === "submit" ? asks.requestSubmit(event.submitter ?? undefined) : asks.click()));
  };
  for (const type of ["click", "submit"]) document.addEventListener(type, keep, true);
  // htmx was loaded before this and hears of it first
  document.addEventListener("DOMContentLoaded", () => {
    for (const type of ["click", "submit"]) document.removeEventListener(type, keep, true);
    for (const again of early.values()) again();
  });
})();
