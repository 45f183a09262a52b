// Keys for what is done often. None is one that browsers or screen readers use.

export function bindShortcuts({ startNew, stop, search }) {
  addEventListener("keydown", (event) => {
    const command = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (command && event.shiftKey && event.key.toLowerCase() === "o") {
      event.preventDefault();
      startNew();
    } else if (command && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      search();
    } else if (event.key === "Escape" && !document.querySelector("dialog[open], .menu")) {
      stop();
    }
  });
}
