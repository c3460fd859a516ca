// The table of the placement: sorting, searching, notes that are kept at once, and the panel of one student.
"use strict";

(() => {
  const place = document.getElementById("tabel");
  if (!place) return;
  const told = document.getElementById("melding");
  const secret = document.body.dataset.formulier;
  const SEARCHED = ["student", "naam", "mentor", "mentornaam", "school", "schoolnaam", "bestuur", "bestuurnaam", "tandem"];
  const collator = new Intl.Collator("nl", { numeric: true });
  const words = (a, b) => collator.compare(a ?? "", b ?? "");

  const tell = (text) => {
    told.replaceChildren();
    const line = document.createElement("p");
    line.className = "let-op";
    line.textContent = text;
    told.append(line);
  };

  const keep = async (cell) => {
    const row = cell.getRow().getData();
    const column = cell.getField();
    const body = new URLSearchParams({ student: row.student, column, text: cell.getValue() ?? "", stamp: row[`${column}_stempel`] });
    const answer = await fetch(place.dataset.notitie, { method: "POST", body, headers: { "x-formulier": secret } });
    const said = await answer.json();
    if (answer.status === 409) {
      tell(said.melding);
      cell.getRow().update({ [column]: said.tekst, [`${column}_stempel`]: said.stempel });
    } else if (answer.ok) {
      cell.getRow().update({ [`${column}_stempel`]: said.stempel });
    } else {
      tell("Dit is niet bewaard. Ververs de bladzijde en probeer het opnieuw.");
    }
  };

  const table = new Tabulator(place, {
    ajaxURL: place.dataset.rijen,
    height: "70vh",
    layout: "fitDataStretch",
    index: "student",
    selectableRows: 1,
    placeholder: "Geen studenten.",
    rowFormatter: (row) => row.getElement().classList.toggle("zonder-plek", !row.getData().geplaatst),
    columnDefaults: { headerSortTristate: true },
    columns: [
      { title: "Student", field: "student", sorter: words, frozen: window.innerWidth > 700 },
      { title: "Naam", field: "naam", sorter: words },
      { title: "Jaar", field: "jaar", hozAlign: "right" },
      { title: "School", field: "schoolnaam", sorter: words },
      { title: "Mentor", field: "mentornaam", sorter: words },
      { title: "Groep", field: "groep", sorter: words },
      { title: "Bestuur", field: "bestuurnaam", sorter: words },
      { title: "Tandem", field: "tandem", sorter: words },
      { title: "Reistijd (min)", field: "reistijd", hozAlign: "right", sorter: "number" },
      { title: "Behoeften gedekt", field: "gedekt", hozAlign: "right", sorter: "number", mutatorData: (value, row) => value, formatter: (cell) => `${cell.getValue() ?? 0} van ${cell.getRow().getData().behoeften}` },
      { title: "Status", field: "status", editor: "list", editorParams: { values: ["", ...JSON.parse(place.dataset.statussen)], autocomplete: true, freetext: true }, cellEdited: keep },
      { title: "Notitie", field: "notitie", editor: "input", cellEdited: keep, minWidth: 160 },
      ...JSON.parse(place.dataset.kolommen).map((title) => ({ title, field: title, editor: "input", cellEdited: keep, minWidth: 120 })),
    ],
  });

  const search = document.getElementById("zoek");
  const without = document.getElementById("zonder");
  const filter = () => {
    const asked = search.value.toLocaleLowerCase("nl").split(/\s+/).filter(Boolean);
    table.setFilter((row) => {
      if (without.checked && row.geplaatst) return false;
      const text = SEARCHED.map((field) => row[field] ?? "").join(" ").toLocaleLowerCase("nl");
      return asked.every((word) => text.includes(word));
    });
  };
  search.addEventListener("input", filter);
  without.addEventListener("change", filter);
  table.on("dataFiltered", (_, rows) => { document.getElementById("telling").textContent = `${rows.length} studenten`; });
  table.on("rowClick", (_, row) => open(row));
  table.on("rowSelected", (row) => row.getElement().setAttribute("aria-selected", "true"));
  const open = (row) => {
    table.deselectRow();
    row.select();
    htmx.ajax("GET", place.dataset.student + encodeURIComponent(row.getData().student), { target: "#paneel", swap: "innerHTML" });
  };
})();

document.addEventListener("input", (event) => {
  const list = event.target.dataset?.filter && document.querySelector(event.target.dataset.filter);
  if (!list) return;
  const asked = event.target.value.toLocaleLowerCase("nl").split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const item of list.children) {
    const text = item.dataset.tekst.toLocaleLowerCase("nl");
    const fits = shown < 40 && asked.every((word) => text.includes(word));
    item.hidden = !fits;
    shown += fits ? 1 : 0;
  }
});
