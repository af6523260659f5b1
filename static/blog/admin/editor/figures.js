/* Pictures: in a line of text, or in a figure with a caption. A picture of the site is told by its
   number (`picture:12`); readers get its renditions. */

import { Node } from "../../../django_prose_editor/editor.js";

const REFERENCE = /^picture:(\d+)$/;

function imageAttributes(rules) {
  return Object.fromEntries(rules.attributes.img.map((name) => [name, { default: null }]));
}

function addressOf(source, environment) {
  const number = REFERENCE.exec(source ?? "");
  return number ? environment.pictureUrl.replace("/0/", `/${number[1]}/`) : (source ?? "");
}

/* The <img> of the editor shows the picture itself; what is stored keeps the reference. */
function imageView(environment) {
  return ({ node }) => {
    const dom = document.createElement("img");
    const show = ({ attrs }) => {
      dom.src = addressOf(attrs.src, environment);
      dom.alt = attrs.alt ?? "";
      dom.className = !attrs.alt && attrs.role !== "presentation" ? "without-words" : "";
    };
    show(node);
    return {
      dom,
      update(updated) {
        if (updated.type !== node.type) return false;
        show(updated);
        return true;
      },
    };
  };
}

function image(name, group, rules, environment, parseRule) {
  return Node.create({
    name,
    group,
    inline: group === "inline",
    atom: true,
    draggable: true,
    addAttributes: () => imageAttributes(rules),
    parseHTML: () => [{ tag: "img[src]", ...parseRule }],
    renderHTML: ({ HTMLAttributes }) => ["img", HTMLAttributes],
    addNodeView: () => imageView(environment),
  });
}

const Figure = Node.create({
  name: "figure",
  group: "block",
  content: "figcaption? (figureImage | block)+ figcaption?",
  draggable: true,
  isolating: true,
  defining: true,
  parseHTML: () => [{ tag: "figure" }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, 0],
});

const Caption = Node.create({
  name: "figcaption",
  content: "inline*",
  defining: true,
  parseHTML: () => [{ tag: "figcaption" }],
  renderHTML: ({ HTMLAttributes }) => ["figcaption", HTMLAttributes, 0],
  addKeyboardShortcuts() {
    // Enter in a caption goes on with the text under the figure.
    return {
      Enter: () => {
        const { $from } = this.editor.state.selection;
        if ($from.parent.type.name !== "figcaption") return false;
        const after = $from.after(-1);
        return this.editor
          .chain()
          .insertContentAt(after, { type: "paragraph" })
          .focus(after + 1)
          .run();
      },
    };
  },
});

export function figureNodes(rules, environment) {
  if (!rules.tags.includes("img")) return [];
  const inFigure = image("figureImage", "", rules, environment, { context: "figure/", priority: 60 });
  const inLine = image("image", "inline", rules, environment, {});
  return rules.tags.includes("figure") ? [Figure, inFigure, Caption, inLine] : [inLine];
}

/* The picture that is selected, or that of the figure around the cursor: { node, position }. */
export function currentPicture(editor) {
  const { selection } = editor.state;
  if (isImage(selection.node)) return { node: selection.node, position: selection.from };
  const figure = selection.node?.type.name === "figure" ? selection.node : null;
  if (figure) return imageIn(figure, selection.from);
  const { $from } = selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name === "figure") {
      return imageIn($from.node(depth), $from.before(depth));
    }
  }
  return null;
}

function isImage(node) {
  return ["image", "figureImage"].includes(node?.type.name);
}

function imageIn(figure, position) {
  let found = null;
  figure.forEach((child, offset) => {
    if (!found && isImage(child)) found = { node: child, position: position + 1 + offset };
  });
  return found;
}

/* Put a picture with its words into the text: in the place of an empty paragraph, else after the
   block that the cursor is in. The cursor goes on below it. */
export function insertFigure(editor, { picture, alt, isDecorative, caption }) {
  const attrs = { src: `picture:${picture.id}`, alt, role: isDecorative ? "presentation" : null };
  const content = [{ type: "figureImage", attrs }];
  if (caption) content.push(captionNode(caption));
  const { $to } = editor.state.selection;
  const isInText = $to.depth > 0;
  const isEmpty = isInText && $to.parent.type.name === "paragraph" && $to.parent.content.size === 0;
  const end = isInText ? $to.after() : $to.pos;
  const place = isEmpty ? { from: $to.before(), to: end } : end;
  const figure = { type: "figure", content };
  editor.chain().insertContentAt(place, [figure, { type: "paragraph" }]).run();
  const size = editor.schema.nodeFromJSON(figure).nodeSize;
  return editor.commands.focus((isEmpty ? place.from : end) + size + 1);
}

function captionNode(text) {
  return { type: "figcaption", content: [{ type: "text", text }] };
}

/* The words under the picture at `position`: "" when there are none, null when it is in no figure. */
export function captionOf(editor, position) {
  const figure = editor.state.doc.resolve(position).parent;
  if (figure.type.name !== "figure") return null;
  let text = "";
  figure.forEach((child) => {
    if (child.type.name === "figcaption") text = child.textContent;
  });
  return text;
}

/* Give the picture at `position` other attributes, and its figure another caption if one is given. */
export function rewriteFigure(editor, position, { attrs, caption }) {
  const { tr, schema, doc } = editor.state;
  tr.setNodeMarkup(position, null, attrs);
  if (caption !== undefined) {
    const place = doc.resolve(position);
    const present = [];
    place.parent.forEach((child, offset) => {
      if (child.type.name === "figcaption") present.push([place.start() + offset, child.nodeSize]);
    });
    const [from, size] = present[0] ?? [place.end(), 0];
    tr.replaceWith(from, from + size, caption ? [schema.nodeFromJSON(captionNode(caption))] : []);
  }
  editor.view.dispatch(tr);
  return editor.commands.focus();
}
