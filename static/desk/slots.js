/* The contents of an issue in order: dragged by the handle, or moved by 上移, 下移 and Alt+↑, Alt+↓. Saved at once. */
(() => {
  "use strict";

  document.addEventListener("DOMContentLoaded", () => {
    const list = document.querySelector("[data-slots][data-movable]");
    if (!list) return;
    const said = document.querySelector("[data-said]");
    const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
    let saving = Promise.resolve();
    let broken = false;

    const rows = () => [...list.children];
    const order = () => rows().map((row) => Number(row.dataset.slot));
    const say = (words, bad = false) => {
      said.textContent = words;
      said.classList.toggle("desk-said-bad", bad);
    };
    const number = () =>
      rows().forEach((row, index) => (row.querySelector("[data-number]").textContent = index + 1));

    function put(ids) {
      const byId = new Map(rows().map((row) => [Number(row.dataset.slot), row]));
      ids.forEach((id) => list.append(byId.get(id)));
      number();
    }

    // One save at a time and in turn, so that each carries the version which the one before it made.
    function save(before, words) {
      const wanted = order();
      number();
      saving = saving.then(async () => {
        if (broken) return;
        try {
          const answer = await fetch(list.dataset.slots, {
            method: "POST",
            credentials: "same-origin",
            headers: { "Content-Type": "application/json", "X-CSRFToken": token },
            body: JSON.stringify({ version: Number(list.dataset.version), ids: wanted }),
          });
          const data = await answer.json();
          if (answer.ok) {
            list.dataset.version = data.version;
            say(interpolate(gettext("%s，已保存"), [words]));
          } else {
            broken = answer.status === 409;
            put(before);
            say(data.message, true);
          }
        } catch {
          put(before);
          say(gettext("没有连上，这次排序没有存入。查看网络后再排一次。"), true);
        }
      });
    }

    function step(row, by) {
      const all = rows();
      const to = all.indexOf(row) + by;
      if (broken || to < 0 || to >= all.length) return;
      const before = order();
      if (by < 0) all[to].before(row);
      else all[to].after(row);
      save(before, interpolate(gettext("已移到第%s条"), [to + 1]));
    }

    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-step]");
      if (!button) return;
      step(button.closest("[data-slot]"), Number(button.dataset.step));
      button.focus();
    });
    list.addEventListener("keydown", (event) => {
      if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
      const row = event.target.closest("[data-slot]");
      const focused = document.activeElement;
      event.preventDefault();
      step(row, event.key === "ArrowUp" ? -1 : 1);
      focused.focus();
    });

    // Listened to on the document: a row that is moved loses every capture of the pointer.
    // Pointer events serve mouse, pen and finger alike; the row follows at the place where it would land.
    list.addEventListener("pointerdown", (event) => {
      const handle = event.target.closest("[data-handle]");
      if (!handle || broken || event.button) return;
      event.preventDefault();
      const row = handle.closest("[data-slot]");
      const before = order();
      row.classList.add("desk-dragged");
      const over = (move) => {
        const next = rows().find((other) => {
          if (other === row) return false;
          const box = other.getBoundingClientRect();
          return move.clientY < box.top + box.height / 2;
        });
        if (next) {
          if (row.nextElementSibling !== next) next.before(row);
        } else if (list.lastElementChild !== row) list.append(row);
      };
      const stop = (keep) => {
        document.removeEventListener("pointermove", over);
        document.removeEventListener("pointerup", drop);
        document.removeEventListener("pointercancel", cancel);
        document.removeEventListener("keydown", escape);
        row.classList.remove("desk-dragged");
        if (!keep) return put(before);
        if (order().join() !== before.join()) save(before, interpolate(gettext("已移到第%s条"), [rows().indexOf(row) + 1]));
      };
      const drop = () => stop(true);
      const cancel = () => stop(false);
      const escape = (key) => key.key === "Escape" && stop(false);
      document.addEventListener("pointermove", over);
      document.addEventListener("pointerup", drop);
      document.addEventListener("pointercancel", cancel);
      document.addEventListener("keydown", escape);
    });
  });
})();
