/* The dialog in which a picture is chosen from the library, or uploaded to it. */

import { element } from "../editor/dialogs.js";
import { find, picturesOf, upload } from "./upload.js";

const PAUSE = 250;
let count = 0;

/* A line that tells how far an upload is, and then what became of it. */
export function progressLine(words) {
  const bar = element("progress", { max: 1, value: 0, "aria-label": words.uploading });
  const text = element("span", { role: "status" });
  const dom = element("p", { className: "upload-line", hidden: true }, [bar, text]);
  return {
    dom,
    begin(name) {
      dom.hidden = false;
      bar.hidden = false;
      bar.value = 0;
      text.className = "";
      text.textContent = `${words.uploading}: ${name}`;
    },
    progress(part) {
      bar.value = part;
    },
    end(message, isError) {
      bar.hidden = true;
      text.className = isError ? "errornote" : "help";
      text.textContent = message ?? "";
      dom.hidden = !message;
    },
  };
}

/* Upload `file` and tell in `line` how it goes; resolves to the picture, or to null. */
export async function uploadWith(line, file, environment) {
  line.begin(file.name);
  const { picture, note, error } = await upload(file, environment, line.progress);
  line.end(error ?? note, Boolean(error));
  return picture ?? null;
}

class Library {
  constructor(environment, language, choose) {
    const { words } = environment;
    Object.assign(this, { environment, language, choose, page: 1 });
    this.query = element("input", { type: "search", id: `library-${count}`, autocomplete: "off" });
    this.list = element("ul", { className: "library", "aria-live": "polite" });
    this.message = element("p", { className: "help", role: "status" });
    this.more = element("button", { type: "button", className: "button", textContent: words.morePictures, hidden: true });
    this.line = progressLine(words);
    const search = element("div", { className: "editor-row" }, [
      element("label", { htmlFor: this.query.id, textContent: words.searchPictures }),
      this.query,
    ]);
    this.parts = [...this.uploadParts(words), search, this.list, this.message, this.more];
    this.more.addEventListener("click", () => this.load(this.page + 1));
    this.query.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.load(1), PAUSE);
    });
    this.query.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
  }

  uploadParts(words) {
    if (!this.environment.uploadUrl) return [];
    const id = `library-file-${count}`;
    const input = element("input", { type: "file", id, accept: this.environment.accepted });
    input.addEventListener("change", () => this.take(input.files[0]));
    const label = element("label", { htmlFor: id, textContent: words.newPicture });
    const help = element("p", { className: "help", textContent: words.dropHere });
    return [element("div", { className: "editor-row editor-file-row" }, [label, input, help]), this.line.dom];
  }

  async take(file) {
    if (!file) return;
    const picture = await uploadWith(this.line, file, this.environment);
    if (picture) this.choose(picture, this.line.dom.textContent);
  }

  async load(page) {
    const asked = this.query.value;
    try {
      const { pictures, more } = await find(this.environment, { q: asked, page });
      // Answers may come in another order than the questions.
      if (asked !== this.query.value) return;
      this.page = page;
      const items = pictures.map((picture) => this.item(picture));
      if (page === 1) this.list.replaceChildren(...items);
      else this.list.append(...items);
      this.more.hidden = !more;
      this.message.textContent = this.list.children.length ? "" : this.environment.words.noPictures;
    } catch {
      this.message.textContent = this.environment.words.notLoaded;
    }
  }

  item(picture) {
    const shown = picture.words[this.language]?.alt || picture.name;
    const image = element("img", { src: picture.thumbnail, alt: "", loading: "lazy" });
    const button = element("button", { type: "button" }, [image, element("span", { textContent: shown })]);
    button.addEventListener("click", () => this.choose(picture));
    return element("li", {}, [button]);
  }
}

/* Let the author choose a picture; resolves to it as the server describes it, or to null. */
export function choosePicture(environment, language) {
  return new Promise((resolve) => {
    const { words } = environment;
    count += 1;
    const heading = element("h2", { id: `library-title-${count}`, textContent: words.choosePicture });
    const cancel = element("button", { type: "button", className: "button", textContent: words.cancel });
    const dialog = element("dialog", { className: "editor-dialog wide", "aria-labelledby": heading.id });
    let chosen = null;
    const library = new Library(environment, language, (picture) => {
      chosen = picture;
      dialog.close();
    });
    dialog.append(heading, ...library.parts, element("div", { className: "editor-buttons" }, [cancel]));
    cancel.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(chosen);
    });
    dialog.addEventListener("dragover", (event) => event.preventDefault());
    dialog.addEventListener("drop", (event) => {
      event.preventDefault();
      if (environment.uploadUrl) library.take(picturesOf(event.dataTransfer)[0]);
    });
    document.body.append(dialog);
    dialog.showModal();
    library.load(1);
  });
}
