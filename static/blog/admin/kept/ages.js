/* How old something is, in the words of the server. */

const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function age(at, ages) {
  const past = Date.now() - at;
  if (past < MINUTE) return ages.now;
  if (past < HOUR) return ages.minutes[Math.floor(past / MINUTE) - 1];
  if (past < DAY) return ages.hours[Math.floor(past / HOUR) - 1];
  return ages.days[Math.min(Math.floor(past / DAY), ages.days.length) - 1];
}
