/* The fields of a form that a person fills in: texts and choices. Files cannot be kept, and what is
   hidden was typed by nobody. */

import { editorOf } from "../editor/registry.js";

const LEFT_OUT = ["hidden", "file", "submit", "button", "reset", "image", "password"];
const TICKED = ["checkbox", "radio"];
// How two versions are put together is decided on one page, and has no meaning on the next.
const ASIDE = "#merge";
const ROW = /^(.+)-(\d+)-(.+)$/;
const ROWS = 20;
const begun = new WeakMap();

function isTyped(control) {
  return (
    control.name &&
    control.matches("input, textarea, select") &&
    !LEFT_OUT.includes(control.type) &&
    !control.name.includes("__prefix__") &&
    !control.name.endsWith("-DELETE") &&
    !control.closest(ASIDE)
  );
}

/* A row's place in the form changes with the rows before it: one that is stored is known by its
   number, a new one by its place among the new ones. */
function keyOf(name, form) {
  const [, rows, index, field] = name.match(ROW) ?? [];
  const number = rows && form.elements[`${rows}-${index}-id`];
  if (!number) return name;
  if (number.value) return `${rows}/${number.value}/${field}`;
  return `${rows}/+${index - form.elements[`${rows}-INITIAL_FORMS`].value}/${field}`;
}

function lines(text) {
  return text.replace(/\r\n?/g, "\n");
}

/* What the page gave the control; the browser itself may have filled in something else since. */
function beginning(control) {
  if (begun.has(control)) return begun.get(control);
  let value = control.defaultValue;
  if (control.matches("select")) {
    const options = [...control.options];
    value = (options.find((option) => option.defaultSelected) ?? options[0])?.value ?? "";
  } else if (control.matches("input")) {
    // Dates are respelled by the browser.
    const twin = control.cloneNode();
    twin.value = control.defaultValue;
    value = twin.value;
  }
  begun.set(control, lines(value));
  return begun.get(control);
}

class Field {
  constructor(name, controls, form) {
    const [first] = controls;
    const pane = first.closest("fieldset.language")?.querySelector("[data-language]");
    Object.assign(this, { name, controls, first });
    this.key = keyOf(name, form);
    this.language = pane?.dataset.language ?? first.lang;
    this.isTicked = TICKED.includes(first.type);
    this.kind = "text";
    if (first.matches("[data-editor]")) this.kind = "html";
    if (first.matches("[data-slug-of]")) this.kind = "slug";
  }

  get label() {
    const group = this.isTicked && this.controls.length > 1;
    const label = group ? this.first.closest(".form-row")?.querySelector("legend, label") : this.first.labels?.[0];
    const row = this.first.closest(".inline-related")?.querySelector(".inline_label");
    const text = (label?.textContent ?? this.name).replace(/\s+/g, " ").replace(/\s*:\s*$/, "").trim();
    return row ? `${text} (${row.textContent.trim()})` : text;
  }

  read() {
    if (!this.isTicked) return lines(this.first.value);
    return this.controls.filter((one) => one.checked).map((one) => one.value);
  }

  begun() {
    if (!this.isTicked) return beginning(this.first);
    return this.controls.filter((one) => one.defaultChecked).map((one) => one.value);
  }

  /* A list may lack by now what was chosen from it. */
  takes(value) {
    return !this.first.matches("select") || [...this.first.options].some((option) => option.value === value);
  }

  write(value) {
    for (const control of this.controls) {
      if (this.isTicked) control.checked = value.includes(control.value);
      else if (editorOf(control)) editorOf(control).replace(value);
      else control.value = value;
      control.dispatchEvent(new Event("input", { bubbles: true }));
      control.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  /* `value` as people read it. */
  shown(value) {
    if (!this.isTicked) {
      const option = [...(this.first.options ?? [])].find((one) => one.value === value);
      return option ? option.textContent.trim() : value;
    }
    if (this.controls.length === 1) return value.length ? "✓" : "–";
    const chosen = this.controls.filter((one) => value.includes(one.value));
    return chosen.map((one) => one.labels?.[0]?.textContent.trim() ?? one.value).join(", ");
  }
}

export function fieldsOf(form) {
  const named = new Map();
  for (const control of [...form.elements].filter(isTyped)) {
    named.set(control.name, [...(named.get(control.name) ?? []), control]);
  }
  return [...named].map(([name, controls]) => new Field(name, controls, form));
}

/* The form's own "add another" for the new row that `key` speaks of, if there is one. */
export function adder(form, key) {
  const [rows, place] = key.split("/");
  return place?.startsWith("+") ? form.querySelector(`#${CSS.escape(rows)}-group .add-row a`) : null;
}

/* Make a row for each new one that `keys` speak of. */
export function makeRows(form, keys) {
  for (const key of keys) {
    const add = adder(form, key);
    const isThere = () => fieldsOf(form).some((field) => field.key === key);
    for (let tries = 0; add && tries < ROWS && !isThere(); tries += 1) add.click();
  }
}
