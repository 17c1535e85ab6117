/* Many pictures: sent one by one, each with its own bar and its own line of result. Without this script the form sends them together. */
(() => {
  "use strict";

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("[data-upload]");
    if (!form) return;
    const input = form.querySelector("input[type=file]");
    const button = form.querySelector("button[type=submit]");
    const box = document.querySelector("[data-results]");
    const list = box.querySelector("ul");
    const progress = box.querySelector("[data-progress]");

    function waiting(file) {
      const line = document.createElement("li");
      const name = document.createElement("span");
      const bar = document.createElement("progress");
      name.textContent = file.name;
      bar.max = 100;
      bar.value = 0;
      bar.setAttribute("aria-label", file.name);
      line.append(bar, name);
      list.append(line);
      return line;
    }

    function refused(line, name, words) {
      line.className = "desk-refused";
      line.textContent = `${name}：${words}`;
    }

    const send = (file, line) =>
      new Promise((done) => {
        const data = new FormData(form);
        data.delete("files");
        data.append("files", file);
        data.append("answer", "line");
        const request = new XMLHttpRequest();
        request.open("POST", location.pathname);
        request.upload.onprogress = (event) => {
          if (event.lengthComputable) line.querySelector("progress").value = (100 * event.loaded) / event.total;
        };
        request.onload = () => {
          if (request.status === 200 && request.responseText.includes("<li")) {
            const made = document.createElement("template");
            made.innerHTML = request.responseText.trim();
            line.replaceWith(made.content);
          } else refused(line, file.name, gettext("没有收下，稍后再传这一张。"));
          done();
        };
        request.onerror = () => {
          refused(line, file.name, gettext("没有连上，这一张没有传上去，查看网络后再传。"));
          done();
        };
        request.send(data);
      });

    form.addEventListener("submit", async (event) => {
      if (!input.files.length) return;
      event.preventDefault();
      const files = [...input.files];
      box.hidden = false;
      list.replaceChildren();
      button.disabled = true;
      const lines = files.map(waiting);
      for (const [place, file] of files.entries()) {
        progress.textContent = interpolate(gettext("第%s张，共%s张"), [place + 1, files.length]);
        await send(file, lines[place]);
      }
      progress.textContent = interpolate(gettext("共%s张，都传完了"), [files.length]);
      input.value = "";
      button.disabled = false;
    });
  });
})();
