/* Where what is typed is kept: a row for each form, in the browser's own database. It holds large
   texts, and what it has taken survives the end of the browser, however sudden. */

const NAME = "rtcm-kept";
const FORMS = "forms";

function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function ended(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

/* Rejected where the browser keeps nothing: some do so in private windows. */
export async function openStore() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    const forms = request.result.createObjectStore(FORMS, { keyPath: "id" });
    forms.createIndex("at", "at");
  };
  const database = await answer(request);
  database.onversionchange = () => database.close();
  return new Store(database);
}

class Store {
  constructor(database) {
    this.database = database;
  }

  begin(mode) {
    // "strict": on the disk before it is called kept, so that a power cut takes nothing.
    return this.database.transaction(FORMS, mode, { durability: "strict" });
  }

  async put(row) {
    const transaction = this.begin("readwrite");
    const done = ended(transaction);
    transaction.objectStore(FORMS).put(row);
    transaction.commit();
    await done;
  }

  all() {
    return answer(this.begin("readonly").objectStore(FORMS).getAll());
  }

  async remove(ids) {
    const transaction = this.begin("readwrite");
    const done = ended(transaction);
    for (const id of ids) transaction.objectStore(FORMS).delete(id);
    await done;
  }

  /* Forget the forms that were saved (number → count), unless more was typed after they were sent. */
  async removeSaved(counts) {
    const transaction = this.begin("readwrite");
    const done = ended(transaction);
    const forms = transaction.objectStore(FORMS);
    for (const [id, count] of counts) {
      const request = forms.get(id);
      request.onsuccess = () => {
        if (request.result && request.result.count <= count) forms.delete(id);
      };
    }
    await done;
  }

  async removeOlderThan(time) {
    const transaction = this.begin("readwrite");
    const done = ended(transaction);
    const request = transaction.objectStore(FORMS).index("at").openCursor(IDBKeyRange.upperBound(time));
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return;
      cursor.delete();
      cursor.continue();
    };
    await done;
  }
}
