// Makes the box of the search a combobox. What it offers is fetched when somebody goes to it: most
// readers never do.
const input = document.getElementById("search-words");
const fetchRest = () => import("./search/suggestions.js");

input.setAttribute("role", "combobox");
input.setAttribute("aria-autocomplete", "list");
input.setAttribute("aria-expanded", "false");
input.setAttribute("aria-controls", "search-suggestions");
input.addEventListener("focus", fetchRest, { once: true });
// A page that comes back from the browser's memory asks again for what its address says.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) input.form.reset();
});
if (document.activeElement === input) fetchRest();
