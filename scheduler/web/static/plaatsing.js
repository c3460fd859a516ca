// The table of the placement: sorting, searching, notes that are kept at once, and the panel of one student.
"use strict";

(() => {
  const place = document.getElementById("tabel");
  if (!place) return;
  const told = document.getElementById("melding");
  const secret = document.body.dataset.formulier;
  const SEARCHED = ["student", "naam", "mentor", "mentornaam", "school", "schoolnaam", "bestuur", "bestuurnaam", "tandem"];
  const NOTED = "noot:"; // before the name of a column of notes: an own column may be named as one of ours
  const collator = new Intl.Collator("nl", { numeric: true });
  const words = (a, b) => collator.compare(a ?? "", b ?? "");

  // the table reads a title as markup, on the screen and on paper, and so its lists the choices
  const asText = (words) => {
    const part = document.createElement("span");
    part.textContent = words;
    return part.innerHTML;
  };

  const tell = (text) => {
    told.replaceChildren();
    const line = document.createElement("p");
    line.className = "let-op";
    line.textContent = text;
    told.append(line);
  };

  const keep = async (cell) => {
    const row = cell.getRow().getData();
    const field = cell.getField();
    const column = field.slice(NOTED.length);
    const stamp = `stempel:${column}`;
    const body = new URLSearchParams({ student: row.student, column, text: cell.getValue() ?? "", stamp: row[stamp] });
    try {
      const answer = await fetch(place.dataset.notitie, { method: "POST", body, headers: { "x-formulier": secret } });
      if (!answer.ok && answer.status !== 409) throw new Error("not kept");
      const said = await answer.json();
      if (answer.status === 409) {
        tell(said.melding);
        cell.getRow().update({ [field]: said.tekst, [stamp]: said.stempel });
      } else {
        cell.getRow().update({ [stamp]: said.stempel });
      }
    } catch { // any other page came, or none: what was typed stays in sight, to be copied
      tell("Dit is niet bewaard. Bewaar uw tekst elders, ververs de bladzijde en probeer het opnieuw.");
    }
  };

  const table = new Tabulator(place, {
    ajaxURL: place.dataset.rijen,
    height: "70vh",
    layout: "fitDataStretch",
    index: "student",
    nestedFieldSeparator: false, // an own column may have a dot in its name
    selectableRows: 1,
    placeholder: "Geen studenten.",
    printAsHtml: true, // on paper all rows, not those in sight
    printRowRange: "active",
    printStyled: false,
    rowFormatter: (row) => {
      const line = row.getElement();
      line.classList.toggle("zonder-plek", !row.getData().geplaatst);
      line.dataset.student = row.getData().student;
      line.tabIndex = -1;
    },
    columnDefaults: { headerSortTristate: true },
    columns: [
      { title: "Student", field: "student", sorter: words, frozen: window.innerWidth > 700 },
      { title: "Naam", field: "naam", sorter: words },
      { title: "Jaar", field: "jaar", hozAlign: "right" },
      { title: "School", field: "schoolnaam", sorter: words },
      { title: "Mentor", field: "mentornaam", sorter: words },
      { title: "Status", field: `${NOTED}status`, editor: "list", editorParams: { values: ["", ...JSON.parse(place.dataset.statussen)], autocomplete: true, listOnEmpty: true, freetext: true, itemFormatter: asText }, cellEdited: keep, cssClass: "invulbaar", minWidth: 120 },
      { title: "Notitie", field: `${NOTED}notitie`, editor: "input", cellEdited: keep, cssClass: "invulbaar", minWidth: 160 },
      { title: "Reistijd", field: "reistijd", hozAlign: "right", sorter: "number", formatter: (cell) => { const minutes = cell.getValue(); return minutes === null || minutes === undefined || minutes === "" ? "" : `${minutes} min`; } },
      { title: "Groep", field: "groep", sorter: words },
      { title: "Tandem", field: "tandem", sorter: words },
      { title: "Bestuur", field: "bestuurnaam", sorter: words },
      { title: "Behoeften gedekt", field: "gedekt", hozAlign: "right", sorter: "number", mutatorData: (value, row) => value, formatter: (cell) => `${cell.getValue() ?? 0} van ${cell.getRow().getData().behoeften}` },
      ...JSON.parse(place.dataset.kolommen).map((title) => ({ title: asText(title), field: NOTED + title, editor: "input", cellEdited: keep, cssClass: "invulbaar", minWidth: 120 })),
    ],
  });

  const search = document.getElementById("zoek");
  const without = document.getElementById("zonder");
  const unanswered = document.getElementById("zonder-antwoord");
  const answered = new Set(JSON.parse(place.dataset.geantwoord));
  const chosen = [...document.querySelectorAll("select[data-kolom]")];
  const filter = () => {
    const asked = search.value.toLocaleLowerCase("nl").split(/\s+/).filter(Boolean);
    table.setFilter((row) => {
      if (without.checked && row.geplaatst) return false;
      if (unanswered.checked && (!row.geplaatst || answered.has(row[`${NOTED}status`]))) return false;
      if (chosen.some((list) => list.value && String(row[list.dataset.kolom] ?? "") !== list.value)) return false;
      const text = SEARCHED.map((field) => row[field] ?? "").join(" ").toLocaleLowerCase("nl");
      return asked.every((word) => text.includes(word));
    });
  };
  // from the start page: who has no place, and of one the panel at once
  const wanted = new URLSearchParams(location.search);
  without.checked = wanted.has("zonder");
  unanswered.checked = wanted.has("zonder-antwoord");
  if (without.checked || unanswered.checked) table.on("tableBuilt", filter);
  search.addEventListener("input", filter);
  for (const box of [without, unanswered]) box.addEventListener("change", filter);
  for (const list of chosen) list.addEventListener("change", filter);
  document.getElementById("wis").addEventListener("click", () => {
    search.value = "";
    without.checked = unanswered.checked = false;
    for (const list of chosen) list.value = "";
    filter();
    search.focus();
  });
  table.on("dataLoaded", (rows) => {
    for (const list of chosen) {
      const values = new Set(rows.map((row) => row[list.dataset.kolom] ?? "").filter((value) => value !== ""));
      list.replaceChildren(list.options[0], ...[...values].map(String).sort(collator.compare).map((value) => new Option(value, value)));
    }
  });

  const map = document.getElementById("kaart");
  const schools = new Map(); // code to name, of the rows that were loaded
  const draw = (rows) => {
    if (!map) return;
    const students = new Set(rows.map((row) => row.getData().student));
    const there = new Set(rows.map((row) => row.getData().school));
    for (const line of map.querySelectorAll("[data-student]")) line.classList.toggle("weg", !students.has(line.dataset.student));
    for (const dot of map.querySelectorAll("[data-school]")) dot.classList.toggle("weg", !there.has(dot.dataset.school));
  };
  map?.addEventListener("click", (event) => {
    const name = schools.get(event.target.dataset?.school);
    const list = chosen.find((one) => one.dataset.kolom === "schoolnaam");
    if (!name) return;
    list.value = list.value === name ? "" : name;
    filter();
  });
  // columns were as wide as their titles: now as wide as what is in them
  table.on("dataProcessed", () => {
    for (const column of table.getColumns()) column.setWidth(true);
    // the rows are drawn anew for it; what is pressed in between would be lost
    requestAnimationFrame(() => requestAnimationFrame(() => { place.dataset.klaar = ""; }));
  });
  table.on("dataLoaded", (rows) => { for (const row of rows) schools.set(row.school, row.schoolnaam); });
  table.on("dataFiltered", (_, rows) => {
    document.getElementById("telling").textContent = rows.length === 1 ? "1 student" : `${rows.length} studenten`;
    draw(rows);
  });
  table.on("rowClick", (_, row) => open(row));
  // one row can be reached with Tab, the others from there with the arrows: Tab leads past 600 rows at once
  const reachable = (line) => {
    for (const other of place.querySelectorAll(".tabulator-row")) other.tabIndex = other === line ? 0 : -1;
  };
  // the rows take the focus themselves; of a grid nothing else may
  table.on("tableBuilt", () => place.querySelector(".tabulator-tableholder").removeAttribute("tabindex"));
  table.on("renderComplete", () => reachable(document.activeElement?.closest?.(".tabulator-row") ?? place.querySelector(".tabulator-row")));
  place.addEventListener("keydown", (event) => {
    const line = event.target.closest?.(".tabulator-row");
    if (!line || event.target !== line) return;
    const next = { ArrowDown: line.nextElementSibling, ArrowUp: line.previousElementSibling }[event.key];
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open(table.getRow(line.dataset.student)).then(() => document.querySelector("#paneel h2")?.focus());
    } else if (next) {
      event.preventDefault();
      reachable(next);
      next.focus();
    }
  });
  table.on("rowSelected", (row) => row.getElement().setAttribute("aria-selected", "true"));
  // where the panel lies below the list or over it, it is brought into sight
  const panel = document.getElementById("paneel");
  const back = Object.assign(document.createElement("button"), { type: "button", className: "terug-naar-lijst", textContent: "← Terug naar de lijst" });
  const phone = matchMedia("(max-width: 50rem)");
  const cover = (on) => {
    panel.classList.toggle("open", on);
    for (const behind of document.querySelectorAll(".overslaan, .kop, .tabs, .voet, .naast > section")) behind.inert = on;
  };
  const leave = () => {
    cover(false);
    place.querySelector(".tabulator-selected")?.focus();
  };
  panel.before(back);
  back.addEventListener("click", leave);
  phone.addEventListener("change", () => cover(false));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && panel.classList.contains("open")) leave(); });
  const open = (row) => {
    table.deselectRow();
    row.select();
    cover(phone.matches);
    if (phone.matches) {
      panel.scrollTop = 0;
      back.focus();
    } else if (matchMedia("(max-width: 70rem)").matches) {
      panel.scrollIntoView();
    }
    return htmx.ajax("GET", place.dataset.student + inAddress(row.getData().student), { target: "#paneel", swap: "innerHTML" });
  };
})();

// the price that was asked for is read at once, and Escape leads back to the row
let asked = false;
document.addEventListener("click", (event) => { asked ||= Boolean(event.target.closest?.("#keuzes button")); });
document.addEventListener("htmx:after:swap", () => {
  const card = asked && document.querySelector("#prijs .kaart");
  if (!card) return;
  asked = false;
  card.focus();
  card.scrollIntoView({ block: "nearest" });
});
document.getElementById("paneel")?.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelector(".tabulator-row.tabulator-selected")?.focus();
});

// the list of mentors comes a second time, with what each costs: what was typed meanwhile still holds
document.addEventListener("htmx:after:swap", () => {
  const typed = document.querySelector("#paneel [data-filter]");
  if (typed?.value) typed.dispatchEvent(new Event("input", { bubbles: true }));
});

document.addEventListener("input", (event) => {
  const list = event.target.dataset?.filter && document.querySelector(event.target.dataset.filter);
  if (!list) return;
  const asked = event.target.value.toLocaleLowerCase("nl").split(/\s+/).filter(Boolean);
  let shown = 0;
  let fitting = 0;
  for (const item of list.children) {
    const text = item.dataset.tekst.toLocaleLowerCase("nl");
    const fits = asked.every((word) => text.includes(word));
    fitting += fits ? 1 : 0;
    item.hidden = !fits || shown >= 40;
    shown += item.hidden ? 0 : 1;
  }
  const told = document.getElementById("getoond");
  if (told) told.textContent = shown < fitting ? `${shown} van ${fitting} mentoren getoond; zoek om de andere te zien.` : "";
});
