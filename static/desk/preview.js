/* 预览: the reader's page beside the form, at the width of a telephone or of a desk, a second behind the typing. */
(() => {
  "use strict";

  const WIDE = 1120;
  const desk = window.desk;
  let drawer = null, frame, timer, wide = false, turn = 0;

  async function show() {
    if (!drawer) return;
    const told = document.querySelector("[data-editing]");
    const data = new FormData();
    desk.fields().forEach(([name, value]) => data.append(name, value));
    data.set("csrfmiddlewaretoken", desk.token());
    data.set("article", told.dataset.article || "");
    const mine = ++turn;
    const said = drawer.querySelector("[data-preview-said]");
    try {
      const answer = await fetch(told.dataset.preview, { method: "POST", body: data, credentials: "same-origin", redirect: "manual" });
      if (mine !== turn || !drawer) return;
      if (answer.status === 400) return (said.textContent = await answer.text());
      if (!answer.ok) return (said.textContent = gettext("现在看不了预览，先保存再试。"));
      const html = await answer.text();
      const inside = frame.contentWindow;
      const height = inside ? inside.scrollY : 0;
      frame.onload = () => frame.contentWindow.scrollTo(0, height);
      frame.srcdoc = html;
      said.textContent = "";
    } catch {
      said.textContent = gettext("没有连上，预览停在上一次。");
    }
  }

  const later = () => {
    if (!drawer) return;
    clearTimeout(timer);
    timer = setTimeout(show, 900);
  };

  function fit() {
    if (!drawer) return;
    const room = drawer.querySelector(".desk-preview-page");
    const scale = wide ? Math.min(1, room.clientWidth / WIDE) : 1;
    Object.assign(frame.style, {
      width: wide ? `${WIDE}px` : "100%", height: `${room.clientHeight / scale}px`, transform: `scale(${scale})`,
    });
    drawer.classList.toggle("desk-preview-wide", wide);
    drawer.querySelectorAll("[data-width]").forEach((button) =>
      button.setAttribute("aria-pressed", String((button.dataset.width === "wide") === wide)),
    );
  }

  function button(words, act, data = {}) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "desk-button";
    made.textContent = words;
    Object.assign(made.dataset, data);
    made.addEventListener("click", act);
    return made;
  }

  function open(opener) {
    drawer = document.createElement("aside");
    drawer.className = "desk-preview";
    drawer.setAttribute("aria-label", gettext("预览"));
    const head = document.createElement("div");
    head.className = "desk-preview-head";
    const said = document.createElement("p");
    said.dataset.previewSaid = "";
    said.setAttribute("role", "status");
    const choose = (value) => () => {
      wide = value;
      fit();
      setTimeout(fit, 250);
    };
    const close = button(gettext("关闭"), () => shut(opener));
    head.append(button(gettext("手机"), choose(false), { width: "phone" }), button(gettext("电脑"), choose(true), { width: "wide" }), said, close);
    const room = document.createElement("div");
    room.className = "desk-preview-page";
    frame = document.createElement("iframe");
    frame.title = gettext("读者看到的页面");
    frame.setAttribute("sandbox", "allow-same-origin"); // no scripts: it only has to be looked at
    room.append(frame);
    drawer.append(head, room);
    drawer.addEventListener("keydown", (event) => event.key === "Escape" && shut(opener));
    document.body.append(drawer);
    document.body.classList.add("desk-previewing");
    opener.setAttribute("aria-expanded", "true");
    fit();
    show();
    close.focus();
  }

  function shut(opener) {
    drawer.remove();
    drawer = null;
    document.body.classList.remove("desk-previewing");
    opener.setAttribute("aria-expanded", "false");
    opener.focus();
  }

  document.addEventListener("DOMContentLoaded", () => {
    const told = document.querySelector("[data-editing]");
    const row = document.getElementById("submit-row");
    if (!told || !told.dataset.preview || !row || !desk.form) return;
    const opener = button(gettext("预览"), () => (drawer ? shut(opener) : open(opener)));
    opener.setAttribute("aria-expanded", "false");
    row.querySelector(".desk-saving").after(opener);
    desk.heard.push(later);
    addEventListener("resize", fit);
  });
})();
