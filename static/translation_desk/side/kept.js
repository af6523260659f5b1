/* Typed and not confirmed: kept in this browser, by account and translation, until it is confirmed. It
   stands beside what is kept of the forms of entries, locked in the same way. */

import { Seal } from "../../blog/admin/kept/seal.js";
import { openStore } from "../../blog/admin/kept/store.js";

const DAY = 24 * 60 * 60 * 1000;

export class Kept {
  constructor({ accounts, daysKept, place }) {
    Object.assign(this, { place, daysKept, seal: new Seal(accounts), isFailing: false });
    this.queue = Promise.resolve();
  }

  /* What was kept of this translation, the oldest first: [{ id, digest, position, version, text, source }]. */
  async start() {
    try {
      this.store = await openStore();
      await this.store.removeOlderThan(Date.now() - this.daysKept * DAY);
      const rows = (await this.store.all()).filter((row) => row.place === this.place && this.seal.isOurs(row));
      rows.sort((one, other) => one.at - other.at);
      const opened = await Promise.all(rows.map(async (row) => ({ ...(await this.seal.open(row)), id: row.id })));
      return opened.filter(({ digest }) => digest);
    } catch {
      // Some browsers keep nothing in private windows.
      this.isFailing = true;
      return [];
    }
  }

  idOf(row) {
    return row.keptAs ?? `${this.seal.account} ${this.place} ${row.digest} ${row.position}`;
  }

  put(row) {
    const { digest, position, version, field } = row;
    const content = { digest, position, version, text: field.value, source: field.original };
    return this.do(async () => {
      const { account } = this.seal;
      await this.store.put({
        id: this.idOf(row),
        count: 0,
        at: Date.now(),
        account,
        place: this.place,
        content: await this.seal.close(content),
      });
    });
  }

  remove(row) {
    const id = this.idOf(row);
    row.keptAs = undefined;
    return this.do(() => this.store.remove([id]));
  }

  /* One after the other, so that nothing older is written over what is newer. */
  do(work) {
    if (!this.store) return this.queue;
    this.queue = this.queue.then(work).catch(() => {
      this.isFailing = true;
    });
    return this.queue;
  }
}
