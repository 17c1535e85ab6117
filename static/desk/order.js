/* Rows of a form that stand in an order: 上移 and 下移 beside the handle, for those who do not drag. */
(() => {
  "use strict";

  function rows(table) {
    return [...table.querySelectorAll(":scope .form-group")].filter(
      (row) => !row.classList.contains("empty-form") && row.closest("[data-ordering-field]") === table,
    );
  }

  function renumber(table) {
    rows(table).forEach((row, index) => {
      const input = row.querySelector(`input[name$="-${table.dataset.orderingField}"]`);
      if (input) input.value = index + 1;
    });
  }

  function step(table, row, by, button) {
    const all = rows(table);
    const to = all.indexOf(row) + by;
    if (to < 0 || to >= all.length) return;
    if (by < 0) all[to].before(row);
    else all[to].after(row);
    renumber(table);
    button.focus();
    say(table, interpolate(gettext("已移到第%s行"), [to + 1]));
  }

  function say(table, words) {
    let place = table.parentNode.querySelector(".desk-said");
    if (!place) {
      place = document.createElement("p");
      place.className = "desk-said";
      place.setAttribute("aria-live", "polite");
      table.after(place);
    }
    place.textContent = words;
  }

  function equip(table, row) {
    if (row.querySelector(".desk-steps")) return;
    const box = document.createElement("span");
    box.className = "desk-steps";
    for (const [words, sign, by] of [[gettext("上移"), "arrow_upward", -1], [gettext("下移"), "arrow_downward", 1]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.title = words;
      button.setAttribute("aria-label", words);
      button.innerHTML = `<span class="material-symbols-outlined" aria-hidden="true">${sign}</span>`;
      button.addEventListener("click", () => step(table, row, by, button));
      box.append(button);
    }
    const place = row.querySelector("tr.form-row > td:last-of-type, h3");
    if (place) place.append(box);
  }

  function equipAll() {
    document.querySelectorAll("[data-ordering-field][data-inline-formset]").forEach((table) => {
      rows(table).forEach((row) => equip(table, row));
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    equipAll();
    document.addEventListener("formset:added", (event) => {
      const table = event.target.closest("[data-ordering-field][data-inline-formset]");
      if (!table) return;
      equipAll();
      renumber(table);
      // Whoever asked for a row goes on in it; the choice that searches is drawn a moment later.
      setTimeout(() => event.target.querySelector(".select2-selection, select, textarea, input:not([type=hidden])")?.focus(), 0);
    });
  });
})();
