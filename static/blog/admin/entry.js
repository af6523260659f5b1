/* The form of an entry: its languages as tabs (WAI-ARIA Authoring Practices, "Tabs", automatic
   activation), and the address that a title will get. Without this file all languages stand one
   under the other, and the server makes the address. */

import { makeSlug } from "../slug.js";

/* A fieldset may not be a tab's panel (ARIA in HTML), so each gets a box that is. */
function panelAround(fieldset, index) {
  const panel = document.createElement("div");
  panel.role = "tabpanel";
  panel.id = `language-panel-${index}`;
  panel.setAttribute("aria-labelledby", `language-tab-${index}`);
  fieldset.before(panel);
  panel.append(fieldset);
  return panel;
}

function tabOf(panel, index) {
  const tab = document.createElement("button");
  tab.type = "button";
  tab.role = "tab";
  tab.id = `language-tab-${index}`;
  tab.setAttribute("aria-controls", panel.id);
  tab.append(panel.querySelector(".fieldset-heading").firstElementChild.cloneNode(true));
  panel.querySelectorAll(".pane-head .state").forEach((state) => {
    tab.append(" ", state.cloneNode(true));
  });
  return tab;
}

function markErrors(tab, pane, label) {
  if (!pane.querySelector(".errorlist")) return false;
  const mark = document.createElement("span");
  mark.className = "tab-errors";
  mark.textContent = label;
  tab.append(" ", mark);
  return true;
}

function select(tabs, panes, chosen, { focus = false } = {}) {
  tabs.forEach((tab, index) => {
    const isChosen = index === chosen;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    panes[index].hidden = !isChosen;
  });
  if (focus) tabs[chosen].focus();
  sessionStorage.setItem(memoryKey(), panes[chosen].querySelector(".pane-head").dataset.language);
}

function memoryKey() {
  return `entry-language ${location.pathname}`;
}

function move(event, tabs, panes) {
  const current = tabs.indexOf(document.activeElement);
  const last = tabs.length - 1;
  const targets = {
    ArrowRight: current === last ? 0 : current + 1,
    ArrowLeft: current === 0 ? last : current - 1,
    Home: 0,
    End: last,
  };
  if (current < 0 || !(event.key in targets)) return;
  event.preventDefault();
  select(tabs, panes, targets[event.key], { focus: true });
}

/* The pane that the address names (…/change/#language-az: a mail leads there), or -1. It is asked for
   once: after the form was saved, or loaded again, the tab is the one seen last. */
function takeAsked(panes) {
  const target = document.getElementById(location.hash.slice(1));
  const asked = panes.findIndex((pane) => pane.contains(target));
  if (asked >= 0) history.replaceState(history.state, "", location.pathname + location.search);
  return asked;
}

/* The first with an error, else the one asked for, else the one seen last, else the first that this
   person may write. */
function firstPane(panes, withErrors) {
  const asked = takeAsked(panes);
  if (withErrors.length) return withErrors[0];
  const remembered = sessionStorage.getItem(memoryKey());
  const seen = panes.findIndex(
    (pane) => pane.querySelector(".pane-head").dataset.language === remembered,
  );
  const writable = panes.findIndex((pane) => pane.querySelector("textarea"));
  return [asked, seen, writable, 0].find((index) => index >= 0);
}

function makeTabs(box) {
  const panes = [...box.querySelectorAll("fieldset.language")].map(panelAround);
  const list = document.createElement("div");
  list.role = "tablist";
  list.setAttribute("aria-label", box.dataset.tabsLabel);
  const tabs = panes.map(tabOf);
  const withErrors = panes.flatMap((pane, index) =>
    markErrors(tabs[index], pane, box.dataset.errorLabel) ? [index] : [],
  );
  panes.forEach((pane, index) => {
    tabs[index].addEventListener("click", () => select(tabs, panes, index));
  });
  list.append(...tabs);
  list.addEventListener("keydown", (event) => move(event, tabs, panes));
  box.prepend(list);
  box.classList.add("with-tabs");
  select(tabs, panes, firstPane(panes, withErrors));
  window.addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    const asked = takeAsked(panes);
    if (asked < 0 || !panes[asked].hidden) return;
    select(tabs, panes, asked);
    target.scrollIntoView();
  });
}

/* An address follows its title until somebody typed one, or the page has been saved with one. */
function followTitle(input, table) {
  const title = document.getElementById(`id_${input.dataset.slugOf}`);
  if (!title || input.value) return;
  let isTyped = false;
  const length = Number(input.dataset.slugLength);
  input.addEventListener("input", () => {
    isTyped = input.value !== "";
  });
  title.addEventListener("input", () => {
    if (!isTyped) input.placeholder = makeSlug(title.value, table, length);
  });
}

const box = document.getElementById("entry-languages");
if (box?.querySelector("fieldset.language")) makeTabs(box);

const table = document.getElementById("slug-table");
if (table) {
  const rules = JSON.parse(table.textContent);
  document.querySelectorAll("input[data-slug-of]").forEach((input) => followTitle(input, rules));
}
