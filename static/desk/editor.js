/* Round the article's form: Ctrl-S saves, the count of characters follows the typing, unsaved text is not left behind. */
(() => {
  "use strict";

  function save() {
    const row = document.getElementById("submit-row");
    const button = row && (row.querySelector('[name="_continue"]') || row.querySelector('[name="_save"]'));
    if (button) button.click();
  }

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s" && !event.isComposing) {
      event.preventDefault();
      save();
    }
  });

  function characters() {
    const lead = document.querySelector("textarea[name=lead]");
    let text = lead ? lead.value : "";
    const editor = window.CKEDITOR && window.CKEDITOR.instances.id_body;
    if (editor && editor.editable()) {
      const copy = editor.editable().$.cloneNode(true);
      copy.querySelectorAll("figure[data-photo], .cke_reset").forEach((node) => node.remove());
      text += copy.textContent;
    }
    return text.replace(/[\s\u200b]/g, "").length;
  }

  document.addEventListener("DOMContentLoaded", () => {
    const place = document.querySelector("[data-characters]");
    const lead = document.querySelector("textarea[name=lead]");
    const count = () => {
      if (place) place.textContent = interpolate(gettext("%s字"), [characters()]);
    };
    if (lead) lead.addEventListener("input", count);
    if (!window.CKEDITOR) return;
    let dirty = false;
    let leaving = false;
    window.CKEDITOR.on("instanceReady", ({ editor }) => {
      editor.addCommand("deskSave", { exec: save, async: true });
      editor.setKeystroke(window.CKEDITOR.CTRL + 83, "deskSave");
      editor.on("change", () => {
        dirty = true;
        count();
      });
      const label = { bold: gettext("加粗"), italic: gettext("着重号"), superscript: gettext("上标") };
      for (const [name, words] of Object.entries(label)) {
        const button = document.querySelector(`.cke_button__${name}`);
        if (button) button.title = words;
      }
      count();
    });
    const form = document.getElementById("article_form");
    if (form) {
      form.addEventListener("input", () => (dirty = true));
      form.addEventListener("submit", () => (leaving = true));
    }
    document.querySelectorAll("form[data-move]").forEach((other) =>
      other.addEventListener("submit", (event) => {
        if (dirty) {
          event.preventDefault();
          const place = other.querySelector("[data-say]");
          place.textContent = gettext("稿件还有没保存的改动，先保存（Ctrl+S）再办。");
          place.hidden = false;
        }
      }),
    );
    window.addEventListener("beforeunload", (event) => {
      if (dirty && !leaving) event.preventDefault();
    });
  });
})();
