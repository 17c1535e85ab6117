/* The focal point of a photo: a click on the picture writes the two percentages of the form, and typing them moves the
   mark; the crops of the site's own ratios follow. Without this script the two fields do it alone. */
document.addEventListener("DOMContentLoaded", () => {
  const panel = document.querySelector("[data-focus]");
  const across = document.getElementById("id_focus_x");
  const down = document.getElementById("id_focus_y");
  if (!panel || !across || !down) return;
  const stage = panel.querySelector(".desk-focus");
  const mark = panel.querySelector(".desk-focus-mark");
  const said = panel.querySelector("[data-said]");
  const percent = (value) => Math.min(100, Math.max(0, Math.round(value)));
  const typed = (field) => (field.value === "" ? 50 : percent(Number(field.value)));
  const show = () => {
    const [x, y] = [typed(across), typed(down)];
    mark.style.left = `${x}%`;
    mark.style.top = `${y}%`;
    panel.querySelectorAll(".desk-crops img").forEach((crop) => { crop.style.objectPosition = `${x}% ${y}%`; });
    return [x, y];
  };
  stage.addEventListener("click", (event) => {
    const box = stage.getBoundingClientRect();
    across.value = percent(((event.clientX - box.left) / box.width) * 100);
    down.value = percent(((event.clientY - box.top) / box.height) * 100);
    const [x, y] = show();
    said.textContent = said.dataset.said.replace("{x}", x).replace("{y}", y);
  });
  [across, down].forEach((field) => field.addEventListener("input", show));
  panel.hidden = false;
  show();
});
