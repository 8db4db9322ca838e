// Follow long work: show how far it is as the desk tells it, and go on to what came of it when it is over.
const ASK_EVERY_MS = 3000;

const shown = document.querySelector("[data-follow]");

if (shown) {
  const page = globalThis.location.pathname + globalThis.location.search;
  const goOn = () => globalThis.location.assign(page);
  const stream = new EventSource(`${shown.dataset.follow}/progress`);
  let isHeard = false;

  stream.addEventListener("message", (told) => {
    isHeard = true;
    shown.innerHTML = told.data;
  });
  stream.addEventListener("over", () => {
    stream.close();
    goOn();
  });
  stream.addEventListener("error", () => {
    isHeard = false;
  });

  // Something on the way may hold the stream back: while nothing is heard, ask for the page itself, again and again.
  setInterval(async () => {
    if (isHeard) return;
    let now = null;
    try {
      const answer = await fetch(page);
      if (answer.redirected) return goOn();
      now = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(shown.id);
    } catch {
      // The desk does not answer. What stands here may be old, and says so until it does.
    }
    shown.toggleAttribute("data-stale", now === null);
    if (now === null || isHeard) return;
    if (!("follow" in now.dataset)) return goOn();
    shown.innerHTML = now.innerHTML;
  }, ASK_EVERY_MS);
}
