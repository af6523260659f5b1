/* The focal point of a picture: pointed at in the picture itself. The two numbers below it do the
   same for those who use no pointer. */

import { element } from "../editor/dialogs.js";

function percent(part, whole) {
  return Math.min(100, Math.max(0, Math.round((part / whole) * 100)));
}

function watch(box, across, down) {
  const mark = element("span", { className: "focal-mark", "aria-hidden": "true" });
  const place = () => {
    // By the object model: the policy lets no element bring a style of its own.
    mark.style.insetInlineStart = `${across.value || 50}%`;
    mark.style.insetBlockStart = `${down.value || 50}%`;
  };
  box.append(mark);
  box.addEventListener("click", (event) => {
    const { left, top, width, height } = box.getBoundingClientRect();
    across.value = percent(event.clientX - left, width);
    down.value = percent(event.clientY - top, height);
    place();
  });
  across.addEventListener("input", place);
  down.addEventListener("input", place);
  place();
}

const box = document.querySelector(".focal");
const across = document.getElementById("id_focus_x");
const down = document.getElementById("id_focus_y");
if (box && across && down) watch(box, across, down);
