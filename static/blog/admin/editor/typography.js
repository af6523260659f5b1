/* What a typesetter of each language would mend: offered, and never done silently. Sources: CLDR
   (quotes), Chicago Manual of Style (en), Мильчин, "Справочник издателя и автора" (ru); the Cyrillic
   and the turned look-alikes of ə are told from it by their code only. */

import { pm } from "../../../django_prose_editor/editor.js";

const NBSP = "\u00a0";
/* Stands in a text for what is no business of these rules: pictures, code, addresses. */
const LEFT_ALONE = "\ufffc";
const ADDRESS = /(?:https?:\/\/|www\.)[^\s"<>«»“”]+|[^\s@"«»“”<>()]+@[^\s@"«»“”<>()]+\.\p{L}+/gu;
const OPENS_AFTER = /[\s([{—–\-/«„“‘]/;
const OPENS_BEFORE = /[^\s.,;:!?)\]}»”…—–]/;
/* Quotes of the other custom, which an author's keyboard or source had. */
const FOREIGN = { en: "«»", ru: "“”" };

/* Straight quotes and foreign ones, as the outer or the inner quotes of the language. */
function quotesMended(text, { quotes, language }) {
  const foreign = `"${FOREIGN[language] ?? ""}`;
  const found = [];
  const open = [];
  let openedAt = -2;
  for (const { 0: mark, index } of text.matchAll(/["“”„«»]/g)) {
    const isOpening = opensQuote(mark, text, index, { openedAt, last: open.at(-1) });
    const last = isOpening ? mark : open.pop();
    // One that nothing has opened is an inch, or a slip that only its author can mend.
    if (last && last !== "„" && foreign.includes(mark)) {
      const [opening, closing] = quotes.slice(open.length && quotes.length > 2 ? 2 : 0);
      found.push(change(index, 1, isOpening ? opening : closing));
    }
    if (isOpening) {
      open.push(mark);
      openedAt = index;
    }
  }
  return found;
}

function opensQuote(mark, text, index, { openedAt, last }) {
  if (mark === "«" || mark === "„") return true;
  if (mark === "“") return last !== "„";
  if (mark !== '"') return false;
  const isFirst = index === 0 || openedAt === index - 1 || OPENS_AFTER.test(text[index - 1]);
  return isFirst && OPENS_BEFORE.test(text[index + 1] ?? " ");
}

/* What `pattern` finds becomes `replacement`. What stands around it is looked at, not replaced: it
   may be bold, or a link. */
function replaced(pattern, replacement) {
  return (text) => [...text.matchAll(pattern)].map((found) => change(found.index, found[0].length, replacement));
}

function change(at, length, replacement) {
  return { at, length, replacement };
}

/* Cyrillic and turned letters that only look like ə, in words that are otherwise Latin. */
function schwas(text) {
  const right = { ә: "ə", ǝ: "ə", Ә: "Ə", Ǝ: "Ə" };
  const isLatin = (word) => !/(?![әӘ])\p{Script=Cyrillic}/u.test(word);
  const words = [...text.matchAll(/[\p{L}\p{M}]+/gu)].filter(([word]) => isLatin(word));
  return words.flatMap((word) =>
    [...word[0].matchAll(/[әǝӘƎ]/g)].map((letter) => change(word.index + letter.index, 1, right[letter[0]])),
  );
}

const COMMON = [
  quotesMended,
  replaced(/(?<!\.)\.{3}(?!\.)/g, "…"),
  replaced(/(?<=[\p{L}\d)»”])[ \u00a0]+(?=[,;!?](?:\s|$))/gu, ""),
  replaced(/(?<=\S) {2,}(?=\S)/g, " "),
  // A span of numbers; no date, telephone, code or month of a year.
  replaced(
    /(?<=(?<![\p{L}\d/№-]|\d[ \u00a0]|№[ \u00a0])(?!\d{3}-\d{4}|\d{4}-(?:0\d|1[0-2])(?!\d))\d{1,4})-(?=\d{1,4}(?![\p{L}\d/]|[ \u00a0]\d|-(?!\p{L})))/gu,
    "–",
  ),
];
const APOSTROPHE = replaced(/(?<=[\p{L}\d])'(?=\p{L})/gu, "’");
const PERCENT_CLOSE = replaced(/(?<=\d)[ \u00a0]%/g, "%");

const OF_LANGUAGE = {
  en: [replaced(/(?<=\S) --? (?=\S)/g, " – "), APOSTROPHE, PERCENT_CLOSE],
  ru: [
    replaced(/(?<=\S)(?:[ \u00a0](?:--?|–)| —) (?=\S)/g, `${NBSP}— `),
    replaced(/(?<=^|\n)[-–] (?=\S)/g, `—${NBSP}`),
    APOSTROPHE,
    replaced(/(?<=[№§]) ?(?=\d)/g, NBSP),
    replaced(/(?<=\d) ?(?=%)/g, NBSP),
    replaced(/(?<=(?<![\p{L}\d-])[авикосуя]) (?=[\p{L}\d№§«„"])/giu, NBSP),
    replaced(/(?<=(?<![\p{L}\d])\p{Lu}\.) ?(?=\p{Lu}(?:\.|\p{Ll}))/gu, NBSP),
    replaced(/(?<=\d{4}) (?=гг?\.)/g, NBSP),
  ],
  az: [
    replaced(/(?<=\S)(?: --? | — )(?=\S)/g, " – "),
    replaced(/(?<=^|\n)[-—] (?=\S)/g, "– "),
    APOSTROPHE,
    PERCENT_CLOSE,
    schwas,
  ],
};

/* Changes to `text`, in order, none over another: { at, length, replacement }. `facts` has the
   language's code and its quotes. */
export function suggestionsFor(text, facts) {
  const rules = [...COMMON, ...(OF_LANGUAGE[facts.language] ?? [])];
  const own = text.replace(ADDRESS, (address) => LEFT_ALONE.repeat(address.length));
  const found = rules.flatMap((rule) => rule(own, facts));
  found.sort((one, other) => one.at - other.at || other.length - one.length);
  let end = -1;
  return found.filter((one) => {
    const isApart = one.at >= end && text.slice(one.at, one.at + one.length) !== one.replacement;
    if (isApart) end = one.at + Math.max(one.length, 1);
    return isApart;
  });
}

/* Code is left as it is, and so is a passage in another language. */
function isOther(marks) {
  return marks.some((mark) => ["code", "kbd"].includes(mark.type.name) || mark.attrs.lang);
}

const known = new WeakMap();

function textOf(node) {
  if (node.type.name === "hardBreak") return "\n";
  return node.isText && !isOther(node.marks) ? node.text : LEFT_ALONE.repeat(node.nodeSize);
}

function inBlock(block, facts) {
  if (!known.has(block)) {
    let text = "";
    block.forEach((node) => {
      text += textOf(node);
    });
    const found = suggestionsFor(text, facts);
    known.set(block, found.map((one) => ({ ...one, before: context(text, one) })));
  }
  return known.get(block);
}

function context(text, { at, length }) {
  const clean = (part) => part.replaceAll(LEFT_ALONE, "");
  return {
    left: clean(text.slice(Math.max(0, at - 24), at)),
    old: text.slice(at, at + length),
    right: clean(text.slice(at + length, at + length + 24)),
  };
}

/* All suggestions for the document, with their places in it: { from, to, replacement, before }. */
export function suggestionsIn(doc, facts) {
  const all = [];
  doc.descendants((node, position) => {
    if (node.type.spec.code || node.attrs.lang) return false;
    if (!node.isTextblock) return true;
    for (const one of inBlock(node, facts)) {
      const from = position + 1 + one.at;
      all.push({ from, to: from + one.length, replacement: one.replacement, before: one.before });
    }
    return false;
  });
  return all;
}

/* Take `suggestions`, all of them as one step to undo. What is new is as bold as what was there. */
export function apply(editor, suggestions) {
  const { schema, tr } = editor.state;
  for (const { from, to, replacement } of [...suggestions].reverse()) {
    const place = tr.doc.resolve(from);
    const marks = from < to ? place.nodeAfter.marks : place.marks();
    tr.replaceWith(from, to, replacement ? schema.text(replacement, marks) : []);
  }
  // What was typed just before is another step.
  editor.view.dispatch(pm.history.closeHistory(tr));
}
