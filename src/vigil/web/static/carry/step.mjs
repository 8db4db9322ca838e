// What becomes of a visit by what was said of it, as the desk has it in its table of steps; and what a repair changed.

const GOES = { on_way: "on the way", arrived: "present", departed: "left", cannot: "cannot" };

/** From each state, by what is said, to the next; what is not here changes nothing. */
export const STEPS = {
  planned: { ...GOES, closes: "missed" },
  "on the way": { ...GOES, closes: "missed" },
  present: { departed: "left" },
  left: { arrived: "present" },
  missed: GOES,
  cannot: { on_way: "on the way", arrived: "present", departed: "left" },
};

export const after = (state, cause) => STEPS[state]?.[cause] ?? state;

export const isOver = (state) => ["left", "missed", "cannot"].includes(state);

const FAR_OFF_MS = 30 * 60_000;

/** Say whether the window of a visit is so far off that it may be another visit that is meant. */
export const isFarOff = (stop, now) => Date.parse(stop.opens) - now > FAR_OFF_MS || now - Date.parse(stop.closes) > FAR_OFF_MS;

/** Give a stop as it is after one event; `ahead` is by how many milliseconds the desk's clock is ahead of the phone's. */
function withEvent(stop, event, ahead) {
  const at = new Date(Date.parse(event.at) + ahead).toISOString();
  return {
    ...stop,
    state: after(stop.state, event.kind),
    onWay: event.kind === "on_way" ? at : stop.onWay,
    arrived: event.kind === "arrived" ? (stop.arrived ?? at) : stop.arrived,
    departed: event.kind === "departed" ? at : stop.departed,
  };
}

/** Give a round as it is after some events. */
export function afterEvents(round, events, ahead) {
  const stops = round.stops.map((stop) =>
    events.filter((event) => event.visit === stop.visit).reduce((known, event) => withEvent(known, event, ahead), stop),
  );
  return { ...round, stops };
}

/** Give the stops as they are now, by everything said and by the clock. */
export const asOf = (round, events, ahead, now) =>
  afterEvents(round, events, ahead).stops.map((stop) =>
    now >= Date.parse(stop.closes) ? { ...stop, state: after(stop.state, "closes") } : stop,
  );

/** Give the stop a unit is at or goes to next, or undefined when all are over. */
export const nextOf = (stops) =>
  stops.find((stop) => stop.state === "present") ??
  stops.find((stop) => stop.state === "on the way") ??
  stops.find((stop) => !isOver(stop.state));

/** Give the stops of an old round that a new one no longer has, though somebody stands there. */
export function strandedOf(old, round, events, ahead) {
  const now = new Set(round.stops.map((stop) => stop.visit));
  return afterEvents(old, events, ahead).stops.filter((stop) => stop.state === "present" && !now.has(stop.visit));
}

/** Give what of a round somebody has seen, to hold the next version against. */
export const seenOf = (round) => ({
  version: round.version,
  stops: round.stops.map(({ visit, place, arrive, depart, door }) => ({ visit, place, arrive, depart, door })),
});

/** Give in sentences what is different from what somebody has seen; `clock` writes a moment as a clock shows it. */
export function changesOf(seen, round, clock) {
  const before = new Map(seen.stops.map((stop) => [stop.visit, stop]));
  const now = new Set(round.stops.map((stop) => stop.visit));
  const span = (stop) => `${clock(stop.arrive)}–${clock(stop.depart)}`;
  const dropped = seen.stops.filter((stop) => !now.has(stop.visit)).map((stop) => `No longer yours: ${stop.place}, ${span(stop)}.`);
  const others = round.stops.flatMap((stop) => {
    const old = before.get(stop.visit);
    if (!old) return [`New: ${stop.place}, ${span(stop)}.`];
    if (span(old) !== span(stop)) return [`${stop.place} is now ${span(stop)}; it was ${span(old)}.`];
    return old.door === stop.door ? [] : [`${stop.place}: the door is now ${stop.door}.`];
  });
  return [...dropped, ...others];
}
