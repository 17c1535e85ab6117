/* 审读: marks the commented words in the text, takes a selection as the words of a comment, refuses an empty opinion. */
(() => {
  "use strict";

  // The same white space as on the server: places are counted without it.
  const SPACE = /\s/;
  const text = document.querySelector("[data-text]");

  function nodes() {
    const found = [];
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) found.push(walker.currentNode);
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

  function wrap(id, start, end) {
    let at = 0;
    for (const node of nodes()) {
      const length = squashedLength(node.data);
      const from = Math.max(start - at, 0);
      const to = Math.min(end - at, length);
      at += length;
      if (from >= to) continue;
      const first = rawPlace(node.data, from);
      const last = rawPlace(node.data, to - 1) + 1;
      const range = document.createRange();
      range.setStart(node, first);
      range.setEnd(node, last);
      const mark = document.createElement("mark");
      mark.className = "desk-anchor";
      mark.dataset.talk = id;
      range.surroundContents(mark);
    }
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
    return { quote: range.toString().trim(), near: squashedLength(before.toString()), box: range.getBoundingClientRect() };
  }

  function take(form, found) {
    form.elements.quote.value = found.quote;
    form.elements.near.value = found.near;
    form.elements.text.focus();
    form.scrollIntoView({ block: "nearest" });
  }

  if (text) {
    for (const [id, [start, end]] of Object.entries(JSON.parse(text.dataset.places || "{}"))) wrap(id, start, end);
    text.addEventListener("click", (event) => {
      const mark = event.target.closest("mark[data-talk]");
      if (mark) show(mark.dataset.talk, "text");
    });
    document.querySelectorAll("li[data-talk] q").forEach((quote) =>
      quote.addEventListener("click", () => show(quote.closest("li").dataset.talk, "card")),
    );
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
        if ((event.ctrlKey || event.metaKey) && event.altKey && event.key.toLowerCase() === "m" && selected()) {
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
