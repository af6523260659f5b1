/* Tables with a caption and header cells. The rows stand directly in the table, as
   prosemirror-tables wants them; html.js puts them into head, body and foot when it writes. */

import { Extension, Node, pm } from "../../../django_prose_editor/editor.js";

function span(name) {
  return {
    default: 1,
    parseHTML: (element) => Number(element.getAttribute(name)) || 1,
    renderHTML: (attributes) => (attributes[name] === 1 ? {} : { [name]: attributes[name] }),
  };
}

const cellAttributes = () => ({ colspan: span("colspan"), rowspan: span("rowspan") });

/* Shows the caption over the rows; it is changed in a dialog. */
class TableView {
  constructor(node) {
    this.node = node;
    this.dom = document.createElement("div");
    this.dom.className = "table-box";
    const table = this.dom.appendChild(document.createElement("table"));
    this.caption = table.createCaption();
    this.caption.contentEditable = "false";
    this.contentDOM = table.appendChild(document.createElement("tbody"));
    this.show();
  }

  show() {
    const { caption, lang } = this.node.attrs;
    this.caption.textContent = plainText(caption ?? "");
    this.caption.hidden = !caption;
    if (lang) this.dom.lang = lang;
    else this.dom.removeAttribute("lang");
  }

  update(node) {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.show();
    return true;
  }

  ignoreMutation(mutation) {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }
}

export function plainText(html) {
  return new DOMParser().parseFromString(html, "text/html").body.textContent;
}

const Table = Node.create({
  name: "table",
  group: "block",
  content: "tableRow+",
  tableRole: "table",
  isolating: true,
  addAttributes: () => ({
    caption: {
      default: null,
      parseHTML: (element) => element.dataset.caption || null,
      renderHTML: ({ caption }) => (caption ? { "data-caption": caption } : {}),
    },
  }),
  parseHTML: () => [{ tag: "table" }],
  renderHTML: ({ HTMLAttributes }) => ["table", HTMLAttributes, ["tbody", 0]],
  addNodeView: () => ({ node }) => new TableView(node),
  addProseMirrorPlugins: () => [pm.tables.tableEditing()],
  addKeyboardShortcuts() {
    const step = (direction) => () => goToCell(this.editor, direction);
    return { Tab: step(1), "Shift-Tab": step(-1) };
  },
});

/* Tab in the last cell makes a row, as in every word processor. */
function goToCell(editor, direction) {
  if (!editor.isActive("table")) return false;
  const { dispatch } = editor.view;
  if (pm.tables.goToNextCell(direction)(editor.state, dispatch)) return true;
  if (direction < 0) return true;
  pm.tables.addRowAfter(editor.state, dispatch);
  return pm.tables.goToNextCell(1)(editor.state, dispatch);
}

const Row = Node.create({
  name: "tableRow",
  content: "(tableCell | tableHeader)*",
  tableRole: "row",
  addAttributes: () => ({
    part: {
      default: null,
      parseHTML: (element) => element.dataset.part || null,
      renderHTML: ({ part }) => (part ? { "data-part": part } : {}),
    },
  }),
  parseHTML: () => [{ tag: "tr" }],
  renderHTML: ({ HTMLAttributes }) => ["tr", HTMLAttributes, 0],
});

const Cell = Node.create({
  name: "tableCell",
  content: "block+",
  tableRole: "cell",
  isolating: true,
  addAttributes: cellAttributes,
  parseHTML: () => [{ tag: "td" }],
  renderHTML: ({ HTMLAttributes }) => ["td", HTMLAttributes, 0],
});

const Header = Node.create({
  name: "tableHeader",
  content: "block+",
  tableRole: "header_cell",
  isolating: true,
  addAttributes: () => ({ ...cellAttributes(), scope: { default: null } }),
  parseHTML: () => [{ tag: "th" }],
  renderHTML: ({ HTMLAttributes }) => ["th", HTMLAttributes, 0],
});

const TableRoles = Extension.create({
  name: "tableRoles",
  extendNodeSchema(extension) {
    const { tableRole } = extension.config;
    return tableRole ? { tableRole } : {};
  },
});

export function tableNodes() {
  return [Table, Row, Cell, Header, TableRoles];
}

/* Put `block` in the place of the empty paragraph the cursor is in, or after what has text; the
   cursor goes to its first place to write. */
export function insertBlock(editor, block) {
  const { tr, selection } = editor.state;
  const { $to } = selection;
  const isEmpty = $to.parent.type.name === "paragraph" && $to.parent.content.size === 0;
  let depth = $to.depth;
  const fits = () => $to.node(depth - 1).canReplaceWith($to.index(depth - 1) + 1, $to.index(depth - 1) + 1, block.type);
  while (depth > 1 && !fits()) depth -= 1;
  const end = depth ? $to.after(depth) : selection.to;
  const start = isEmpty && depth === $to.depth ? $to.before(depth) : end;
  tr.replaceWith(start, end, block);
  tr.setSelection(pm.state.Selection.near(tr.doc.resolve(start + 1))).scrollIntoView();
  editor.view.dispatch(tr);
  editor.commands.focus();
}

/* A table of three by three with a header row. */
export function insertTable(editor) {
  const { table, tableRow, tableCell, tableHeader } = editor.schema.nodes;
  const row = (cell) => tableRow.create(null, [1, 2, 3].map(() => cell.createAndFill()));
  insertBlock(editor, table.create(null, [row(tableHeader), row(tableCell), row(tableCell)]));
}

/* The last rows of a table are its foot, or no more. */
function toggleFoot(state, dispatch) {
  if (!pm.tables.isInTable(state)) return false;
  const { map, table, tableStart, top, bottom } = pm.tables.selectedRect(state);
  if (bottom < map.height || top === 0) return false;
  const rows = [];
  table.forEach((row, offset, index) => {
    if (index >= top) rows.push({ row, position: tableStart + offset });
  });
  const part = rows.every(({ row }) => row.attrs.part) ? null : "foot";
  const { tr } = state;
  for (const { position } of rows) tr.setNodeAttribute(position, "part", part);
  dispatch?.(tr);
  return true;
}

/* What can be done to the table the cursor is in: name → command of ProseMirror. */
export const tableCommands = {
  addRowBefore: pm.tables.addRowBefore,
  addRowAfter: pm.tables.addRowAfter,
  deleteRow: pm.tables.deleteRow,
  addColumnBefore: pm.tables.addColumnBefore,
  addColumnAfter: pm.tables.addColumnAfter,
  deleteColumn: pm.tables.deleteColumn,
  toggleHeaderRow: pm.tables.toggleHeader("row"),
  toggleHeaderColumn: pm.tables.toggleHeader("column"),
  toggleFoot,
  mergeCells: pm.tables.mergeCells,
  splitCell: pm.tables.splitCell,
  deleteTable: pm.tables.deleteTable,
};

/* The table around the cursor as { node, position }, or null. */
export function currentTable(editor) {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth);
    if (node.type.name === "table") return { node, position: $from.before(depth) };
  }
  return null;
}
