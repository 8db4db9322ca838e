// On paper nothing can be unfolded: open everything before printing, and fold it back afterwards.
const folded = () => document.querySelectorAll("details:not([open])");

addEventListener("beforeprint", () => {
  for (const one of folded()) {
    one.open = true;
    one.dataset.unfolded = "";
  }
});
addEventListener("afterprint", () => {
  for (const one of document.querySelectorAll("[data-unfolded]")) {
    one.open = false;
    delete one.dataset.unfolded;
  }
});
