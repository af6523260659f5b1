/* What is kept is locked with a key that the server gives to the account that typed it, and to no
   other: on a shared computer nobody else can read it, not with the browser's tools either. On a page
   without HTTPS browsers have no cipher; there the texts are kept as they are. */

const CIPHER = "AES-GCM";

function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function importKey(base64) {
  return crypto.subtle.importKey("raw", bytesOf(base64), CIPHER, false, ["encrypt", "decrypt"]);
}

/* The first of `accounts` is the present one; those after it have older keys. */
export class Seal {
  constructor(accounts) {
    this.account = accounts[0].name;
    this.names = new Set(accounts.map(({ name }) => name));
    this.keys = new Map();
    if (!crypto.subtle) return;
    for (const { name, key } of accounts) this.keys.set(name, importKey(key));
  }

  isOurs(row) {
    return this.names.has(row.account);
  }

  async close(content) {
    if (!this.keys.size) return { plain: content };
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = new TextEncoder().encode(JSON.stringify(content));
    const key = await this.keys.get(this.account);
    return { iv, data: await crypto.subtle.encrypt({ name: CIPHER, iv }, key, data) };
  }

  /* null for what this account cannot read. */
  async open(row) {
    const { plain, iv, data } = row.content;
    if (plain) return plain;
    try {
      const key = await this.keys.get(row.account);
      return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: CIPHER, iv }, key, data)));
    } catch {
      return null;
    }
  }
}
