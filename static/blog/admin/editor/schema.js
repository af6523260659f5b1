/* What a text may hold. Nothing is decided here: the elements and attributes are those that the
   server lets through (blog/markup.py), handed over as `rules`. An element that is not in them has
   no node here, so it can neither be made nor pasted. */

import {
  BulletList,
  Dropcursor,
  Extension,
  Gapcursor,
  HardBreak,
  Heading,
  History,
  HorizontalRule,
  ListItem,
  Mark,
  Node,
  Paragraph,
  Placeholder,
  Text,
  TrailingNode,
  Blockquote,
  Document,
  markInputRule,
  textblockTypeInputRule,
  wrappingInputRule,
} from "../../../django_prose_editor/editor.js";
import { figureNodes } from "./figures.js";
import { isAllowed } from "./links.js";
import { tableNodes } from "./tables.js";

/* Marks that end where they end: what is typed after a link is not part of it. */
const ENDING = new Set(["a", "abbr", "cite", "kbd", "q", "span", "time"]);
/* A span says something only by its language, a link by where it leads. */
const MEANT = {
  span: { tag: "span[lang]" },
  a: { tag: "a[href]", getAttrs: (link) => isAllowed(link.getAttribute("href")) && null },
};
const MARKDOWN = {
  strong: /(?:^|\s)(\*\*(?!\s+\*\*)([^*]+)\*\*(?!\s+\*\*))$/,
  code: /(?:^|\s)(`([^`]+)`)$/,
};

export function attributesFrom(names) {
  return Object.fromEntries((names ?? []).map((name) => [name, { default: null }]));
}

function markFor(tag, rules) {
  const names = [tag, ...Object.keys(rules.renamed).filter((old) => rules.renamed[old] === tag)];
  const shortcut = rules.marks[tag]?.shortcut;
  return Mark.create({
    name: tag,
    inclusive: !ENDING.has(tag),
    addAttributes: () => attributesFrom([...(rules.attributes[tag] ?? []), "lang"]),
    parseHTML: () => names.map((name) => MEANT[name] ?? { tag: name }),
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
    addKeyboardShortcuts() {
      return shortcut ? { [shortcut]: () => this.editor.commands.toggleMark(tag) } : {};
    },
    addInputRules() {
      return MARKDOWN[tag] ? [markInputRule({ find: MARKDOWN[tag], type: this.type })] : [];
    },
  });
}

const OrderedList = Node.create({
  name: "orderedList",
  group: "block list",
  content: "listItem+",
  addAttributes: () => ({
    start: {
      default: 1,
      parseHTML: (element) => (element.hasAttribute("start") ? element.start : 1),
      renderHTML: ({ start }) => (start === 1 ? {} : { start }),
    },
  }),
  parseHTML: () => [{ tag: "ol" }],
  renderHTML: ({ HTMLAttributes }) => ["ol", HTMLAttributes, 0],
  addCommands() {
    return {
      toggleOrderedList:
        () =>
        ({ commands }) =>
          commands.toggleList(this.name, "listItem"),
    };
  },
  addKeyboardShortcuts() {
    return { "Mod-Shift-7": () => this.editor.commands.toggleOrderedList() };
  },
  addInputRules() {
    return [
      wrappingInputRule({
        find: /^(\d+)\.\s$/,
        type: this.type,
        getAttributes: (match) => ({ start: Number(match[1]) }),
      }),
    ];
  },
});

/* `code: true` keeps spaces and line breaks as they are typed (ProseMirror, NodeSpec.code). */
const Preformatted = Node.create({
  name: "pre",
  group: "block",
  content: "text*",
  marks: "_",
  code: true,
  defining: true,
  parseHTML: () => [{ tag: "pre", preserveWhitespace: "full" }],
  renderHTML: ({ HTMLAttributes }) => ["pre", HTMLAttributes, 0],
  addInputRules() {
    return [textblockTypeInputRule({ find: /^```\s$/, type: this.type })];
  },
});

const TermList = Node.create({
  name: "termList",
  group: "block",
  content: "(term | meaning)+",
  parseHTML: () => [{ tag: "dl" }],
  renderHTML: ({ HTMLAttributes }) => ["dl", HTMLAttributes, 0],
});

const Term = Node.create({
  name: "term",
  content: "inline*",
  defining: true,
  parseHTML: () => [{ tag: "dt" }],
  renderHTML: ({ HTMLAttributes }) => ["dt", HTMLAttributes, 0],
});

const Meaning = Node.create({
  name: "meaning",
  content: "block+",
  defining: true,
  parseHTML: () => [{ tag: "dd" }],
  renderHTML: ({ HTMLAttributes }) => ["dd", HTMLAttributes, 0],
});

/* Enter after a term begins its meaning, Enter in an empty paragraph of a meaning the next term,
   and Enter in an empty term ends the list. */
function nextInTermList(editor) {
  const { state, schema } = editor;
  const { $from, empty } = state.selection;
  if (!empty) return false;
  const isTerm = $from.parent.type.name === "term";
  const isMeaning = $from.depth > 1 && $from.node(-1).type.name === "meaning";
  if (isTerm && $from.parent.content.size === 0) return leaveTermList(editor, $from);
  if (isTerm && $from.parentOffset === $from.parent.content.size) {
    const meaning = schema.nodes.meaning.createAndFill();
    return insertAndEnter(editor, $from.after(), meaning, 2);
  }
  if (isMeaning && $from.parent.content.size === 0 && $from.node(-1).childCount > 1) {
    const tr = state.tr.delete($from.before(), $from.after());
    return insertAndEnter(editor, tr.mapping.map($from.after(-1)), schema.nodes.term.create(), 1, tr);
  }
  return false;
}

function leaveTermList(editor, $from) {
  const { state, schema } = editor;
  if ($from.node(-1).childCount === 1) return false;
  const tr = state.tr.delete($from.before(), $from.after());
  const after = tr.mapping.map($from.after(-1));
  return insertAndEnter(editor, after, schema.nodes.paragraph.create(), 1, tr);
}

function insertAndEnter(editor, position, node, depth, tr = editor.state.tr) {
  editor.view.dispatch(tr.insert(position, node));
  return editor.commands.focus(position + depth);
}

/* Any element may say its language (WCAG 3.1.2). */
function languageOf(types) {
  return Extension.create({
    name: "language",
    addGlobalAttributes: () => [{ types, attributes: { lang: { default: null } } }],
  });
}

/* Before the lists' own Enter, which knows nothing of terms. */
const TermKeys = Extension.create({
  name: "termKeys",
  priority: 200,
  addKeyboardShortcuts() {
    return { Enter: () => nextInTermList(this.editor) };
  },
});

function blockNodes(rules) {
  const quote = Blockquote.extend({
    addAttributes: () => attributesFrom(rules.attributes.blockquote),
  });
  const levels = [2, 3, 4].filter((level) => rules.tags.includes(`h${level}`));
  const old = Object.entries(rules.renamed).filter(([, now]) => /^h[2-4]$/.test(now));
  const heading = Heading.extend({
    parseHTML() {
      const now = this.options.levels.map((level) => ({ tag: `h${level}`, attrs: { level } }));
      const renamed = old.map(([tag, to]) => ({ tag, attrs: { level: Number(to[1]) } }));
      return [...now, ...renamed];
    },
  }).configure({ levels });
  return { blockquote: quote, h2: heading, hr: HorizontalRule, pre: Preformatted };
}

/* The extensions for `rules`; `environment` has what nodes need of the page around them. */
export function extensionsFor(rules, environment, placeholder) {
  const allowed = new Set(rules.tags);
  const blocks = Object.entries(blockNodes(rules))
    .filter(([tag]) => allowed.has(tag))
    .map(([, node]) => node);
  const lists = [BulletList, OrderedList, ListItem.extend({ content: "block+" })];
  const nodes = [
    Paragraph,
    ...blocks,
    HardBreak,
    ...(allowed.has("li") ? lists : []),
    ...(allowed.has("dl") ? [TermList, Term, Meaning] : []),
    ...(allowed.has("table") ? tableNodes(rules) : []),
    ...figureNodes(rules, environment),
  ];
  return [
    Document,
    Text,
    ...nodes,
    ...rules.inline.map((tag) => markFor(tag, rules)),
    languageOf(nodes.filter((node) => node.type === "node").map((node) => node.name)),
    TermKeys,
    Dropcursor,
    Gapcursor,
    History,
    TrailingNode,
    Placeholder.configure({ placeholder }),
  ];
}
