/* Keeps what is typed in a form: a moment after each change, and at once when the page is left. */

import { editorOf } from "../editor/registry.js";
import { fieldsOf } from "./fields.js";
import { newNumber, parse, spell } from "./names.js";
import { hold } from "./open.js";
import { withPartOf } from "./versions.js";

const PAUSE = 400;
// More than anybody types: nothing is added to a form that was put back into another.
const ALL = 999999999;

function isEqual(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

export class Keeper {
  /* `line` is told what became of it. `sent` is the hidden field that names the form to the server; on
     a form that came back without being saved it has the name that was sent. */
  constructor(form, { place, cameBack, languages, sent, line }) {
    Object.assign(this, { form, place, languages, line, sent });
    this.cameBack = cameBack && new Set(cameBack);
    [this.own, ...this.putBack] = parse(sent.value);
    this.isContinued = Boolean(this.own);
    this.own ??= [newNumber(), 0];
    this.touched = new Set();
    this.before = {};
    // The version on which the kept text was written, and when that was, by parts put back.
    this.begun = this.basedOn?.value ?? "";
    this.writtenAt = new Map();
    this.isStored = false;
    this.isReady = false;
    this.queue = Promise.resolve();
    form.addEventListener("input", (event) => this.note(event.target));
    form.addEventListener("change", (event) => this.note(event.target));
    document.addEventListener("visibilitychange", () => document.hidden && this.flush());
    window.addEventListener("pagehide", () => this.flush());
  }

  get id() {
    return this.own[0];
  }

  get basedOn() {
    return document.getElementById("id_based_on");
  }

  /* From here on things are really kept. */
  async start(store, seal) {
    Object.assign(this, { store, seal });
    const row = this.isContinued && (await store.all()).find(({ id }) => id === this.id);
    const content = row && seal.isOurs(row) && (await seal.open(row));
    if (content) {
      this.before = content.fields;
      // A page that shows both versions has the stored one, and decides nothing by itself.
      this.begun = content.basedOn || this.begun;
      this.own[1] = Math.max(this.own[1], row.count);
      this.isStored = true;
    }
    this.release = await hold(this.id);
    // Another window has it, or the page before this one has not let go yet.
    if (!this.release) await this.renew({ isPutBack: true });
    this.isReady = true;
    if (this.cameBack) this.note();
    else if (this.own[1]) this.flush();
  }

  /* Nothing can be kept here; who writes is told. */
  fail() {
    this.isFailing = true;
    if (this.own[1]) this.line.failed();
  }

  /* Go on under a new number. What is kept under the old one stays; with `isPutBack` until this form
     is saved. */
  async renew({ isPutBack = false } = {}) {
    if (isPutBack) this.putBack.push(this.own);
    this.release?.();
    this.own = [newNumber(), 1];
    this.isStored = false;
    this.release = await hold(this.id);
  }

  /* `record` stands in this form now, with what had been put back into it: saving this saves that. */
  takeOver(record) {
    const before = record.content.putBack.map((id) => [id, ALL]);
    this.putBack.push([record.id, record.count], ...before);
  }

  /* Of `record` something is put back: it is sent as what was written on the version it began with,
     so that the server can tell what others have written since. */
  goBackTo({ at, content: { fields, basedOn } }) {
    for (const { language } of Object.values(fields)) {
      const part = language in this.languages ? language : "";
      if (this.writtenAt.get(part) <= at) continue;
      this.writtenAt.set(part, at);
      this.begun = withPartOf(this.begun, part, basedOn);
      if (this.basedOn) this.basedOn.value = withPartOf(this.basedOn.value, part, basedOn);
    }
  }

  note(control) {
    if (control?.matches?.("[data-editor]")) this.touched.add(control);
    this.own[1] += 1;
    this.form.dataset.kept = "soon";
    this.timer ??= setTimeout(() => this.flush(), PAUSE);
  }

  /* What stands in the form and is not what is stored: key of the field → what is kept of it. */
  typed() {
    for (const textarea of this.touched) editorOf(textarea)?.write();
    this.touched.clear();
    const typed = {};
    for (const field of fieldsOf(this.form)) {
      const now = field.read();
      const was = this.stored(field);
      if (isEqual(now, was)) continue;
      const { kind, language, label } = field;
      typed[field.key] = { now, was, kind, language, label };
    }
    return typed;
  }

  /* On a form that came back the page does not know; what is kept of it may. */
  stored(field) {
    const before = this.before[field.key];
    if (before) return before.was;
    return this.cameBack?.has(field.name) ? null : field.begun();
  }

  get isChanged() {
    const files = [...this.form.querySelectorAll("input[type=file]")];
    return files.some((input) => input.files.length) || Object.keys(this.typed()).length > 0;
  }

  /* One after the other, so that nothing older is written over what is newer. */
  flush() {
    clearTimeout(this.timer);
    this.timer = null;
    if (this.isFailing) this.line.failed();
    if (!this.isReady || this.isFailing) return this.queue;
    const [id, count] = this.own;
    const fields = this.typed();
    const { noted } = this;
    if (noted && id === noted.id && count === noted.count && isEqual(fields, noted.fields)) return this.queue;
    this.noted = { id, count, fields };
    const putBack = this.putBack.map(([one]) => one);
    const content = { fields, putBack, basedOn: this.begun };
    this.queue = this.queue.then(() => this.write({ id, count, content })).catch(() => this.line.failed());
    return this.queue;
  }

  async write({ id, count, content }) {
    if (Object.keys(content.fields).length === 0) {
      if (this.isStored && id === this.id) await this.store.remove([id]);
      this.isStored = false;
      this.line.clear();
      delete this.form.dataset.kept;
      return;
    }
    const at = Date.now();
    const { account } = this.seal;
    await this.store.put({ id, count, at, account, place: this.place, content: await this.seal.close(content) });
    this.isStored = true;
    this.line.kept(at);
    if (!this.timer) this.form.dataset.kept = "yes";
  }

  /* The form is on its way to the server: which forms it will have saved. */
  send() {
    this.sent.value = spell([this.own, ...this.putBack]);
    this.flush();
  }
}
