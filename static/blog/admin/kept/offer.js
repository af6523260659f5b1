/* What was typed and not saved is offered: nothing goes into the form by itself. */

import { ask, element } from "../editor/dialogs.js";
import { age } from "./ages.js";
import { adder, fieldsOf, makeRows } from "./fields.js";
import { comparison, showDifferences } from "./look.js";
import { firstWords, isSame, plain } from "./texts.js";

const OFTEN = 20 * 1000;
let count = 0;

/* The first words of what was typed, and their language. */
function sample(typed) {
  const texts = Object.values(typed).filter(({ now, language }) => language && now.trim?.());
  const best = texts.find(({ kind }) => kind === "html") ?? texts.find(({ kind }) => kind === "text");
  if (!best) return { text: "", language: "" };
  const words = (text) => (best.kind === "html" ? plain(text) : text);
  return { text: firstWords(words(best.now), words(best.was ?? "")), language: best.language };
}

export class Offer {
  constructor(keeper, { words, ages, languages }) {
    Object.assign(this, { keeper, words, ages, languages });
    this.title = element("h2", { id: "kept-title", tabIndex: -1, textContent: words.title });
    this.help = element("p", { className: "help", textContent: words.help });
    this.said = element("p", { className: "kept-said", role: "status", tabIndex: -1 });
    this.list = element("ul");
    this.box = element("section", { className: "kept-offer", hidden: true, "aria-labelledby": "kept-title" }, [
      this.title,
      this.help,
      this.said,
      this.list,
    ]);
    document.getElementById("entry-languages").before(this.box);
    setInterval(() => this.grow(), OFTEN);
  }

  get fields() {
    return new Map(fieldsOf(this.keeper.form).map((field) => [field.key, field]));
  }

  show(records) {
    this.records = records;
    this.draw();
  }

  draw() {
    const fields = this.fields;
    this.rows = this.records.map((record) => this.row(record, fields));
    this.list.replaceChildren(...this.rows.map(({ dom }) => dom));
    const isEmpty = this.records.length === 0;
    for (const part of [this.title, this.help, this.list]) part.hidden = isEmpty;
    this.said.hidden = !this.said.textContent;
    this.box.hidden = isEmpty && !this.said.textContent;
  }

  /* Texts grow older while they are looked at. */
  grow() {
    for (const { record, time } of this.rows ?? []) time.textContent = age(record.at, this.ages);
  }

  row(record, fields) {
    const { words } = this;
    count += 1;
    const id = `kept-${count}`;
    const time = element("strong", { textContent: age(record.at, this.ages) });
    const what = element("p", { id, className: "kept-what" }, [time, ...this.names(record, fields)]);
    const { text, language } = sample(record.content.fields);
    const first = text ? [element("blockquote", { lang: language || null, textContent: text })] : [];
    const table = element("div", { id: `${id}-look`, className: "kept-look", hidden: true });
    const button = (label, act, properties = {}) => {
      const made = element("button", { type: "button", className: "button", textContent: label, "aria-describedby": id, ...properties });
      made.addEventListener("click", () => act(made));
      return made;
    };
    const takes = ([key, { now }]) => fields.get(key)?.takes(now) ?? adder(this.keeper.form, key);
    const isPlaced = Object.entries(record.content.fields).some(takes);
    const note = isPlaced ? [] : [element("p", { className: "kept-no-place", textContent: words.noPlace })];
    const buttons = [
      ...(isPlaced ? [button(words.putBack, () => this.putBack(record), { className: "button default" })] : []),
      button(words.look, (made) => this.look(made, table, record), { "aria-expanded": "false", "aria-controls": table.id }),
      button(words.throwAway, () => this.throwAway(record)),
    ];
    const bar = element("div", { className: "editor-buttons" }, buttons);
    return { record, time, dom: element("li", {}, [...note, what, ...first, bar, table]) };
  }

  /* "English: Title, Text" and so on, a part for each language. */
  names(record, fields) {
    const groups = new Map();
    for (const [key, { language }] of Object.entries(record.content.fields)) {
      const code = language in this.languages ? language : "";
      groups.set(code, [...(groups.get(code) ?? []), this.nameOf(record, key, fields)]);
    }
    return [...groups].flatMap(([code, names]) => {
      const group = element("span", { lang: code || null, textContent: this.languages[code] ?? this.words.shared });
      return [" ", element("span", { className: "kept-names" }, [group, `: ${names.join(", ")}`])];
    });
  }

  /* Some labels name their language, which is said once here. */
  nameOf(record, key, fields) {
    const { label, language } = record.content.fields[key];
    return (fields.get(key)?.label ?? label).replace(`, ${this.languages[language]}`, "");
  }

  look(button, table, record) {
    const isOpen = table.hidden;
    table.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) return;
    const fields = this.fields;
    const name = (key) => {
      const { language } = record.content.fields[key];
      const label = this.nameOf(record, key, fields);
      return language in this.languages ? `${label}, ${this.languages[language]}` : label;
    };
    table.replaceChildren(comparison(record, { fields, words: this.words, name }));
    showDifferences(table);
  }

  async putBack(record) {
    const { keeper, words } = this;
    const isAside = await this.setAside(record);
    makeRows(keeper.form, Object.keys(record.content.fields));
    const fields = this.fields;
    const unplaced = {};
    for (const [key, kept] of Object.entries(record.content.fields)) {
      if (fields.get(key)?.takes(kept.now)) fields.get(key).write(kept.now);
      else unplaced[key] = kept;
    }
    keeper.goBackTo(record);
    if (Object.keys(unplaced).length) {
      const rest = { ...record, content: { ...record.content, fields: unplaced } };
      this.records = this.records.map((one) => (one.id === record.id ? rest : one));
    } else {
      keeper.takeOver(record);
      this.records = this.records.filter(({ id }) => id !== record.id);
    }
    keeper.note();
    this.say(isAside ? `${words.isBack} ${words.setAside}` : words.isBack);
  }

  /* What stands in the form and would be written over becomes a text of its own in the list. */
  async setAside(record) {
    const { keeper } = this;
    const typed = keeper.typed();
    const isInTheWay = ([key, { now, kind }]) => key in typed && !isSame(typed[key].now, now, kind);
    if (!Object.entries(record.content.fields).some(isInTheWay)) return false;
    await keeper.flush();
    const aside = (await keeper.store.all()).find(({ id }) => id === keeper.id);
    await keeper.renew();
    if (!aside) return false;
    this.records = [{ ...aside, content: await keeper.seal.open(aside) }, ...this.records];
    return true;
  }

  async throwAway(record) {
    const { words } = this;
    const before = [element("p", { textContent: words.reallyThrowHelp })];
    const prepare = (_controls, dialog) => {
      // The key that closes a dialog by habit must not be the one that loses a text.
      dialog.querySelector("button[type=button]").autofocus = true;
    };
    const answer = await ask({ title: words.reallyThrow, fields: [], before, words, submit: words.throwAway, prepare });
    if (!answer) return;
    await this.keeper.store.remove([record.id, ...record.content.putBack]);
    this.records = this.records.filter(({ id }) => id !== record.id);
    this.say(words.isGone);
  }

  say(text) {
    this.said.textContent = text;
    this.draw();
    this.said.focus();
  }
}
