/* 暂存 and 在场: what is typed is kept on the server every few seconds, on this machine where the server is out of
   reach; and everybody at the same manuscript knows of the others. */
(() => {
  "use strict";

  const EVERY = 3000; // so that a crash takes less than five seconds of typing
  const HERE = 15000;
  const desk = window.desk;
  let told, kept = null, keptAt = 0, waiting = false, flight = null, wasEditing = false, turns = 0;

  const key = (page) => `desk:${told.dataset.person}:${page}`;

  function send(address, data, more = {}) {
    return fetch(address, {
      method: "POST", credentials: "same-origin", redirect: "manual", ...more,
      headers: { "Content-Type": "application/json", "X-CSRFToken": desk.token() },
      body: JSON.stringify(data),
    });
  }

  const parcel = (fields) => ({
    page: desk.page, article: told.dataset.article || null, opened_version: desk.version(), fields,
  });

  // --- On this machine ------------------------------------------------------------------------------------------
  function keepHere(fields) {
    try {
      localStorage.setItem(key(desk.page), JSON.stringify(parcel(fields)));
      return true;
    } catch {
      return false;
    }
  }

  desk.unreachable = (fields, words) => {
    waiting = true;
    const here = keepHere(fields);
    const sentence = here ? words || gettext("没有网络，还没有保存，文字已存在本机") : gettext("没有网络，本机也存不下，先不要关这一页。");
    desk.say(sentence, "bad");
  };

  desk.signedOut = (fields) => {
    waiting = true;
    keepHere(fields);
    desk.say(gettext("登录已过期，文字已存在本机。"), "bad", [gettext("重新登录"), `${told.dataset.login}?next=${encodeURIComponent(told.dataset.login)}`]);
  };

  desk.forget = () => {
    turns += 1;
    waiting = false;
    kept = null;
    localStorage.removeItem(key(desk.page));
  };

  // --- On the server --------------------------------------------------------------------------------------------
  async function keep() {
    // What is kept while a save is under way could come after it, and would be offered as never saved. An author who is
    // on the way to the roster has no number yet.
    if (flight || desk.pending || !desk.ready || desk.saving()) return;
    const fields = desk.fields();
    const text = JSON.stringify(fields);
    if (!desk.unsaved(fields)) return void (flight = kept === null && !waiting ? null : drop());
    if (text === kept && !waiting) return;
    keptAt = Date.now();
    const turn = ++turns;
    flight = (async () => {
      desk.say(gettext("正在暂存……"));
      try {
        const answer = await send(told.dataset.keep, parcel(fields));
        if (turn !== turns) return; // saved meanwhile
        if (answer.type === "opaqueredirect" || answer.status === 403) return desk.signedOut(fields);
        if (answer.status >= 500) return desk.unreachable(fields);
        if (!answer.ok) {
          const data = await answer.json().catch(() => ({}));
          keepHere(fields);
          return desk.say(data.message || gettext("暂存不上，先保存（Ctrl+S）。"), "bad");
        }
        kept = text;
        waiting = false;
        localStorage.removeItem(key(desk.page));
        desk.say(interpolate(gettext("已暂存%s，还没有存成新的稿本"), [(await answer.json()).at]));
      } catch {
        if (turn === turns) desk.unreachable(fields);
      }
    })();
    await flight;
    flight = null;
  }

  // What was typed was taken back: nothing is left that a later window should offer.
  async function drop() {
    keptAt = Date.now();
    turns += 1;
    const answer = await send(told.dataset.keep, { page: desk.page }).catch(() => null);
    if (answer && answer.ok) desk.forget();
    flight = null;
  }

  // A save waits for what is under way, or the kept text would outlive it.
  desk.settled = () => Promise.race([flight || Promise.resolve(), new Promise((then) => setTimeout(then, 10000))]);

  // --- What an earlier window left on this machine --------------------------------------------------------------
  async function bring() {
    const mine = key(desk.page);
    const fresh = !told.dataset.article;
    const left = Object.keys(localStorage).filter((name) => name === mine || (fresh && name.startsWith(key("article/new-"))));
    let brought = false;
    for (const name of left) {
      try {
        const answer = await send(told.dataset.keep, JSON.parse(localStorage.getItem(name)));
        if (answer.ok) {
          localStorage.removeItem(name);
          brought = true;
        }
      } catch {
        return; // it stays here for the next time
      }
    }
    if (brought && !document.querySelector("[data-conflict], .errornote")) location.reload();
  }

  // --- Who is here ----------------------------------------------------------------------------------------------
  async function here() {
    if (!told.dataset.here) return;
    try {
      const answer = await send(told.dataset.here, { opened_version: desk.version(), editing: desk.ready && desk.unsaved() });
      if (!answer.ok) return;
      const data = await answer.json();
      const place = document.querySelector("[data-presence]");
      const lines = data.people.map((words) => [words, false]);
      if (data.news) lines.unshift([`${data.news}${gettext("你再保存时会看到两份文字。")}`, true]);
      if (place.innerText.trim() === lines.map(([words]) => words).join("\n")) return;
      place.replaceChildren(
        ...lines.map(([words, news]) => {
          const line = document.createElement("p");
          line.textContent = words;
          if (news) line.dataset.news = "";
          return line;
        }),
      );
    } catch {
      // The state of the connection is told beside the save button.
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    told = document.querySelector("[data-editing]");
    if (!told || !desk.form) return;
    desk.page = told.dataset.page || `article/new-${Math.random().toString(36).slice(2, 10)}`;
    bring();
    here();
    setInterval(here, HERE);
    setInterval(() => {
      if (Date.now() - keptAt >= EVERY) keep();
      const editing = desk.ready && wasEditing;
      if (!editing && desk.ready && desk.unsaved()) {
        wasEditing = true;
        here();
      }
    }, 1000);
    window.addEventListener("online", () => waiting && keep());
    window.addEventListener("pagehide", () => {
      if (told.dataset.here) send(told.dataset.here, { gone: true }, { keepalive: true }).catch(() => {});
      if (!desk.ready) return;
      const fields = desk.fields();
      if (desk.unsaved(fields) && JSON.stringify(fields) !== kept) keepHere(fields);
    });
    document.querySelectorAll("[data-discard]").forEach((button) =>
      button.addEventListener("click", async () => {
        const answer = await send(told.dataset.keep, { page: button.dataset.discard }).catch(() => null);
        if (answer && answer.ok) {
          button.closest("[data-kept-shown]").remove();
          desk.say(gettext("没有保存的文字已去掉。"));
        }
      }),
    );
  });
})();
