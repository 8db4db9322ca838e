// The page, drawn from what the phone keeps: the next visit first, what to do there, what was said, then the rest.
import { h, mark } from "./make.mjs";
import { drawSketch } from "./sketch.mjs";
import { isOver } from "./step.mjs";
import { SAID, STATES, beside, count, saidIn, saidMetres, way } from "./words.mjs";

const DONE = { on_way: ["on the way", "present", "left"], arrived: ["present", "left"], departed: ["left"] };
const MAY = {
  on_way: ["planned", "missed", "cannot"],
  arrived: ["planned", "on the way", "missed", "cannot", "left"],
  departed: ["present"],
};
const NEXT = { planned: "on_way", missed: "on_way", cannot: "on_way", "on the way": "arrived", present: "departed" };

// ── one visit ──────────────────────────────────────────────────────────────────────────────────────

const opening = (stop, clock) =>
  ({
    planned: `Next: ${stop.place}, ${clock(stop.arrive)}.`,
    "on the way": `On the way to ${stop.place}: be there at ${clock(stop.arrive)}.`,
    present: `You are at ${stop.place} until ${clock(stop.depart)}.`,
    left: `${stop.place}: done.`,
    missed: `${stop.place}: missed.`,
    cannot: `${stop.place}: you said you cannot.`,
  })[stop.state];

function timing(view, stop) {
  const { clock, now, stops } = view;
  const minutes = (moment) => (Date.parse(moment) - now) / 60_000;
  if (stop.state === "present") return `Stay until ${clock(stop.depart)}: ${saidIn(minutes(stop.depart))}.`;
  if (stop.state === "on the way") return `Be there at ${clock(stop.arrive)}: ${saidIn(minutes(stop.arrive))}.`;
  if (isOver(stop.state)) return "";
  const before = stops[stops.indexOf(stop) - 1] ?? view.round.unit;
  const { metres, wind } = way(before, stop);
  const from = before === view.round.unit ? "the base" : "the visit before";
  const leave = Date.parse(stop.arrive) - stop.travel_minutes * 60_000;
  if (!stop.travel_minutes) return `At the place of the visit before, from ${clock(stop.arrive)}: ${saidIn(minutes(stop.arrive))}.`;
  const how = `${saidMetres(metres)} ${wind} of ${from}`;
  return `Leave by ${clock(leave)}, ${saidIn((leave - now) / 60_000)}. ${count(stop.travel_minutes, "minute")} on the way, ${how}.`;
}

function fact(name, ...value) {
  return value.some(Boolean) ? [h("dt", {}, name), h("dd", {}, ...value)] : [];
}

export function drawVisit(view, stop) {
  const { clock } = view;
  const point = `${stop.lat.toFixed(6)},${stop.lon.toFixed(6)}`;
  return [
    h("h1", { class: "says", id: "visit-name", tabindex: "-1" }, opening(stop, clock)),
    timing(view, stop) ? h("p", { class: "basis" }, timing(view, stop)) : null,
    h(
      "dl",
      { class: "facts" },
      fact("When", h("strong", {}, `${clock(stop.arrive)}–${clock(stop.depart)}`)),
      fact("Door", h("strong", {}, stop.door)),
      fact("Where", [stop.address, beside(stop.area, stop.place)].filter(Boolean).join(", "), " ", h("a", { href: `geo:${point}`, class: "geo" }, "Open in maps")),
      fact("Contact", stop.contact),
      fact("Note", stop.note),
      fact("Who", mark(`mark-${stop.community}`, `mark ${stop.community}`), ` ${stop.session}: people ${stop.phase}, about ${stop.people.toLocaleString("en-GB")}`),
      fact("Open", `${clock(stop.opens)}–${clock(stop.closes)}`),
      fact("Level", h("span", { class: `level ${stop.level}` }, mark(`level-${stop.level}`, ""), stop.level[0].toUpperCase() + stop.level.slice(1))),
    ),
    h("h2", {}, "What to do"),
    h("p", {}, stop.do),
    h("h2", {}, "What to say"),
    h("p", {}, stop.say),
  ];
}

// ── what one can say: each step always in its own place, so that a second tap by mistake does nothing ─

export function drawSteps(view, stop) {
  const times = { on_way: stop.onWay, arrived: stop.arrived, departed: stop.departed };
  return h(
    "div",
    { class: "steps", role: "group", "aria-label": `What you tell the desk of ${stop.place}` },
    ["on_way", "arrived", "departed"].map((kind) => step(view, stop, kind, times[kind])),
    ["cannot", "note", "observation"].map((kind) => {
      const isOff = kind === "cannot" && ["present", "left", "cannot"].includes(stop.state);
      return h("button", { type: "button", id: `say-${kind}`, class: "act quiet", "data-say": kind, "data-visit": stop.visit, "aria-disabled": isOff && "true", "aria-haspopup": "dialog" }, SAID[kind]);
    }),
  );
}

function step(view, stop, kind, at) {
  const isDone = DONE[kind].includes(stop.state);
  const may = MAY[kind].includes(stop.state);
  const note = isDone ? h("span", { class: "told" }, mark("mark-done", "mark"), at ? ` ${view.clock(at)}` : " said") : null;
  return h(
    "button",
    { type: "button", id: `say-${kind}`, class: NEXT[stop.state] === kind ? "act" : "act quiet", "data-say": kind, "data-visit": stop.visit, "aria-disabled": !may && "true" },
    SAID[kind],
    note,
  );
}

// ── the rest ───────────────────────────────────────────────────────────────────────────────────────

export function drawList(view, shown) {
  return h(
    "section",
    { class: "sheet", "aria-labelledby": "all-visits" },
    h("h2", { id: "all-visits" }, "All visits"),
    h(
      "ol",
      { class: "stops" },
      view.stops.map((stop) =>
        h(
          "li",
          {},
          h(
            "button",
            { type: "button", id: `stop-${stop.visit}`, class: "stop-line", "data-show": stop.visit, "aria-current": stop === shown && "true" },
            h("span", { class: "when" }, view.clock(stop.arrive)),
            h("span", { class: "what" }, mark(`mark-${stop.community}`, `mark ${stop.community}`), ` ${stop.place}`),
            h("span", { class: `state is-${stop.state.replaceAll(" ", "-")}` }, STATES[stop.state]),
          ),
        ),
      ),
    ),
    h("p", { class: "small" }, `Back at the base by ${view.clock(view.round.shift.back)}. Your shift ends at ${view.clock(view.round.shift.until)}.`),
  );
}

export const drawMap = (view, shown) =>
  h("section", { class: "sheet", "aria-labelledby": "sketch" }, h("h2", { id: "sketch" }, "Where the visits lie"), drawSketch(view.round, view.stops, shown));

export function drawChanges(view) {
  if (!view.changes.length) return null;
  return h(
    "section",
    { class: "sheet changed", "aria-labelledby": "changed" },
    h("h2", { id: "changed" }, "Your round has changed:"),
    h("ul", {}, view.changes.map((change) => h("li", {}, change))),
    h("button", { type: "button", class: "act", id: "see-changes", "data-do": "see-changes" }, "I have seen it"),
  );
}

/** A visit that was taken away while somebody stood there can still be left. */
export const drawLeft = (view) =>
  view.stranded.map((stop) =>
    h(
      "section",
      { class: "sheet changed" },
      h("p", {}, `${stop.place} is no longer on your round, and you said that you are there.`),
      h("button", { type: "button", class: "act", id: `leave-${stop.visit}`, "data-say": "departed", "data-visit": stop.visit }, "I am leaving"),
    ),
  );

export function drawRefused(view) {
  if (!view.refused.length) return null;
  return h(
    "section",
    { class: "sheet changed", "aria-labelledby": "refused" },
    h("h2", { id: "refused" }, "The desk could not take this:"),
    h("ul", {}, view.refused.map((one) => h("li", {}, `${SAID[one.kind]}, ${view.clock(one.at)}: ${one.why}`, one.text ? ` You wrote: ${one.text}` : null))),
    h("button", { type: "button", class: "act quiet", id: "see-refused", "data-do": "see-refused" }, "I have seen it"),
  );
}

export function drawPhone(view) {
  const { round } = view;
  return h(
    "details",
    { class: "sheet", id: "phone" },
    h("summary", {}, "This phone"),
    round.secrecy ? h("p", {}, round.secrecy) : null,
    h(
      "label",
      { class: "choice" },
      h("input", { type: "checkbox", id: "wants-position", "data-do": "position", checked: view.wantsPosition }),
      "Say where I am when I tap “I am here”",
    ),
    h("p", { class: "small" }, `Only at that tap, and only if it is within ${round.position_within_m} m of the place. You are not followed in between.`),
    h("button", { type: "button", class: "act quiet", id: "hand-back", "data-do": "hand-back", "aria-haspopup": "dialog" }, "Hand the round back"),
    h("p", { class: "small" }, "Takes everything of this round off this phone at once."),
  );
}
