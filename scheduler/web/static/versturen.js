// Drafts and files are asked for as a change, for they come in the log: what comes back is kept as a file, or told.
"use strict";

(() => {
  const secret = document.body.dataset.formulier;
  const told = document.getElementById("melding");
  const tell = (text) => {
    const line = document.createElement("p");
    line.className = "let-op";
    line.tabIndex = -1;
    line.textContent = text;
    told.replaceChildren(line);
    line.focus();
  };
  const keep = (content, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(content);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  // what was given to whom, without losing the place on the page
  const renew = async () => {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    for (const part of document.querySelectorAll("[data-ververs]")) {
      const now = page.querySelector(`[data-ververs="${CSS.escape(part.dataset.ververs)}"]`);
      if (now) part.replaceChildren(...now.childNodes);
    }
  };
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-ophalen]");
    if (!form) return;
    event.preventDefault();
    const button = form.querySelector("button");
    if (button.ariaBusy === "true") return; // not disabled: that would take the focus away
    button.ariaBusy = "true";
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.action, { method: "POST", body, headers: { "x-formulier": secret } });
      const name = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("content-disposition") ?? "")?.[1];
      if (answer.ok && name) {
        keep(await answer.blob(), decodeURIComponent(name));
        told.replaceChildren();
        await renew();
      } else {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const said = page.querySelector("body > .let-op")?.textContent.trim(); // any other page is none of ours
        tell(said ?? "Dit is niet gelukt. Ververs de bladzijde en probeer het opnieuw.");
      }
    } catch {
      tell("Plaatswijzer antwoordt niet. Kijk of het nog loopt en probeer het opnieuw.");
    } finally {
      button.ariaBusy = "false";
    }
  });
})();
