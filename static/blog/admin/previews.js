/* Copying the address of a preview. Without this file it is selected and copied by hand. */

async function copy(text, input) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Browsers give the clipboard to secure pages alone; a site on a machine of one's own is none.
  input.select();
  document.execCommand("copy");
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const input = button.parentElement.querySelector("input");
  const words = button.textContent;
  button.hidden = false;
  // The new words are read out, as the button has the focus.
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    try {
      await copy(button.dataset.copy, input);
    } catch {
      input.select();
      return;
    }
    button.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = words;
    }, 2000);
  });
  input.addEventListener("focus", () => input.select());
}
