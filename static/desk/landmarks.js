/* Tells assistive technology which part of Unfold's page is the work itself. */
document.addEventListener("DOMContentLoaded", () => {
  const content = document.getElementById("content");
  if (!content) return;
  content.setAttribute("role", "main");
  content.tabIndex = -1;
});
