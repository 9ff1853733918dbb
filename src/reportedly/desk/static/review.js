// Review by single keys. They are silent while something is typed, and can be turned off for good in the list of keys.
"use strict";

(() => {
  const OFF = "reportedly.keys.off";
  const dialog = document.querySelector("dialog.keys");
  const form = document.querySelector("[data-decide]");
  const choice = dialog.querySelector("[data-keys]");
  const button = document.querySelector("[data-help]");

  button.hidden = false;
  button.addEventListener("click", () => dialog.showModal());
  choice.checked = localStorage.getItem(OFF) === null;
  choice.addEventListener("change", () => {
    if (choice.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });

  // A decision is begun by its key: the reason stands there to be confirmed with Enter, or typed over.
  const begin = (radio) => {
    radio.checked = true;
    const why = form.elements.why;
    const ours = [...form.querySelectorAll("[data-reason]")].some((each) => each.dataset.reason === why.value);
    if (!why.value || ours) why.value = radio.dataset.reason;
    const field = radio.value === "correct" ? form.elements.number : form.elements.by.value ? why : form.elements.by;
    field.focus();
    field.select();
  };
  if (form) {
    for (const radio of form.querySelectorAll("[data-reason]")) {
      radio.addEventListener("change", () => {
        if (!form.elements.why.value) form.elements.why.value = radio.dataset.reason;
      });
    }
  }

  const typing = (element) => element.closest("input:not([type=radio], [type=checkbox], [type=range]), textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && typing(event.target)) {
      event.target.blur();
      return;
    }
    if (dialog.open || typing(event.target)) return;
    if (event.key === "?") {
      event.preventDefault();
      dialog.showModal();
      return;
    }
    if (!choice.checked) return;
    const asked = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (asked) {
      event.preventDefault();
      if (asked.matches("[data-reason]")) begin(asked);
      else asked.click();
    } else if (event.key === "o") {
      document.querySelector("#claim a")?.click();
    }
  });
})();
