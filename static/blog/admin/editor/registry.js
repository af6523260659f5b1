/* The editor over a text area, for scripts that have nothing else to do with editors. */

const editors = new WeakMap();

export function register(textarea, editor) {
  editors.set(textarea, editor);
}

/* Its `write()` brings the text area up to date; `replace(html)` puts another text into both. */
export function editorOf(textarea) {
  return editors.get(textarea);
}
