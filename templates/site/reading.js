(() => {
  "use strict";
  const root = document.documentElement;
  const names = ["size", "theme"];
  const kept = (name) => { try { return localStorage.getItem("reading-" + name) || ""; } catch { return ""; } };
  const keep = (name, value) => { try { localStorage.setItem("reading-" + name, value); } catch { /* this page only */ } };
  const apply = (name, value) => { if (value) root.setAttribute("data-" + name, value); else root.removeAttribute("data-" + name); };
  root.setAttribute("data-script", "");
  names.forEach((name) => apply(name, kept(name)));

  function settings(box) {
    const buttons = (name) => box.querySelectorAll("button[data-" + name + "]");
    const show = () => names.forEach((name) => buttons(name).forEach((button) => {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-" + name) === (root.getAttribute("data-" + name) || "")));
    }));
    names.forEach((name) => buttons(name).forEach((button) => button.addEventListener("click", () => {
      apply(name, button.getAttribute("data-" + name));
      keep(name, button.getAttribute("data-" + name));
      show();
    })));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && box.open) { box.open = false; box.querySelector("summary").focus(); }
    });
    document.addEventListener("click", (event) => { if (!box.contains(event.target)) box.open = false; });
    show();
  }

  function copying(button) {
    const words = button.textContent;
    button.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(button.dataset.copy); } catch {
        const field = document.createElement("textarea");
        field.value = button.dataset.copy;
        document.body.append(field);
        field.select();
        document.execCommand("copy");
        field.remove();
        button.focus();
      }
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = words; }, 3000);
    });
  }

  function looking(view, links) {
    const figure = view.querySelector("figure");
    let at = 0;
    const show = (to) => {
      at = (to + links.length) % links.length;
      const picture = links[at].querySelector("picture").cloneNode(true);
      picture.querySelectorAll("[sizes]").forEach((source) => { source.sizes = "100vw"; });
      picture.querySelector("img").loading = "eager";
      const words = links[at].closest("figure").querySelector("figcaption");
      figure.replaceChildren(picture, ...(words ? [words.cloneNode(true)] : []));
      view.querySelector("output").textContent = at + 1 + "／" + links.length;
    };
    links.forEach((link, number) => link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(number);
      view.showModal();
    }));
    view.querySelectorAll("[data-step]").forEach((button) => {
      button.hidden = links.length < 2;
      button.addEventListener("click", () => show(at + Number(button.dataset.step)));
    });
    view.addEventListener("keydown", (event) => {
      if (event.key === "ArrowLeft") show(at - 1);
      if (event.key === "ArrowRight") show(at + 1);
    });
    view.addEventListener("click", (event) => { if (event.target === view || event.target.closest("[data-close]")) view.close(); });
    view.addEventListener("close", () => links[at].focus());
  }

  document.addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector(".settings");
    if (box) settings(box);
    document.querySelectorAll("[data-copy]").forEach(copying);
    const view = document.querySelector("dialog.large-view");
    if (view && view.showModal) looking(view, [...document.querySelectorAll("a.enlarge")]);
  });
})();