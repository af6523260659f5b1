/* Questions to the author, in the browser's own dialog. */

let count = 0;

export function element(tag, properties = {}, children = []) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    if (name in made && !name.startsWith("aria")) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

function control(field, id) {
  const common = { id, name: field.name, required: field.required, "aria-describedby": field.help && `${id}-help` };
  if (field.type === "select") {
    const options = field.options.map(([value, text]) =>
      element("option", { value, textContent: text, selected: value === field.value }),
    );
    return element("select", common, options);
  }
  if (field.type === "textarea") {
    return element("textarea", { ...common, rows: 3, value: field.value ?? "", lang: field.lang, maxLength: field.maxLength });
  }
  if (field.type === "checkbox") {
    return element("input", { ...common, type: "checkbox", checked: Boolean(field.value) });
  }
  return element("input", {
    ...common,
    type: field.type ?? "text",
    value: field.value ?? "",
    lang: field.lang,
    pattern: field.pattern,
    title: field.pattern && field.help,
    autocomplete: "off",
  });
}

function row(field) {
  count += 1;
  const id = `editor-field-${count}`;
  const label = element("label", { htmlFor: id, textContent: field.label });
  const input = control(field, id);
  const help = field.help ? [element("p", { id: `${id}-help`, className: "help", textContent: field.help })] : [];
  const parts = field.type === "checkbox" ? [input, label, ...help] : [label, input, ...help];
  return { field, input, row: element("div", { className: `editor-row editor-row-${field.type ?? "text"}` }, parts) };
}

function valueOf({ field, input }) {
  return field.type === "checkbox" ? input.checked : input.value.trim();
}

/* Ask for `fields` ({ name, label, type, value, help, required, options, lang }); resolves to their
   values by name, to null when the author thinks better of it, or to { removed: true }. `prepare`
   is given the controls by name, and the dialog, to tie them together. */
export function ask({ title, fields, words, submit, canRemove = false, before = [], prepare }) {
  return new Promise((resolve) => {
    const rows = fields.map(row);
    count += 1;
    const heading = element("h2", { id: `editor-dialog-${count}`, textContent: title });
    const done = element("button", { type: "submit", className: "button default", textContent: submit ?? words.apply });
    const cancel = element("button", { type: "button", className: "button", textContent: words.cancel });
    const remove = element("button", { type: "button", className: "button", textContent: words.remove });
    const buttons = canRemove ? [done, cancel, remove] : [done, cancel];
    const form = element("form", {}, [
      heading,
      ...before,
      ...rows.map((one) => one.row),
      element("div", { className: "editor-buttons" }, buttons),
    ]);
    const dialog = element("dialog", { className: "editor-dialog", "aria-labelledby": heading.id }, [form]);
    // At once, and not when the event comes that tells of it: the next key may be quicker.
    const close = (answer) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      close(Object.fromEntries(rows.map((one) => [one.field.name, valueOf(one)])));
    });
    cancel.addEventListener("click", () => close(null));
    remove.addEventListener("click", () => close({ removed: true }));
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      close(null);
    });
    document.body.append(dialog);
    prepare?.(Object.fromEntries(rows.map((one) => [one.field.name, one.input])), dialog);
    dialog.showModal();
  });
}

/* As `ask`, of the text in `editor`. What is typed next must go there: the focus that a command of
   the editor asks for comes with the next frame only, and a quick typist is quicker. And it must go
   where the author was: a browser that gives the focus back may put the cursor at the beginning,
   which the editor would take for the author's wish. */
export async function askOf(editor, question) {
  let place = editor.state.selection.getBookmark();
  const follow = ({ transaction }) => {
    // A picture that was on its way may have come meanwhile.
    place = place.map(transaction.mapping);
  };
  editor.on("transaction", follow);
  const answer = await ask(question);
  editor.off("transaction", follow);
  const { state, view } = editor;
  const selection = place.resolve(state.doc);
  if (!selection.eq(state.selection)) view.dispatch(state.tr.setSelection(selection));
  view.focus();
  return answer;
}

/* Show `children`; resolves when the author closes them. */
export function show({ title, children, words }) {
  count += 1;
  const heading = element("h2", { id: `editor-dialog-${count}`, textContent: title });
  const close = element("button", { type: "button", className: "button default", textContent: words.close });
  const dialog = element("dialog", { className: "editor-dialog", "aria-labelledby": heading.id }, [
    heading,
    ...children,
    element("div", { className: "editor-buttons" }, [close]),
  ]);
  close.addEventListener("click", () => dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve();
    });
  });
}
