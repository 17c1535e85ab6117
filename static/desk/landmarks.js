/* Tells assistive technology which part of Unfold's page is the work itself, and keeps Unfold's scripts off what is
   not theirs: they speak English, and take every file input for one of their own, with a text box beside it. */
document.addEventListener("DOMContentLoaded", () => {
  const words = document.querySelector("[data-scrolling]");
  if (words && window.SimpleBar) window.SimpleBar.defaultOptions.ariaLabel = words.dataset.scrolling;
  document.querySelectorAll("input[type=file]").forEach((input) => {
    const around = input.parentNode.parentNode.parentNode;
    if (!around.querySelector("input[type=text][disabled]")) input.hasChangeListener = true;
  });
  const content = document.getElementById("content");
  if (!content) return;
  content.setAttribute("role", "main");
  content.tabIndex = -1;
});

// A choice that searches (select2) is drawn after the page has loaded, without the name that stands before it.
addEventListener("load", () => {
  const name = () =>
    document.querySelectorAll("select.select2-hidden-accessible").forEach((select) => {
      const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
      if (!label) return;
      for (const drawn of select.nextElementSibling?.querySelectorAll(".select2-selection, .select2-selection__rendered") ?? []) {
        drawn.removeAttribute("aria-labelledby");
        drawn.setAttribute("aria-label", label.textContent.trim());
      }
    });
  setTimeout(name, 0);
});
