/* Sending a picture to the library, and asking what is in it. */

let onTheWay = 0;

/* Whether a picture is being sent just now. */
export function isUploading() {
  return onTheWay > 0;
}

function token() {
  return document.querySelector("[name=csrfmiddlewaretoken]").value;
}

function answerOf(request, words) {
  const isJson = request.getResponseHeader("Content-Type")?.startsWith("application/json");
  if (isJson) return JSON.parse(request.responseText);
  if (request.status === 413) return { error: words.tooLarge };
  // The login page, or a refusal because the session is another one by now.
  return { error: request.status === 200 || request.status === 403 ? words.loggedOut : words.uploadFailed };
}

/* Upload `file`; resolves to { picture, note } or { error }, and never rejects. `onProgress` is
   told how much of it has been sent, from 0 to 1. */
export function upload(file, { uploadUrl, words }, onProgress = () => {}) {
  onTheWay += 1;
  return new Promise((done) => {
    const resolve = (answer) => {
      onTheWay -= 1;
      done(answer);
    };
    const request = new XMLHttpRequest();
    const data = new FormData();
    data.append("file", file, file.name || "picture");
    request.open("POST", uploadUrl);
    request.setRequestHeader("X-CSRFToken", token());
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total ? loaded / total : 0));
    request.addEventListener("load", () => resolve(answerOf(request, words)));
    for (const event of ["error", "abort", "timeout"]) {
      request.addEventListener(event, () => resolve({ error: words.uploadFailed }));
    }
    request.send(data);
  });
}

/* Pictures of the library: { pictures, more }. `parameters` are q and page, or id. */
export async function find({ picturesUrl }, parameters) {
  const response = await fetch(`${picturesUrl}?${new URLSearchParams(parameters)}`, {
    headers: { Accept: "application/json" },
  });
  if (!response.ok || response.redirected) throw new Error(String(response.status));
  return response.json();
}

/* The files of `transfer` (of a drop or a paste) that are pictures. */
export function picturesOf(transfer) {
  return [...(transfer?.files ?? [])].filter((file) => file.type.startsWith("image/"));
}
