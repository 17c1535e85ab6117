/* Two texts side by side: each piece is taken from one of them by a click, and the form below follows. */
(() => {
  "use strict";

  const desk = window.desk;

  function equip(section) {
    const { difference: name, kind } = section.dataset;
    const chunks = JSON.parse(section.querySelector("script[type='application/json']").textContent);
    const changed = chunks.filter((chunk) => !chunk.same);
    const undecided = new Set();
    changed.forEach((chunk, index) => {
      if (section.querySelector(`[data-piece="${index + 1}"][data-both]`)) undecided.add(chunk);
    });

    const show = () =>
      section.querySelectorAll(".desk-piece").forEach((button) => {
        const chunk = changed[button.dataset.piece - 1];
        const taken = !undecided.has(chunk) && chunk.take === button.dataset.side;
        button.setAttribute("aria-pressed", String(taken));
        button.classList.toggle("desk-piece-open", undecided.has(chunk));
      });

    function write() {
      const words = chunks.map((chunk) => (chunk.same ? chunk.yours : chunk[chunk.take])).join("");
      if (kind === "rows") {
        const taken = chunks[0].take === "saved";
        let hidden = desk.form.querySelector(`input[name="${name}-take"]`);
        if (!hidden) {
          hidden = document.createElement("input");
          Object.assign(hidden, { type: "hidden", name: `${name}-take` });
          desk.form.append(hidden);
        }
        hidden.value = taken ? "saved" : "";
        const group = document.getElementById(`${name}-group`);
        if (group) group.classList.toggle("desk-not-taken", taken);
      } else if (kind === "body") {
        const html = words.replaceAll("\n", "");
        const editor = desk.body();
        if (editor && editor.status === "ready") editor.setData(html);
        else document.getElementById("id_body").value = html;
      } else {
        const control = desk.form.elements[name];
        if (control) {
          control.value = words;
          control.dispatchEvent(new Event("input", { bubbles: true }));
        }
      }
      desk.touch();
      if (desk.count) desk.count();
    }

    function take(which, side) {
      which.forEach((chunk) => {
        chunk.take = side;
        undecided.delete(chunk);
      });
      show();
      write();
      tell();
    }

    section.addEventListener("click", (event) => {
      const piece = event.target.closest("[data-piece]");
      const all = event.target.closest("[data-all]");
      if (piece) take([changed[piece.dataset.piece - 1]], piece.dataset.side);
      if (all) take(changed, all.dataset.all);
    });
    show();
    if (changed.some((chunk) => chunk.take === "saved")) write();
    return undecided;
  }

  let all = [];
  function tell() {
    const left = all.reduce((sum, undecided) => sum + undecided.size, 0);
    const words = left ? interpolate(gettext("还有%s处两个人都改过，先选用哪一边。"), [left]) : "";
    document.querySelector("[data-conflict-left]").textContent = words;
    desk.blocked = () => words;
  }

  document.addEventListener("DOMContentLoaded", () => {
    const panel = document.querySelector("[data-conflict]");
    if (!panel || !desk.form) return;
    const start = () => {
      all = [...panel.querySelectorAll("[data-difference]")].map(equip);
      tell();
    };
    if (window.CKEDITOR && document.getElementById("id_body")) window.CKEDITOR.on("instanceReady", () => setTimeout(start));
    else start();
  });
})();
