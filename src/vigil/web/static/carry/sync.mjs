// Talking with the desk: send what was said, in order and once; then fetch the round as it is now.
// Whatever goes wrong on the way, an event leaves the phone's outbox only when the desk has answered for it.

import { change, newId, read, readAll, settle, takeBatch, wipeAll, wipeRound, write } from "./kept.mjs";
import { afterEvents, seenOf, strandedOf } from "./step.mjs";

const MOST_AT_ONCE = 20;
const WAITS_MS = 20_000;
const SMALL = 60_000; // what browsers still send for a page that is closed meanwhile

class NoSignal extends Error {}

class NotCarrying extends Error {}

class WaitFirst extends Error {
  constructor(seconds) {
    super("too often");
    this.seconds = seconds;
  }
}

/** Give how an attempt went: "sent", "held", "gone", "no-signal" or "wait", and for how many seconds to wait. */
export async function sync() {
  return alone(async () => {
    try {
      if (await read("handedBack")) return { went: await sayHandedBack() };
      // Until another link is opened there is nothing to ask for.
      if ((await read("state"))?.name === "handed-back") return { went: "gone" };
      // Before the first round is here it is not known whose events may be sent: it may be another unit's phone now.
      if (!(await read("whose"))) await fetchRound();
      await sendAll();
      await fetchRound();
      return { went: "sent" };
    } catch (problem) {
      if (problem instanceof NotCarrying) {
        await wipeRound({ name: "gone" });
        return { went: "gone" };
      }
      if (problem instanceof WaitFirst) return { went: "wait", seconds: problem.seconds };
      if (problem instanceof NoSignal) return { went: "no-signal" };
      throw problem;
    }
  });
}

/** Let one page or worker of this phone talk at a time. */
const alone = (work) => (navigator.locks ? navigator.locks.request("vigil-carry", work) : work());

async function sendAll() {
  for (;;) {
    const whose = await read("whose");
    const batch = whose ? await takeBatch(whose, Date.now(), MOST_AT_ONCE) : [];
    if (!batch.length) return;
    await send(batch);
  }
}

async function send(batch) {
  const device = (await change("device", (known) => known ?? `phone-${newId().slice(0, 18)}`)) ?? "";
  const events = batch.map(({ id, visit, kind, at, seq, position, text }) => ({
    id,
    ...(visit === null ? {} : { visit }),
    kind,
    at,
    seq,
    ...(position ? { position } : {}),
    ...(text ? { text } : {}),
  }));
  const answer = await ask("/carry/events", { device, sent_at: new Date().toISOString(), events });
  if (answer.status === 422 || answer.status === 413) return sendApart(batch, answer.told.says);
  expect(answer);
  const { refused } = answer.told;
  const ahead = await keepClock(answer.told.server_at);
  const why = new Map(refused.map((one) => [one.id, one.why]));
  const answered = new Set([...answer.told.accepted, ...answer.told.known, ...why.keys()]);
  const settled = batch.filter((event) => answered.has(event.id));
  // A desk that answers for none of them would be asked for ever; it is asked again later instead.
  if (!settled.length) throw new NoSignal("no answer for what was sent");
  const turnedDown = settled.filter((event) => why.has(event.id)).map((event) => refusal(event, why.get(event.id)));
  await settle(settled, turnedDown, (round, sent) => afterEvents(round, sent.filter((event) => !why.has(event.id)), ahead));
}

/** One event that cannot be read must not keep the others here for ever. */
async function sendApart(batch, says) {
  if (batch.length === 1) return settle(batch, [refusal(batch[0], says)], (round) => round);
  for (const event of batch) await send([event]);
}

const refusal = ({ kind, at, text }, why) => ({ kind, at, text, why });

async function fetchRound() {
  const answer = await ask("/carry/round.json");
  if (answer.status === 409) return wipeRound({ name: "closed", says: answer.told.says });
  expect(answer);
  const round = answer.told;
  if (!Array.isArray(round.stops)) throw new NoSignal("no round came");
  await keepClock(round.server_at);
  const whose = `${round.plan}/${round.unit.id}`;
  const { round: old, events, ahead } = await readAll();
  const isSame = old?.plan === round.plan && old.unit.id === round.unit.id;
  const stranded = isSame ? strandedOf(old, round, events, ahead) : [];
  await change("stranded", (before) => [...(isSame ? (before ?? []) : []), ...stranded].filter((stop) => !has(round, stop)));
  await change("seen", (seen) => (seen && isSame ? seen : seenOf(round)));
  await write("round", round);
  await write("whose", whose);
  await write("state", { name: "carrying" });
}

const has = (round, { visit }) => round.stops.some((stop) => stop.visit === visit);

/** Keep by how much the desk's clock is ahead of the phone's, in milliseconds. */
async function keepClock(serverAt) {
  const ahead = Date.parse(serverAt) - Date.now();
  await write("ahead", ahead);
  return ahead;
}

async function sayHandedBack() {
  const answer = await ask("/carry/hand-back", {});
  if (answer.status !== 401) expect(answer);
  await wipeAll({ state: { name: "handed-back" } });
  return "gone";
}

/** Ask the desk; give its status and what it told. */
async function ask(address, content) {
  const body = content && JSON.stringify(content);
  let answer;
  try {
    answer = await fetch(address, {
      method: body ? "POST" : "GET",
      headers: { accept: "application/json", ...(body ? { "content-type": "application/json" } : {}) },
      body,
      cache: "no-store",
      credentials: "same-origin",
      redirect: "error",
      keepalive: Boolean(body) && body.length < SMALL / 4,
      signal: AbortSignal.timeout(WAITS_MS),
    });
    // Some networks answer for the desk with a page of their own: that is no answer.
    return { status: answer.status, told: await answer.json(), waits: Number(answer.headers.get("retry-after")) };
  } catch (problem) {
    throw new NoSignal(String(problem));
  }
}

function expect({ status, told, waits }) {
  if (status === 401 && told.code === "not-carrying") throw new NotCarrying();
  if (status === 429) throw new WaitFirst(waits || 60);
  if (status !== 200) throw new NoSignal(`answered ${status}`);
}
