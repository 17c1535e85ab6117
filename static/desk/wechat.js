/* 复制正文: puts a message on the clipboard as rich text, which is what the official-account editor reads. */
(() => {
  "use strict";

  async function copied(html) {
    const plain = new DOMParser().parseFromString(html, "text/html").body.textContent;
    if (navigator.clipboard && window.ClipboardItem) {
      const item = new ClipboardItem({
        "text/html": new Blob([html], { type: "text/html" }),
        "text/plain": new Blob([plain], { type: "text/plain" }),
      });
      await navigator.clipboard.write([item]);
      return true;
    }
    return copiedByHand(html, plain);
  }

  // A site without TLS has no clipboard interface; the copy event has always been there.
  function copiedByHand(html, plain) {
    const answer = (event) => {
      event.preventDefault();
      event.clipboardData.setData("text/html", html);
      event.clipboardData.setData("text/plain", plain);
    };
    document.addEventListener("copy", answer, { once: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", answer);
    return done;
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const html = document.getElementById(button.dataset.copy).value;
    let done = false;
    try {
      done = await copied(html);
    } catch {
      done = false;
    }
    document.querySelector("[data-said]").textContent = done ? button.dataset.copied : button.dataset.failed;
  });
})();
