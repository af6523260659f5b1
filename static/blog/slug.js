/* The address of a title, as the server makes it (blog/slugs.py): same table, same steps. */

export function makeSlug(text, table, maxLength = 80) {
  const letters = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const ascii = Array.from(letters, (letter) => table[letter] ?? letter).join("");
  const slug = ascii.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  if (slug.length <= maxLength) return slug;
  const end = slug.slice(0, maxLength + 1).lastIndexOf("-");
  return end > 0 ? slug.slice(0, end) : slug.slice(0, maxLength);
}
