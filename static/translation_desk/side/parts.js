/* Parts of the page that the server makes anew. They are its own templates, which escape what people wrote. */

export function swap(part, html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  part.replaceChildren(...body.childNodes);
}

export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export function button(words, onClick, className = "") {
  const made = element("button", { type: "button", className }, words);
  made.addEventListener("click", onClick);
  return made;
}
