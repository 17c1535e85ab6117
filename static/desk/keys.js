/* Keys of a page outside its fields: ? shows the list of them, n and p go from change to change, or from row to row,
   j and k from finding to finding, a and x take one or put it aside. */
(() => {
  "use strict";

  const FIELDS = "input, textarea, select, [contenteditable], dialog:not([data-keys])";

  // Places to go to, in order. Words taken out and the words put in for them are one place.
  function stops() {
    const rows = [...document.querySelectorAll("[data-change], .desk-board tbody tr")];
    const joined = (mark) => mark.nodeName === "INS" && mark.previousSibling && mark.previousSibling.nodeName === "DEL";
    const marks = [...document.querySelectorAll(".desk-compared-text :is(ins, del)")].filter((mark) => !joined(mark));
    return [...rows, ...marks];
  }

  function go(step) {
    const found = stops();
    if (!found.length) return;
    const here = found.findIndex((stop) => stop.classList.contains("desk-here"));
    const next = found[here < 0 ? (step > 0 ? 0 : found.length - 1) : (here + step + found.length) % found.length];
    if (here >= 0) found[here].classList.remove("desk-here");
    next.classList.add("desk-here");
    const target = next.querySelector("th a") || next;
    if (target === next) next.tabIndex = -1;
    target.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  }

  const finding = () => document.querySelector("[data-finding].desk-here");

  function find(step) {
    const found = document.querySelectorAll("[data-finding]");
    const next = finding() ? Number(finding().dataset.finding) + step : step > 0 ? 1 : found.length;
    if (!found.length) return;
    const detail = ((next - 1 + found.length) % found.length) + 1;
    document.dispatchEvent(new CustomEvent("desk:finding", { detail }));
  }

  function aside() {
    const button = finding()?.querySelector("[data-aside]");
    if (!button) return;
    button.click();
    // 放行 asks for its reason.
    if (button.nodeName === "SUMMARY") button.parentElement.querySelector("input[name=reason]").focus();
  }

  document.addEventListener("keydown", (event) => {
    // While pinyin is being typed every key belongs to the input method.
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(FIELDS)) return;
    const list = document.querySelector("[data-keys]");
    if (!list) return;
    const keys = {
      "?": () => (list.open ? list.close() : list.showModal()),
      n: () => go(1),
      p: () => go(-1),
      j: () => find(1),
      k: () => find(-1),
      a: () => finding()?.querySelector("[data-take]")?.click(),
      x: () => aside(),
      Escape: () => document.querySelectorAll("[data-finding].desk-here, [data-fault].desk-here").forEach((node) => node.classList.remove("desk-here")),
      o: () => document.getElementById("opinion")?.focus(),
    };
    if (!keys[event.key] || (list.open && event.key !== "?")) return;
    event.preventDefault();
    keys[event.key]();
  });
})();
