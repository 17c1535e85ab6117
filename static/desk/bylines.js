/* 署名: an author whom the roster does not know yet is put on it from the row itself, without leaving the manuscript. */
(() => {
  "use strict";

  const NEW = "new:";

  function equip($, select) {
    const drawn = $(select).data("select2");
    if (!drawn || select.dataset.equipped) return;
    select.dataset.equipped = "1";
    const told = document.querySelector("[data-new-author]");
    if (!told) return;
    // The list that came from the server, and behind it what was typed, where nobody is called so.
    drawn.dataAdapter.processResults = (data, { term = "", page }) => {
      const name = term.trim();
      const known = data.results.some(({ text }) => text === name || text.startsWith(`${name}（`));
      if (!name || known || (page || 1) > 1) return data;
      return { ...data, results: [...data.results, { id: NEW + name, text: interpolate(gettext("新建作者“%s”"), [name]) }] };
    };
    $(select).on("select2:select", async ({ params }) => {
      const chosen = String(params.data.id);
      if (!chosen.startsWith(NEW)) return;
      const name = chosen.slice(NEW.length);
      const body = new URLSearchParams({ name });
      const answer = await fetch(told.dataset.newAuthor, { method: "POST", body, headers: { "X-CSRFToken": window.desk.token() } }).catch(() => null);
      const found = answer && (await answer.json().catch(() => null));
      $(select).find("option").remove();
      if (answer && answer.ok) $(select).append(new Option(found.text, found.id, true, true));
      else window.desk.say((found && found.message) || gettext("没有建成，查看网络后再选一次。"), "bad");
      $(select).trigger("change");
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    const $ = window.django && window.django.jQuery;
    const all = () => document.querySelectorAll("select.admin-autocomplete[name^=bylines-]").forEach((select) => equip($, select));
    if (!$) return;
    setTimeout(all, 0);
    document.addEventListener("formset:added", () => setTimeout(all, 0));
  });
})();
