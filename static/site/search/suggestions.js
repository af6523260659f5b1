// Entries offered while somebody types in the search: a combobox with a list (WAI-ARIA APG,
// "Editable Combobox With List Autocomplete"). The form works without any of this.

const PAUSE = 150;
const LEAST = 2;

const input = document.getElementById("search-words");
const list = document.getElementById("search-suggestions");
const status = document.getElementById("search-status");

let timer = 0;
let asking = null;
let active = -1;
// What the list answers.
let answered = "";

const isOpen = () => !list.hidden;

function close() {
  clearTimeout(timer);
  asking?.abort();
  list.hidden = true;
  input.setAttribute("aria-expanded", "false");
  status.textContent = "";
  choose(-1);
}

function clear() {
  close();
  list.replaceChildren();
  answered = "";
}

function open() {
  list.hidden = list.children.length === 0;
  input.setAttribute("aria-expanded", String(isOpen()));
}

// The option that Enter follows; -1 is the box itself, whose Enter sends the form.
function choose(place) {
  active = place;
  [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
  const option = list.children[place];
  if (option) {
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    input.removeAttribute("aria-activedescendant");
  }
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

function optionFor(suggestion, place) {
  const { url, title, language, note, language_name: name } = suggestion;
  const pieces = title.map(([text, isMarked]) => (isMarked ? element("mark", {}, text) : text));
  const attributes = { id: `suggestion-${place}`, role: "option", "aria-selected": "false" };
  const option = element("li", attributes, element("span", { lang: name && language }, ...pieces));
  if (name) {
    const seen = element("span", { "aria-hidden": "true", lang: language }, name);
    const heard = element("span", { class: "visually-hidden" }, ` ${note}`);
    option.append(element("span", { class: "badge" }, heard, seen));
  }
  option.dataset.url = url;
  return option;
}

function show(words, answer) {
  answered = words;
  list.replaceChildren(...answer.suggestions.map(optionFor));
  choose(-1);
  open();
  status.textContent = answer.status;
}

async function ask() {
  clearTimeout(timer);
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  const words = input.value;
  const url = `${input.dataset.suggestions}?${new URLSearchParams({ q: words })}`;
  try {
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(String(response.status));
    const answer = await response.json();
    if (!signal.aborted) show(words, answer);
  } catch {
    // Offline: the form is there all the same, but what is listed answers other words.
    if (!signal.aborted) clear();
  }
}

const isEnough = () => input.value.trim().length >= LEAST;

function typed() {
  clearTimeout(timer);
  asking?.abort();
  // Enter sends what is typed now, not what was chosen for fewer letters.
  choose(-1);
  if (isEnough()) timer = setTimeout(ask, PAUSE);
  else clear();
}

function move(event, step) {
  if (!isOpen() && isEnough() && answered !== input.value) {
    event.preventDefault();
    ask();
    return;
  }
  const count = list.children.length;
  if (!count) return;
  event.preventDefault();
  if (isOpen()) {
    // Past either end is the box: count + 1 places in all.
    choose(((active + 1 + step + count + 1) % (count + 1)) - 1);
  } else {
    open();
    choose(step > 0 ? 0 : count - 1);
  }
}

// These move the cursor among the letters, and so lead back to the box.
const back = () => choose(-1);

const KEYS = {
  ArrowLeft: back,
  ArrowRight: back,
  Home: back,
  End: back,
  ArrowDown: (event) => move(event, 1),
  ArrowUp: (event) => move(event, -1),
  Escape(event) {
    // Open, Escape closes the list; closed, it empties the box, as browsers do.
    if (!isOpen()) return;
    event.preventDefault();
    close();
  },
  Enter(event) {
    const option = list.children[active];
    if (!option || !isOpen()) return;
    event.preventDefault();
    location.assign(option.dataset.url);
  },
};

input.addEventListener("input", typed);
input.addEventListener("keydown", (event) => {
  // Enter and the arrows belong to a word that is still being composed.
  if (!event.isComposing) KEYS[event.key]?.(event);
});
input.addEventListener("blur", close);
// A page that comes back from the browser's memory comes without its list.
window.addEventListener("pagehide", close);
// The press of a button must not take the focus, and with it the list, before the click.
list.addEventListener("mousedown", (event) => event.preventDefault());
list.addEventListener("click", (event) => {
  const option = event.target.closest("[role=option]");
  if (option) location.assign(option.dataset.url);
});
// What was typed before this was here.
if (input.value !== input.defaultValue) typed();
