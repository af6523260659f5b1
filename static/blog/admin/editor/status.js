/* The line under a text: its length, how long it takes to read, and what a typesetter would mend. */

import { Extension, pm } from "../../../django_prose_editor/editor.js";
import { element } from "./dialogs.js";
import { countWords } from "./html.js";
import { apply, suggestionsIn } from "./typography.js";

const PAUSE = 250;
const SHOWN = 30;
const INVISIBLE = { "\u00a0": "⍽", " ": "·" };
const marking = new pm.state.PluginKey("typography");

/* Underlines what is suggested, while the list of it is open. */
export const Suggestions = Extension.create({
  name: "suggestions",
  addProseMirrorPlugins() {
    const { Decoration, DecorationSet } = pm.view;
    return [
      new pm.state.Plugin({
        key: marking,
        state: {
          init: () => DecorationSet.empty,
          apply(tr, shown) {
            const found = tr.getMeta(marking);
            if (!found) return shown.map(tr.mapping, tr.doc);
            const marks = found.map(({ from, to }) => Decoration.inline(from, to, { class: "suggested" }));
            return DecorationSet.create(tr.doc, marks);
          },
        },
        props: { decorations: (state) => marking.getState(state) },
      }),
    ];
  },
});

/* A space is nothing to look at: show which one it is. */
function visible(text) {
  return text.replace(/[ \u00a0]/g, (space) => INVISIBLE[space]);
}

export class Status {
  constructor(editor, { words, facts, wordsPerMinute }) {
    Object.assign(this, { editor, words, facts, wordsPerMinute });
    this.length = element("span", { className: "editor-length" });
    this.button = element("button", { type: "button", className: "editor-typography", "aria-expanded": "false", "aria-controls": `editor-suggestions-${facts.language}` });
    this.list = element("ul", { id: `editor-suggestions-${facts.language}`, className: "editor-suggestions", hidden: true });
    this.button.addEventListener("click", () => this.toggle());
    this.dom = element("div", { className: "editor-status" }, [this.length, this.button, this.list]);
    editor.on("update", () => this.wait());
    this.refresh();
  }

  /* What can be applied must be true of the text as it is now. */
  wait() {
    clearTimeout(this.timer);
    if (!this.list.hidden) return this.refresh();
    this.timer = setTimeout(() => this.refresh(), PAUSE);
    return undefined;
  }

  refresh() {
    if (this.editor.isDestroyed) return;
    const count = countWords(this.editor);
    const minutes = Math.max(1, Math.round(count / this.wordsPerMinute));
    this.length.textContent = `${this.words.wordCount}: ${count.toLocaleString(document.documentElement.lang)} · ${this.words.readingTime}: ${minutes} ${this.words.minutes}`;
    this.found = suggestionsIn(this.editor.state.doc, this.facts);
    this.button.hidden = this.found.length === 0;
    this.button.textContent = `${this.words.typography}: ${this.found.length}`;
    if (!this.found.length) this.list.hidden = true;
    this.show();
  }

  toggle() {
    this.list.hidden = !this.list.hidden;
    this.show();
  }

  show() {
    const isOpen = !this.list.hidden;
    this.button.setAttribute("aria-expanded", String(isOpen));
    const { state, view } = this.editor;
    const marked = isOpen ? this.found : [];
    if (isOpen || marking.getState(state).find().length) {
      view.dispatch(state.tr.setMeta(marking, marked).setMeta("addToHistory", false));
    }
    this.list.replaceChildren(...(isOpen ? this.rows() : []));
  }

  rows() {
    const all = element("button", { type: "button", className: "button", textContent: this.words.applyAll });
    all.addEventListener("click", () => this.apply(this.found, 0));
    return [element("li", {}, [all]), ...this.found.slice(0, SHOWN).map((one, index) => this.row(one, index + 1))];
  }

  row(one, index) {
    const { left, old, right } = one.before;
    const id = `${this.list.id}-${index}`;
    const button = element("button", { type: "button", className: "button", textContent: this.words.apply, "aria-describedby": id });
    button.addEventListener("click", () => this.apply([one], index));
    const line = element("span", { id, lang: this.facts.language }, [
      left,
      element("del", { textContent: visible(old) }),
      element("ins", { textContent: visible(one.replacement) }),
      right,
    ]);
    return element("li", {}, [line, button]);
  }

  /* Then the next one is at hand, at the place of the one that was taken. */
  apply(suggestions, index) {
    apply(this.editor, suggestions);
    const buttons = this.list.querySelectorAll("button");
    (buttons[Math.min(index, buttons.length - 1)] ?? this.editor.view.dom).focus();
  }
}
