/* 注释: a mark ①②③ at the caret and its line below, in the field 注释; both keep one order, whatever is moved or taken
   out. Only marks that have a line, or stand raised as Word sets them, are notes: a text may count its points with the
   same signs. A mark is the plain sign, which the reader's page raises itself. */
(() => {
  "use strict";

  const SIGNS = [..."①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"];
  const NEW = "\ue000";
  const field = () => document.querySelector("textarea[name=notes]");
  // Body → notes as they stood together, so that 撤销 in the one brings back the other.
  const together = new Map();

  function lines() {
    return field().value.split(/\r?\n/).filter((line) => line.trim());
  }

  function texts(editor) {
    const walker = document.createTreeWalker(editor.editable().$, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) if (!walker.currentNode.parentNode.closest("figure")) found.push(walker.currentNode);
    return found;
  }

  // A sign that opens a block is a list number, as the reader's page sees it.
  function opens(node, at) {
    if (node.data.slice(0, at).trim()) return false;
    const block = node.parentNode.closest("p, li, td, th, h2, h3, h4, blockquote, caption");
    if (!block) return false;
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEnd(node, at);
    return !before.toString().trim();
  }

  const raised = (node) => {
    const sup = node.parentNode.closest("sup");
    return sup && [...sup.textContent].every((sign) => sign === NEW || SIGNS.includes(sign)) ? sup : null;
  };

  const noted = () => new Set(lines().map((line) => [...line.trim()][0]).filter((sign) => SIGNS.includes(sign)));

  // The marks in the order of the text: [{node, at, sign}].
  function marks(editor) {
    const known = noted();
    return texts(editor).flatMap((node) =>
      [...node.data].flatMap((sign, at) =>
        sign === NEW || (SIGNS.includes(sign) && (known.has(sign) || raised(node)) && !opens(node, at)) ? [{ node, at, sign }] : [],
      ),
    );
  }

  const lower = (found) => found.forEach(({ node }) => raised(node)?.replaceWith(...raised(node).childNodes));

  // Marks and lines in the order of the text. Gives the sign of the new mark, if there is one.
  function order(editor) {
    const found = marks(editor);
    const first = [...new Set(found.map((mark) => mark.sign))];
    if (first.length > SIGNS.length) return null;
    const becomes = new Map(first.map((sign, index) => [sign, SIGNS[index]]));
    const words = lines();
    const byMark = new Map();
    const rest = [];
    words.forEach((line) => {
      const [sign, ...more] = [...line.trim()];
      if (becomes.has(sign) && !byMark.has(sign)) byMark.set(sign, more.join(""));
      else if (SIGNS.includes(sign) && !becomes.has(sign)) rest.push(more.join("").trim());
      else rest.push(line);
    });
    found.forEach(({ node, at, sign }) => node.replaceData(at, 1, becomes.get(sign)));
    lower(found);
    const notes = [...first.map((sign) => `${becomes.get(sign)}${byMark.get(sign) || ""}`), ...rest].join("\n");
    if (field().value.replace(/\r/g, "") !== notes) {
      field().value = notes;
      window.desk && window.desk.touch();
    }
    return becomes.get(NEW) || "";
  }

  const inOrder = (editor) => {
    const first = [...new Set(marks(editor).map((mark) => mark.sign))];
    return first.every((sign, index) => sign === SIGNS[index]);
  };

  function check(editor) {
    let place = document.querySelector("[data-notes-check]");
    if (!place) {
      place = document.createElement("p");
      place.dataset.notesCheck = "";
      place.className = "desk-reason";
      place.setAttribute("role", "status");
      field().after(place);
    }
    const signs = marks(editor).map((mark) => mark.sign);
    const inText = new Set(signs);
    const twice = [...inText].filter((sign) => signs.indexOf(sign) !== signs.lastIndexOf(sign));
    const found = twice.map((sign) => interpolate(gettext("正文里不止一处%s，都指同一条注释；要各有各的注，删去一处，再点“插入注释”。"), [sign]));
    lines().forEach((line) => {
      const sign = [...line.trim()][0];
      if (!SIGNS.includes(sign)) found.push(interpolate(gettext("“%s”在正文里没有标记。"), [line.trim().slice(0, 12)]));
      else if (!inText.has(sign)) found.push(interpolate(gettext("注释%s在正文里没有标记。"), [sign]));
      else if (line.trim() === sign) found.push(interpolate(gettext("注释%s还没有写。"), [sign]));
    });
    place.textContent = found.join("");
  }

  function settle(editor) {
    if (!field() || !editor.editable()) return;
    if (!inOrder(editor)) {
      together.set(editor.editable().getText(), field().value);
      editor.fire("saveSnapshot");
      order(editor);
      editor.fire("saveSnapshot");
      together.set(editor.editable().getText(), field().value);
    }
    const known = noted();
    const high = marks(editor).filter(({ node, sign }) => known.has(sign) && raised(node));
    if (high.length) {
      editor.fire("saveSnapshot");
      lower(high);
      editor.fire("saveSnapshot");
    }
    check(editor);
  }

  CKEDITOR.plugins.add("footnote", {
    init(editor) {
      if (!field()) return;
      editor.addCommand("footnote", {
        exec() {
          together.set(editor.editable().getText(), field().value);
          editor.insertText(NEW);
          const sign = order(editor);
          if (sign === null) {
            editor.execCommand("undo");
            window.desk.tell(gettext("一篇最多20条注释，这一条没有插入。"));
            return false;
          }
          editor.fire("saveSnapshot");
          together.set(editor.editable().getText(), field().value);
          check(editor);
          const end = field().value.indexOf(sign) + 1;
          field().focus();
          const stop = field().value.indexOf("\n", end);
          field().setSelectionRange(stop < 0 ? field().value.length : stop, stop < 0 ? field().value.length : stop);
          return true;
        },
      });
      editor.setKeystroke(CKEDITOR.CTRL + CKEDITOR.ALT + 70, "footnote");
      editor.ui.addButton("Footnote", { label: gettext("插入注释"), command: "footnote", toolbar: "insert", icon: "specialchar" });
      let timer;
      const later = () => {
        clearTimeout(timer);
        timer = setTimeout(() => settle(editor), 700);
      };
      editor.on("change", later);
      field().addEventListener("input", () => {
        if (editor.editable()) check(editor); // what was asked for is not asked for a moment longer
        later();
      });
      editor.on("instanceReady", () => check(editor));
      editor.on("afterCommandExec", (event) => {
        if (!["undo", "redo"].includes(event.data.name)) return;
        const kept = together.get(editor.editable().getText());
        if (kept !== undefined) field().value = kept;
      });
    },
  });
})();
