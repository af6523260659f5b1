/* What the parts of an entry were when its form was made, as the server spells it: a part for each
   language, and one without a name for what they share ("=1f…,az=9c…"). */

function parts(version) {
  return new Map(version.split(",").filter(Boolean).map((part) => part.split("=")));
}

/* `version`, but for the part `key`, which is that of `other`. */
export function withPartOf(version, key, other) {
  const all = parts(version);
  const part = parts(other).get(key);
  if (!part || !all.has(key)) return version;
  return [...all.set(key, part)].map((one) => one.join("=")).join(",");
}
