/* The line at the foot of the form: that what is typed is kept, and since when. It is spoken once. */

import { element } from "../editor/dialogs.js";

const HOURS = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

export class Line {
  constructor(form, words) {
    this.words = words;
    this.text = element("p", { className: "kept-line" });
    this.spoken = element("p", { className: "visually-hidden", role: "status" });
    const row = [...form.querySelectorAll(".submit-row")].at(-1) ?? form;
    row.append(this.text, this.spoken);
  }

  kept(at) {
    // Every language here writes the time of day so; browsers know no Azerbaijani.
    const time = new Date(at).toLocaleTimeString("en-GB", HOURS);
    this.text.textContent = this.words.keptAt.replace("{time}", time);
    this.text.classList.remove("kept-failed");
    this.say(this.words.keeps);
  }

  clear() {
    this.text.textContent = "";
  }

  failed() {
    this.text.textContent = this.words.keepsNothing;
    this.text.classList.add("kept-failed");
    this.say(this.words.keepsNothing);
  }

  say(text) {
    if (this.spoken.textContent !== text) this.spoken.textContent = text;
  }
}
