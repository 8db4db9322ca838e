// When the work that an element watches is over, go on to the page that says how it ended.
const watched = document.querySelector("[data-then]");

watched?.addEventListener("over", () => {
  globalThis.location.assign(watched.dataset.then);
});
