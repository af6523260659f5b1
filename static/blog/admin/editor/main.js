/* The editor of an entry's text, one for each language. The text area below it is what is sent:
   it is rewritten only when something was changed, and stays in reach as the source. */

import { Editor, Extension, pm } from "../../../django_prose_editor/editor.js";
import { isUploading } from "../pictures/upload.js";
import { element, show } from "./dialogs.js";
import { forEditor, fromEditor } from "./html.js";
import { cleanPasted, parsePlain } from "./paste.js";
import { editPicture, insertPicture, pictureUploads } from "./pictures.js";
import { register } from "./registry.js";
import { extensionsFor } from "./schema.js";
import { Status, Suggestions } from "./status.js";
import { Toolbar } from "./toolbar.js";

const PAUSE = 400;

function languageOptions(languages) {
  return (present, none) => {
    const known = present && !languages.some(([code]) => code === present) ? [[present, present]] : [];
    return [["", none ?? "—"], ...languages, ...known];
  };
}

function makeEnvironment(data) {
  const names = new Map(data.languages);
  return {
    ...data,
    languageOptions: languageOptions(data.languages),
    languageName: (code) => names.get(code) ?? code,
  };
}

class TextEditor {
  constructor(textarea, data) {
    this.textarea = textarea;
    this.environment = {
      ...makeEnvironment(data),
      language: textarea.lang,
      insertPicture: (editor) => insertPicture(editor, this.environment),
      editPicture: (editor, picture) => editPicture(editor, this.environment, picture),
      showSource: () => this.showSource(),
    };
    this.box = element("div", { className: "editor" });
    this.surface = element("div", { className: "editor-surface" });
    textarea.before(this.box);
    this.editor = this.makeEditor(data);
    this.toolbar = new Toolbar(this.editor, this.environment);
    this.status = new Status(this.editor, {
      words: data.words,
      facts: { language: textarea.lang, quotes: data.quotes[textarea.lang] },
      wordsPerMinute: data.wordsPerMinute,
    });
    this.back = element("button", { type: "button", className: "button editor-back", textContent: data.words.backFromSource, hidden: true });
    this.back.addEventListener("click", () => this.leaveSource());
    this.box.append(this.toolbar.dom, this.surface, this.status.dom);
    textarea.after(this.back);
    this.begin();
    this.listen();
  }

  makeEditor(data) {
    const { rules, words } = data;
    const label = `${this.textarea.labels[0]?.textContent.replace(/:\s*$/, "") ?? ""}, ${this.environment.languageName(this.textarea.lang)}`;
    const Ours = Extension.create({
      name: "ours",
      transformPastedHTML: (html) => cleanPasted(html, rules),
      addKeyboardShortcuts: () => ({
        "Mod-k": () => this.press("link"),
        "Alt-F10": () => this.toolbar.focus() ?? true,
      }),
    });
    return new Editor({
      element: this.surface,
      // Its one style is in editor.css: the policy lets no page make styles.
      injectCSS: false,
      extensions: [
        ...extensionsFor(rules, this.environment, words.placeholder),
        Suggestions,
        pictureUploads(this.environment),
        Ours,
      ],
      content: forEditor(this.textarea.value),
      editorProps: {
        clipboardTextParser: (text, context, plain, view) => parsePlain(text, context, view.state.schema),
        attributes: {
          class: "editor-text",
          role: "textbox",
          "aria-multiline": "true",
          "aria-label": label,
          lang: this.textarea.lang,
          dir: this.textarea.dir,
          spellcheck: "true",
        },
      },
    });
  }

  press(tool) {
    this.toolbar.bar.querySelector(`[data-tool="${tool}"]`).click();
    return true;
  }

  /* What was stored is sent back as it was, unless it was changed. */
  begin() {
    this.stored = this.textarea.value;
    this.unchanged = fromEditor(this.editor);
    this.isSource = false;
    this.textarea.classList.add("editor-hidden");
    this.textarea.tabIndex = -1;
  }

  listen() {
    this.editor.on("update", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.write(), PAUSE);
      // As any field says that it is written in; the text area itself follows in a moment.
      this.textarea.dispatchEvent(new Event("input", { bubbles: true }));
    });
    this.editor.on("blur", () => this.write());
    this.textarea.form.addEventListener("submit", () => this.write(), { capture: true });
    // The label and the links of the panel lead to the text area.
    this.textarea.addEventListener("focus", () => {
      if (!this.isSource) this.editor.commands.focus();
    });
  }

  write() {
    if (this.isSource) return;
    const now = fromEditor(this.editor);
    this.textarea.value = now === this.unchanged ? this.stored : now;
  }

  showSource() {
    this.write();
    this.shown = this.textarea.value;
    this.isSource = true;
    this.box.hidden = true;
    this.back.hidden = false;
    this.textarea.classList.remove("editor-hidden");
    this.textarea.removeAttribute("tabindex");
    this.textarea.focus();
  }

  /* Put `html` in the place of the text, as one step to undo. */
  replace(html) {
    this.textarea.value = html;
    if (this.isSource) return;
    this.fill();
    this.begin();
  }

  fill() {
    // What was typed just before is another step to undo.
    this.editor.view.dispatch(pm.history.closeHistory(this.editor.state.tr));
    this.editor.commands.setContent(forEditor(this.textarea.value));
  }

  leaveSource() {
    if (this.textarea.value !== this.shown) this.fill();
    this.box.hidden = false;
    this.back.hidden = true;
    this.begin();
    this.editor.commands.focus();
  }
}

/* Saving now would lose the picture that is on its way. */
function waitForUploads(form, words) {
  form.addEventListener("submit", (event) => {
    if (!isUploading()) return;
    event.preventDefault();
    show({ title: words.uploading, words, children: [element("p", { textContent: words.stillUploading })] });
  });
}

const data = document.getElementById("editor-data");
if (data) {
  const shared = JSON.parse(data.textContent);
  waitForUploads(data.closest("form"), shared.words);
  for (const textarea of document.querySelectorAll("textarea[data-editor]")) {
    try {
      register(textarea, new TextEditor(textarea, shared));
    } catch (error) {
      // A text that the editor cannot hold is written in the text area, as without scripts.
      if (textarea.previousElementSibling?.matches(".editor")) textarea.previousElementSibling.remove();
      textarea.classList.remove("editor-hidden");
      console.error(error);
    }
  }
}
