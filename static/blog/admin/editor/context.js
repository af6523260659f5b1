/* What can be done with the thing that the cursor is in: the row under the toolbar. */

import { askOf } from "./dialogs.js";
import { currentPicture } from "./figures.js";
import { asAddress, checkAddress, editLink } from "./links.js";
import { currentTable, plainText, tableCommands } from "./tables.js";

/* The actions for where the cursor is, the innermost thing first: { label, run(editor) }. */
export function contextOf(editor, environment) {
  return [
    ...ofLink(editor, environment),
    ...ofPicture(editor, environment),
    ...ofTable(editor, environment),
    ...ofList(editor, environment),
    ...ofQuote(editor, environment),
    ...ofLanguage(editor, environment),
  ];
}

function ofLink(editor, environment) {
  const { words } = environment;
  if (!editor.isActive("a")) return [];
  return [
    { label: words.editLink, run: () => editLink(editor, environment) },
    { label: words.removeLink, run: () => editor.chain().focus().extendMarkRange("a").unsetMark("a").run() },
  ];
}

function ofPicture(editor, environment) {
  const picture = currentPicture(editor);
  if (!picture || !environment.editPicture) return [];
  return [
    { label: environment.words.editPicture, run: () => environment.editPicture(editor, picture) },
    { label: environment.words.removePicture, run: () => removePicture(editor, picture) },
  ];
}

function removePicture(editor, { position }) {
  const place = editor.state.doc.resolve(position);
  const isFigure = place.parent.type.name === "figure";
  const from = isFigure ? place.before() : position;
  const to = isFigure ? place.after() : position + 1;
  editor.chain().focus().deleteRange({ from, to }).run();
}

function ofTable(editor, { words }) {
  const table = currentTable(editor);
  if (!table) return [];
  const commands = Object.entries(tableCommands).filter(([, command]) => command(editor.state));
  const actions = commands.map(([name, command]) => ({
    label: words[name],
    run: () => {
      command(editor.state, editor.view.dispatch);
      editor.commands.focus();
    },
  }));
  return [{ label: words.tableCaption, run: () => editCaption(editor, words) }, ...actions];
}

async function editCaption(editor, words) {
  const { node, position } = currentTable(editor);
  const present = plainText(node.attrs.caption ?? "");
  const answer = await askOf(editor, { title: words.tableCaption, words, fields: [{ name: "caption", label: words.tableCaption, value: present }] });
  if (answer && answer.caption !== present) {
    const text = document.createElement("p");
    text.textContent = answer.caption;
    const attributes = { ...node.attrs, caption: text.innerHTML || null };
    editor.view.dispatch(editor.state.tr.setNodeMarkup(position, null, attributes));
  }
  editor.commands.focus();
}

function ofList(editor, { words }) {
  const inItem = editor.isActive("listItem");
  if (!inItem) return [];
  const can = editor.can();
  return [
    ...(can.sinkListItem("listItem") ? [{ label: words.deeper, run: () => editor.chain().focus().sinkListItem("listItem").run() }] : []),
    { label: words.shallower, run: () => editor.chain().focus().liftListItem("listItem").run() },
    ...(editor.isActive("orderedList") ? [{ label: words.listStart, run: () => editStart(editor, words) }] : []),
  ];
}

async function editStart(editor, words) {
  const present = String(editor.getAttributes("orderedList").start ?? 1);
  const field = { name: "start", label: words.listStart, value: present, pattern: "-?[0-9]{1,6}", help: words.wholeNumber, required: true };
  const answer = await askOf(editor, { title: words.orderedList, words, fields: [field] });
  const chain = editor.chain().focus();
  if (answer) chain.updateAttributes("orderedList", { start: Number(answer.start) });
  chain.run();
}

function ofQuote(editor, { words }) {
  if (!editor.isActive("blockquote")) return [];
  return [{ label: words.quoteSource, run: () => editSource(editor, words) }];
}

/* Who said it stands in the last paragraph of the quotation, as a <cite>; where it is written, in
   the quotation's `cite` (HTML, "The blockquote element"). */
async function editSource(editor, words) {
  const { $from } = editor.state.selection;
  let depth = $from.depth;
  while ($from.node(depth).type.name !== "blockquote") depth -= 1;
  const quote = $from.node(depth);
  const position = $from.before(depth);
  const last = quote.lastChild;
  const isCited = last.isTextblock && last.childCount === 1 && last.firstChild.marks.some((mark) => mark.type.name === "cite");
  const answer = await askOf(editor, {
    title: words.quoteSource,
    words,
    fields: [
      { name: "source", label: words.saidBy, value: isCited ? last.textContent : "" },
      { name: "address", label: words.quoteAddress, value: quote.attrs.cite ?? "" },
    ],
    prepare: ({ address }) => address.addEventListener("input", () => checkAddress(address, words)),
  });
  if (!answer) return editor.commands.focus();
  const { tr, schema } = editor.state;
  tr.setNodeMarkup(position, null, { ...quote.attrs, cite: asAddress(answer.address) || null });
  const end = position + quote.nodeSize - 1;
  const start = isCited ? end - last.nodeSize : end;
  const cited = answer.source ? [schema.nodes.paragraph.create(null, schema.text(answer.source, [schema.marks.cite.create()]))] : [];
  tr.replaceWith(start, end, cited);
  editor.view.dispatch(tr);
  return editor.commands.focus();
}

/* A passage in another language, and a paragraph that is one as a whole. */
function ofLanguage(editor, { words, languageName, languageOptions }) {
  const { $from, $to } = editor.state.selection;
  const block = $from.parent;
  if (!block.isTextblock) return [];
  const blockLanguage = block.attrs.lang;
  const isWhole = !editor.state.selection.empty && ($from.parent !== $to.parent || $to.pos - $from.pos === block.content.size);
  if (!blockLanguage && !isWhole) return [];
  const label = blockLanguage ? `${words.paragraphLanguage}: ${languageName(blockLanguage)}` : words.paragraphLanguage;
  return [{ label, run: () => editBlockLanguage(editor, { words, languageOptions, blockLanguage }) }];
}

async function editBlockLanguage(editor, { words, languageOptions, blockLanguage }) {
  const field = { name: "lang", label: words.language, type: "select", value: blockLanguage ?? "", options: languageOptions(blockLanguage, words.ofTheText) };
  const answer = await askOf(editor, { title: words.paragraphLanguage, words, fields: [field] });
  if (answer) {
    const { from, to } = editor.state.selection;
    const { tr } = editor.state;
    editor.state.doc.nodesBetween(from, to, (node, position) => {
      if (node.isTextblock) tr.setNodeAttribute(position, "lang", answer.lang || null);
    });
    editor.view.dispatch(tr);
  }
  editor.commands.focus();
}
