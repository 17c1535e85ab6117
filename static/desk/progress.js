/* How far a long export is: asked once a second; the page is read anew when it is finished, however it ended. */
(() => {
  "use strict";
  const box = document.querySelector("[data-status]");
  if (!box) return;
  const ask = async () => {
    try {
      const answer = await fetch(box.dataset.status, { headers: { Accept: "application/json" } });
      const told = await answer.json();
      box.querySelector("progress").value = told.progress;
      box.querySelector("[data-percent]").textContent = [`${told.progress}%`, told.said].filter(Boolean).join("，");
      if (told.making !== "running") {
        location.reload();
        return;
      }
    } catch {
      // The network will come back; the export goes on without us.
    }
    setTimeout(ask, 1000);
  };
  setTimeout(ask, 500);
})();
