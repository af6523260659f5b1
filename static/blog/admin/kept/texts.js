/* Two texts compared, and a text in plain words. */

import { inert } from "../editor/html.js";
import { makeSlug } from "../../slug.js";

const BLOCKS = "p, h2, h3, h4, li, dt, dd, tr, caption, figcaption, pre, cite, hr, img, blockquote";
const FIRST = 160;
const LEAD = 40;
const LETTER = /\S/;

function parsed(html) {
  return new DOMParser().parseFromString(inert(html), "text/html").body;
}

/* HTML that a browser takes for the same gives the same; of white space, that between blocks is
   dropped. */
function canonical(html) {
  const body = parsed(html.replace(/>\s*\n\s*</g, "><"));
  for (const node of body.querySelectorAll("*")) {
    const attributes = [...node.attributes].map(({ name, value }) => [name, value]).sort();
    for (const [name] of attributes) node.removeAttribute(name);
    for (const [name, value] of attributes) node.setAttribute(name, value);
  }
  return body.innerHTML.trim();
}

/* What the server makes of a value when it is saved, as far as one can tell here. */
function asStored(value, kind) {
  if (Array.isArray(value)) return JSON.stringify(value);
  if (kind === "html") return canonical(value);
  if (kind === "slug") {
    const table = document.getElementById("slug-table");
    return table ? makeSlug(value, JSON.parse(table.textContent), 255) : value.trim();
  }
  return value.trim();
}

export function isSame(one, other, kind) {
  return String(one) === String(other) || asStored(one, kind) === asStored(other, kind);
}

/* The words of `html`, a line for each block. */
export function plain(html) {
  const body = parsed(html);
  for (const block of body.querySelectorAll(BLOCKS)) block.append("\n");
  for (const cell of body.querySelectorAll("td, th")) cell.append(" ");
  for (const lineBreak of body.querySelectorAll("br")) lineBreak.replaceWith("\n");
  return body.textContent
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter(Boolean)
    .join("\n");
}

/* Where `one` and `other` part, and how long the common end is: both between words. */
export function difference(one, other) {
  const shorter = Math.min(one.length, other.length);
  const isInWord = (text, at) => LETTER.test(text[at - 1] ?? "") && LETTER.test(text[at] ?? "");
  let start = 0;
  while (start < shorter && one[start] === other[start]) start += 1;
  if (isInWord(one, start) || isInWord(other, start)) start = one.slice(0, start).search(/\S*$/);
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  if (isInWord(one, one.length - end) || isInWord(other, other.length - end)) {
    end -= one.slice(one.length - end).search(/\s|$/);
  }
  return { start, end };
}

/* The first words of `text` that are not in `before`, with what leads to them, on one line. */
export function firstWords(text, before) {
  const line = text.replace(/\s+/g, " ").trim();
  const { start } = difference(line, before.replace(/\s+/g, " ").trim());
  const from = start <= LEAD ? 0 : line.indexOf(" ", start - LEAD) + 1;
  const rest = line.slice(from);
  const end = rest.length <= FIRST ? rest.length : rest.lastIndexOf(" ", FIRST);
  const words = rest.slice(0, end > 0 ? end : FIRST);
  return `${from ? "… " : ""}${words}${words.length < rest.length ? " …" : ""}`;
}
