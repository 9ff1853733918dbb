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
})();
