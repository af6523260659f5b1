/* Where the translation of a segment is typed: its text field, or, for text with markup, a surface over it. */

import { BORDER, htmlOf, marksOf, nodesOf } from "./inline.js";

export class Field {
  constructor(textarea, { isRich, original, words, onInput }) {
    Object.assign(this, { textarea, isRich, original, words, onInput });
    if (isRich) this.makeSurface();
    else textarea.addEventListener("input", () => onInput());
    this.saved = this.value;
  }

  get value() {
    return this.isRich ? htmlOf(this.surface) : this.textarea.value;
  }

  set value(text) {
    if (this.isRich) this.surface.replaceChildren(...nodesOf(text, this.words));
    else this.textarea.value = text;
  }

  get isDirty() {
    return this.value !== this.saved;
  }

  get isEmpty() {
    return !this.value.trim();
  }

  /* `text` is what is stored now. */
  store(text) {
    this.value = text;
    this.saved = this.value;
  }

  focus() {
    const target = this.surface ?? this.textarea;
    target.focus({ preventScroll: true });
    if (!this.surface) return;
    // A browser would put the cursor before the first letter.
    getSelection().selectAllChildren(this.surface);
    getSelection().collapseToEnd();
  }

  makeSurface() {
    const { textarea } = this;
    const surface = document.createElement("div");
    Object.assign(surface, { className: "row-surface", contentEditable: "true", lang: textarea.lang, dir: textarea.dir });
    const label = textarea.labels[0].id;
    const attributes = {
      role: "textbox",
      "aria-multiline": "true",
      "aria-labelledby": label,
      "aria-describedby": textarea.getAttribute("aria-describedby"),
      spellcheck: "true",
    };
    for (const [name, value] of Object.entries(attributes)) surface.setAttribute(name, value);
    surface.append(...nodesOf(textarea.value, this.words));
    surface.addEventListener("input", () => this.onInput());
    surface.addEventListener("keydown", (event) => this.leave(event));
    surface.addEventListener("beforeinput", (event) => this.before(event));
    // Only words are taken from elsewhere; the markup is that of the original.
    surface.addEventListener("drop", (event) => event.preventDefault());
    surface.addEventListener("paste", (event) => {
      event.preventDefault();
      const text = event.clipboardData.getData("text/plain").replace(/\s+/g, " ");
      document.execCommand("insertText", false, text);
    });
    surface.addEventListener("click", (event) => event.target.closest("a") && event.preventDefault());
    textarea.hidden = true;
    textarea.after(surface);
    this.surface = surface;
    this.showMarks();
  }

  before(event) {
    // A segment is part of one paragraph: Enter breaks the line.
    if (event.inputType !== "insertParagraph") return;
    event.preventDefault();
    document.execCommand("insertLineBreak");
  }

  /* The markup of the original, to be put around words of the translation. */
  showMarks() {
    this.marks = marksOf(this.original, this.words);
    if (!this.marks.length) return;
    const bar = document.createElement("p");
    bar.className = "row-marks";
    bar.append(this.words.mark);
    this.marks.forEach((mark, place) => {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: `mark mark-${mark.tag}` });
      button.append(`${mark.isPicture ? "▣" : `<${mark.tag}>`} ${mark.words}`);
      // The selection stays where it is.
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => this.useMark(place));
      bar.append(button);
    });
    this.surface.after(bar);
  }

  useMark(place) {
    const mark = this.marks?.[place];
    if (!mark) return;
    const selection = getSelection();
    const isHere = selection.rangeCount && this.surface.contains(selection.getRangeAt(0).commonAncestorContainer);
    if (!isHere) this.focus();
    const range = selection.getRangeAt(0);
    const node = mark.node.cloneNode(true);
    if (mark.isPicture) range.collapse();
    else if (range.collapsed) node.append(mark.words);
    else node.append(range.extractContents());
    range.insertNode(node);
    this.goBehind(node);
    this.onInput();
  }

  /* What is typed next is not part of `node`: browsers take the end of one for its inside. */
  goBehind(node) {
    const { nextSibling } = node;
    if (nextSibling?.nodeType !== Node.TEXT_NODE || !nextSibling.data) node.after(BORDER);
    getSelection().collapse(node.nextSibling, node.nextSibling.data.startsWith(BORDER) ? 1 : 0);
  }

  /* The arrow leads out of the last element, too. */
  leave(event) {
    const { focusNode, focusOffset, isCollapsed } = getSelection();
    const last = this.surface.lastChild;
    const isInLast = event.key === "ArrowRight" && isCollapsed && last?.nodeType === Node.ELEMENT_NODE && last.contains(focusNode);
    if (!isInLast) return;
    const rest = document.createRange();
    rest.setStart(focusNode, focusOffset);
    rest.setEndAfter(last);
    if (rest.toString()) return;
    event.preventDefault();
    this.goBehind(last);
  }

  copyOriginal() {
    this.value = this.original;
    this.onInput();
    this.focus();
  }
}
