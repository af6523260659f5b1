/* The address of a title, as the server makes it (blog/slugs.py): same table, same steps. */

function mapped(text, table) {
  return Array.from(text, (letter) => table[letter] ?? letter).join("");
}

export function makeSlug(text, table, maxLength = 80) {
  const letters = mapped(mapped(text, table).toLowerCase().normalize("NFC"), table);
  const ascii = letters.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const slug = ascii.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  if (slug.length <= maxLength) return slug;
  const end = slug.slice(0, maxLength + 1).lastIndexOf("-");
  return end > 0 ? slug.slice(0, end) : slug.slice(0, maxLength);
}
