/* Between the HTML that is stored and the HTML that the editor works with. */

import { pm } from "../../../django_prose_editor/editor.js";

const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>/gi;
const ACTIVE = /"[^"]*"|'[^']*'|[\s/](style|on[a-z]+)(?=\s*=)/gi;

/* `html` with its styles and scripts as data. The page's policy lets no text bring any: a browser
   that parses them complains of each, and reads no style. */
export function inert(html) {
  const bare = html.replace(/<style\b[^]*?(?:<\/style\s*>|$)/gi, "");
  return bare.replace(TAG, (tag) => tag.replace(ACTIVE, (part, name) => (name ? ` data-${name}` : part)));
}

/* Stored HTML as the editor takes it: the caption of a table and the part each row is in become
   attributes, as a table has nothing but rows here. */
export function forEditor(html) {
  const { body } = new DOMParser().parseFromString(inert(html), "text/html");
  for (const table of body.querySelectorAll("table")) {
    if (table.caption) {
      table.dataset.caption = table.caption.innerHTML;
      table.caption.remove();
    }
    for (const section of table.querySelectorAll(":scope > tfoot, :scope > thead, :scope > tbody")) {
      for (const row of section.rows) {
        if (section.tagName === "TFOOT") row.dataset.part = "foot";
        if (section.lang && !row.lang) row.lang = section.lang;
      }
    }
  }
  return body.innerHTML;
}

/* The document of `editor` as it is stored; "" when there is nothing in it. */
export function fromEditor(editor) {
  const { doc } = editor.state;
  const box = document.implementation.createHTMLDocument("").body;
  const serializer = pm.model.DOMSerializer.fromSchema(editor.schema);
  serializer.serializeFragment(doc.content, { document: box.ownerDocument }, box);
  box.querySelectorAll("table").forEach(writeTable);
  box.querySelectorAll("li, td, th, dd").forEach(unwrapParagraph);
  const blocks = [...box.children].filter((block) => !isEmptyParagraph(block));
  return blocks.map((block) => block.outerHTML.replaceAll("&nbsp;", "\u00a0")).join("\n");
}

function isEmptyParagraph(block) {
  return block.tagName === "P" && block.childNodes.length === 0;
}

/* One paragraph in a list item or a cell needs no <p>; neither does one before an inner list. */
function unwrapParagraph(box) {
  const [first, ...others] = box.children;
  const isAlone = others.every((child) => ["UL", "OL"].includes(child.tagName));
  const isPlain = first?.tagName === "P" && first.attributes.length === 0;
  if (isPlain && (others.length === 0 || (box.tagName === "LI" && isAlone))) {
    first.replaceWith(...first.childNodes);
  }
}

/* Rows go into head, body and foot: the first rows that are all header cells are the head, the last
   ones that are said to be the foot are that. Each
   header cell says what it heads (WCAG technique H63). */
function writeTable(table) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const isHead = (row) => row.cells.length > 0 && [...row.cells].every((cell) => cell.tagName === "TH");
  const firstOfBody = rows.findIndex((row) => !isHead(row));
  const head = rows.slice(0, firstOfBody < 0 ? rows.length : firstOfBody);
  const lastOfBody = rows.findLastIndex((row) => row.dataset.part !== "foot");
  const foot = rows.slice(Math.max(head.length, lastOfBody + 1));
  if (head.length) table.createTHead().append(...head);
  if (foot.length) table.createTFoot().append(...foot);
  if (!body.rows.length) body.remove();
  for (const row of rows) delete row.dataset.part;
  for (const cell of table.querySelectorAll("th:not([scope])")) {
    cell.scope = head.includes(cell.parentElement) ? "col" : "row";
  }
  if (table.dataset.caption) table.createCaption().innerHTML = table.dataset.caption;
  delete table.dataset.caption;
}

/* The number of words, counted as the server counts them (blog/markup.py, reading_minutes). */
export function countWords(editor) {
  const { doc } = editor.state;
  const text = doc.textBetween(0, doc.content.size, " ", (node) => (node.isText ? "" : " "));
  return text.split(/\s+/u).filter(Boolean).length;
}
