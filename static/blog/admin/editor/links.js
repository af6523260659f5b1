/* The dialog of a link: an address that is typed, or an entry of ours that is found by its title.
   An entry is stored as `entry:12`, so that the link follows its address and its languages. */

import { askOf, element } from "./dialogs.js";

const REFERENCE = /^entry:(\d+)/;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const ALLOWED = /^(?:(?:https?:|mailto:|tel:)\S|entry:\d)/i;
const SITE = /^[^\s/:@?#]+\.[^\s/.:@?#]{2,}(?::\d+)?(?:[/?#]\S*)?$/;
const PAUSE = 200;
const PATIENCE = 3000;

/* Whether a link may have `href`: of its scheme blog/markup.py has the last word. */
export function isAllowed(href) {
  // As browsers read addresses (WHATWG URL, "basic URL parser", steps 1 to 3).
  const address = href.replace(/[\u0000-\u0020]/g, "");
  return !SCHEME.test(address) || ALLOWED.test(address);
}

/* What an author types, as an address: `example.org` is a site, `a@example.org` a mailbox; "" when
   it is none. */
export function asAddress(typed) {
  const text = typed.trim();
  if (/^[/#?]/.test(text) || ALLOWED.test(text)) return text;
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) return `mailto:${text}`;
  if (/^\+?[\d ()-]{6,}$/.test(text)) return `tel:${text.replace(/[^\d+]/g, "")}`;
  return SITE.test(text) ? `https://${text}` : "";
}

/* While what is typed into `input` is no address, the form of the dialog is not sent. */
export function checkAddress(input, words) {
  input.setCustomValidity(input.value && !asAddress(input.value) ? words.noAddress : "");
}

async function find(environment, parameters) {
  const url = `${environment.linksUrl}?${new URLSearchParams(parameters)}`;
  // An author does not wait for a title that is only shown.
  const signal = AbortSignal.timeout(PATIENCE);
  const response = await fetch(url, { headers: { Accept: "application/json" }, signal });
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()).entries;
}

/* The entry that `href` names, or null: { id, title, language, state, href }. */
export async function entryOf(href, environment) {
  const number = REFERENCE.exec(href ?? "");
  if (!number) return null;
  const [entry] = await find(environment, { id: number[1] });
  return entry ?? null;
}

function option(entry, index) {
  const title = element("span", { textContent: entry.title, lang: entry.language });
  const state = element("span", { className: "help", textContent: entry.state });
  return element("li", { id: `editor-entry-${index}`, role: "option", "aria-selected": "false" }, [title, " ", state]);
}

/* A combobox with a list (WAI-ARIA Authoring Practices, "Combobox", list autocomplete). */
class EntryFinder {
  constructor(input, environment, onChoice) {
    this.input = input;
    this.environment = environment;
    this.onChoice = onChoice;
    // Not a place for Tab to stop at, as browsers make of what is scrolled.
    this.list = element("ul", { tabIndex: -1, id: "editor-entries", role: "listbox", className: "editor-entries", hidden: true, "aria-label": environment.words.ourEntries });
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.list.id);
    input.after(this.list);
    input.addEventListener("input", () => this.wait());
    input.addEventListener("keydown", (event) => this.press(event));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const index = [...this.list.children].indexOf(event.target.closest("li"));
      if (index >= 0) this.choose(index);
    });
  }

  wait() {
    clearTimeout(this.timer);
    // Enter takes what is typed now, not what was marked for fewer letters.
    this.mark(-1);
    this.timer = setTimeout(() => this.look(), PAUSE);
  }

  async look() {
    const typed = this.input.value.trim();
    if (typed.length < 2) return this.fill([]);
    try {
      const entries = await find(this.environment, { q: typed });
      // Answers may come in another order than the questions.
      if (this.input.value.trim() === typed) this.fill(entries);
    } catch {
      this.fill([]);
    }
    return undefined;
  }

  fill(entries) {
    this.entries = entries;
    this.list.replaceChildren(...entries.map(option));
    this.list.hidden = entries.length === 0;
    this.input.setAttribute("aria-expanded", String(entries.length > 0));
    this.mark(-1);
  }

  press(event) {
    // Enter and the arrows belong to a word that is still being composed.
    if (this.list.hidden || event.isComposing) return;
    const count = this.entries.length;
    if (event.key === "ArrowDown") this.mark((this.active + 1) % count);
    else if (event.key === "ArrowUp") this.mark(this.active > 0 ? this.active - 1 : count - 1);
    else if (event.key === "Enter" && this.active >= 0) this.choose(this.active);
    else if (event.key === "Escape") this.fill([]);
    else return;
    event.preventDefault();
  }

  mark(index) {
    this.active = index;
    [...this.list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
    const item = this.list.children[index];
    if (item) {
      item.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", item.id);
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  choose(index) {
    const entry = this.entries[index];
    this.fill([]);
    this.onChoice(entry);
  }
}

/* Ask where the selected words lead. */
export async function editLink(editor, environment) {
  const { words, rules } = environment;
  const attributes = editor.getAttributes("a");
  const isThere = editor.isActive("a");
  const entry = await entryOf(attributes.href, environment).catch(() => null);
  // With the place in it that it leads to, if any.
  let chosen = entry && { ...entry, href: attributes.href };
  const needsText = editor.state.selection.empty && !isThere;
  const shown = entry?.title ?? attributes.href ?? "";
  const answer = await askOf(editor, {
    title: words.link,
    words,
    canRemove: isThere,
    fields: [
      { name: "where", label: words.where, value: shown, required: true, help: words.whereHelp },
      ...(needsText ? [{ name: "text", label: words.linkText, help: words.linkTextHelp }] : []),
      { name: "hreflang", label: words.hreflang, type: "select", value: attributes.hreflang ?? "", options: environment.languageOptions(attributes.hreflang, words.unsaid) },
      { name: "title", label: rules.fields.a.title, value: attributes.title },
    ],
    prepare: ({ where, text }) => {
      where.addEventListener("input", () => {
        chosen = null;
        checkAddress(where, words);
      });
      new EntryFinder(where, environment, (found) => {
        chosen = found;
        where.value = found.title;
        where.setCustomValidity("");
        if (text && !text.value) text.value = found.title;
      });
    },
  });
  if (!answer) return editor.commands.focus();
  if (answer.removed) return editor.chain().focus().extendMarkRange("a").unsetMark("a").run();
  const href = chosen?.href ?? asAddress(answer.where);
  const mark = { href, title: answer.title || null, hreflang: (!chosen && answer.hreflang) || null };
  if (needsText) return insertLink(editor, answer.text || chosen?.title || answer.where, mark);
  return editor.chain().focus().extendMarkRange("a").setMark("a", mark).run();
}

function insertLink(editor, text, attrs) {
  const content = [
    { type: "text", text, marks: [{ type: "a", attrs }] },
  ];
  return editor.chain().focus().insertContent(content).run();
}
