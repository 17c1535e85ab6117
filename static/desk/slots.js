/* A list in order: dragged by the handle, or moved by 上移, 下移, 移到… and Alt+↑, Alt+↓. Saved at once, and undone. */
(() => {
  "use strict";

  document.addEventListener("DOMContentLoaded", () => {
    const list = document.querySelector("[data-slots][data-movable]");
    if (!list) return;
    const said = document.querySelector("[data-said]");
    const words = said.querySelector("[data-words]");
    const undo = said.querySelector("[data-undo]");
    const over = said.querySelector("[data-over]");
    const clash = document.querySelector("[data-clash]");
    const dialog = document.querySelector("[data-move-to]");
    const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
    let saving = Promise.resolve();
    let broken = false;

    const rows = () => [...list.children];
    const order = () => rows().map((row) => Number(row.dataset.slot));
    const title = (row) => row.querySelector(".desk-slot-title").textContent.trim();
    // A feature moves with its members.
    function block(row) {
      const found = [row];
      for (let next = row.nextElementSibling; next && next.dataset.package === row.dataset.slot; next = next.nextElementSibling) found.push(next);
      return found;
    }
    function say(text, bad = false) {
      words.textContent = text;
      said.classList.toggle("desk-said-bad", bad);
      undo.hidden = over.hidden = true;
    }
    const number = () => rows().forEach((row, index) => (row.querySelector("[data-number]").textContent = index + 1));

    function put(ids) {
      const byId = new Map(rows().map((row) => [Number(row.dataset.slot), row]));
      const focused = document.activeElement;
      ids.forEach((id) => byId.has(id) && list.append(byId.get(id)));
      number();
      if (list.contains(focused)) focused.focus({ preventScroll: true });
    }

    function show(data) {
      list.dataset.version = data.version;
      for (const row of rows()) {
        const id = row.dataset.slot;
        const fill = (name, text) => {
          const place = row.querySelector(`[data-${name}]`);
          if (place && text !== undefined) place.textContent = text;
        };
        fill("note", data.notes?.[id]);
        fill("pages", data.pages?.[id]);
        fill("heading", data.headings?.[id]);
      }
      const total = document.querySelector("[data-total]");
      if (total && data.total) total.textContent = data.total;
    }

    // One save at a time and in turn, so that each carries the version which the one before it made.
    function send(address, body, done, failed) {
      saving = saving.then(async () => {
        if (broken) return;
        try {
          const answer = await fetch(address, {
            method: "POST",
            credentials: "same-origin",
            headers: { "Content-Type": "application/json", "X-CSRFToken": token },
            body: JSON.stringify({ version: isNaN(list.dataset.version) ? list.dataset.version : Number(list.dataset.version), ...body() }),
          });
          const data = await answer.json();
          if (answer.ok) {
            show(data);
            done(data);
          } else {
            failed(data);
            say(data.message, true);
          }
        } catch {
          failed();
          say(gettext("没有连上，这次排序没有存入。查看网络后再排一次。"), true);
        }
      });
    }

    function save(before, text, row) {
      const wanted = order();
      number();
      send(
        list.dataset.slots,
        () => ({ ids: wanted }),
        () => {
          say(interpolate(gettext("%s，已保存"), [text]));
          undo.hidden = false;
          undo.onclick = () => {
            const now = order();
            put(before);
            save(now, gettext("已撤销"));
          };
          if (row) offer(row);
        },
        (data) => {
          put(before);
          if (data?.order) refuse(data, wanted);
        },
      );
    }

    // A row among those of another section keeps its own until somebody says otherwise.
    function offer(row) {
      const near = [row.previousElementSibling, block(row).at(-1).nextElementSibling].filter(Boolean);
      const around = [...new Set(near.map((other) => other.dataset.section))];
      if (!row.dataset.section || around.length !== 1 || around[0] === row.dataset.section) return;
      over.hidden = false;
      over.textContent = interpolate(gettext("改入“%s”"), [near[0].querySelector("[data-heading]").textContent]);
      over.onclick = () => {
        const old = row.dataset.section;
        const move = (section, text) =>
          send(
            list.dataset.slots,
            () => ({ ids: order(), section: { [row.dataset.slot]: Number(section) } }),
            () => {
              row.dataset.section = section;
              say(text);
              undo.hidden = section === old;
              undo.onclick = () => move(old, gettext("已撤销，已保存"));
            },
            () => {},
          );
        move(around[0], gettext("栏目已改，已保存"));
      };
    }

    // Somebody else was first: both orders side by side, and one's own kept to be sent again.
    function refuse(data, mine) {
      broken = true;
      if (!clash || data.closed) return;
      const names = new Map(data.order.map((slot) => [slot.id, slot.title]));
      rows().forEach((row) => names.has(Number(row.dataset.slot)) || names.set(Number(row.dataset.slot), title(row)));
      const present = new Set(data.order.map((slot) => slot.id));
      const fill = (place, ids) => {
        place.replaceChildren(
          ...ids.map((id) => {
            const line = document.createElement("li");
            line.textContent = names.get(id);
            if (!present.has(id)) line.className = "desk-gone";
            return line;
          }),
        );
      };
      fill(clash.querySelector("[data-saved]"), data.order.map((slot) => slot.id));
      fill(clash.querySelector("[data-mine]"), mine);
      clash.hidden = false;
      clash.querySelector("[data-reapply]").onclick = () => {
        const ids = mine.filter((id) => present.has(id));
        data.order.forEach((slot, place) => ids.includes(slot.id) || ids.splice(Math.min(place, ids.length), 0, slot.id));
        broken = false;
        list.dataset.version = data.version;
        send(list.dataset.slots, () => ({ ids }), () => location.reload(), (again) => again?.order && refuse(again, mine));
      };
      clash.querySelector("[data-reload]").onclick = () => location.reload();
      clash.querySelector("[data-reapply]").focus();
    }

    // Puts the row, with its members, before the row `next` or last, and saves.
    function place(row, next) {
      const before = order();
      const moving = block(row);
      if (moving.includes(next)) return;
      moving.forEach((one) => (next ? next.before(one) : list.append(one)));
      if (order().join() !== before.join()) save(before, interpolate(gettext("已移到第%s条"), [rows().indexOf(row) + 1]), row);
    }

    function step(row, by) {
      if (broken) return;
      const moving = block(row);
      if (by < 0) {
        if (row.previousElementSibling) place(row, row.previousElementSibling);
      } else {
        const next = moving.at(-1).nextElementSibling;
        if (next) place(row, next.nextElementSibling);
      }
    }

    list.addEventListener("click", (event) => {
      const row = event.target.closest("[data-slot]");
      const button = event.target.closest("[data-step]");
      if (button) {
        step(row, Number(button.dataset.step));
        button.focus();
      }
      const to = event.target.closest("[data-to]");
      if (to) ask(row, to);
      const below = event.target.closest("[data-below]");
      if (below) plan(row);
    });
    list.addEventListener("keydown", (event) => {
      if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
      const row = event.target.closest("[data-slot]");
      const focused = document.activeElement;
      event.preventDefault();
      step(row, event.key === "ArrowUp" ? -1 : 1);
      focused.focus();
    });

    // 移到…: the same as a drag, by keys or one finger. Esc closes the dialog and changes nothing.
    function ask(row, button) {
      const moving = block(row);
      const select = dialog.querySelector("select");
      const others = rows().filter((other) => !moving.includes(other));
      const choice = (value, text) => new Option(text, value);
      select.replaceChildren(
        ...others.map((other, place) => choice(other.dataset.slot, interpolate(gettext("%s　在“%s”前面"), [place + 1, title(other)]))),
        choice("", gettext("最后")),
      );
      dialog.querySelector("[data-what]").textContent = title(row);
      dialog.returnValue = "";
      dialog.onclose = () => {
        if (dialog.returnValue === "go") place(row, rows().find((other) => other.dataset.slot === select.value) || null);
        button.focus();
      };
      dialog.showModal();
      select.focus();
    }

    function plan(row) {
      const form = document.querySelector("[data-plan]");
      form.elements.where.value = `after-${row.dataset.slot}`;
      form.elements.section.value = row.dataset.section;
      form.elements.planned_title.focus();
      form.scrollIntoView({ block: "center" });
    }

    const follow = document.querySelector("[data-follow]");
    if (follow) {
      const send_pages = (pages, text, again) =>
        send(
          follow.dataset.follow,
          () => (pages ? { pages } : {}),
          (data) => {
            say(text);
            undo.hidden = !again;
            undo.onclick = () => send_pages(data.before, gettext("已撤销，已保存"), false);
          },
          (data) => data?.order && refuse(data, order()),
        );
      follow.addEventListener("click", () => send_pages(null, gettext("页码已照次序顺延，已保存"), true));
    }

    // Listened to on the document: a row that is moved loses every capture of the pointer.
    // Pointer events serve mouse, pen and finger alike. A copy follows the pointer, a line shows where it would land.
    const line = document.createElement("div");
    line.className = "desk-drop-line";
    function drag(event, moving, ghost_of, drop) {
      event.preventDefault();
      const ghost = ghost_of.cloneNode(true);
      const box = ghost_of.getBoundingClientRect();
      const grip = event.clientY - box.top;
      ghost.className += " desk-ghost";
      ghost.removeAttribute("id");
      Object.assign(ghost.style, { width: `${box.width}px`, left: `${box.left}px` });
      ghost.setAttribute("aria-hidden", "true");
      document.body.append(ghost, line);
      moving.forEach((row) => row.classList.add("desk-dragged"));
      let target;
      let empty = null;
      const follow_pointer = (move) => {
        ghost.style.top = `${move.clientY - grip}px`;
        if (move.clientY < 60) scrollBy(0, -14);
        else if (move.clientY > innerHeight - 60) scrollBy(0, 14);
        const others = rows().filter((other) => !moving.includes(other));
        const inside = others.find((other) => {
          const place = other.getBoundingClientRect();
          return move.clientY >= place.top && move.clientY < place.bottom;
        });
        empty?.classList.remove("desk-taking");
        empty = !moving.length && inside && "empty" in inside.dataset ? inside : null;
        empty?.classList.add("desk-taking");
        target = others.find((other) => {
          const place = other.getBoundingClientRect();
          return move.clientY < place.top + place.height / 2;
        }) || null;
        const edge = target ? target.getBoundingClientRect().top : others.at(-1)?.getBoundingClientRect().bottom ?? list.getBoundingClientRect().top;
        const frame = list.getBoundingClientRect();
        line.hidden = Boolean(empty);
        Object.assign(line.style, { top: `${edge - 2}px`, left: `${frame.left}px`, width: `${frame.width}px` });
      };
      const stop = (keep) => {
        document.removeEventListener("pointermove", follow_pointer);
        document.removeEventListener("pointerup", end);
        document.removeEventListener("pointercancel", cancel);
        document.removeEventListener("keydown", escape);
        ghost.remove();
        line.remove();
        empty?.classList.remove("desk-taking");
        moving.forEach((row) => row.classList.remove("desk-dragged"));
        if (keep && target !== undefined) drop(target, empty);
      };
      const end = () => stop(true);
      const cancel = () => stop(false);
      const escape = (key) => key.key === "Escape" && stop(false);
      document.addEventListener("pointermove", follow_pointer);
      document.addEventListener("pointerup", end);
      document.addEventListener("pointercancel", cancel);
      document.addEventListener("keydown", escape);
    }

    list.addEventListener("pointerdown", (event) => {
      const handle = event.target.closest("[data-handle]");
      if (!handle || broken || event.button) return;
      const row = handle.closest("[data-slot]");
      drag(event, block(row), row, (next) => place(row, next));
    });

    // 稿库: an article dropped on an empty slot fills it, dropped between two rows it becomes a row of its own.
    const shelf = document.querySelector("[data-shelf]");
    const form = document.querySelector("[data-shelve]");
    if (shelf && form) {
      shelf.addEventListener("pointerdown", (event) => {
        const handle = event.target.closest("[data-handle]");
        if (!handle || event.button) return;
        const piece = handle.closest("[data-article]");
        drag(event, [], piece, (next, empty) => {
          const behind = next ? next.previousElementSibling : list.lastElementChild;
          form.elements.article.value = piece.dataset.article;
          form.elements.where.value = empty ? `slot-${empty.dataset.slot}` : behind ? `after-${behind.dataset.slot}` : "first";
          form.requestSubmit();
        });
      });
      shelf.addEventListener("click", (event) => {
        const button = event.target.closest("[data-pick]");
        if (!button) return;
        form.elements.article.value = button.closest("[data-article]").dataset.article;
        form.elements.where.focus();
      });
      const sought = document.querySelector("[data-sought]");
      sought?.addEventListener("input", () => {
        for (const piece of shelf.children) piece.hidden = !piece.textContent.includes(sought.value.trim());
      });
    }
  });
})();
