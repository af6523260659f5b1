/* The buttons over a text (WAI-ARIA Authoring Practices, "Toolbar" and "Menu Button"), and under
   them those for the thing that the cursor is in. */

import { contextOf } from "./context.js";
import { askOf, element, show } from "./dialogs.js";
import { icon } from "./icons.js";
import { editLink } from "./links.js";
import { insertBlock, insertTable } from "./tables.js";

const IS_APPLE = /Mac|iP(?:hone|ad)/.test(navigator.platform);

/* "Mod-Shift-7" as people know it. */
export function spoken(shortcut) {
  const names = IS_APPLE ? { Mod: "⌘", Alt: "⌥", Shift: "⇧" } : { Mod: "Ctrl" };
  return shortcut
    .split("-")
    .map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key))
    .join(IS_APPLE ? "" : "+");
}

const BLOCKS = {
  paragraph: (chain) => chain.setParagraph(),
  h2: (chain) => chain.setHeading({ level: 2 }),
  h3: (chain) => chain.setHeading({ level: 3 }),
  h4: (chain) => chain.setHeading({ level: 4 }),
  pre: (chain) => chain.setNode("pre"),
};

function currentBlock(editor) {
  if (editor.isActive("pre")) return "pre";
  const level = [2, 3, 4].find((one) => editor.isActive("heading", { level: one }));
  return level ? `h${level}` : "paragraph";
}

/* Ask for what a mark says beside its words (the date of a <time>, the meaning of an <abbr>). */
async function toggleMark(editor, tag, environment) {
  const { marks, fields } = environment.rules;
  const names = Object.keys(fields[tag] ?? {});
  const isThere = editor.isActive(tag);
  const isEnding = editor.schema.marks[tag].spec.inclusive === false;
  // One that ends where it ends cannot go on while one types: there must be words for it.
  if (isEnding && !isThere && editor.state.selection.empty) {
    await show({ title: marks[tag].label, words: environment.words, children: [element("p", { textContent: environment.words.selectFirst })] });
    return editor.commands.focus();
  }
  if (!names.length) return editor.chain().focus().toggleMark(tag, {}, { extendEmptyMarkRange: isEnding }).run();
  const present = editor.getAttributes(tag);
  const answer = await askOf(editor, {
    title: marks[tag].label,
    words: environment.words,
    canRemove: isThere,
    fields: names.map((name) => ({
      name,
      label: fields[tag][name],
      value: present[name] ?? "",
      required: tag === "span",
      ...(name === "lang" && { type: "select", options: environment.languageOptions(present.lang) }),
    })),
  });
  if (!answer) return editor.commands.focus();
  const chain = editor.chain().focus().extendMarkRange(tag);
  if (answer.removed) return chain.unsetMark(tag).run();
  const attributes = Object.fromEntries(names.map((name) => [name, answer[name] || null]));
  return chain.setMark(tag, attributes).run();
}

function insertTermList(editor) {
  const { term, termList } = editor.schema.nodes;
  insertBlock(editor, termList.create(null, term.create()));
}

function markTool(tag, environment) {
  const { label, shortcut } = environment.rules.marks[tag];
  const run = (editor) => toggleMark(editor, tag, environment);
  return { name: tag, label, shortcut, tags: [tag], isActive: (editor) => editor.isActive(tag), run };
}

function listTool(name, tag, { label, shortcut }) {
  const run = (editor) => editor.chain().focus().toggleList(name, "listItem").run();
  return { name, label, shortcut, tags: [tag, "li"], isActive: (editor) => editor.isActive(name), run };
}

function toolsOfBlocks(environment) {
  const { words } = environment;
  return [
    { name: "blockquote", label: words.blockquote, shortcut: "Mod-Shift-b", tags: ["blockquote"], isActive: (editor) => editor.isActive("blockquote"), run: (editor) => editor.chain().focus().toggleWrap("blockquote").run() },
    ...(environment.insertPicture ? [{ name: "picture", label: words.picture, tags: ["img", "figure", "figcaption"], run: (editor) => environment.insertPicture(editor) }] : []),
    { name: "table", label: words.table, tags: ["table"], isDisabled: (editor) => editor.isActive("table"), run: insertTable },
    { name: "hr", label: words.hr, tags: ["hr"], run: (editor) => editor.chain().focus().setHorizontalRule().run() },
  ];
}

function toolsOfHistory({ words }) {
  return [
    { name: "undo", label: words.undo, shortcut: "Mod-z", tags: [], isDisabled: (editor) => !editor.can().undo(), run: (editor) => editor.chain().focus().undo().run() },
    { name: "redo", label: words.redo, shortcut: "Mod-Shift-z", tags: [], isDisabled: (editor) => !editor.can().redo(), run: (editor) => editor.chain().focus().redo().run() },
  ];
}

/* The buttons in their groups, and what is behind "…". */
function tools(environment) {
  const { words, rules } = environment;
  const mark = (tag) => markTool(tag, environment);
  const groups = [
    ["strong", "em"].filter((tag) => rules.marks[tag]).map(mark),
    [{ name: "link", label: words.link, shortcut: "Mod-k", tags: ["a"], isActive: (editor) => editor.isActive("a"), run: (editor) => editLink(editor, environment) }],
    [
      listTool("bulletList", "ul", { label: words.bulletList, shortcut: "Mod-Shift-8" }),
      listTool("orderedList", "ol", { label: words.orderedList, shortcut: "Mod-Shift-7" }),
    ],
    toolsOfBlocks(environment),
    toolsOfHistory(environment),
  ];
  const others = Object.keys(rules.marks).filter((tag) => !["strong", "em", "a"].includes(tag));
  const menu = [
    ...others.map(mark),
    { name: "termList", label: words.termList, tags: ["dl", "dt", "dd"], run: insertTermList },
    { name: "clear", label: words.clear, tags: [], run: (editor) => editor.chain().focus().unsetAllMarks().clearNodes().run() },
    { name: "source", label: words.source, tags: [], run: (editor) => environment.showSource(editor) },
    { name: "shortcuts", label: words.shortcuts, tags: [], run: (editor) => showShortcuts(editor, environment, [...groups.flat(), ...others.map(mark)]) },
  ];
  const isAllowed = ({ tags }) => tags.every((tag) => rules.tags.includes(tag));
  return { groups: groups.map((group) => group.filter(isAllowed)), menu: menu.filter(isAllowed) };
}

async function showShortcuts(editor, { words }, all) {
  const known = all.filter((tool) => tool.shortcut).map((tool) => [tool.shortcut, tool.label]);
  const blocks = [["Mod-Alt-0", words.paragraph], ["Mod-Alt-2", words.h2], ["Mod-Alt-3", words.h3], ["Mod-Alt-4", words.h4]];
  const rest = [["Shift-Enter", words.lineBreak], ["Alt-F10", words.toToolbar]];
  const rows = [...known, ...blocks, ...rest].map(([keys, label]) =>
    element("tr", {}, [element("th", { scope: "row", textContent: label }), element("td", {}, [element("kbd", { textContent: spoken(keys) })])]),
  );
  const table = element("table", { className: "editor-shortcuts" }, [element("tbody", {}, rows)]);
  await show({ title: words.shortcuts, words, children: [table, element("p", { className: "help", textContent: words.markdown })] });
  editor.commands.focus();
}

export class Toolbar {
  constructor(editor, environment) {
    this.editor = editor;
    this.environment = environment;
    const { groups, menu } = tools(environment);
    this.buttons = [];
    this.blocks = this.makeBlocks();
    this.menu = new Menu(menu, environment.words, (tool) => {
      // At once: the focus that a command asks for comes with the next frame.
      editor.view.focus();
      tool.run(editor);
    });
    const parts = groups.map((group) => element("div", { className: "editor-group" }, group.map((tool) => this.makeButton(tool))));
    parts.splice(-1, 0, this.menu.dom);
    this.bar = element("div", { className: "editor-toolbar", role: "toolbar", "aria-label": environment.words.toolbar }, [this.blocks, ...parts]);
    this.context = element("div", { className: "editor-context", role: "group", "aria-label": environment.words.context, hidden: true });
    this.dom = element("div", { className: "editor-tools" }, [this.bar, this.context]);
    this.bar.addEventListener("keydown", (event) => this.move(event));
    this.stops().forEach((stop, index) => {
      stop.tabIndex = index ? -1 : 0;
    });
    editor.on("transaction", () => this.refresh());
    this.refresh();
  }

  makeBlocks() {
    const { words, rules } = this.environment;
    const names = Object.keys(BLOCKS).filter((name) => name === "paragraph" || rules.tags.includes(name));
    const options = names.map((name) => element("option", { value: name, textContent: words[name] }));
    const select = element("select", { "aria-label": words.block, title: words.block }, options);
    // With the arrows one goes on from kind to kind (WCAG 3.2.2); with a pointer one has chosen.
    let isByKey = false;
    select.addEventListener("keydown", () => {
      isByKey = true;
    });
    select.addEventListener("pointerdown", () => {
      isByKey = false;
    });
    select.addEventListener("change", () => {
      BLOCKS[select.value](this.editor.chain()).run();
      if (!isByKey) this.editor.commands.focus();
    });
    return select;
  }

  makeButton(tool) {
    const title = tool.shortcut ? `${tool.label} (${spoken(tool.shortcut)})` : tool.label;
    const button = element("button", { type: "button", title, "aria-label": tool.label, "data-tool": tool.name }, [icon(tool.name)]);
    // The selection stays where it is.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") !== "true") tool.run(this.editor);
    });
    this.buttons.push([button, tool]);
    return button;
  }

  refresh() {
    for (const [button, tool] of this.buttons) {
      if (tool.isActive) button.setAttribute("aria-pressed", String(tool.isActive(this.editor)));
      if (tool.isDisabled) button.setAttribute("aria-disabled", String(tool.isDisabled(this.editor)));
    }
    this.blocks.value = currentBlock(this.editor);
    this.menu.refresh(this.editor);
    this.showContext();
  }

  showContext() {
    // The same words may be said of another thing by now: the newest actions are those that run.
    this.actions = contextOf(this.editor, this.environment);
    const key = this.actions.map((action) => action.label).join("\n");
    if (key === this.contextKey) return;
    this.contextKey = key;
    const hasFocus = this.context.contains(document.activeElement);
    this.context.replaceChildren(...this.actions.map((action, index) => this.makeAction(action, index)));
    this.context.hidden = this.actions.length === 0;
    if (hasFocus) (this.context.querySelector("button") ?? this.editor.view.dom).focus();
  }

  makeAction({ label }, index) {
    const button = element("button", { type: "button", className: "button", textContent: label });
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => this.actions[index].run(this.editor));
    return button;
  }

  stops() {
    return [...this.bar.querySelectorAll(":scope > select, .editor-group > button, .editor-menu > button")];
  }

  focus() {
    this.stops().find((stop) => stop.tabIndex === 0).focus();
  }

  move(event) {
    const stops = this.stops();
    const current = stops.indexOf(document.activeElement);
    const last = stops.length - 1;
    const targets = { ArrowRight: current === last ? 0 : current + 1, ArrowLeft: current === 0 ? last : current - 1, Home: 0, End: last };
    if (event.key === "Escape") this.editor.commands.focus();
    if (current < 0 || !(event.key in targets)) return;
    event.preventDefault();
    stops[current].tabIndex = -1;
    stops[targets[event.key]].tabIndex = 0;
    stops[targets[event.key]].focus();
  }
}

class Menu {
  constructor(items, words, choose) {
    this.items = items.map((tool) => {
      const role = tool.isActive ? "menuitemcheckbox" : "menuitem";
      const keys = tool.shortcut ? [element("kbd", { textContent: spoken(tool.shortcut) })] : [];
      const item = element("button", { type: "button", role, "data-tool": tool.name }, [element("span", { textContent: tool.label }), ...keys]);
      item.addEventListener("mousedown", (event) => event.preventDefault());
      item.addEventListener("click", () => {
        this.close();
        choose(tool);
      });
      return [item, tool];
    });
    this.button = element("button", { type: "button", "aria-label": words.more, title: words.more, "aria-haspopup": "menu", "aria-expanded": "false", "data-tool": "more" }, [icon("more")]);
    this.list = element("div", { role: "menu", "aria-label": words.more, hidden: true }, this.items.map(([item]) => item));
    this.dom = element("div", { className: "editor-menu" }, [this.button, this.list]);
    this.button.addEventListener("mousedown", (event) => event.preventDefault());
    this.button.addEventListener("click", () => (this.list.hidden ? this.open() : this.close()));
    this.button.addEventListener("keydown", (event) => this.openByKey(event));
    this.list.addEventListener("keydown", (event) => this.press(event));
    this.dom.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !this.dom.contains(event.relatedTarget)) this.close();
    });
    document.addEventListener("pointerdown", (event) => {
      if (!this.dom.contains(event.target)) this.close();
    });
  }

  openByKey(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    this.open(event.key === "ArrowUp" ? -1 : 0);
  }

  open(index = 0) {
    this.list.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.list.scrollIntoView({ block: "nearest" });
    this.items.at(index)[0].focus();
  }

  close({ refocus = false } = {}) {
    this.list.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    if (refocus) this.button.focus();
  }

  refresh(editor) {
    for (const [item, tool] of this.items) {
      if (tool.isActive) item.setAttribute("aria-checked", String(tool.isActive(editor)));
    }
  }

  press(event) {
    event.stopPropagation();
    const items = this.items.map(([item]) => item);
    const current = items.indexOf(document.activeElement);
    const last = items.length - 1;
    const targets = { ArrowDown: current === last ? 0 : current + 1, ArrowUp: current === 0 ? last : current - 1, Home: 0, End: last };
    if (event.key === "Escape" || event.key === "Tab") this.close({ refocus: event.key === "Escape" });
    if (!(event.key in targets)) return;
    event.preventDefault();
    items[targets[event.key]].focus();
  }
}
