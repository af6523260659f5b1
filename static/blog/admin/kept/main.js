/* The form of an entry never loses a word: what is typed is kept in this browser, offered when the
   form is opened again, and forgotten when it is saved. */

import { Keeper } from "./keeper.js";
import { askBeforeLeaving } from "./leaving.js";
import { Line } from "./line.js";
import { Offer } from "./offer.js";
import { recordsFor } from "./records.js";
import { forgotten } from "./saved.js";
import { Seal } from "./seal.js";
import { openStore } from "./store.js";

const DAY = 24 * 60 * 60 * 1000;

async function begin(form, settings) {
  // Otherwise the browser would itself offer what was typed, to whoever comes next.
  form.autocomplete = "off";
  const line = new Line(form, settings.words);
  const keeper = new Keeper(form, { ...settings, sent: form.elements.kept_as, line });
  askBeforeLeaving(form, keeper);
  try {
    await forgotten;
    const store = await openStore();
    await store.removeOlderThan(Date.now() - settings.daysKept * DAY);
    await keeper.start(store, new Seal(settings.accounts));
    const records = await recordsFor(keeper, { isFresh: !settings.cameBack });
    if (records.length) new Offer(keeper, settings).show(records);
    form.dataset.keeping = "yes";
  } catch {
    // Whatever a browser does not let us do: writing goes on.
    keeper.fail();
    form.dataset.keeping = "no";
  }
}

const data = document.getElementById("keeping");
if (data) begin(data.closest("form"), JSON.parse(data.textContent));
