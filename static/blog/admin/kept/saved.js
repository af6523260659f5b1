/* On the page that follows a form which was saved, whatever page it is: what the browser kept of the
   form is forgotten. The server names the forms. */

import { parse } from "./names.js";
import { openStore } from "./store.js";

async function forget(named) {
  try {
    const store = await openStore();
    await store.removeSaved(parse(named));
  } catch {
    // Where nothing is kept, nothing is to be forgotten.
  }
}

const named = document.querySelector("meta[name=saved-forms]");
export const forgotten = named ? forget(named.content) : Promise.resolve();
