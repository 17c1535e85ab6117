/* The hands on a staged intake: a form beside the block, one POST a change, and what the server says is shown anew. */
(() => {
  "use strict";

  const NAMES = () => ({
    credit_name: gettext("图片署名"),
    credit_kind: gettext("署名方式"),
    start: gettext("起日"),
    end: gettext("止日"),
    speaker: gettext("说话人"),
    speaker_title: gettext("身份"),
    role: gettext("分工"),
    affiliation: gettext("单位"),
    label: gettext("图号、表号"),
  });
  const REASONS = () => [gettext("和别处重复"), gettext("排版残留的字"), gettext("版面上的字，不是稿件"), gettext("广告")];

  document.addEventListener("DOMContentLoaded", () => {
    const root = document.querySelector("[data-intake][data-open]");
    if (!root) return;
    root.addEventListener("intake:ready", () => start(root));
  });

  function start(root) {
    const { read, paint, select, next, here, stops, forget } = root.intake;
    const choices = JSON.parse(document.getElementById("intake-choices").textContent);
    const token = root.querySelector("input[name=csrfmiddlewaretoken]").value;
    const said = root.querySelector("[data-said]");
    const undo = root.querySelector("[data-undo]");
    const help = document.getElementById("intake-help");
    let saving = Promise.resolve();

    const make = (name, fields = {}, ...inside) => {
      const element = Object.assign(document.createElement(name), fields);
      element.append(...inside);
      return element;
    };
    const say = (words, bad = false) => {
      said.textContent = words;
      said.classList.toggle("desk-said-bad", bad);
    };

    // One save at a time and in turn, so that each carries the version which the one before it made.
    function post(change, after) {
      const back = here();
      saving = saving.then(async () => {
        let answer, data;
        try {
          answer = await fetch(root.dataset.intake, {
            method: "POST",
            credentials: "same-origin",
            headers: { "Content-Type": "application/json", "X-CSRFToken": token },
            body: JSON.stringify({ version: Number(root.dataset.version), ...change }),
          });
          data = await answer.json();
        } catch {
          say(gettext("没有连上，这一步没有存入。查看网络后再试。"), true);
          return;
        }
        if (!answer.ok) {
          say(data.message, true);
          return;
        }
        say(gettext("已存"));
        renew(data, back, after);
      });
      return saving;
    }

    function renew(data, back, after) {
      const order = stops();
      const place = order.indexOf(back);
      const later = order.slice(place + 1).map((stop) => stop.id);
      const field = document.activeElement?.dataset?.entryField;
      const owner = document.activeElement?.closest("[data-entry]")?.id;
      root.dataset.version = data.version;
      const list = read.querySelector("[data-entries]");
      const top = read.scrollTop;
      const there = new Map([...list.children].map((entry) => [Number(entry.dataset.entry), entry]));
      for (const [id, entry] of there) if (!data.order.includes(id)) entry.remove();
      for (const id of data.order) {
        let entry = there.get(id);
        if (data.entries[id]) {
          const fresh = make("template", { innerHTML: data.entries[id].trim() }).content.firstElementChild;
          entry?.remove();
          entry = fresh;
        }
        list.append(entry);
      }
      read.querySelector("[data-pile]").innerHTML = data.pile;
      read.querySelector("[data-doubts]").innerHTML = data.doubts;
      for (const [name, count] of Object.entries(data.count)) counted(name, count);
      undo.disabled = !data.may_undo;
      read.scrollTop = top;
      forget();
      paint();
      if (field && owner) {
        document.querySelector(`#${owner} [data-entry-field=${field}]`)?.focus();
        return;
      }
      const same = back && document.getElementById(back.id);
      const found = same || later.map((id) => document.getElementById(id)).find(Boolean) || stops()[0];
      select(found);
      if (after) after(found);
    }

    function counted(name, count) {
      const place = root.querySelector(`[data-count=${name}]`);
      place.textContent = count;
      place.toggleAttribute("data-none", !count && name !== "entries");
    }

    // --- The tools of the block one is at -------------------------------------------------------------------------
    const TOOLS = {
      e: [gettext("改"), edit],
      c: [gettext("类别"), pickKind],
      m: [gettext("移到"), pickEntry],
      s: [gettext("分段"), splitForm],
      b: [gettext("接前段"), (block) => post({ verb: "join", block: id(block) })],
      x: [gettext("拿出来"), (block) => post({ verb: "move", block: id(block), to: "pile" })],
      d: [gettext("划去"), dismissForm],
    };
    const PILE = ["m", "d"];
    const id = (block) => Number(block.dataset.block);
    const inPile = (block) => Boolean(block.closest("[data-pile]"));
    const fits = (block) =>
      block.closest(".intake-aside") ? ["m"] : inPile(block) ? PILE : Object.keys(TOOLS).filter((key) => key !== "d");

    root.addEventListener("intake:here", (event) => {
      root.querySelector(".intake-toolbar")?.remove();
      const block = event.detail;
      if (!block.dataset.block || block.querySelector(".intake-form")) return;
      const bar = make("div", { className: "intake-toolbar" });
      for (const key of fits(block)) {
        const button = make("button", { type: "button", tabIndex: -1 }, `${TOOLS[key][0]} `, make("kbd", { textContent: key }));
        button.addEventListener("click", () => TOOLS[key][1](block));
        bar.append(button);
      }
      block.append(bar);
    });

    function form(block, fields, save) {
      close(block);
      block.querySelector(".intake-toolbar")?.remove();
      const box = make("form", { className: "intake-form" }, ...fields);
      const row = make(
        "p",
        {},
        make("button", { type: "submit", className: "desk-button desk-button-go", textContent: gettext("存") }),
        make("button", { type: "button", className: "desk-button", textContent: gettext("不改") }),
      );
      row.lastChild.addEventListener("click", () => leave(block));
      box.append(row);
      box.addEventListener("submit", (event) => {
        event.preventDefault();
        save(box);
      });
      box.addEventListener("keydown", (event) => {
        if (event.isComposing) return;
        const plain = event.target.matches("input, select, [data-single]");
        if (event.key === "Escape") leave(block);
        else if (event.key === "Enter" && (plain || event.ctrlKey || event.metaKey)) box.requestSubmit();
        else return;
        event.preventDefault();
        event.stopPropagation();
      });
      block.append(box);
      const first = box.querySelector("textarea, input, select");
      first.focus();
      if (first.tagName === "TEXTAREA") first.setSelectionRange(first.value.length, first.value.length);
      return box;
    }
    const close = (block) => block.querySelector(".intake-form")?.remove();
    const leave = (block) => {
      close(block);
      select(block);
    };
    const labelled = (words, control) => make("label", {}, words, control);
    const listed = (values, chosen) =>
      make("select", {}, ...values.map((value) => make("option", { value, textContent: value, selected: value === chosen })));

    function edit(block) {
      const kind = block.dataset.kind;
      const names = NAMES();
      const text = make("textarea", { name: "text", value: block.dataset.text, rows: 2 });
      if (["title", "kicker", "subtitle", "rubric", "byline", "heading", "source"].includes(kind)) text.dataset.single = "";
      const fields = [labelled(block.dataset.label, text)];
      const beside = make("div", { className: "intake-fields" });
      for (const name of Object.keys(names)) {
        const value = block.getAttribute(`data-f-${name}`);
        if (value === null) continue;
        const values = { role: choices.roles, credit_kind: choices.credits }[name];
        const control = values ? listed(values, value) : make("input", { value, type: ["start", "end"].includes(name) ? "date" : "text" });
        control.name = name;
        beside.append(labelled(names[name], control));
      }
      if (beside.children.length) fields.push(beside);
      if (kind === "table" && !block.dataset.html) {
        const cells = make("textarea", { name: "cells", value: block.dataset.cells, rows: 6 });
        fields.push(labelled(gettext("每行一行，首行是表头，格与格之间用 | 隔开"), cells));
      }
      form(block, fields, (box) => post({ verb: "text", block: id(block), ...Object.fromEntries(new FormData(box)) }));
    }

    // A list that one walks by arrows and takes by Enter; a click on a line takes it too.
    function pick(block, words, options, chosen, take) {
      const list = make(
        "select",
        { size: Math.min(options.length, 12) },
        ...options.map(([value, textContent]) => make("option", { value, textContent, selected: value === chosen })),
      );
      list.addEventListener("click", () => list.value && take(list.value));
      form(block, [labelled(words, list)], () => list.value && take(list.value));
    }

    function pickKind(block) {
      const genre = block.closest("[data-entry]").dataset.genre;
      const options = [];
      for (const kind of choices.fitting[genre]) {
        if (kind !== "heading") options.push([kind, choices.kinds[kind]]);
        else for (const level of [1, 2, 3]) options.push([`heading ${level}`, choices.headings[level - 1]]);
      }
      const now = block.dataset.kind === "heading" ? `heading ${block.dataset.level}` : block.dataset.kind;
      pick(block, gettext("这一块是"), options, now, (value) => {
        const [kind, level] = value.split(" ");
        post({ verb: "kind", block: id(block), kind, level: Number(level || 1) });
      });
    }

    function pickEntry(block) {
      const own = block.closest("[data-entry]");
      const options = [...read.querySelectorAll("[data-entry]")].map((entry, index) => [entry.dataset.entry, `${index + 1}　${entry.dataset.title}`]);
      options.push(["new", gettext("另立一篇")]);
      const near = own ? own.dataset.entry : nearest(block);
      pick(block, gettext("归入"), options, near, (value) => {
        post({ verb: "move", block: id(block), to: value === "new" ? value : Number(value) });
      });
    }

    // The article that stands around the piece in print is the first to be thought of.
    function nearest(block) {
      const line = Number(block.dataset.lines.split("-")[0]);
      let best = null;
      for (const other of read.querySelectorAll("[data-entry] [data-lines]")) {
        const start = Number(other.dataset.lines.split("-")[0]);
        if (start && start <= line && (!best || start > best.start)) best = { start, entry: other.closest("[data-entry]").dataset.entry };
      }
      return best?.entry;
    }

    function splitForm(block) {
      const text = make("textarea", { value: block.dataset.text, rows: 3 });
      text.dataset.single = "";
      // A field that is only read shows no caret that one could move.
      text.addEventListener("beforeinput", (event) => event.preventDefault());
      form(block, [labelled(gettext("光标移到要分开的地方，按Enter"), text)], () =>
        post({ verb: "split", block: id(block), at: text.selectionStart }),
      );
      text.setSelectionRange(0, 0);
    }

    function dismissForm(block) {
      const list = make("datalist", { id: "intake-reasons" }, ...REASONS().map((value) => make("option", { value })));
      const why = make("input", { name: "why", maxLength: 200, required: true, value: REASONS()[0] });
      why.setAttribute("list", "intake-reasons");
      form(block, [labelled(gettext("为什么不要这一段"), why), list], () =>
        post({ verb: "dismiss", block: id(block), why: why.value }, next),
      );
      why.select();
    }

    function agree(stop) {
      const asked = stop.matches(".intake-ask, [data-remark]");
      if (!asked) return next();
      post(stop.dataset.remark ? { verb: "agree", remark: Number(stop.dataset.remark) } : { verb: "agree", block: id(stop) }, next);
    }

    const takeBack = () => (undo.disabled ? say(gettext("没有可撤销的改动。"), true) : post({ verb: "undo" }));
    const showHelp = () => {
      help.hidden = !help.hidden;
      root.querySelector("[data-help]").setAttribute("aria-expanded", String(!help.hidden));
    };
    undo.addEventListener("click", takeBack);
    root.querySelector("[data-help]").addEventListener("click", showHelp);

    read.addEventListener("click", (event) => {
      if (event.target.closest("[data-do=agree]")) agree(event.target.closest("[data-block], [data-remark]"));
      const order = event.target.closest("[data-entry-do]");
      if (!order) return;
      const entry = Number(order.closest("[data-entry]").dataset.entry);
      if (order.dataset.entryDo === "drop") post({ verb: "entry_drop", entry });
      else post({ verb: "entry_shift", entry, by: order.dataset.entryDo === "up" ? -1 : 1 });
    });
    read.addEventListener("change", (event) => {
      const field = event.target.dataset.entryField;
      if (!field) return;
      const entry = event.target.closest("[data-entry]");
      const pages = field.endsWith("_page");
      const change = pages
        ? Object.fromEntries(["first_page", "last_page"].map((name) => [name, entry.querySelector(`[data-entry-field=${name}]`).value]))
        : { [field]: event.target.value };
      post({ verb: "entry", entry: Number(entry.dataset.entry), ...change });
    });
    document.addEventListener("keydown", (event) => {
      if (event.isComposing || event.target.closest("input, select, textarea")) return;
      const stop = here();
      if ((event.ctrlKey || event.metaKey) && event.key === "z") takeBack();
      else if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key) && stop?.dataset.block)
        post({ verb: "shift", block: id(stop), by: event.key === "ArrowUp" ? -1 : 1 });
      else if (event.ctrlKey || event.metaKey || event.altKey) return;
      else if (event.key === "u") takeBack();
      else if (event.key === "?" || (event.key === "Escape" && !help.hidden)) showHelp();
      else if (event.key === "Enter" && stop && event.target === stop) agree(stop);
      else if (stop?.dataset.remark && ["e", "c"].includes(event.key))
        stop.closest("[data-entry]").querySelector("[data-entry-field=section]").focus();
      else if (stop?.dataset.block && fits(stop).includes(event.key)) TOOLS[event.key][1](stop);
      else return;
      event.preventDefault();
    });
    for (const name of ["doubts", "pile"]) counted(name, Number(root.querySelector(`[data-count=${name}]`).textContent));
  }
})();
