/* The page with all its segments: what a person does, and what others did. */

import { announce, bar, clear } from "./bars.js";
import { send } from "./net.js";
import { button, element, swap } from "./parts.js";
import { Row } from "./row.js";

const PAUSE = 300;
const CHECK_AFTER = 600;
const REVIEW_AFTER = 700;

export class Desk {
  constructor(host, data, kept) {
    Object.assign(this, { host, data, kept, words: data.words, failed: new Set() });
    const on = {
      input: (row) => this.typed(row),
      takeTheirs: (row, theirs) => this.takeTheirs(row, theirs),
      keepMine: (row, theirs) => this.keepMine(row, theirs),
    };
    this.rows = [...host.querySelectorAll(".side-row")].map((one) => new Row(one, { words: this.words, on }));
    this.byHost = new Map(this.rows.map((row) => [row.host, row]));
    host.addEventListener("focusin", (event) => this.activate(this.rowOf(event.target)));
    host.addEventListener("click", (event) => this.clicked(event));
    host.addEventListener("submit", (event) => this.submitted(event));
  }

  rowOf(node) {
    return this.byHost.get(node.closest?.(".side-row"));
  }

  activate(row) {
    if (!row || row === this.active) return;
    this.active?.host.classList.remove("is-active");
    row.host.classList.add("is-active");
    this.active = row;
  }

  /* Moving */

  move(by) {
    const place = this.rows.indexOf(this.active) + by;
    this.rows[Math.min(Math.max(place, 0), this.rows.length - 1)]?.focus();
  }

  nextOpen(row) {
    const place = this.rows.indexOf(row);
    const others = [...this.rows.slice(place + 1), ...this.rows.slice(0, place)];
    const next = others.find((one) => one.isOpen);
    if (next) next.focus();
    else row.focus();
    return Boolean(next);
  }

  /* Typing */

  typed(row) {
    clearTimeout(row.keepTimer);
    clearTimeout(row.checkTimer);
    row.checks = (row.checks ?? 0) + 1;
    row.keepTimer = setTimeout(() => this.keep(row), PAUSE);
    row.checkTimer = setTimeout(() => this.check(row), CHECK_AFTER);
    if (row.field.isDirty) row.notice(this.kept.isFailing ? this.words.notKept : this.words.typed, this.undo(row));
    else row.notice();
  }

  keep(row) {
    clearTimeout(row.keepTimer);
    row.keepTimer = null;
    row.host.dataset.kept = "";
    const done = row.field.isDirty ? this.kept.put(row) : this.kept.remove(row);
    done.then(() => {
      row.host.dataset.kept = "yes";
      if (row.field.isDirty && this.kept.isFailing) row.notice(this.words.notKept, this.undo(row));
    });
  }

  keepAll() {
    for (const row of this.rows) if (row.keepTimer) this.keep(row);
  }

  undo(row) {
    return button(this.words.throwAway, () => {
      row.field.value = row.field.saved;
      this.forget(row);
      row.settle();
      this.renew(row);
      row.focus();
    });
  }

  forget(row) {
    clearTimeout(row.keepTimer);
    clearTimeout(row.checkTimer);
    row.keepTimer = null;
    row.checks = (row.checks ?? 0) + 1;
    row.say([]);
    row.notice();
    this.failed.delete(row);
    return this.kept.remove(row);
  }

  async check(row) {
    if (row.field.isEmpty || row.isBusy) return;
    const { checks } = row;
    const answer = await this.ask("check", { ...row.which, text: row.field.value });
    if (checks !== row.checks || row.isBusy) return;
    if (answer.kind === "done") {
      swap(row.part("findings"), answer.data.findings);
      row.say([]);
    } else if (answer.kind === "refused") {
      row.say(answer.data.messages);
    }
  }

  /* What was kept comes back into its row; what has none is shown to be copied. */
  bringBack(kept) {
    const taken = new Set();
    for (const one of kept) {
      const same = this.rows.filter((row) => row.digest === one.digest && !taken.has(row));
      same.sort((a, b) => Math.abs(a.position - one.position) - Math.abs(b.position - one.position));
      const row = same[0];
      if (row?.isWritable) {
        taken.add(row);
        this.bringBackInto(row, one);
      } else {
        this.showHomeless(one);
      }
    }
  }

  bringBackInto(row, { id, text, version }) {
    row.keptAs = id;
    const stored = { text: row.field.saved, version: row.version, by: "" };
    row.field.value = text;
    if (!row.field.isDirty) {
      this.kept.remove(row);
      return;
    }
    row.notice(this.words.isBack, this.undo(row));
    if (version !== row.version && stored.text) row.conflict(stored);
    this.check(row);
  }

  showHomeless({ id, text, source }) {
    const { words } = this;
    const holder = element("textarea", { readOnly: true, rows: 3, value: text, ariaLabel: words.yours });
    const away = button(words.throwAway, () => {
      this.kept.do(() => this.kept.store.remove([id]));
      clear(id);
    });
    bar(id, words.homeless, element("p", {}, `${words.original}: ${source}`), holder, away);
  }

  /* Steps */

  async ask(step, fields) {
    const account = this.data.accounts[0].name;
    const answer = await send(this.data.urls[step], { ...fields, account });
    if (answer.kind === "done" || answer.kind === "refused") clear("loggedOut", "noAnswer", "failed");
    else this.troubled(answer);
    return answer;
  }

  troubled({ kind, status }) {
    const { words, data } = this;
    const again = button(words.again, () => this.again(), "button");
    if (kind === "loggedOut") {
      const link = element("a", { href: data.login, target: "_blank", className: "button" }, words.logIn);
      bar(kind, words.loggedOut, link, again);
    } else {
      bar(kind, (words[kind] ?? words.refused).replace("{status}", status), again);
    }
  }

  async again() {
    const rows = [...this.failed];
    if (!rows.length) await this.poll();
    for (const row of rows) await this.confirm(row, { isMoving: false });
  }

  async confirm(row, { step = "confirm", isMoving = true } = {}) {
    if (!row?.isWritable || row.isBusy) return;
    const text = row.field.value;
    if (step === "confirm") this.keep(row);
    row.busy(true);
    const answer = await this.ask(step, { ...row.which, ...(step === "confirm" && { text }) });
    row.busy(false);
    if (answer.kind === "done") {
      // What was typed while the answer was on its way is not stored; nor what was typed at all, by other steps.
      const isMore = row.field.value !== text || (step !== "confirm" && row.field.isDirty);
      if (!isMore) await this.forget(row);
      row.settle();
      row.show(answer.data.row);
      if (!isMore) row.field.store(answer.data.row.text);
      const isThere = !isMoving || this.nextOpen(row);
      this.overall(answer.data, isThere ? "" : this.words.isLast);
    } else {
      this.refuse(row, answer);
    }
  }

  refuse(row, { kind, data }) {
    if (kind !== "refused") {
      this.failed.add(row);
      return;
    }
    row.say(data.messages);
    if (data.theirs) row.conflict(data.theirs);
    row.field.focus();
  }

  overall({ progress, said }, more = "") {
    swap(this.host.querySelector("[data-part=progress]"), progress);
    announce([said, more].filter(Boolean).join(" "));
    // All checks are run for it: that is not to hold up whoever goes on typing.
    clearTimeout(this.reviewTimer);
    this.reviewTimer = setTimeout(() => this.review(), REVIEW_AFTER);
  }

  async review() {
    const part = this.host.querySelector("[data-part=review]");
    if (part.querySelector("textarea")?.value) return;
    const answer = await this.ask("review", {});
    if (answer.kind === "done") swap(part, answer.data.review);
  }

  async takeTheirs(row, theirs) {
    row.settle();
    row.setVersion(theirs.version);
    row.field.store(theirs.text);
    await this.forget(row);
    await this.renew(row);
    row.focus();
  }

  keepMine(row, theirs) {
    row.setVersion(theirs.version);
    this.confirm(row);
  }

  /* Show the row as it is stored. */
  renew(row) {
    row.host.dataset.seen = "";
    return this.poll();
  }

  clicked(event) {
    const pressed = event.target.closest("button[data-do]");
    const row = pressed && this.rowOf(pressed);
    if (!row) return;
    const { do: what } = pressed.dataset;
    if (what === "copy") row.field.copyOriginal();
    else this.confirm(row, { step: what, isMoving: what !== "reopen" });
    event.preventDefault();
  }

  /* The small forms beside a segment. */
  async submitted(event) {
    const form = event.target;
    const row = this.rowOf(form);
    const step = form.dataset.do;
    if (!row || !step) return;
    event.preventDefault();
    const answer = await this.ask(step, { ...Object.fromEntries(new FormData(form)), ...row.which });
    if (answer.kind === "done") {
      form.reset();
      row.show(answer.data.row);
      this.overall(answer.data);
      row.focus();
    } else if (answer.kind === "refused") {
      row.say(answer.data.messages);
    }
    // What is found in the text as it is typed stands there again.
    if (row.field.isDirty) this.check(row);
  }

  /* What others did */

  async poll() {
    const seen = this.rows.map((row) => row.seen || "-").join(" ");
    const answer = await this.ask("news", { seen, source: this.data.source });
    if (answer.kind === "refused") bar("gone", answer.data.message);
    if (answer.kind !== "done") return;
    const { isSourceChanged, rows = [] } = answer.data;
    if (isSourceChanged) {
      const load = button(this.words.load, () => location.reload(), "button");
      bar("source", this.words.sourceChanged, load);
      return;
    }
    const changed = rows.filter((one) => this.bring(one));
    if (rows.length) this.overall(answer.data, this.told(changed.length));
  }

  told(count) {
    if (!count) return "";
    return count === 1 ? this.words.broughtOne : this.words.broughtMore.replace("{count}", count);
  }

  /* Whether its text is another now. */
  bring(news) {
    const row = this.rows[news.position];
    if (!row || row.digest !== news.digest || row.isBusy) return false;
    const isNew = news.version !== row.version;
    const { version } = row;
    row.show(news);
    if (!isNew) return false;
    if (row.field.isDirty) {
      // Confirming it would go over theirs: that is for the person to say.
      row.setVersion(version);
      row.conflict(news);
      this.check(row);
    } else {
      row.field.store(news.text);
    }
    return true;
  }
}
