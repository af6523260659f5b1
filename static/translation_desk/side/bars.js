/* What is said above the rows, one bar for each matter. */

import { element } from "./parts.js";

const host = document.getElementById("side-bars");
const said = document.getElementById("side-said");

export function bar(matter, text, ...actions) {
  const made = element("div", { className: "side-bar" }, element("p", {}, text), ...actions);
  made.dataset.matter = matter;
  const old = host.querySelector(`[data-matter="${matter}"]`);
  // A live region is read out when it changes; so it changes only when there is something new.
  if (old?.firstChild.textContent === text) return;
  if (old) old.replaceWith(made);
  else host.append(made);
}

export function clear(...matters) {
  for (const matter of matters) host.querySelector(`[data-matter="${matter}"]`)?.remove();
}

export function announce(text) {
  said.textContent = text;
}
