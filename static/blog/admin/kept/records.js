/* The texts of an entry that were kept and not saved, for the account that typed them. */

import { fieldsOf } from "./fields.js";
import { openForms } from "./open.js";
import { isSame } from "./texts.js";

/* Everything that `newer` does not have as well. */
function has(newer, older) {
  return Object.entries(older.content.fields).every(([key, { now, kind }]) => {
    const there = newer.content.fields[key];
    return there && isSame(there.now, now, kind);
  });
}

/* Leave out what is stored already: of a form that was saved while its answer was lost, that is all. */
function withoutStored(record, form) {
  const fields = new Map(fieldsOf(form).map((field) => [field.key, field]));
  const left = Object.entries(record.content.fields).filter(([key, { now, kind }]) => {
    const field = fields.get(key);
    return !field || !isSame(field.begun(), now, kind);
  });
  return { ...record, content: { ...record.content, fields: Object.fromEntries(left) } };
}

/* Newest first; without those that are open in another window. */
export async function recordsFor(keeper, { isFresh }) {
  const { store, seal, place, form } = keeper;
  const open = await openForms();
  const mine = new Set([keeper.own, ...keeper.putBack].map(([id]) => id));
  const rows = (await store.all())
    .filter((row) => seal.isOurs(row) && row.place === place && !mine.has(row.id))
    .sort((one, other) => other.at - one.at);
  const opened = await Promise.all(rows.map(async (row) => ({ ...row, content: await seal.open(row) })));
  const kept = [];
  const done = new Set();
  const taken = new Set();
  for (const whole of opened.filter(({ content }) => content)) {
    const isOpen = open.has(whole.id);
    // What a page shows that came back from the server is not stored.
    const record = isFresh && !isOpen ? withoutStored(whole, form) : whole;
    const isLeft = Object.keys(record.content.fields).length > 0;
    // Of a text that was put back into a newer one, the newer one is what became of it.
    for (const id of whole.content.putBack) (isLeft ? taken : done).add(id);
    if (isOpen) continue;
    if (!isLeft || done.has(record.id) || kept.some((newer) => has(newer, record))) done.add(record.id);
    else if (!taken.has(record.id)) kept.push(record);
  }
  if (done.size) await store.remove([...done]);
  return kept;
}
