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
