/* Asking the server. Whatever happens is an answer: nothing is thrown at whoever asks. */

/* Of the cookie: whoever logged in anew in another window has another token. */
function token() {
  const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return found ? found[1] : document.querySelector("[name=csrfmiddlewaretoken]").value;
}

/* `kind` is "done" or "refused" (both with `data`), "loggedOut", "noAnswer", or "failed" (with `status`). */
export async function send(url, fields) {
  let response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": token() },
      body: new URLSearchParams(fields),
      credentials: "same-origin",
      redirect: "manual",
    });
  } catch {
    return { kind: "noAnswer" };
  }
  if (response.type === "opaqueredirect") return { kind: "loggedOut" };
  const { status } = response;
  try {
    return { kind: response.ok ? "done" : "refused", status, data: await response.json() };
  } catch {
    // An error page, of this server or of one before it.
    return { kind: status >= 502 ? "noAnswer" : "failed", status };
  }
}
