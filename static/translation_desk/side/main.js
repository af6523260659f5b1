/* The side-by-side page: confirms and moves without loading the page, and never loses a word. Without
   this file each button sends its form. */

import { Desk } from "./desk.js";
import { Kept } from "./kept.js";
import { listen } from "./keys.js";

async function begin(host, data) {
  host.classList.add("is-live");
  const kept = new Kept(data);
  const desk = new Desk(host, data, kept);
  const help = document.getElementById("side-keys");
  listen({
    confirm: () => desk.confirm(desk.active),
    stillRight: () => desk.active?.state === "stale" && desk.confirm(desk.active, { step: "still_right" }),
    move: (by) => desk.move(by),
    copy: () => desk.active?.isWritable && desk.active.field.copyOriginal(),
    mark: (place) => desk.active?.field.useMark(place),
    help: () => help?.toggleAttribute("open"),
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? desk.keepAll() : desk.poll()));
  window.addEventListener("pagehide", () => desk.keepAll());
  window.addEventListener("beforeunload", (event) => {
    if (kept.isFailing && desk.rows.some((row) => row.field.isDirty)) event.preventDefault();
  });
  setInterval(() => document.hidden || desk.poll(), data.every * 1000);
  desk.bringBack(await kept.start());
  host.dataset.ready = "yes";
}

const data = document.getElementById("side-data");
if (data) begin(document.getElementById("side"), JSON.parse(data.textContent));
