/* The number of a form, and how much had been typed in it: "<32 hexadecimal digits>.<count>". */

export function newNumber() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* "a.3 b.1" → [["a", 3], ["b", 1]] */
export function parse(named) {
  return named
    .split(" ")
    .filter(Boolean)
    .map((one) => one.split("."))
    .map(([id, count]) => [id, Number(count)]);
}

export function spell(pairs) {
  return pairs.map((pair) => pair.join(".")).join(" ");
}
