// The desk's script: small comforts over pages that work without it.
//
// 1. The slide moves the page to another moment in place, and the address with it.
// 2. A mark in a picture tells its quote in a box, on hover and on keyboard focus.
"use strict";

(() => {
  let current = null;

  // ---- the slide ----
  const moveTo = async (address) => {
    if (current) current.abort();
    current = new AbortController();
    try {
      const answer = await fetch(address, { signal: current.signal, headers: { accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const where of ["[data-moves]", ".top", "#then", ".head"]) {
        const here = document.querySelector(where);
        const there = page.querySelector(where);
        if (here && there) here.replaceWith(document.adoptNode(there));
      }
      document.title = page.title || document.title;
      history.replaceState(null, "", address);
    } catch (error) {
      if (error.name !== "AbortError") location.assign(address);
    }
  };

  const slide = document.querySelector("[data-slide]");
  if (slide) {
    const range = slide.querySelector("input[type=range]");
    const told = slide.querySelector("output");
    const stations = [...slide.querySelectorAll("datalist option")];
    slide.querySelector("[data-without-script]").hidden = true;
    let waiting = 0;
    range.addEventListener("input", () => {
      const station = stations[Number(range.value)];
      told.textContent = station.label;
      range.setAttribute("aria-valuetext", station.label);
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        const address = new URL(location.href);
        if (station.dataset.asOf) address.searchParams.set("as_of", station.dataset.asOf);
        else address.searchParams.delete("as_of");
        address.searchParams.delete("page");
        moveTo(address.href);
      }, 150);
    });
    slide.addEventListener("submit", (event) => event.preventDefault());
  }

  // ---- what a mark tells ----
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true"); // the mark itself has the same words as its name
  document.body.append(tip);

  const alike = (mark) => {
    for (const name of ["data-figure", "data-event"]) {
      const id = mark && mark.getAttribute(name);
      if (id) return [...document.querySelectorAll(`[${name}="${CSS.escape(id)}"]`)];
    }
    return [];
  };

  const hideTip = () => {
    tip.hidden = true;
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  };

  const showTip = (mark) => {
    hideTip();
    for (const other of alike(mark)) other.classList.add("lit");
    const told = mark.getAttribute("aria-label");
    if (!told || !mark.closest("svg")) return;
    for (const title of mark.querySelectorAll(":scope > title")) title.remove(); // else the browser shows it a second time
    tip.textContent = told;
    tip.hidden = false;
    const here = mark.getBoundingClientRect();
    const size = tip.getBoundingClientRect();
    const left = Math.min(Math.max(8, here.left + here.width / 2 - size.width / 2), innerWidth - size.width - 8);
    const above = here.top - size.height - 8;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 8 ? above : here.bottom + 8}px`;
  };

  const markOf = (target) => (target instanceof Element ? target.closest("[data-figure], [data-event], svg a[aria-label], svg [tabindex][aria-label]") : null);
  for (const [begins, ends] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
    document.addEventListener(begins, (event) => {
      const mark = markOf(event.target);
      if (mark) showTip(mark);
    });
    document.addEventListener(ends, (event) => {
      if (markOf(event.target) && markOf(event.relatedTarget) !== markOf(event.target)) hideTip();
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hideTip();
  });
  addEventListener("scroll", hideTip, { passive: true });
})();
