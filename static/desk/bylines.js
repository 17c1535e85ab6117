/* 署名: an author whom the roster does not know yet is put on it from the row itself, without leaving the manuscript. */
(() => {
  "use strict";

  const NEW = "new:";

  // Somebody is called so already: another person of that name needs a unit, or nobody could tell them apart.
  function namesake(data, name) {
    if (/[（(]/.test(name)) return data;
    const text = interpolate(gettext("另有同名的人，写成“%s（单位）”再新建"), [name]);
    return { ...data, results: [...data.results, { id: "namesake", text, disabled: true }] };
  }

  function equip($, select) {
    const drawn = $(select).data("select2");
    if (!drawn || select.dataset.equipped) return;
    select.dataset.equipped = "1";
    const told = document.querySelector("[data-new-author]");
    if (!told) return;
    // The list that came from the server, and behind it what was typed, where nobody is called so.
    drawn.dataAdapter.processResults = (data, { term = "", page }) => {
      const name = term.trim();
      if (!name || (page || 1) > 1) return data;
      const plain = name.replaceAll("(", "（").replaceAll(")", "）");
      if (data.results.some(({ text }) => text === plain)) return namesake(data, name);
      if (data.results.some(({ text }) => text.startsWith(`${name}（`))) return namesake(data, name);
      return { ...data, results: [...data.results, { id: NEW + name, text: interpolate(gettext("新建作者“%s”"), [name]) }] };
    };
    $(select).on("select2:select", ({ params }) => {
      const chosen = String(params.data.id);
      // A save and what is kept wait for it: until the answer is here the row holds no author.
      if (chosen.startsWith(NEW)) wait(chosen);
    });
    // Kept while the answer was on its way, and brought back.
    if (select.value.startsWith(NEW)) wait(select.value);

    function wait(chosen) {
      const answer = put(chosen.slice(NEW.length)).finally(() => {
        if (window.desk.pending === answer) window.desk.pending = null;
      });
      window.desk.pending = answer;
    }

    async function put(name) {
      const body = new URLSearchParams({ name });
      const answer = await fetch(told.dataset.newAuthor, { method: "POST", body, headers: { "X-CSRFToken": window.desk.token() } }).catch(() => null);
      const found = answer && (await answer.json().catch(() => null));
      $(select).find("option").remove();
      if (answer && answer.ok) $(select).append(new Option(found.text, found.id, true, true));
      else window.desk.say((found && found.message) || gettext("没有建成，查看网络后再选一次。"), "bad");
      $(select).trigger("change");
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const $ = window.django && window.django.jQuery;
    const all = () => document.querySelectorAll("select.admin-autocomplete[name^=bylines-]").forEach((select) => equip($, select));
    if (!$) return;
    setTimeout(all, 0);
    document.addEventListener("formset:added", () => setTimeout(all, 0));
  });
})();
