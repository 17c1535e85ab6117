/* 打印: one button that does what the browser's menu does. */
document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));
