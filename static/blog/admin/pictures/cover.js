/* The cover of an entry: the picture itself in the place of its number, chosen from the library,
   uploaded, or dropped here. Without this file the number and a plain upload do the same. */

import { element } from "../editor/dialogs.js";
import { choosePicture, progressLine, uploadWith } from "./library.js";
import { find, picturesOf } from "./upload.js";

class Cover {
  constructor(input, environment) {
    const { words } = environment;
    Object.assign(this, { input, environment });
    this.image = element("img", { alt: "" });
    this.name = element("p", { className: "help" });
    this.choose = element("button", { type: "button", className: "button", textContent: words.choosePicture });
    this.remove = element("button", { type: "button", className: "button", textContent: words.removePicture });
    this.line = progressLine(words);
    const buttons = element("div", { className: "editor-buttons" }, [this.choose, this.remove]);
    const help = element("p", { className: "help", textContent: environment.uploadUrl ? words.dropHere : "" });
    this.box = element("div", { className: "cover-box" }, [this.image, this.name, this.line.dom, buttons, help]);
    input.after(this.box);
    // The link of a question in the panel leads to the field.
    input.addEventListener("focus", () => this.choose.focus());
    input.addEventListener("change", () => this.follow());
    input.classList.add("editor-hidden");
    input.tabIndex = -1;
    document.querySelector(".field-cover_file")?.setAttribute("hidden", "");
    this.choose.addEventListener("click", () => this.open());
    this.remove.addEventListener("click", () => this.show(null));
    this.listenForFiles();
    const { thumbnail, name } = input.dataset;
    this.shown = input.value;
    this.draw(thumbnail ? { thumbnail, name } : null);
  }

  /* Another script has put a number in. */
  async follow() {
    const { value } = this.input;
    if (value === this.shown) return;
    this.shown = value;
    let picture = null;
    try {
      if (value) [picture = null] = (await find(this.environment, { id: value })).pictures;
    } catch {
      this.line.end(this.environment.words.notLoaded, true);
    }
    if (this.shown === value) this.draw(picture);
  }

  listenForFiles() {
    this.box.addEventListener("dragover", (event) => event.preventDefault());
    this.box.addEventListener("drop", (event) => this.take(event, event.dataTransfer));
    this.box.addEventListener("paste", (event) => this.take(event, event.clipboardData));
  }

  async take(event, transfer) {
    const [file] = picturesOf(transfer);
    event.preventDefault();
    if (!file || !this.environment.uploadUrl) return;
    const picture = await uploadWith(this.line, file, this.environment);
    if (picture) this.show(picture);
  }

  async open() {
    const picture = await choosePicture(this.environment, document.documentElement.lang);
    if (picture) this.show(picture);
    this.choose.focus();
  }

  show(picture) {
    this.input.value = picture ? picture.id : "";
    this.shown = this.input.value;
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    this.draw(picture);
    if (picture) this.propose(picture.words);
  }

  draw(picture) {
    const { words } = this.environment;
    this.image.hidden = !picture;
    if (picture) this.image.src = picture.thumbnail;
    this.name.textContent = picture ? picture.name : words.noCover;
    this.choose.textContent = picture ? words.otherPicture : words.choosePicture;
    this.remove.hidden = !picture;
  }

  /* What the library knows to say of the picture goes where nothing is said yet. */
  propose(words) {
    for (const [language, { alt, caption }] of Object.entries(words)) {
      for (const [name, text] of [["cover_alt", alt], ["cover_caption", caption]]) {
        const field = document.getElementById(`id_${name}_${language}`);
        if (field && !field.value) field.value = text;
      }
    }
  }
}

const input = document.querySelector("input[data-picture]");
const data = document.getElementById("editor-data");
if (input && data) new Cover(input, JSON.parse(data.textContent));
