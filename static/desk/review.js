/* 审读: marks the commented words and what the checks found in the text, takes a selection as the words of a comment, refuses an empty opinion. */
(() => {
  "use strict";

  // The same white space as on the server: places are counted without it.
  const SPACE = /\s/;
  const text = document.querySelector("[data-text]");

  function nodes() {
    const found = [];
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    // What is proposed stands beside the text and is not counted.
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("[data-proposed]")) found.push(walker.currentNode);
    return found;
  }

  function squashedLength(words) {
    let count = 0;
    for (const letter of words) if (!SPACE.test(letter)) count += letter.length;
    return count;
  }

  // How far into the raw words the squashed place `wanted` lies.
  function rawPlace(words, wanted) {
    let count = 0;
    for (let at = 0; at < words.length; at += 1) {
      if (SPACE.test(words[at])) continue;
      if (count === wanted) return at;
      count += 1;
    }
    return words.length;
  }

  // Marks the words from `start` up to `end`, each text node of them by its own element; the elements.
  function enclose(start, end, dress) {
    const made = [];
    let at = 0;
    for (const node of nodes()) {
      const length = squashedLength(node.data);
      const from = Math.max(start - at, 0);
      const to = Math.min(end - at, length);
      at += length;
      if (from >= to) continue;
      const first = rawPlace(node.data, from);
      const range = document.createRange();
      range.setStart(node, first);
      range.setEnd(node, rawPlace(node.data, to - 1) + 1);
      const mark = document.createElement("mark");
      dress(mark);
      range.surroundContents(mark);
      made.push(mark);
    }
    return made;
  }

  function wrap(id, start, end, proposal) {
    const suggests = proposal !== null;
    const last = enclose(start, end, (mark) => {
      mark.className = suggests ? "desk-anchor desk-replaced" : "desk-anchor";
      mark.dataset.talk = id;
    }).pop();
    if (!suggests || !last) return;
    const words = document.createElement("ins");
    words.className = "desk-proposed";
    words.dataset.proposed = id;
    words.dataset.talk = id;
    words.textContent = proposal;
    last.after(words);
  }

  // The words of a range without what is proposed beside them.
  function wordsOf(range) {
    const copy = range.cloneContents();
    copy.querySelectorAll("[data-proposed]").forEach((node) => node.remove());
    return copy.textContent;
  }

  // What the checks found: in the text a line under the words, beside it the reason.
  function point(number, start, end, severity) {
    const card = document.getElementById(`finding-${number}`);
    enclose(start, end, (mark) => {
      mark.className = `desk-fault desk-fault-${severity}`;
      mark.dataset.fault = number;
      mark.title = card.querySelector("[data-reason]").textContent;
    });
  }

  function showFinding(number, from) {
    document.querySelectorAll(".desk-here").forEach((node) => node.classList.remove("desk-here"));
    const card = document.getElementById(`finding-${number}`);
    const marks = text.querySelectorAll(`[data-fault="${number}"]`);
    [card, ...marks].forEach((node) => node.classList.add("desk-here"));
    card.focus({ preventScroll: true });
    if (from !== "text" && marks.length) marks[0].scrollIntoView({ block: "center" });
    card.scrollIntoView({ block: "nearest" });
  }

  function show(id, from) {
    document.querySelectorAll(".desk-here").forEach((node) => node.classList.remove("desk-here"));
    const card = document.getElementById(`comment-${id}`);
    const marks = text.querySelectorAll(`mark[data-talk="${id}"]`);
    marks.forEach((mark) => mark.classList.add("desk-here"));
    if (card) card.classList.add("desk-here");
    const other = from === "text" ? card : marks[0];
    if (other) other.scrollIntoView({ block: "center" });
  }

  function selected() {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return null;
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(range.startContainer, range.startOffset);
    return { quote: wordsOf(range).trim(), near: squashedLength(wordsOf(before)), box: range.getBoundingClientRect() };
  }

  function take(form, found) {
    form.elements.quote.value = found.quote;
    form.elements.near.value = found.near;
    form.elements.proposal.value = found.quote.length <= form.elements.proposal.maxLength ? found.quote : "";
    form.elements.text.focus();
    form.scrollIntoView({ block: "nearest" });
  }

  if (text) {
    for (const [id, [start, end, proposal]] of Object.entries(JSON.parse(text.dataset.places || "{}"))) wrap(id, start, end, proposal);
    for (const [number, start, end, severity] of JSON.parse(text.dataset.findings || "[]")) point(number, start, end, severity);
    text.addEventListener("click", (event) => {
      const mark = event.target.closest("[data-talk]");
      const fault = event.target.closest("[data-fault]");
      if (mark) show(mark.dataset.talk, "text");
      else if (fault) showFinding(fault.dataset.fault, "text");
      else document.querySelectorAll("[data-finding].desk-here, [data-fault].desk-here").forEach((node) => node.classList.remove("desk-here"));
    });
    const cards = [...document.querySelectorAll("[data-finding]")];
    cards.forEach((card) =>
      card.querySelector("[data-finding-words]").addEventListener("click", () => showFinding(card.dataset.finding, "card")),
    );
    document.addEventListener("desk:finding", ({ detail }) => showFinding(detail, "card"));
    // Back from one that was settled: the next stands in its place now.
    const settled = /^#finding-(\d+)$/.exec(location.hash);
    if (settled && cards.length) showFinding(Math.min(Number(settled[1]), cards.length), "card");
    document.querySelectorAll("li[data-talk] :is(q, .desk-proposal)").forEach((quote) =>
      quote.addEventListener("click", () => show(quote.closest("li").dataset.talk, "card")),
    );
    const views = document.querySelector("[data-views]");
    if (views) {
      views.hidden = false;
      views.addEventListener("click", (event) => {
        const chosen = event.target.closest("[data-view]");
        if (!chosen) return;
        text.dataset.suggestions = chosen.dataset.view;
        views.querySelectorAll("[data-view]").forEach((button) => button.setAttribute("aria-pressed", String(button === chosen)));
      });
    }
    if (location.hash.startsWith("#comment-")) show(location.hash.slice(9), "card");
    const form = document.querySelector("form[data-comment]");
    if (form) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "desk-button desk-button-go desk-quote-button";
      button.textContent = gettext("批注");
      button.hidden = true;
      document.body.append(button);
      let found = null;
      document.addEventListener("selectionchange", () => {
        found = selected() || (document.activeElement === button ? found : null);
        button.hidden = !found || !found.quote;
        if (!button.hidden) {
          button.style.left = `${Math.max(8, found.box.left + window.scrollX)}px`;
          button.style.top = `${found.box.bottom + window.scrollY + 6}px`;
        }
      });
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => {
        if (found) take(form, found);
        button.hidden = true;
      });
      document.addEventListener("keydown", (event) => {
        const chord = (event.ctrlKey || event.metaKey) && event.altKey && event.key.toLowerCase() === "m";
        const plain = event.key === "c" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest("input, textarea, select, dialog");
        if (!event.isComposing && (chord || plain) && selected()) {
          event.preventDefault();
          take(form, selected());
        }
      });
    }
  }

  const decide = document.querySelector("form[data-decide]");
  if (decide) {
    const opinion = decide.elements.opinion;
    const say = decide.querySelector("[data-say]");
    decide.addEventListener("submit", (event) => {
      if (!("opinion" in decide.dataset) || opinion.value.trim()) return;
      event.preventDefault();
      say.textContent = gettext("还没有写意见，写明理由再签。");
      say.hidden = false;
      opinion.setAttribute("aria-invalid", "true");
      opinion.focus();
    });
    opinion.addEventListener("keydown", (event) => {
      const first = decide.querySelector("button[name=verdict]");
      if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && !event.isComposing) decide.requestSubmit(first);
    });
  }

  const since = document.getElementById("since");
  if (since) since.addEventListener("change", () => since.form.requestSubmit());
})();
