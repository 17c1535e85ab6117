/* Tells assistive technology which part of Unfold's page is the work itself, and keeps Unfold's scripts off what is
   not theirs: they speak English, and take every file input for one of their own, with a text box beside it. */
(() => {
  "use strict";

  // An icon is drawn by writing its English name: nobody should hear that. Where it stands alone, Chinese stands for it.
  const silence = (part, words) =>
    part.querySelectorAll(".material-symbols-outlined").forEach((icon) => {
      icon.setAttribute("aria-hidden", "true");
      const control = icon.closest("a, button");
      const name = icon.textContent.trim();
      if (!control || !words[name] || control.matches("[aria-label], [title]")) return;
      if (control.textContent.trim() === name) control.setAttribute("aria-label", words[name]);
    });

  // The field itself may be hidden behind what draws it: the editor's page, or a choice that searches.
  function reach(field) {
    const editor = window.CKEDITOR && window.CKEDITOR.instances[field.id];
    const drawn = field.matches(".select2-hidden-accessible") && field.nextElementSibling?.querySelector(".select2-selection");
    if (editor) editor.focus();
    else (drawn || field).focus();
    (editor ? document.getElementById(`cke_${field.id}`) : drawn || field).scrollIntoView({ block: "center" });
  }

  document.addEventListener("DOMContentLoaded", () => {
    const skip = document.querySelector(".desk-skip");
    if (skip) document.body.prepend(skip);
    if (skip && window.SimpleBar) window.SimpleBar.defaultOptions.ariaLabel = skip.dataset.scrolling;
    const words = skip ? skip.dataset : {};
    silence(document, words);
    document.addEventListener("formset:added", (event) => silence(event.target, words));
    // The sidebar is a second navigation beside the pages of a list.
    document.getElementById("nav-sidebar-apps")?.querySelector("nav")?.setAttribute("aria-label", words.menu || "");
    document.querySelectorAll("input[type=file]").forEach((input) => {
      const around = input.parentNode.parentNode.parentNode;
      if (!around.querySelector("input[type=text][disabled]")) input.hasChangeListener = true;
    });
    const content = document.getElementById("content");
    if (content) {
      content.setAttribute("role", "main");
      content.tabIndex = -1;
    }
    // Faults come first; where there is none but that somebody else saved, the two texts do.
    const errors = document.querySelector(".desk-errors:has(li)") || document.querySelector("[data-conflict]");
    if (!errors) return;
    errors.tabIndex = -1;
    errors.focus();
    errors.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      const field = link && document.getElementById(link.hash.slice(1));
      if (!field) return;
      event.preventDefault();
      reach(field);
    });
  });

  // A choice that searches (select2) is drawn after the page has loaded, without the name that stands before it.
  addEventListener("load", () => {
    const name = () =>
      document.querySelectorAll("select.select2-hidden-accessible").forEach((select) => {
        const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
        const words = label ? label.textContent.trim() : select.getAttribute("aria-label");
        if (!words) return;
        for (const drawn of select.nextElementSibling?.querySelectorAll(".select2-selection, .select2-selection__rendered") ?? []) {
          drawn.removeAttribute("aria-labelledby");
          drawn.setAttribute("aria-label", words);
        }
      });
    setTimeout(name, 0);
  });
})();
