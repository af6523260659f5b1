/* Pictures of a text: chosen, uploaded, dropped or pasted; and what is said of them. */

import { Extension, pm } from "../../../django_prose_editor/editor.js";
import { choosePicture } from "../pictures/library.js";
import { find, picturesOf, upload } from "../pictures/upload.js";
import { askOf, element, show } from "./dialogs.js";
import { captionOf, insertFigure, rewriteFigure } from "./figures.js";

const REFERENCE = /^picture:(\d+)$/;
const waiting = new pm.state.PluginKey("uploads");

/* Ask for the words of a picture; resolves to { alt, isDecorative, caption }, null or { removed }. */
function askForWords(editor, environment, { title, image, known, language, note }) {
  const { words } = environment;
  const before = [element("img", { className: "words-of", src: image, alt: "" })];
  if (note) before.push(element("p", { className: "help", textContent: note }));
  return askOf(editor, {
    title,
    words,
    before,
    submit: words.insert,
    ...known.dialog,
    fields: [
      { name: "alt", label: words.alt, help: words.altHelp, value: known.alt, lang: language, type: "textarea", maxLength: 250 },
      { name: "isDecorative", label: words.decorative, help: words.decorativeHelp, value: known.isDecorative, type: "checkbox" },
      ...(known.withCaption ? [{ name: "caption", label: words.caption, help: words.captionHelp, value: known.caption, lang: language, type: "textarea" }] : []),
    ],
    prepare: ({ alt, isDecorative }) => {
      const check = () => {
        alt.disabled = isDecorative.checked;
        alt.setCustomValidity(isDecorative.checked || alt.value.trim() ? "" : words.noAlt);
      };
      alt.addEventListener("input", check);
      isDecorative.addEventListener("change", check);
      check();
    },
  });
}

async function insertWithWords(editor, environment, picture, note) {
  const { language, words } = environment;
  const known = picture.words[language] ?? {};
  const answer = await askForWords(editor, environment, {
    title: words.picture,
    image: picture.thumbnail,
    known: { alt: known.alt, caption: known.caption, withCaption: true },
    language,
    note,
  });
  if (!answer) return editor.commands.focus();
  const alt = answer.isDecorative ? "" : answer.alt;
  return insertFigure(editor, { picture, alt, isDecorative: answer.isDecorative, caption: answer.caption });
}

/* Let the author choose or upload a picture, and put it where the cursor is. */
export async function insertPicture(editor, environment) {
  const picture = await choosePicture(environment, environment.language);
  if (!picture) return editor.commands.focus();
  return insertWithWords(editor, environment, picture);
}

/* Change what is said of the picture at `position`. */
export async function editPicture(editor, environment, { node, position }) {
  const { words, language } = environment;
  const caption = captionOf(editor, position);
  const answer = await askForWords(editor, environment, {
    title: words.editPicture,
    image: await thumbnailOf(node.attrs.src, environment),
    known: {
      alt: node.attrs.alt,
      isDecorative: node.attrs.role === "presentation",
      caption: caption ?? "",
      withCaption: caption !== null,
      dialog: { submit: words.apply },
    },
    language,
  });
  if (!answer) return editor.commands.focus();
  return rewriteFigure(editor, position, {
    attrs: {
      ...node.attrs,
      alt: answer.isDecorative ? "" : answer.alt,
      role: answer.isDecorative ? "presentation" : null,
    },
    // The words as they were, marks and all, where nothing was changed.
    caption: answer.caption === caption ? undefined : answer.caption,
  });
}

async function thumbnailOf(source, environment) {
  const number = REFERENCE.exec(source ?? "");
  if (!number) return source;
  const { pictures } = await find(environment, { id: number[1] }).catch(() => ({ pictures: [] }));
  return pictures[0]?.thumbnail ?? "";
}

/* Stands where a picture is going to be while it is on its way. */
function placeholder(file, words) {
  const bar = element("progress", { max: 1, value: 0, "aria-label": `${words.uploading}: ${file.name}` });
  const name = element("span", { textContent: `${words.uploading}: ${file.name}` });
  return { bar, dom: element("span", { className: "uploading", contentEditable: "false" }, [bar, name]) };
}

async function uploadHere(view, editor, environment, file) {
  const { words } = environment;
  const key = {};
  const { bar, dom } = placeholder(file, words);
  view.dispatch(view.state.tr.setMeta(waiting, { add: key, dom, at: view.state.selection.to }));
  const answer = await upload(file, environment, (part) => {
    bar.value = part;
  });
  if (editor.isDestroyed) return;
  const place = waiting.getState(editor.state).find(undefined, undefined, (spec) => spec.key === key)[0];
  view.dispatch(view.state.tr.setMeta(waiting, { remove: key }));
  if (answer.error) {
    show({ title: file.name, words, children: [element("p", { textContent: answer.error })] });
    return;
  }
  if (place) editor.commands.setTextSelection(place.from);
  await insertWithWords(editor, environment, answer.picture, answer.note);
}

async function takeFiles(view, editor, environment, files) {
  // One after the other: each asks for its words.
  for (const file of files) await uploadHere(view, editor, environment, file);
}

/* Pictures that are dropped or pasted are uploaded; until they are there, a bar stands in their place. */
export function pictureUploads(environment) {
  const { DecorationSet, Decoration } = pm.view;
  return Extension.create({
    name: "pictureUploads",
    addProseMirrorPlugins() {
      const { editor } = this;
      const take = (view, event, transfer) => {
        const files = picturesOf(transfer);
        // Word and Excel put a picture of the text beside the text: the text is meant.
        if (!files.length || transfer.getData("text/html") || !environment.uploadUrl) return false;
        event.preventDefault();
        takeFiles(view, editor, environment, files);
        return true;
      };
      return [
        new pm.state.Plugin({
          key: waiting,
          state: {
            init: () => DecorationSet.empty,
            apply(tr, set) {
              const mapped = set.map(tr.mapping, tr.doc);
              const { add, dom, at, remove } = tr.getMeta(waiting) ?? {};
              if (add) return mapped.add(tr.doc, [Decoration.widget(at, dom, { key: add, side: 1 })]);
              if (remove) return mapped.remove(mapped.find(undefined, undefined, (spec) => spec.key === remove));
              return mapped;
            },
          },
          props: {
            decorations: (state) => waiting.getState(state),
            handlePaste: (view, event) => take(view, event, event.clipboardData),
            handleDrop(view, event, _slice, isMoved) {
              if (isMoved) return false;
              const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
              if (place && picturesOf(event.dataTransfer).length) editor.commands.setTextSelection(place.pos);
              return take(view, event, event.dataTransfer);
            },
          },
        }),
      ];
    },
  });
}
