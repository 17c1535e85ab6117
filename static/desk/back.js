/* There and back: the board is left by a title and found again as it was, filters, place and all, by one link above. */
(() => {
  "use strict";
  const KEY = "desk-board";

  document.addEventListener("DOMContentLoaded", () => {
    const board = document.querySelector("[data-board]");
    const link = document.querySelector("[data-back-to-board]");
    const kept = JSON.parse(sessionStorage.getItem(KEY) || "null");
    if (board) {
      const here = location.pathname + location.search;
      if (kept && kept.address === here && kept.returning) {
        if (!location.hash) scrollTo(0, kept.top);
        // Unfold's pages scroll in the window; focus goes to the row that was opened.
        const row = kept.row && document.getElementById(kept.row);
        if (row) row.querySelector("a")?.focus({ preventScroll: true });
      }
      const keep = (row) =>
        sessionStorage.setItem(KEY, JSON.stringify({ address: here, top: scrollY, row: row || "", name: board.dataset.board }));
      keep("");
      addEventListener("pagehide", () => {
        const last = JSON.parse(sessionStorage.getItem(KEY) || "{}");
        keep(last.row);
      });
      board.addEventListener("click", (event) => {
        const row = event.target.closest("tr[id]");
        if (row && event.target.closest("a")) keep(row.id);
      });
      return;
    }
    if (!link || !kept) return;
    link.href = kept.address;
    // On a telephone there is room for what it does, not for whither.
    const [does, whither] = [document.createElement("span"), document.createElement("span")];
    whither.textContent = link.dataset.colon + kept.name;
    whither.className = "desk-whither";
    does.append(link.dataset.backToBoard, whither);
    link.replaceChildren(does);
    link.hidden = false;
    link.addEventListener("click", () => sessionStorage.setItem(KEY, JSON.stringify({ ...kept, returning: true })));
  });
})();
