/* Who leaves a changed form is asked first; not who saves it. */

export function askBeforeLeaving(form, keeper) {
  let isSaving = false;
  form.addEventListener("input", () => {
    isSaving = false;
  });
  window.addEventListener("pageshow", () => {
    isSaving = false;
  });
  // On the window: by then whoever stops a form from being sent has done so.
  window.addEventListener("submit", (event) => {
    if (event.target !== form || event.defaultPrevented) return;
    keeper.send();
    // A page in another tab, such as the preview, stores nothing.
    isSaving = (event.submitter?.formTarget || form.target || "_self") === "_self" && !event.submitter?.matches("[data-previews]");
  });
  window.addEventListener("beforeunload", (event) => {
    if (isSaving || !keeper.isChanged) return;
    keeper.flush();
    event.preventDefault();
  });
}
