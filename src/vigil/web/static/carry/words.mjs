// How times, ways and what is not sent yet are told.

const METRES_PER_DEGREE = 111_195; // along a meridian of a round earth, as the desk reckons it

export const SAID = {
  on_way: "On my way",
  arrived: "I am here",
  departed: "I am leaving",
  cannot: "Cannot",
  note: "Note",
  observation: "Seen something",
};

export const STATES = {
  planned: "Planned",
  "on the way": "On the way",
  present: "You are there",
  left: "Done",
  missed: "Missed",
  cannot: "Cannot",
};

/** Give what writes a moment as the clocks at the place show it. */
export function clockOf(timeZone) {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return (moment) => format.format(typeof moment === "string" ? Date.parse(moment) : moment);
}

export const count = (number, thing) => `${number} ${thing}${number === 1 ? "" : "s"}`;

export function saidIn(minutes) {
  const whole = Math.round(minutes);
  if (whole < 1) return "now";
  return whole < 60 ? `in ${count(whole, "minute")}` : `in ${Math.floor(whole / 60)} h ${whole % 60} min`;
}

/** Give an area to stand beside the name of a place; nothing where the name already ends in it. */
export const beside = (area, name) => (area && name.toLowerCase().endsWith(area.toLowerCase()) ? "" : area);

/** Give how the way from one point to another runs: metres east and north, and both in words. */
export function way(from, to) {
  const north = (to.lat - from.lat) * METRES_PER_DEGREE;
  const east = (to.lon - from.lon) * METRES_PER_DEGREE * Math.cos(((from.lat + to.lat) * Math.PI) / 360);
  const metres = Math.hypot(north, east);
  const winds = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];
  const wind = winds[(Math.round((Math.atan2(east, north) * 4) / Math.PI) + 8) % 8];
  return { north, east, metres, wind };
}

export function saidMetres(metres) {
  if (metres < 950) return `${Math.max(10, Math.round(metres / 10) * 10)} m`;
  return `${(metres / 1000).toFixed(metres < 9950 ? 1 : 0)} km`;
}

/** Give how far the phone's clock is off, where that is so much that times would confuse. */
export function saidOfClock(ahead, deskNow, clock) {
  const minutes = Math.round(Math.abs(ahead) / 60_000);
  if (minutes < 2) return "";
  const correct = "All times here are right.";
  if (minutes >= 12 * 60) return `This phone's clock shows another day than the desk's, where it is ${clock(deskNow)}. ${correct}`;
  const off = minutes < 60 ? count(minutes, "minute") : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return `This phone's clock is ${off} ${ahead > 0 ? "slow" : "fast"}: it is ${clock(deskNow)}. ${correct}`;
}

/** Give what has become of what was said; `foreign` is what another unit's phone said that this one was before.
 *  With signal, what can still be undone only waits for that. */
export function saidOfOutbox(unsent, foreign, { isQuiet, isGone, isSoon }) {
  const when = isGone ? "." : `; will be sent ${isSoon ? "in a few seconds" : "when there is signal"}.`;
  const waits = `${unsent} not sent yet${when}`;
  const own = unsent ? waits : `${isQuiet ? "No signal. " : ""}All you said was sent.`;
  return foreign ? `${own} ${foreign} of another round cannot be sent from here.` : own;
}
