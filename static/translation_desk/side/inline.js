/* Inline HTML of a segment as nodes, and back. Nothing gets into the page, or out of it, but what is listed
   here; the server cleans once more. */

const RENAMED = { B: "strong", I: "em", STRIKE: "s", DEL: "s" };
const ATTRIBUTES = {
  A: ["href", "hreflang", "title"],
  ABBR: ["title"],
  IMG: ["alt", "src", "width", "height", "role"],
  TIME: ["datetime"],
};
const TAGS = new Set([
  ...["A", "ABBR", "BR", "CITE", "CODE", "EM", "IMG", "KBD", "MARK", "Q", "S", "SMALL", "SPAN", "STRONG"],
  ...["SUB", "SUP", "TIME", "U"],
]);
const SCHEMES = /^(?:https?|mailto|tel|entry|picture):/i;
const ANY_SCHEME = /^[a-z][a-z0-9+.-]*:/i;
// A letter that nobody sees parts an element from what is typed behind it (see field.js).
export const BORDER = "\u200b";
const SPACES = /[ \t\n\r\f]+/g;

function isSafe(name, value) {
  return !["href", "src"].includes(name) || SCHEMES.test(value) || !ANY_SCHEME.test(value);
}

function attributesOf(node) {
  const names = [...(ATTRIBUTES[node.tagName] ?? []), "lang"];
  return names
    .filter((name) => node.hasAttribute(name) && isSafe(name, node.getAttribute(name)))
    .map((name) => [name, node.getAttribute(name)]);
}

function element(tag, attributes) {
  const made = document.createElement(tag);
  for (const [name, value] of attributes) made.setAttribute(name, value);
  return made;
}

/* A picture is only named here: its address is one for the server. */
function pictureOf(node, words) {
  const box = element("span", [["contenteditable", "false"]]);
  box.className = "surface-picture";
  box.dataset.picture = JSON.stringify(attributesOf(node));
  box.textContent = node.getAttribute("alt") || words.picture;
  return box;
}

function copied(node, words) {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.data.replace(SPACES, " "))];
  if (node.nodeType !== Node.ELEMENT_NODE) return [];
  if (node.tagName === "IMG") return [pictureOf(node, words)];
  const tag = RENAMED[node.tagName] ?? node.tagName;
  const children = [...node.childNodes].flatMap((child) => copied(child, words));
  if (!TAGS.has(tag.toUpperCase())) return children;
  const made = element(tag.toLowerCase(), attributesOf(node));
  made.append(...children);
  return [made];
}

/* Nodes for the surface. A document of its own runs no scripts and asks for no pictures. */
export function nodesOf(html, words) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return [...body.childNodes].flatMap((node) => copied(node, words));
}

const ESCAPED = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escape(text) {
  return text.replace(/[&<>"]/g, (letter) => ESCAPED[letter]);
}

function written(attributes) {
  return attributes.map(([name, value]) => ` ${name}="${escape(value)}"`).join("");
}

function textOf({ data, previousSibling }) {
  const isBehind = previousSibling?.nodeType === Node.ELEMENT_NODE;
  return isBehind && data.startsWith(BORDER) ? data.slice(BORDER.length) : data;
}

function htmlOfNode(node) {
  if (node.nodeType === Node.TEXT_NODE) return escape(textOf(node)).replaceAll("&quot;", '"');
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  if (node.dataset.picture) return `<img${written(JSON.parse(node.dataset.picture))}>`;
  const tag = (RENAMED[node.tagName] ?? node.tagName).toLowerCase();
  if (tag === "br") return "<br>";
  const inner = [...node.childNodes].map(htmlOfNode).join("");
  if (!TAGS.has(tag.toUpperCase())) return inner;
  const attributes = attributesOf(node);
  // What a browser leaves behind while somebody edits.
  if (!inner || (tag === "span" && !attributes.length)) return inner;
  return `<${tag}${written(attributes)}>${inner}</${tag}>`;
}

/* What stands in the surface. A last line break is the browser's own. */
export function htmlOf(surface) {
  return [...surface.childNodes]
    .map(htmlOfNode)
    .join("")
    .replace(SPACES, " ")
    .replace(/(?:<br>|\s)+$/, "")
    .trim();
}

/* The markup of a text, in its order: elements without what is in them, and their words. */
export function marksOf(html, words) {
  const holder = document.createElement("div");
  holder.append(...nodesOf(html, words));
  const found = [...holder.querySelectorAll("*")].filter((node) => node.tagName !== "BR");
  return found.map((node) => ({
    tag: node.tagName.toLowerCase(),
    isPicture: Boolean(node.dataset.picture),
    node: node.cloneNode(Boolean(node.dataset.picture)),
    words: node.textContent,
  }));
}
