/* The door of the intake: files dropped or chosen go up one by one, each with its line of progress. */
(() => {
  "use strict";

  document.addEventListener("DOMContentLoaded", () => {
    const door = document.querySelector("[data-door]");
    if (!door) return;
    const input = door.querySelector("input[type=file]");
    const drop = door.querySelector("[data-drop]");
    const list = door.querySelector("[data-progress]");
    // A file that is chosen or dropped is read at once, with the wishes above it.
    door.querySelector("[data-send]").hidden = true;

    const line = (name) => {
      const item = document.createElement("li");
      item.innerHTML = '<span class="intake-mark" aria-hidden="true">…</span><span><b></b> <span></span></span>';
      item.querySelector("b").textContent = name;
      list.append(item);
      return item;
    };
    const tell = (item, state, words, address = "") => {
      item.className = state === "bad" ? "desk-refused" : state === "done" ? "desk-taken" : "";
      item.querySelector(".intake-mark").textContent = { bad: "✕", done: "✓" }[state] || "…";
      item.querySelector("b + span").textContent = words;
      if (!address) return;
      const link = document.createElement("a");
      link.href = address;
      link.textContent = gettext("去校");
      item.lastElementChild.append(" ", link);
    };

    async function send(files) {
      input.disabled = true;
      list.replaceChildren();
      const items = files.map((file) => line(file.name));
      const addresses = new Set();
      let into = "", bad = false;
      items.forEach((item) => tell(item, "waits", gettext("排队")));
      for (const [index, file] of files.entries()) {
        tell(items[index], "reads", interpolate(gettext("正在读第%s个，共%s个……"), [index + 1, files.length]));
        const body = new FormData(door);
        body.delete("files");
        body.append("files", file);
        body.append("into", into);
        let lines;
        try {
          const answer = await fetch(door.action || location.href, { method: "POST", body, credentials: "same-origin", headers: { Accept: "application/json" } });
          ({ lines } = await answer.json());
        } catch {
          lines = [{ said: gettext("没有传上去，查看网络后再传一次。"), bad: true }];
        }
        lines.forEach((told, place) => {
          const item = place ? line(told.name) : items[index];
          if (place) items[index].after(item);
          tell(item, told.bad ? "bad" : "done", told.said, told.address);
          bad ||= told.bad;
          if (told.address) addresses.add(told.address);
          if (told.word) into = told.intake;
        });
      }
      input.disabled = false;
      input.value = "";
      if (addresses.size === 1 && !bad) location.assign([...addresses][0]);
    }

    door.addEventListener("submit", (event) => {
      event.preventDefault();
      if (input.files.length) send([...input.files]);
    });
    input.addEventListener("change", () => input.files.length && send([...input.files]));
    for (const name of ["dragover", "dragenter"])
      door.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.add("intake-over");
      });
    for (const name of ["dragleave", "drop"]) door.addEventListener(name, () => drop.classList.remove("intake-over"));
    door.addEventListener("drop", (event) => {
      event.preventDefault();
      const files = [...event.dataTransfer.files];
      if (files.length) send(files);
    });
  });
})();
