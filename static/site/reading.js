// Text size and theme, kept in this browser only. Runs before the first paint; the page is whole without it.
(function () {
  "use strict";
  var root = document.documentElement;
  var names = ["size", "theme"];
  function kept(name) {
    try { return localStorage.getItem("reading-" + name) || ""; } catch (refused) { return ""; }
  }
  function keep(name, value) {
    try { localStorage.setItem("reading-" + name, value); } catch (refused) { /* this page only */ }
  }
  function apply(name, value) {
    if (value) { root.setAttribute("data-" + name, value); } else { root.removeAttribute("data-" + name); }
  }
  function show(settings) {
    names.forEach(function (name) {
      settings.querySelectorAll("button[data-" + name + "]").forEach(function (button) {
        var now = root.getAttribute("data-" + name) || "";
        button.setAttribute("aria-pressed", String(button.getAttribute("data-" + name) === now));
      });
    });
  }
  root.setAttribute("data-script", "");
  names.forEach(function (name) { apply(name, kept(name)); });
  document.addEventListener("DOMContentLoaded", function () {
    var settings = document.querySelector(".settings");
    if (!settings) { return; }
    show(settings);
    settings.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      if (!button) { return; }
      names.forEach(function (name) {
        if (!button.hasAttribute("data-" + name)) { return; }
        apply(name, button.getAttribute("data-" + name));
        keep(name, button.getAttribute("data-" + name));
      });
      show(settings);
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && settings.open) {
        settings.open = false;
        settings.querySelector("summary").focus();
      }
    });
    document.addEventListener("click", function (event) {
      if (!settings.contains(event.target)) { settings.open = false; }
    });
  });
})();
