/* The keys of the page. */

/* `actions`: confirm, stillRight, move (by one, or minus one), copy, mark (place), help. */
export function listen(actions) {
  const withAlt = {
    ArrowDown: () => actions.move(1),
    ArrowUp: () => actions.move(-1),
    KeyC: actions.copy,
    KeyH: actions.help,
  };
  document.addEventListener("keydown", (event) => {
    const action = chosen(event);
    if (!action) return;
    event.preventDefault();
    action();
  });

  function chosen({ key, code, altKey, ctrlKey, metaKey, shiftKey, isComposing, target }) {
    if (isComposing) return null;
    if (key === "Enter" && (ctrlKey || metaKey)) {
      // In the field of a comment it sends that.
      const form = target.closest?.("form:not(.row-target)");
      if (form) return () => form.requestSubmit();
      return shiftKey ? actions.stillRight : actions.confirm;
    }
    if (!altKey || ctrlKey || metaKey || shiftKey) return null;
    // By the place of the key: with Alt some keyboards type other letters.
    if (/^Digit[1-9]$/.test(code)) return () => actions.mark(Number(code.at(-1)) - 1);
    return withAlt[code] ?? null;
  }
}
