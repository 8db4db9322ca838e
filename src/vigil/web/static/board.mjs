// Keep the board as it is now: shown as the desk tells it, and marked as old while the desk does not answer.
const ASK_EVERY_MS = 10_000;

const shown = document.querySelector("[data-board]");

if (shown) {
  let isHeard = false;
  const stream = new EventSource(shown.dataset.board);

  // Whoever reads keeps what they had unfolded and, with a keyboard, the place they were at.
  const put = (html) => {
    const held = shown.contains(document.activeElement) ? document.activeElement.id : "";
    const unfolded = [...shown.querySelectorAll("details[open]")].map((one) => one.id);
    shown.innerHTML = html;
    for (const id of unfolded) document.getElementById(id)?.toggleAttribute("open", true);
    shown.removeAttribute("data-stale");
    if (held) document.getElementById(held)?.focus({ preventScroll: true });
  };

  stream.addEventListener("message", (told) => {
    isHeard = true;
    put(told.data);
  });
  stream.addEventListener("error", () => {
    isHeard = false;
  });

  // Something on the way may hold the stream back: while nothing is heard, ask for the page itself.
  setInterval(async () => {
    if (isHeard) return;
    try {
      const answer = await fetch(globalThis.location.href);
      const now = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(shown.id);
      if (!answer.ok || !now) throw new Error("no board");
      put(now.innerHTML);
    } catch {
      shown.toggleAttribute("data-stale", true);
    }
  }, ASK_EVERY_MS);
}
