// The timeline of the WPAs: drawn by event-calendar from what the server tells, dropped WPAs are asked about there.
// Everything that can be done here can be done in the list and its panel too, with the keyboard alone.
"use strict";

(() => {
  const chooser = document.querySelector("[data-kiezer]");
  if (chooser) {
    chooser.addEventListener("change", () => chooser.requestSubmit());
  }
  const panel = document.getElementById("paneel");
  let putBack = null;

  // ---- the panel ----
  const show = (address, meanwhile) => {
    panel.replaceChildren(Object.assign(document.createElement("p"), { className: "klein wordt-gezocht", textContent: meanwhile }));
    panel.scrollIntoView({ block: "nearest" });
    return htmx.ajax("GET", address, { target: "#paneel", swap: "innerHTML" });
  };
  const drop = () => {
    if (putBack) putBack();
    putBack = null;
  };
  if (panel) {
    panel.addEventListener("click", (event) => {
      if (!event.target.closest("[data-laat-maar]")) return;
      const answer = event.target.closest("[data-antwoord]");
      const form = panel.querySelector("form.verplaats select");
      drop();
      answer.remove();
      if (form) {
        form.focus();
      } else {
        panel.replaceChildren(Object.assign(document.createElement("p"), { className: "klein", textContent: "Er is niets gewijzigd." }));
      }
    });
    document.addEventListener("htmx:after:swap", (event) => {
      const heading = panel.querySelector("[data-antwoord] [data-richt]") ?? panel.querySelector("[data-richt]");
      if (heading && panel.contains(document.activeElement) === false) heading.focus({ preventScroll: window.innerWidth > 1120 });
    });
  }

  // ---- the timeline ----
  const place = document.getElementById("tijdlijn");
  if (!place) return;
  const { basis, vraag, beeld, periode, dag } = place.dataset;
  const told = document.getElementById("uitleg");
  const part = (className, text) => Object.assign(document.createElement("span"), { className, textContent: text });

  const draw = (data) => {
    const weekend = data.events.some((one) => [0, 6].includes(new Date(one.start).getDay()));
    const student = (event) => event.extendedProps.student;
    const calendar = EventCalendar.create(place, {
      view: periode === "week" ? "resourceTimelineWeek" : "resourceTimelineDay",
      date: dag,
      firstDay: 1,
      hiddenDays: weekend || periode !== "week" ? [] : [0, 6],
      headerToolbar: { start: "", center: "", end: "" },
      locale: "nl",
      slotMinTime: data.van,
      slotMaxTime: data.tot,
      slotDuration: periode === "week" ? "01:00" : "00:30",
      snapDuration: "00:05",
      // of a week an hour is too narrow for more than its number
      slotLabelFormat: (time) => periode === "week" ? String(time.getHours()) : `${String(time.getHours()).padStart(2, "0")}:${String(time.getMinutes()).padStart(2, "0")}`,
      dayHeaderFormat: { weekday: "short", day: "numeric", month: "short" },
      resources: data.resources,
      events: data.events,
      eventDurationEditable: false,
      eventStartEditable: true,
      resourceLabelContent: ({ resource }) => {
        const { onder, licht } = resource.extendedProps;
        return { domNodes: [part("rij-naam", resource.title), part(licht ? "rij-onder boven" : "rij-onder", licht ? `${onder}, ${licht}` : onder)] };
      },
      eventContent: ({ event }) => {
        if (event.display === "background") return { domNodes: event.extendedProps.woord ? [part("achter-woord", event.extendedProps.woord)] : [] };
        if (!student(event)) return { domNodes: [part("stuk", event.title)] };
        const pin = event.classNames.includes("vast") ? "⚓ " : event.classNames.includes("breekt") ? "✕ " : "";
        return { domNodes: [part("verborgen", "Verplaatsen: "), part("stuk", pin + event.title), part("stuk licht", event.extendedProps.onder)] };
      },
      eventDidMount: ({ event, el }) => {
        const words = event.extendedProps.uitleg;
        if (words) el.title = words;
        if (!student(event)) {
          el.setAttribute("role", "img");
          el.setAttribute("aria-label", words ?? "");
          el.removeAttribute("tabindex");
        }
      },
      eventMouseEnter: ({ event }) => { if (event.display !== "background") told.textContent = event.extendedProps.uitleg ?? ""; },
      eventClick: ({ event }) => { if (student(event)) show(`${basis}/${inAddress(student(event))}/kiezen`, `${event.title}: de tijden worden opgezocht …`); },
      eventDragStart: ({ event }) => { drop(); chances(student(event), event.resourceIds[0]); },
      eventDragStop: () => place.classList.remove("sleept"),
      eventDrop: (info) => ask(info),
    });

    // what suits the WPA that is dragged, behind everything; asked when the drag begins
    const chances = async (who, row) => {
      place.classList.add("sleept");
      const answer = await fetch(`${basis}/${inAddress(who)}/kansen?${vraag}&van=${encodeURIComponent(row)}`);
      if (!answer.ok || !place.classList.contains("sleept")) return;
      for (const one of await answer.json()) calendar.addEvent(one);
    };
    const clear = () => {
      for (const one of calendar.getEvents()) {
        if (/^(kan|bezet|vol|kan-niet)\//.test(one.id)) calendar.removeEventById(one.id);
      }
    };
    // it calls itself a table without rows; what a screen reader needs of it are its names and its buttons
    for (const one of place.querySelectorAll("[role], [aria-colindex], [aria-rowindex]")) {
      if (["button", "img"].includes(one.getAttribute("role"))) continue;
      for (const name of ["role", "aria-colindex", "aria-rowindex", "aria-colcount", "aria-rowcount"]) one.removeAttribute(name);
    }
    const two = (number) => String(number).padStart(2, "0");
    const ask = (info) => {
      const at = info.event.start;
      const moment = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
      const asked = new URLSearchParams({ moment });
      const row = info.newResource?.id ?? info.event.resourceIds[0];
      if (beeld === "school") {
        asked.set("school", row);
      } else {
        asked.set("van", info.oldResource?.id ?? row);
        asked.set("naar", row);
      }
      putBack = () => { info.revert(); clear(); };
      clear();
      show(`${basis}/${inAddress(student(info.event))}/neer?${asked}`, `${info.event.title}: wat dit breekt of kost, wordt nagegaan …`);
    };
    // a whole day is in sight where that leaves an hour wide enough to drop in; else the first WPA is
    const NARROWEST = 23; // pixels of half an hour: "09:00" above an hour can be read
    const opens = parseInt(data.van, 10);
    const firstHour = Math.min(...data.events.filter((one) => student({ extendedProps: one.extendedProps })).map((one) => parseInt(one.start.slice(11, 13), 10)));
    let wide = 0;
    const fit = () => {
      const names = place.querySelector(".ec-row-head")?.getBoundingClientRect().width ?? 0;
      const slots = (parseInt(data.tot, 10) - opens) * 2;
      const now = Math.max(NARROWEST, Math.floor(((place.clientWidth - names - 6) / slots) * 10) / 10);
      if (now === wide) return;
      wide = now;
      calendar.setOption("slotWidth", wide);
      requestAnimationFrame(() => {
        if (Number.isFinite(firstHour)) place.querySelector(".ec-main").scrollLeft = (firstHour - opens - 0.5) * 2 * wide;
        place.dataset.klaar = "ja";
      });
    };
    // of a week, the day that was asked is in sight
    const day = place.querySelector(`.ec-col-head:has(time[datetime="${dag}"])`);
    const main = place.querySelector(".ec-main");
    const names = place.querySelector(".ec-sidebar");
    if (periode === "week" && day && main && names) {
      main.scrollLeft += day.getBoundingClientRect().left - names.getBoundingClientRect().right;
    }
    if (periode === "week") {
      place.dataset.klaar = "ja";
      return;
    }
    const seen = new ResizeObserver(fit); // the names get their width after they are drawn
    seen.observe(place);
    for (const row of place.querySelectorAll(".ec-row-head")) seen.observe(row);
  };

  fetch(`${basis}/tijdlijn?${vraag}`).then((answer) => answer.json()).then(draw);
})();
