/* What is kept beside what stands in the form, field by field. */

import { element } from "../editor/dialogs.js";
import { difference, plain } from "./texts.js";

// Longer ones scroll, so they must be within reach of the keyboard.
const LONG = 400;

/* `text` with that marked which is not in `other`. */
function marked(text, other) {
  const { start, end } = difference(text, other);
  const mark = element("mark", { textContent: text.slice(start, text.length - end) });
  // An empty one is the place where the other has more.
  return [text.slice(0, start), mark, end ? text.slice(-end) : ""];
}

function cell(heading, [text, other], words, language) {
  const parts = text && other ? marked(text, other) : [text || words.nothing];
  const shown = element("div", { className: "kept-text", lang: language || null }, parts);
  if (!text) shown.classList.add("kept-nothing");
  if (text.length > LONG) shown.tabIndex = 0;
  return element("td", { "data-heading": heading }, [shown]);
}

/* Bring what differs into sight, in each of the boxes that scroll. */
export function showDifferences(table) {
  for (const mark of table.querySelectorAll(".kept-text mark")) {
    const box = mark.parentElement;
    box.scrollTop = mark.offsetTop - box.offsetTop - box.clientHeight / 3;
  }
}

function texts({ now, kind }, field) {
  const present = field ? field.read() : "";
  if (kind !== "html") {
    return field ? [field.shown(now), field.shown(present)] : [String(now), ""];
  }
  const pair = [plain(now), plain(present)];
  return pair[0] === pair[1] && now !== present ? [now, present] : pair;
}

/* `fields` are those of the form by key, `name(key)` is what people call one. */
export function comparison(record, { fields, words, name }) {
  const rows = Object.entries(record.content.fields).map(([key, kept]) => {
    const [now, present] = texts(kept, fields.get(key));
    const heading = element("th", { scope: "row", textContent: name(key) });
    if (kept.kind === "html" && now === kept.now && now !== plain(kept.now)) {
      heading.append(element("p", { className: "help", textContent: words.sameWords }));
    }
    const language = kept.language;
    return element("tr", {}, [heading, cell(words.kept, [now, present], words, language), cell(words.present, [present, now], words, language)]);
  });
  const head = [words.field, words.kept, words.present].map((text) => element("th", { scope: "col", textContent: text }));
  return element("table", { className: "kept-table" }, [
    element("thead", {}, [element("tr", {}, head)]),
    element("tbody", {}, rows),
  ]);
}
