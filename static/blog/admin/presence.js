/* Tells the server that this form is open, and its person who else has it open, and what was saved
   meanwhile. Without this file that is told when the page is loaded. */

const box = document.getElementById("others");
const form = box?.closest("form");
let isSending = false;
let timer;

/* Of the cookie: whoever logged in anew in another tab has another token. */
function token() {
  const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return found ? found[1] : form.elements.csrfmiddlewaretoken.value;
}

function tell(fields, options = {}) {
  return fetch(box.dataset.url, {
    method: "POST",
    headers: { "X-CSRFToken": token() },
    body: new URLSearchParams(fields),
    credentials: "same-origin",
    redirect: "manual",
    ...options,
  });
}

/* A live region is read out when it changes; so it changes only when there is something new. */
function show(sentences) {
  const shown = [...box.children].map((paragraph) => paragraph.textContent);
  if (JSON.stringify(shown) === JSON.stringify(sentences)) return;
  box.replaceChildren(
    ...sentences.map((sentence) => {
      const paragraph = document.createElement("p");
      paragraph.textContent = sentence;
      return paragraph;
    }),
  );
}

async function beat() {
  try {
    const answer = await tell({ based_on: form.elements.based_on?.value ?? "" });
    if (answer.type === "opaqueredirect") show([box.dataset.loggedOut]);
    else if (answer.ok) show((await answer.json()).notices);
  } catch {
    // No network: the next beat may get through.
  }
}

function begin() {
  isSending = false;
  clearInterval(timer);
  timer = setInterval(beat, Number(box.dataset.every) * 1000);
}

if (box) {
  begin();
  // A page that comes back out of the browser's memory has missed something.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    begin();
    beat();
  });
  form.addEventListener("submit", () => {
    isSending = true;
  });
  window.addEventListener("pagehide", () => {
    clearInterval(timer);
    // The page that is coming has noted its own presence by the time this would arrive.
    if (!isSending) tell({ leave: "1" }, { keepalive: true }).catch(() => {});
  });
}
