/* A segment of the page. */

import { Field } from "./field.js";
import { nodesOf } from "./inline.js";
import { button, element, swap } from "./parts.js";

export class Row {
  /* `on` hears of what a person wants: { input, takeTheirs, keepMine }. */
  constructor(host, { words, on }) {
    Object.assign(this, { host, words, on });
    const { dataset } = host;
    this.position = Number(dataset.position);
    this.digest = dataset.digest;
    this.version = Number(dataset.version);
    this.form = host.querySelector("form.row-target");
    this.said = host.querySelector(".row-said");
    this.isWritable = Boolean(host.querySelector("[data-do=confirm]"));
    this.field = new Field(this.form.elements.text, {
      isRich: "rich" in dataset && this.isWritable,
      original: host.querySelector("[data-original]").content.textContent,
      words,
      onInput: () => on.input(this),
    });
    const copy = host.querySelector("[data-do=copy]");
    if (copy) copy.hidden = false;
    this.note = element("p", { className: "row-note", hidden: true });
    this.said.after(this.note);
    this.notice();
  }

  get state() {
    return this.host.dataset.state;
  }

  get seen() {
    return this.host.dataset.seen;
  }

  get isOpen() {
    return this.state !== "confirmed";
  }

  /* What a step has to name. */
  get which() {
    return { position: this.position, digest: this.digest, version: this.version };
  }

  part(name) {
    return this.host.querySelector(`[data-part=${name}]`);
  }

  /* It stands so at the server. What somebody types here meanwhile is left alone. */
  show(row) {
    for (const [name, html] of Object.entries(row.parts)) {
      const part = this.part(name);
      const isInUse = name === "comments" && [...part.querySelectorAll("textarea")].some(({ value }) => value);
      if (!isInUse) swap(part, html);
    }
    const { dataset } = this.host;
    this.host.classList.remove(`row-${this.state}`);
    this.host.classList.add(`row-${row.state}`);
    Object.assign(dataset, { version: row.version, state: row.state, seen: row.seen });
    this.setVersion(row.version);
  }

  setVersion(version) {
    this.version = version;
    for (const input of this.host.querySelectorAll("input[name=version]")) input.value = version;
  }

  say(messages) {
    this.said.replaceChildren(...messages.map((message) => element("p", {}, message)));
  }

  /* What is true of the typed text; "" when it is stored. */
  notice(text = "", action = null) {
    this.host.classList.toggle("is-typed", Boolean(text));
    this.note.hidden = !text;
    this.note.replaceChildren(text, ...(action ? [" ", action] : []));
  }

  busy(isBusy) {
    this.isBusy = isBusy;
    this.form.setAttribute("aria-busy", isBusy);
    if (isBusy) this.say([]);
  }

  /* Somebody else's version beside what stands in the field. */
  conflict(theirs) {
    this.settle();
    const { words } = this;
    const shown = element("blockquote", { lang: this.form.elements.text.lang });
    if (this.field.isRich) shown.append(...nodesOf(theirs.text, words));
    else shown.textContent = theirs.text;
    this.box = element(
      "div",
      { className: "row-theirs", role: "group" },
      element("p", {}, theirs.by ? words.theirs.replace("{name}", theirs.by) : words.theirsUnknown),
      shown,
      element(
        "p",
        { className: "theirs-ways" },
        button(words.takeTheirs, () => this.on.takeTheirs(this, theirs)),
        button(words.keepMine, () => this.on.keepMine(this, theirs)),
      ),
    );
    this.said.after(this.box);
  }

  settle() {
    this.box?.remove();
    this.host.querySelector(".row-theirs")?.remove();
    this.box = null;
  }

  focus() {
    this.field.focus();
    this.host.scrollIntoView({ block: "nearest" });
  }
}
