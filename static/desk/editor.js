/* Round a form of the desk: Ctrl-S saves and stays, the count of characters follows the typing, unsaved text is not
   left behind. Other scripts of the page find the form at window.desk. */
(() => {
  "use strict";

  const desk = (window.desk = { form: null, ready: false, blocked: () => "", heard: [], pending: null });
  let first = null; // the fields as they were served
  let saved = null; // the fields as they were last saved, as one string; null until the editor stands
  let touched = false;
  let leaving = false;
  let saving = false;
  let composing = false; // an input method is at work: its letters are not words yet
  let waits = false;
  let place = null;

  desk.body = () => window.CKEDITOR && window.CKEDITOR.instances.id_body;

  desk.token = () => {
    const cookie = document.cookie.split("; ").find((part) => /(^|-)csrftoken=/.test(part));
    // Signing in again in another window makes a new one; the form's own would then be refused.
    return cookie ? cookie.split("=")[1] : document.querySelector("input[name=csrfmiddlewaretoken]").value;
  };

  desk.fields = () => {
    Object.values((window.CKEDITOR && window.CKEDITOR.instances) || {}).forEach((editor) => editor.updateElement());
    return [...new FormData(desk.form).entries()].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  };

  desk.version = () => desk.form.querySelector("input[name=opened_version]")?.value || "";

  // Cheap while nothing was touched; else the fields themselves are asked, so that what was undone is not unsaved.
  // Widgets touch their fields while they are drawn, and the editor spells the body anew while it is built.
  const besidesBody = (fields) => JSON.stringify(fields.filter(([name]) => name !== "body"));
  desk.unsaved = (fields) => {
    if (!touched) return false;
    const now = fields || desk.fields();
    if (saved === null) return besidesBody(now) !== besidesBody(first);
    if (JSON.stringify(now) === saved) touched = false;
    return touched;
  };

  desk.say = (words, kind = "", link = null) => {
    if (!place) return;
    place.textContent = words;
    place.className = `desk-saving ${kind ? `desk-saving-${kind}` : ""}`;
    if (link) {
      const anchor = document.createElement("a");
      anchor.href = link[1];
      anchor.target = "_blank";
      anchor.textContent = link[0];
      place.append(anchor);
    }
  };

  // What an editor should read stays above the text; the state of saving would wipe it away.
  desk.tell = (words) => {
    let told = document.querySelector("[data-told]");
    if (!told) {
      told = document.createElement("p");
      told.dataset.told = "";
      told.className = "desk-told";
      told.setAttribute("role", "status");
      document.getElementById("cke_id_body").before(told);
    }
    told.textContent = words;
  };

  // What was said of the text as it stood is not left standing beside another: once it differs from what is saved, and
  // once it does so no longer.
  let differs = false;
  let standing = 0;
  function stand() {
    if (!desk.ready || saving || leaving || desk.unsaved() === differs) return;
    differs = !differs;
    if (differs) desk.say(gettext("有改动，还没有保存"));
    else desk.say(desk.version() ? gettext("没有未保存的改动") : "");
  }

  function touch() {
    touched = true;
    clearTimeout(standing);
    standing = setTimeout(stand, 200);
    desk.heard.forEach((told) => told());
  }
  desk.touch = touch;
  desk.saving = () => saving;

  // --- Saving ---------------------------------------------------------------------------------------------------
  async function save(button) {
    if (saving || !button) return;
    const objection = desk.blocked();
    if (objection) return desk.say(objection, "bad");
    saving = true;
    desk.say(gettext("正在保存……"));
    await desk.pending;
    if (desk.settled) await desk.settled();
    const fields = desk.fields();
    const data = new FormData();
    fields.forEach(([name, value]) => data.append(name, value));
    data.set("csrfmiddlewaretoken", desk.token());
    data.set(button.name, button.value || "1");
    if (desk.page) data.set("_kept_page", desk.page);
    try {
      const answer = await fetch(desk.form.action || location.href, {
        method: "POST", body: data, credentials: "same-origin", redirect: "manual", headers: { "X-Desk-Save": "1" },
      });
      if (answer.type === "opaqueredirect" || (answer.status === 403 && (await signedOut()))) desk.signedOut(fields);
      else if (answer.ok && (answer.headers.get("Content-Type") || "").includes("json")) done(await answer.json(), fields);
      else if (answer.status >= 500) desk.unreachable(fields, gettext("服务器没有存上，文字已存在本机，稍后再保存。"));
      else native(button); // its sentences are on the page that a plain save brings
    } catch {
      if (desk.unreachable) desk.unreachable(fields);
    }
    saving = false;
  }

  // A token that no longer fits is refused before anybody asks who is signed in.
  const signedOut = async () => (await fetch(location.href, { redirect: "manual" })).type === "opaqueredirect";

  function done(answer, fields) {
    saved = JSON.stringify(fields);
    if (desk.forget) desk.forget();
    if (!answer.stays) {
      leaving = true;
      sessionStorage.setItem("desk-place", JSON.stringify([new URL(answer.address, location).pathname, scrollY]));
      location.assign(answer.address);
      return;
    }
    desk.form.querySelector("input[name=opened_version]").value = answer.version;
    differs = false;
    saved = JSON.stringify(fields.map(([name, value]) => [name, name === "opened_version" ? String(answer.version) : value]));
    document.querySelectorAll("form[data-move] input[name=read], input[name=read]").forEach((input) => (input.value = answer.fingerprint));
    document.querySelectorAll("[data-version]").forEach((shown) => (shown.textContent = interpolate(gettext("第%s稿"), [answer.version])));
    document.querySelectorAll("[data-conflict], [data-kept-shown], .errornote, .errorlist, [data-news]").forEach((old) => old.remove());
    desk.blocked = () => "";
    desk.say([answer.said, ...(answer.messages || [])].join("　"), "good");
  }

  function native(button) {
    leaving = true;
    const hidden = document.createElement("input");
    Object.assign(hidden, { type: "hidden", name: button.name, value: button.value || "1" });
    desk.form.querySelector("input[name=csrfmiddlewaretoken]").value = desk.token();
    desk.form.append(hidden);
    HTMLFormElement.prototype.submit.call(desk.form);
  }

  const stay = () => {
    const row = document.getElementById("submit-row");
    return row && (row.querySelector('[name="_continue"]') || row.querySelector('[name="_save"]'));
  };
  desk.save = () => {
    if (composing) return void (waits = true);
    return save(stay());
  };

  // What was asked for while a word was being composed is done when the word stands.
  function listen(part) {
    part.addEventListener("compositionstart", () => (composing = true));
    part.addEventListener("compositionend", () => {
      composing = false;
      if (!waits) return;
      waits = false;
      setTimeout(desk.save, 0);
    });
  }
  listen(document);

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
      event.preventDefault();
      desk.save();
    }
  });

  // --- 字数 -----------------------------------------------------------------------------------------------------
  function words() {
    const lead = document.querySelector("textarea[name=lead]");
    const parts = [lead ? lead.value : ""];
    const editor = desk.body();
    if (editor && editor.editable()) {
      const copy = editor.editable().$.cloneNode(true);
      copy.querySelectorAll("figure[data-photo], .cke_reset, rt, rp").forEach((node) => node.remove());
      copy.querySelectorAll("p, h2, h3, h4, li, td, th, caption, blockquote, br").forEach((node) => node.append("\n"));
      parts.push(copy.textContent);
    }
    return parts.join("\n");
  }
  desk.words = words;

  let counting = 0;
  function count() {
    clearTimeout(counting);
    counting = setTimeout(() => {
      const shown = document.querySelector("[data-characters]");
      if (!shown || !window.deskCount) return;
      const found = window.deskCount(words());
      shown.textContent = interpolate(gettext("%(whole)s字，不含标点%(words)s字"), { whole: found.whole.toLocaleString("en"), words: found.words.toLocaleString("en") }, true);
    }, 120);
  }
  desk.count = count;

  // --- Beginning --------------------------------------------------------------------------------------------------
  // What was typed while the editor was still being built is not saved; the body alone is spelt anew by the editor.
  const asServed = () => {
    const now = desk.fields();
    const same = first.length === now.length && first.every(([name], at) => name === now[at][0]);
    return same ? now.map(([name, value], at) => [name, name === "body" ? value : first[at][1]]) : now;
  };

  function begin() {
    // What a plain save brought back was not saved: it begins as unsaved.
    const refused = document.querySelector("[data-conflict], .errornote");
    saved = refused ? "" : JSON.stringify(asServed());
    touched = touched || Boolean(refused);
    desk.ready = true;
    if (!refused && desk.version() && place && !place.textContent) desk.say(gettext("没有未保存的改动"));
    stand();
    desk.heard.forEach((told) => told());
    count();
  }

  document.addEventListener("DOMContentLoaded", () => {
    desk.form = document.querySelector("#content-main form[id$='_form'][method=post]");
    const row = document.getElementById("submit-row");
    // A page that one may only look at has the row, without a button that saves.
    if (!desk.form || !row || !stay()) return;
    first = desk.fields();
    place = document.createElement("p");
    place.setAttribute("role", "status");
    place.className = "desk-saving";
    const button = stay();
    button.parentNode.append(place); // the row runs from right to left
    const [path, height] = JSON.parse(sessionStorage.getItem("desk-place") || "[]");
    sessionStorage.removeItem("desk-place");
    if (path === location.pathname) setTimeout(() => scrollTo(0, height), 300);

    ["input", "change", "click"].forEach((kind) => desk.form.addEventListener(kind, touch));
    if (window.django && window.django.jQuery) window.django.jQuery(desk.form).on("change", touch);
    document.querySelector("textarea[name=lead]")?.addEventListener("input", count);
    desk.form.addEventListener("submit", (event) => {
      if (leaving) return;
      event.preventDefault();
      save(event.submitter || stay());
    });

    if (window.CKEDITOR && document.getElementById("id_body")) {
      window.CKEDITOR.on("instanceReady", ({ editor }) => {
        const heard = () => {
          touch();
          count();
        };
        const dress = () => {
          listen(editor.document.$);
          // Dictation, handwriting and suggestions put words in without a key, and the editor says no `change` of them.
          ["input", "compositionend"].forEach((kind) => editor.document.$.addEventListener(kind, heard));
          editor.document.$.documentElement.classList.toggle("dark", document.documentElement.classList.contains("dark"));
        };
        dress();
        editor.on("contentDom", dress); // new words, new document
        editor.addCommand("deskSave", { exec: desk.save, async: true });
        editor.setKeystroke(window.CKEDITOR.CTRL + 83, "deskSave");
        editor.setKeystroke(window.CKEDITOR.CTRL + 72, "replace");
        editor.on("change", heard);
        const label = { bold: gettext("加粗"), italic: gettext("着重号"), find: gettext("查找替换") };
        for (const [name, words] of Object.entries(label)) {
          const button = document.querySelector(`.cke_button__${name}`);
          if (button) button.title = words;
        }
        begin();
      });
    } else begin();

    document.querySelectorAll("form[data-move]").forEach((other) =>
      other.addEventListener("submit", (event) => {
        if (desk.unsaved()) {
          event.preventDefault();
          const said = other.querySelector("[data-say]");
          said.textContent = gettext("稿件还有没保存的改动，先保存（Ctrl+S）再办。");
          said.hidden = false;
        }
      }),
    );
    window.addEventListener("beforeunload", (event) => {
      if (desk.ready && !leaving && desk.unsaved()) event.preventDefault();
    });
  });
})();
