// A report: words and claims find each other, and what is marked changes in place. Without this file both are plain links and a form.
"use strict";

(() => {
  const reading = () => document.getElementById("reading");

  const mark = (id) => {
    for (const each of document.querySelectorAll(".m.on, .claim.on")) each.classList.remove("on");
    if (!id) return null;
    const words = [...reading().querySelectorAll("a.m")].filter((each) => each.dataset.of.split(" ").includes(id));
    for (const each of words) each.classList.add("on");
    const claim = document.getElementById(`c-${id}`);
    if (claim) claim.classList.add("on");
    return { words, claim };
  };

  const narrow = matchMedia("(max-width: 56rem)");

  // Beside each other, the claims move in their own frame and the text stays where it is; one below the other, the page moves.
  const show = (id, side) => {
    const found = mark(id);
    if (!found || narrow.matches) return;
    if (side === "c" && found.words.length) found.words[0].scrollIntoView({ block: "nearest" });
    if (found.claim) {
      const frame = document.getElementById("says");
      const where = found.claim.getBoundingClientRect();
      const seen = frame.getBoundingClientRect();
      if (where.top < seen.top + 40 || where.bottom > seen.bottom) frame.scrollTop += where.top - seen.top - 48;
    }
  };

  const follow = () => {
    const [, side, id] = /^#([wc])-(.+)$/.exec(decodeURIComponent(location.hash)) || [];
    show(id, side);
  };

  addEventListener("hashchange", follow);
  follow();

  document.addEventListener("click", (event) => {
    const words = event.target.closest("a.m");
    if (!words || narrow.matches || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, "", words.hash);
    show(words.hash.slice(3), "w");
  });

  const kinds = document.querySelector("[data-kinds]");
  kinds.querySelector("[data-without-script]").hidden = true;
  kinds.addEventListener("change", async () => {
    const address = new URL(kinds.action);
    const asked = new FormData(kinds);
    const show = asked.getAll("show").filter((each) => each !== "none");
    asked.delete("show");
    for (const [name, value] of asked) address.searchParams.set(name, value);
    if (show.length < kinds.querySelectorAll("[type=checkbox]").length) address.searchParams.set("show", show.join(",") || "none");
    const answer = await fetch(address, { headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    reading().replaceWith(document.adoptNode(page.getElementById("reading")));
    history.replaceState(null, "", address.href + location.hash);
    follow();
  });
})();
