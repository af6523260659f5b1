/* Two versions of a text: choosing one puts it into the form's own field, and writing in the field
   chooses "by hand". Without this file the server does what was chosen, when the form is saved. */

import { editorOf } from "./editor/registry.js";

const data = document.getElementById("merge-values");

function fieldOf(column) {
  return document.getElementById(`id_${column}`);
}

/* Tags are several boxes of one name. */
function boxesOf(form, column) {
  return [...form.querySelectorAll(`input[type=checkbox][name="${CSS.escape(column)}"]`)];
}

function put(form, column, value) {
  const boxes = boxesOf(form, column);
  const field = fieldOf(column);
  if (boxes.length) {
    const chosen = Array.isArray(value) ? value : value ? [value] : [];
    for (const box of boxes) box.checked = chosen.includes(box.value);
  } else if (field && editorOf(field)) {
    editorOf(field).replace(value);
  } else if (field) {
    field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function openTab(element) {
  const panel = element?.closest("[role=tabpanel]");
  if (panel) document.querySelector(`[aria-controls="${panel.id}"]`)?.click();
}

/* The field may stand in the tab of another language. */
function goTo(column) {
  const field = fieldOf(column);
  openTab(field);
  field?.scrollIntoView({ block: "center" });
  field?.focus();
}

function follow(form, column, versions) {
  const answers = [...form.querySelectorAll(`[name="merge_${CSS.escape(column)}"]`)];
  const hand = answers.find((one) => one.value === "hand");
  let isOurs = false;
  for (const answer of answers) {
    answer.addEventListener("change", () => {
      if (!(answer.value in versions)) return;
      isOurs = true;
      put(form, column, versions[answer.value]);
      isOurs = false;
    });
  }
  const target = boxesOf(form, column).length ? boxesOf(form, column) : [fieldOf(column)];
  for (const field of target.filter(Boolean)) {
    for (const kind of ["input", "change"]) {
      field.addEventListener(kind, () => {
        if (!isOurs && hand) hand.checked = true;
      });
    }
  }
}

if (data) {
  const form = data.closest("form");
  for (const [column, versions] of Object.entries(JSON.parse(data.textContent))) {
    follow(form, column, versions);
  }
  for (const link of form.querySelectorAll("[data-merge-field]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const hand = form.querySelector(`[name="merge_${CSS.escape(link.dataset.mergeField)}"][value=hand]`);
      if (hand) hand.checked = true;
      goTo(link.dataset.mergeField);
    });
  }
  const [first] = form.querySelectorAll(".merge-part:not([data-language=''])");
  if (first) openTab(form.querySelector(`.pane-head[data-language="${first.dataset.language}"]`));
  document.getElementById("merge").focus();
}
