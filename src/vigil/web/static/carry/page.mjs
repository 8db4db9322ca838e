// The page of a carried round. It shows what the phone keeps, keeps what is said, and has it sent; see sync.mjs.
import { askFor, askHandBack, askThrowAway, askWhetherThere } from "./ask.mjs";
import { drawChanges, drawLeft, drawList, drawMap, drawPhone, drawRefused, drawSteps, drawVisit } from "./draw.mjs";
import { add, amend, change, letGo, newId, prune, readAll, undo, wipeAll, wipeRound, write } from "./kept.mjs";
import { h, put } from "./make.mjs";
import { asOf, changesOf, isFarOff, nextOf, seenOf } from "./step.mjs";
import { sync } from "./sync.mjs";
import { SAID, clockOf, saidMetres, saidOfClock, saidOfOutbox, way } from "./words.mjs";

const UNDO_MS = 6000;
const POSITION_MS = 8000;
const REFRESH_MS = 60_000;
const SLOWEST_MS = 300_000;
const DRAW_MS = 15_000;

const main = document.querySelector("main");
const isShell = document.querySelector("[data-shell]") !== null;
const others = "BroadcastChannel" in globalThis ? new BroadcastChannel("vigil-carry") : null;

let frame = null;
let chosen = null; // the visit somebody chose to look at; null for the next one
let held = null; // what can still be undone
let note = ""; // what came of the last thing said
const sure = new Set(); // the visits of which somebody said that they are there at an odd time
let went = ""; // how the last talk with the desk went

// ── what is so ─────────────────────────────────────────────────────────────────────────────────────

async function look() {
  const kept = await readAll();
  const { round, events, ahead = 0 } = kept;
  const now = Date.now() + ahead;
  if (round && now >= Date.parse(round.ends_at)) {
    await wipeRound({ name: "over" });
    return look();
  }
  const common = { ...kept, now, ahead, refused: kept.refused ?? [], clock: clockOf(round?.time_zone) };
  if (!round) return common;
  const leaves = new Set(events.filter((event) => event.kind === "departed").map((event) => event.visit));
  return {
    ...common,
    stops: asOf(round, events, ahead, now),
    changes: changesOf(kept.seen ?? seenOf(round), round, common.clock),
    stranded: (kept.stranded ?? []).filter((stop) => !leaves.has(stop.visit)),
  };
}

// ── showing it ─────────────────────────────────────────────────────────────────────────────────────

let drawing = 0;

async function draw() {
  if (document.querySelector("dialog[open]")) return;
  drawing += 1;
  const mine = drawing;
  const view = await look();
  if (mine !== drawing || document.querySelector("dialog[open]")) return;
  // Until the first round is here, what the desk wrote into the page stays.
  if (!view.round && !view.state && !isShell) return;
  frame ??= makeFrame();
  if (view.round) drawRound(view);
  else drawEmpty(view);
  drawSent(view);
  main.setAttribute("data-ready", view.round ? "round" : (view.state?.name ?? "nothing"));
}

/** The parts that stay, so that what is read aloud is read once. */
function makeFrame() {
  const made = {
    head: h("div", { class: "phone-head" }),
    sent: h("p", { id: "sent", role: "status" }),
    told: h("p", { id: "told", class: "unseen", role: "status" }),
    alerts: h("div", { role: "alert" }),
    content: h("div", { id: "round" }),
  };
  main.replaceChildren(made.head, made.sent, made.told, made.alerts, made.content);
  return made;
}

const say = (element, words) => {
  if (element.textContent !== words) element.textContent = words;
};

function drawRound(view) {
  const { round, stops } = view;
  if (!stops.some((stop) => stop.visit === chosen)) chosen = null;
  const shown = stops.find((stop) => stop.visit === chosen) ?? nextOf(stops);
  drawHead(round.unit.name, saidOfClock(view.ahead, view.now, view.clock), round.unit.notice);
  const alerts = [drawChanges(view), drawLeft(view), drawRefused(view)].flat().filter(Boolean);
  drawOnce(frame.alerts, alerts);
  put(
    frame.content,
    h("section", { class: "sheet visit", "aria-labelledby": "visit-name" }, shown ? drawVisit(view, shown) : drawDone(view)),
    shown ? h("div", { class: "bottom" }, drawUndo(view), drawSteps(view, shown)) : drawUndo(view),
    stops.length ? drawList(view, shown) : null,
    stops.length ? drawMap(view, shown) : null,
    drawPhone(view),
  );
}

/** What is said aloud is put in place only when it is different. */
function drawOnce(holder, children) {
  const words = children.map((child) => child.textContent).join("\n");
  if (holder.dataset.words === words) return;
  holder.dataset.words = words;
  put(holder, children);
}

function drawHead(name, ...notices) {
  put(frame.head, h("p", { class: "unit-name" }, h("strong", {}, name)), notices.filter(Boolean).map((words) => h("p", { class: "notice" }, words)));
}

const drawDone = (view) => [
  h("h1", { class: "says", id: "visit-name", tabindex: "-1" }, view.stops.length ? "All visits are done." : "No visit is planned for this unit."),
  h("p", {}, `Be back at the base by ${view.clock(view.round.shift.back)}.`),
];

function drawUndo(view) {
  const event = view.events.find((one) => one.seq === held);
  const canUndo = event && !event.tried && event.heldUntil > Date.now();
  if (!canUndo && !note) return null;
  const what = canUndo ? `Said: ${SAID[event.kind]}, ${view.clock(Date.parse(event.at) + view.ahead)}.` : "";
  return h(
    "div",
    { class: "undo" },
    h("p", {}, [what, note].filter(Boolean).join(" ")),
    canUndo ? h("button", { type: "button", class: "act quiet", id: "undo", "data-do": "undo" }, "Undo") : null,
  );
}

const EMPTY = {
  gone: ["This phone carries no round any more.", "Its link was withdrawn, or its time is over. Everything of the round was taken off this phone. For a round, ask the desk for a new link."],
  over: ["This shift is over.", "Everything of the round was taken off this phone. Thank you."],
  closed: ["No round can be seen now.", ""],
  "handed-back": ["You handed the round back.", "Everything of it was taken off this phone. Thank you."],
  nothing: ["No round is on this phone.", "There was no signal to fetch it. It is fetched as soon as there is."],
};

function drawEmpty(view) {
  const { name, says } = view.state ?? { name: "nothing" };
  const [opening, words] = EMPTY[name] ?? EMPTY.nothing;
  const unsent = view.events.length;
  drawHead("My round");
  drawOnce(frame.alerts, [drawRefused(view)].filter(Boolean));
  put(
    frame.content,
    h("section", { class: "sheet" }, h("h1", { class: "says", id: "visit-name", tabindex: "-1" }, opening), h("p", {}, says || words)),
    view.handedBack ? h("p", { class: "notice" }, "The desk hears of it when there is signal.") : null,
    unsent && name === "gone"
      ? h(
          "section",
          { class: "sheet" },
          h("p", {}, "What you said and could not be sent is still here. Open a new link for the same unit on this phone, and it is sent."),
          h("button", { type: "button", class: "act quiet", id: "throw-away", "data-do": "throw-away" }, "Throw it away"),
        )
      : null,
    name === "handed-back" && !view.handedBack
      ? null
      : h("p", { class: "actions" }, h("button", { type: "button", class: "act quiet", id: "try-again", "data-do": "try" }, "Try again")),
  );
}

function drawSent(view) {
  const foreign = view.round ? view.events.filter((event) => event.whose !== view.whose).length : 0;
  const unsent = view.events.length - foreign;
  frame.sent.classList.toggle("waiting", unsent > 0);
  const isEmpty = !view.round && !unsent;
  say(frame.sent, isEmpty && view.state?.name !== "over" ? "" : saidOfOutbox(unsent, foreign, { isQuiet: went === "no-signal", isGone: view.state?.name === "gone", isSoon: navigator.onLine && went === "sent" }));
}

// ── saying something ───────────────────────────────────────────────────────────────────────────────

async function tell(kind, visit) {
  const view = await look();
  if (!view.round) return draw();
  const stop = [...view.stops, ...view.stranded].find((one) => one.visit === visit);
  const text = await askFor(kind, stop.place);
  if (text === null || (kind === "arrived" && !(await isMeant(stop, view)))) return draw();
  const wants = kind === "arrived" && view.wantsPosition && navigator.geolocation;
  const now = Date.now();
  note = wants ? "Finding where you are…" : "";
  held = await add({
    id: newId(),
    whose: view.whose,
    visit,
    kind,
    at: new Date(now).toISOString(),
    text,
    heldUntil: now + (wants ? POSITION_MS + UNDO_MS : UNDO_MS),
    tried: false,
  });
  if (wants) addPosition(held, stop, view.round.position_within_m);
  if (kind === "departed" || kind === "cannot") chosen = null;
  say(frame.told, `Said: ${SAID[kind]}. It can be undone for ${UNDO_MS / 1000} seconds.`);
  navigator.storage?.persist?.();
  await draw();
  others?.postMessage("changed");
  plan(UNDO_MS);
  await askToBeWoken();
}

/** Ask, once a visit, whether somebody is there so far from when the visit can be made. */
async function isMeant(stop, view) {
  if (sure.has(stop.visit) || !isFarOff(stop, view.now)) return true;
  if (!(await askWhetherThere(stop.place, view.clock(stop.arrive)))) return false;
  sure.add(stop.visit);
  return true;
}

/** Ask the phone where it is, this once; what is too far from the place to prove anything is not sent at all. */
function addPosition(seq, stop, within) {
  const finish = async (position, words) => {
    const wasInTime = await amend(seq, { ...(position ? { position } : {}), heldUntil: Date.now() + UNDO_MS });
    if (held === seq) note = wasInTime ? words : "";
    await draw();
    plan(UNDO_MS);
  };
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      const { latitude: lat, longitude: lon, accuracy } = coords;
      const { metres } = way({ lat, lon }, stop);
      if (metres - Math.min(accuracy, within) <= within) return finish({ lat, lon, accuracy_m: Math.round(accuracy) }, "With your position.");
      return finish(null, `You seem to be ${saidMetres(metres)} from the place: your position is not sent.`);
    },
    () => finish(null, "The phone could not tell where it is. It counts all the same."),
    { enableHighAccuracy: true, timeout: POSITION_MS, maximumAge: 0 },
  );
}

const DOES = {
  undo: async () => {
    if (await undo(held)) say(frame.told, "Undone.");
    held = null;
    note = "";
  },
  try: () => void talkSoon(),
  position: (box) => write("wantsPosition", box.checked),
  "see-refused": () => write("refused", []),
  "see-changes": async () => {
    const { round, whose } = await readAll();
    const text = `Has seen the changed round (version ${round.version}).`;
    await add({ id: newId(), whose, visit: null, kind: "note", at: new Date().toISOString(), text, heldUntil: 0, tried: false });
    await change("seen", () => seenOf(round));
    void talkSoon();
  },
  "hand-back": async () => {
    const { events } = await readAll();
    if (!(await askHandBack(events.length))) return;
    await wipeAll({ state: { name: "handed-back" }, handedBack: true });
    void talkSoon();
  },
  "throw-away": async () => {
    const { events, state } = await readAll();
    if (await askThrowAway(events.length)) await wipeAll({ state });
  },
};

let isBusy = false;

main.addEventListener("click", async (tap) => {
  const button = tap.target.closest("button, input[type=checkbox]");
  // Two taps before the first one shows are one.
  if (!button || isBusy || button.getAttribute("aria-disabled") === "true") return;
  isBusy = true;
  try {
    await doAs(button);
  } finally {
    isBusy = false;
  }
});

async function doAs(button) {
  const { say: kind, visit, show, do: does } = button.dataset;
  if (kind) return tell(kind, Number(visit));
  if (show) {
    chosen = Number(show);
    await draw();
    document.getElementById("visit-name").focus();
    return;
  }
  if (DOES[does]) {
    await DOES[does](button);
    await draw();
    others?.postMessage("changed");
  }
}

// ── talking with the desk ──────────────────────────────────────────────────────────────────────────

let isTalking = false;
let isAskedAgain = false;
let waiting = 0;
let failures = 0;

async function talk() {
  if (isTalking) {
    isAskedAgain = true;
    return;
  }
  isTalking = true;
  clearTimeout(waiting);
  let result;
  try {
    do {
      isAskedAgain = false;
      result = await sync();
    } while (isAskedAgain);
  } catch (problem) {
    // The phone's own database failed: what was said before is still in it, and is tried again.
    console.error(problem);
    result = { went: "no-signal" };
  }
  isTalking = false;
  went = result.went;
  failures = went === "no-signal" ? failures + 1 : 0;
  await draw();
  others?.postMessage("changed");
  await planNext(result.seconds);
}

/** Try again at once: something has changed for the better, or may have. */
function talkSoon() {
  failures = 0;
  return talk();
}

function plan(ms) {
  clearTimeout(waiting);
  waiting = setTimeout(talk, ms + 50);
}

async function planNext(seconds) {
  if (seconds) return plan(seconds * 1000);
  const { events, state } = await readAll();
  const holds = events.map((event) => event.heldUntil - Date.now()).filter((ms) => ms > 0);
  if (holds.length) return plan(Math.min(...holds, UNDO_MS + POSITION_MS));
  // Twice as long each time, and not all phones at the same moment when a mast comes back.
  const slower = Math.min(SLOWEST_MS, 4000 * 2 ** failures) * (0.75 + Math.random() / 2);
  if (events.length) await askToBeWoken();
  return plan(failures ? slower : state?.name === "carrying" ? REFRESH_MS : SLOWEST_MS);
}

/** Have the browser send what is left when there is signal, even with the page closed, where it can do that. */
async function askToBeWoken() {
  try {
    const registration = await navigator.serviceWorker?.getRegistration("/carry");
    await registration?.sync?.register("vigil-carry");
  } catch {
    // Not allowed, or not possible here: the page sends when it is open.
  }
}

document.addEventListener("visibilitychange", async () => {
  // A phone that is put away will not undo anything: what was said goes now.
  if (document.visibilityState === "hidden") await letGo();
  await talkSoon();
});
for (const name of ["online", "focus", "pageshow"]) addEventListener(name, talkSoon);
others?.addEventListener("message", draw);
setInterval(draw, DRAW_MS);

navigator.serviceWorker?.register("/carry/worker.js", { scope: "/carry", type: "module", updateViaCache: "none" });
try {
  await prune(Date.now());
  await draw();
  await talk();
} catch (problem) {
  // Without its database the page cannot keep anything; the one that the desk writes needs none.
  console.error(problem);
  if (isShell) location.replace("/carry?plain");
}
