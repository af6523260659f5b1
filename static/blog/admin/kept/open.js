/* Which forms are open in this browser: each holds a lock of its number until its page is gone,
   however it went. Browsers that know no locks (pages without HTTPS) call none open. */

const PREFIX = "rtcm-kept ";

/* Resolves to what lets the lock go, or to null when another page has it. */
export function hold(id) {
  if (!navigator.locks) return Promise.resolve(() => {});
  return new Promise((resolve) => {
    navigator.locks.request(PREFIX + id, { ifAvailable: true }, (lock) => {
      if (!lock) return resolve(null);
      return new Promise((release) => resolve(release));
    });
  });
}

export async function openForms() {
  if (!navigator.locks) return new Set();
  const { held } = await navigator.locks.query();
  return new Set(held.map(({ name }) => name).filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length)));
}
