/* Pasting from Word, PDF and web pages: hand-made indents go, hard-wrapped lines are joined, pictures are counted and
   told of, since they live in the photo library. CKEditor's own filter takes the styles out. */
(() => {
  "use strict";

  const BLANK = "(?:[\\s\\u00a0\\u3000]|&nbsp;|&#160;)";
  const STARTS = new RegExp(`(<(?:p|h[1-6]|li|td|th|blockquote|div)(?:\\s[^>]*)?>(?:<(?:span|font|b|strong)(?:\\s[^>]*)?>)*)(${BLANK}+)(?=[^\\s<&])`, "gi");
  const WINGDINGS = /(<span[^>]*Wingdings[^>]*>\s*<span[^>]*mso-list:\s*Ignore[^>]*>)[^<\s](?=<span)/gi;
  const PICTURE = /<img\b|<v:imagedata\b/gi;
  const SENTENCE_ENDS = /[。！？；：…”’）】》」』]$/;

  // Lines that a PDF broke are joined; a line that is short or ends a sentence ends its paragraph.
  function joined(text) {
    const lines = text.replace(/\r/g, "").split("\n").map((line) => line.replace(/[\s\u00a0\u3000]+$/, ""));
    const longest = Math.max(...lines.map((line) => line.trim().length));
    const paragraphs = [];
    let open = false;
    let count = 0;
    lines.forEach((line) => {
      const words = line.trim().replace(/^[\u3000\u00a0]+/, "");
      if (words !== line) count += 1;
      if (!words) return (open = false);
      const indented = /^[\s\u3000\u00a0]{2}/.test(line);
      if (open && !indented) {
        const gap = /[A-Za-z0-9,.;]$/.test(paragraphs.at(-1)) && /^[A-Za-z0-9]/.test(words) ? " " : "";
        paragraphs[paragraphs.length - 1] += gap + words;
        count += 1;
      } else paragraphs.push(words);
      open = longest >= 15 && words.length >= longest * 0.75 && !(SENTENCE_ENDS.test(words) && words.length < longest - 1);
    });
    return { paragraphs, count };
  }

  const escaped = (words) => words.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

  function clean(data) {
    let count = 0;
    let html = data.replace(STARTS, (_all, tag) => {
      count += 1;
      return tag;
    });
    html = html.replace(/<(\/?)h1\b/gi, "<$1h2").replace(/<(\/?)h[56]\b/gi, "<$1h4").replace(/<(\/?)b(?=[\s>])/gi, "<$1strong").replace(/<(\/?)i(?=[\s>])/gi, "<$1em");
    return { html, count };
  }

  CKEDITOR.plugins.add("cleanpaste", {
    requires: "clipboard",
    init(editor) {
      let pictures = 0;
      let count = 0;
      // The bullet of Chinese Word is an l in Wingdings, which the filter would take for a letter that counts.
      editor.on("pasteFromWord", (event) => {
        event.data.dataValue = event.data.dataValue.replace(WINGDINGS, "$1·");
      });
      // Before the filters: what comes in.
      editor.on("paste", (event) => {
        const { dataTransfer, dataValue } = event.data;
        if (dataTransfer && dataTransfer.getTransferType(editor) === CKEDITOR.DATA_TRANSFER_INTERNAL) return;
        const files = dataTransfer && dataTransfer.getFilesCount ? dataTransfer.getFilesCount() : 0;
        pictures = Math.max((dataValue.match(PICTURE) || []).length, files);
        count = 0;
        const plain = dataTransfer && !dataTransfer.getData("text/html") && dataTransfer.getData("text/plain");
        if (plain && plain.trim().includes("\n")) {
          const found = joined(plain);
          event.data.type = "html";
          event.data.dataValue = found.paragraphs.map((words) => `<p>${escaped(words)}</p>`).join("");
          count = found.count;
        }
      }, null, null, 2);
      // After them: what is left of hand-made spacing.
      editor.on("paste", (event) => {
        const { dataTransfer } = event.data;
        if (dataTransfer && dataTransfer.getTransferType(editor) === CKEDITOR.DATA_TRANSFER_INTERNAL) return;
        const found = clean(event.data.dataValue.replace(/<img\b[^>]*>/gi, ""));
        event.data.dataValue = found.html;
        count += found.count;
        const said = [];
        if (count) said.push(interpolate(gettext("粘贴时清理了%s处手工空格和断行，Ctrl+Z可以还原。"), [count]));
        if (pictures) said.push(interpolate(gettext("有%s张图片没有粘进来：点“插入图片”，在那里上传再插。"), [pictures]));
        if (window.desk && (said.length || document.querySelector("[data-told]"))) window.desk.tell(said.join(""));
      }, null, null, 9);
    },
  });
})();
