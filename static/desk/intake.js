/* A staged intake: the source in the colours of what it was read as, and the way from block to block by keyboard. */
(() => {
  "use strict";

  document.addEventListener("DOMContentLoaded", () => {
    const root = document.querySelector("[data-intake]");
    if (!root) return;
    const source = root.querySelector("[data-source]");
    const read = root.querySelector("[data-read]");
    const STOPS = "[data-block], [data-remark]";
    const ASKED = ".intake-ask, [data-remark], [data-pile] > [data-block]";
    let here = null;

    // Where a line stands on the picture of its page.
    for (const placed of source.querySelectorAll("[data-style]")) placed.style.cssText = placed.dataset.style;

    const nameOf = (stop) => stop && stop.id;
    const shown = (stop) => !stop.closest("details:not([open])");
    const stops = (what = STOPS) => [...read.querySelectorAll(what)].filter(shown);
    const linesOf = (stop) => {
      if (stop.dataset.remark) stop = stop.closest("[data-entry]").querySelector("[data-lines]:not([data-lines=''])");
      const lines = [];
      for (const span of stop ? stop.dataset.lines.split(",") : []) {
        const [from, to] = span.split("-").map(Number);
        for (let number = from; number <= to; number += 1) {
          const line = document.getElementById(`l${number}`);
          if (line) lines.push(line);
        }
      }
      return lines;
    };

    // Every line of the source takes the colour of its block; the first line of a block says what it is.
    function paint() {
      for (const line of source.querySelectorAll(".intake-line")) {
        line.className = line.classList.contains("intake-box") ? "intake-line intake-box" : "intake-line";
        for (const name of ["b", "kind", "odd", "even", "doubt", "here"]) delete line.dataset[name];
      }
      const entries = [...read.querySelectorAll("[data-entry]")];
      for (const block of read.querySelectorAll("[data-block]")) {
        const place = entries.indexOf(block.closest("[data-entry]"));
        let before = null;
        for (const line of linesOf(block)) {
          if (line.dataset.b && block.dataset.tone === "furniture") continue;
          line.className = `intake-line intake-${block.dataset.tone}${line.classList.contains("intake-box") ? " intake-box" : ""}`;
          line.dataset.b = block.id;
          if (before === null || Number(line.dataset.line) > before + 2) line.dataset.kind = block.dataset.label;
          else delete line.dataset.kind;
          before = Number(line.dataset.line);
          if (place >= 0) line.dataset[place % 2 ? "odd" : "even"] = "";
          if (block.classList.contains("intake-ask")) line.dataset.doubt = "";
        }
      }
      if (here) light();
    }

    function light() {
      for (const line of source.querySelectorAll("[data-here]")) delete line.dataset.here;
      const lines = linesOf(here);
      for (const line of lines) line.dataset.here = "";
      return lines;
    }

    function select(stop, focus = true) {
      if (!stop) return;
      for (const other of read.querySelectorAll("[data-here]")) delete other.dataset.here;
      if (here) here.tabIndex = -1;
      here = stop;
      here.dataset.here = "";
      here.tabIndex = 0;
      if (focus) {
        here.focus({ preventScroll: true });
        const box = here.getBoundingClientRect();
        const pane = read.getBoundingClientRect();
        if (box.top < pane.top + 8 || box.bottom > pane.bottom - 8)
          read.scrollTop += box.top - pane.top - Math.max(40, (pane.height - box.height) / 3);
      }
      const [first] = light();
      if (first) {
        const top = first.getBoundingClientRect().top - source.getBoundingClientRect().top;
        source.scrollTop += top - source.clientHeight / 3;
      }
      root.dispatchEvent(new CustomEvent("intake:here", { detail: here }));
    }

    function go(by, what) {
      const all = stops(what);
      if (!all.length) return false;
      if (!here || !here.isConnected) select(by > 0 ? all[0] : all.at(-1));
      else {
        const side = by > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
        const on = all.filter((stop) => stop !== here && here.compareDocumentPosition(stop) & side);
        const next = by > 0 ? on[0] : on.at(-1);
        if (!next && what === STOPS) return false;
        select(next || (by > 0 ? all[0] : all.at(-1)));
      }
      return true;
    }

    read.addEventListener("click", (event) => {
      const jump = event.target.closest("[data-jump]");
      if (jump) {
        event.preventDefault();
        select(document.getElementById(jump.dataset.jump));
        return;
      }
      const stop = event.target.closest(STOPS);
      if (stop && stop !== here && !event.target.closest("button, input, select, textarea, a, label"))
        select(stop);
    });
    read.addEventListener("focusin", (event) => {
      if (event.target.matches(STOPS) && event.target !== here) select(event.target, false);
    });
    source.addEventListener("click", (event) => {
      const line = event.target.closest("[data-b]");
      if (!line) return;
      const stop = document.getElementById(line.dataset.b);
      const closed = stop.closest("details:not([open])");
      if (closed) closed.open = true;
      const top = source.scrollTop;
      select(stop);
      source.scrollTop = top;
    });
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.target.closest("input, select, textarea, .intake-form")) return;
      const steps = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
      const jumps = { n: 1, p: -1 };
      if (event.key.startsWith("Arrow") && !event.target.closest(STOPS)) return;
      if (event.key in steps) go(steps[event.key], STOPS);
      else if (event.key in jumps) go(jumps[event.key], ASKED);
      else return;
      event.preventDefault();
    });
    root.querySelector("[data-next]")?.addEventListener("click", () => go(1, ASKED));

    paint();
    root.intake = {
      read,
      paint,
      select,
      next: () => go(1, ASKED),
      here: () => (here && here.isConnected ? here : null),
      nameOf,
      stops,
      forget: () => (here = null),
    };
    root.dispatchEvent(new CustomEvent("intake:ready"));
  });
})();
