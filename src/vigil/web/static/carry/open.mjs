// Before a link is opened: whose events may be sent is asked anew, since it may be another unit's round.
import { change } from "./kept.mjs";

const form = document.querySelector("form");

form.addEventListener("submit", async (sent) => {
  sent.preventDefault();
  for (const name of ["whose", "handedBack", "state"]) await change(name, () => undefined);
  form.submit();
});
