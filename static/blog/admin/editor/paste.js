/* What comes from Word, Google Docs, LibreOffice and Moodle, made into plain good HTML before the
   schema drops what it does not know. Their meaning sits in styles and classes; ours in elements. */

import { pm } from "../../../django_prose_editor/editor.js";
import { inert } from "./html.js";

/* Word marks an item by a style, `mso-list: l0 level2 lfo1`, and writes its bullet as text. */
const WORD_LIST = /mso-list:\s*l(\d+)\s+level(\d+)/i;
const NUMBERED = /^\(?(?:\d+(?:\.\d+)*|\p{L}|[ivxlc]+)[.)]/iu;
const LAST_NUMBER = /(\d+)[.)]*$/;
const WORD_TITLE = /\bMso(?:Title|Heading1)\b/i;
/* Never meant to be read, or not as a text. */
const UNREAD = [
  ...["style", "script", "meta", "link", "title", "template", "noscript", "iframe", "object", "embed"],
  ...["svg", "math", "button", "input", "select", "textarea", ".Apple-interchange-newline"],
].join();
const HEADINGS = "h1, h2, h3, h4, h5, h6";
const BLOCKS = `p, div, ul, ol, dl, table, blockquote, pre, ${HEADINGS}`;
/* A space of Word's or of a browser's editor: several in a row, or one that is held open by a
   no-break space. Those that a typesetter sets stand alone. */
const SPACES = /(?=[ \t\r\n]*\u00a0)[ \t\r\n\u00a0]{2,}/g;

export function cleanPasted(html, rules) {
  const quiet = inert(html);
  const { body } = new DOMParser().parseFromString(quiet, "text/html");
  // Copied out of an editor like this one: it is clean, and its own language marks are meant.
  if (body.querySelector("[data-pm-slice]")) return quiet;
  body.querySelectorAll(UNREAD).forEach((node) => node.remove());
  makeWordLists(body);
  for (const element of [...body.querySelectorAll("*")]) {
    if (element.isConnected) tidy(element, rules);
  }
  tidySpaces(body);
  dropEmpty(body);
  return body.innerHTML;
}

function styleOf(element) {
  const { style } = document.createElement("i");
  style.cssText = element.dataset.style ?? "";
  return style;
}

function tidy(element, rules) {
  const tag = element.localName;
  // Word's own elements: <o:p>, <w:sdt>.
  if (tag.includes(":")) return unwrap(element);
  // Google Docs wraps all of it in a bold that is not bold; Word makes headings bold once more.
  if (tag === "b" && (/^normal|^400/.test(styleOf(element).fontWeight) || element.closest(HEADINGS))) return unwrap(element);
  if (tag === "p" && WORD_TITLE.test(element.className)) return rename(element, "h2");
  if (tag === "img") return tidyImage(element, rules);
  if (tag === "span" || tag === "font") return tidySpan(element, rules);
  if (tag === "a" && !leadsSomewhere(element)) return unwrap(element);
  return keepKnown(element, rules);
}

/* Without a language, too: whose it is cannot be known. Word gives each text that of a keyboard. */
function keepKnown(element, rules) {
  const known = rules.attributes[element.localName] ?? [];
  for (const { name } of [...element.attributes]) {
    if (!known.includes(name)) element.removeAttribute(name);
  }
}

function unwrap(element) {
  element.replaceWith(...element.childNodes);
}

function rename(element, tag) {
  const renamed = make(element, tag);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
}

/* In the document of `other`: one that is made in the page's would load what is put into it. */
function make(other, tag) {
  return other.ownerDocument.createElement(tag);
}

function tidySpan(span, rules) {
  const { fontWeight, fontStyle, verticalAlign, textDecorationLine } = styleOf(span);
  const isLink = span.closest("a") || span.querySelector("a");
  const marks = [
    (fontWeight === "bold" || Number(fontWeight) >= 600) && "strong",
    fontStyle === "italic" && "em",
    textDecorationLine.includes("line-through") && "s",
    textDecorationLine.includes("underline") && !isLink && "u",
    verticalAlign === "super" && "sup",
    verticalAlign === "sub" && "sub",
  ].filter((tag) => tag && rules.inline.includes(tag) && !span.closest(HEADINGS));
  let content = span.ownerDocument.createDocumentFragment();
  content.append(...span.childNodes);
  for (const tag of marks) {
    const mark = make(span, tag);
    mark.append(content);
    content = mark;
  }
  span.replaceWith(content);
}

/* Not so Word's bookmarks and files. What Google Docs puts before an address, to count it, goes. */
function leadsSomewhere(link) {
  const href = link.getAttribute("href") ?? "";
  const counted = /^https:\/\/www\.google\.com\/url\?/.test(href) && new URL(href).searchParams.get("q");
  if (counted) link.setAttribute("href", counted);
  return href && !/^(?:#|file:)/.test(href);
}

/* No page of ours asks another host: a picture that is elsewhere becomes a link to it. */
function tidyImage(image, rules) {
  const source = image.getAttribute("src") ?? "";
  if (/^picture:\d+$/.test(source)) return keepKnown(image, rules);
  if (!/^https?:/.test(source)) return image.remove();
  const words = image.alt || source.split("/").filter(Boolean).at(-1);
  if (image.closest("a")) return image.replaceWith(words);
  const link = make(image, "a");
  link.setAttribute("href", source);
  link.textContent = words;
  return image.replaceWith(link);
}

function tidySpaces(body) {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.closest("pre")) node.data = node.data.replace(SPACES, " ");
  }
}

/* Empty lines between paragraphs: the distance is the page's affair. */
function dropEmpty(body) {
  const isEmpty = (block) => !/\S/.test(block.textContent) && !block.querySelector("img, hr");
  [...body.querySelectorAll(`p, div, ${HEADINGS}`)].filter(isEmpty).forEach((block) => block.remove());
  for (const block of body.querySelectorAll(`p, li, td, th, ${HEADINGS}`)) {
    const last = block.lastChild;
    if (last?.nodeType === Node.TEXT_NODE) last.data = last.data.trimEnd();
  }
  if (body.querySelector(BLOCKS)) body.querySelectorAll(":scope > br").forEach((line) => line.remove());
}

function makeWordLists(body) {
  let open = [];
  for (const block of [...body.querySelectorAll(`p, ${HEADINGS}`)]) {
    const found = WORD_LIST.exec(block.dataset.style ?? "");
    const isItem = found && block.localName === "p";
    const follows = open.length && block.previousElementSibling === open[0].list;
    if (!isItem || !follows) open = [];
    if (isItem) open = addWordItem(open, block, { number: found[1], level: Number(found[2]) });
    // A heading with a number is one all the same.
    else if (found) takeBullet(block);
  }
}

/* Put `paragraph` as an item into the list of its level; returns the lists that are open then, the
   outermost first: { number, level, list }. */
function addWordItem(open, paragraph, { number, level }) {
  const bullet = takeBullet(paragraph);
  const tag = NUMBERED.test(bullet) ? "ol" : "ul";
  const lists = open.filter((one) => one.level < level);
  const present = open.find((one) => one.level === level);
  const isSame = present?.number === number && present.list.localName === tag;
  const list = isSame ? present.list : make(paragraph, tag);
  if (!isSame) {
    const begins = tag === "ol" && Number(LAST_NUMBER.exec(bullet)?.[1]);
    if (begins > 1) list.start = begins;
    if (lists.length) lists.at(-1).list.lastElementChild.append(list);
    else paragraph.before(list);
  }
  const item = make(paragraph, "li");
  item.append(...paragraph.childNodes);
  list.append(item);
  paragraph.remove();
  return [...lists, { number, level, list }];
}

/* The bullet or number, which Word writes into the text, marked as one to be ignored. */
function takeBullet(block) {
  const ignored = [...block.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/i.test(span.dataset.style ?? ""));
  const text = ignored?.textContent.trim() ?? "";
  ignored?.remove();
  return text;
}

/* Plain text as the server reads it: an empty line parts paragraphs, a line break is one. */
export function parsePlain(text, context, schema) {
  const marks = context.marks();
  const line = (words) => (words.trim() ? [schema.text(words.trim(), marks)] : []);
  const paragraphs = text
    .trim()
    .split(/(?:\r?\n[ \t]*){2,}/)
    .map((part) => part.split(/\r?\n/).flatMap((words, index) => [...(index ? [schema.nodes.hardBreak.create()] : []), ...line(words)]))
    .map((content) => schema.nodes.paragraph.create(null, content));
  return new pm.model.Slice(pm.model.Fragment.from(paragraphs), 1, 1);
}
