// A sketch of the round that needs no signal: base and visits to scale, north at the top.
import { s } from "./make.mjs";
import { saidMetres, way } from "./words.mjs";

const WIDTH = 328;
const HEIGHT = 240;
const EDGE = 26;
const NEAR = 16; // spots nearer than this would hide each other
const FEWEST_METRES = 200; // so that a round around one corner is not drawn as if it crossed a city
const LENGTHS = [50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000];

export function drawSketch(round, stops, shown) {
  const base = round.unit;
  const points = [base, ...stops].map((point) => way(base, point));
  const span = (name) => [Math.min(...points.map((point) => point[name])), Math.max(...points.map((point) => point[name]))];
  const [[west, east], [south, north]] = [span("east"), span("north")];
  const scale = Math.min(
    (WIDTH - 2 * EDGE) / Math.max(FEWEST_METRES, east - west),
    (HEIGHT - 2 * EDGE) / Math.max(FEWEST_METRES, north - south),
  );
  const at = (point) => [
    WIDTH / 2 + (point.east - (west + east) / 2) * scale,
    HEIGHT / 2 - (point.north - (south + north) / 2) * scale,
  ];
  const [start, ...dots] = points.map(at);
  const line = [start, ...dots, start].map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
  return s(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "sketch", role: "img", "aria-label": sayOf(base, stops, shown) },
    s("polyline", { points: line, class: "path" }),
    s("rect", { x: start[0] - 6, y: start[1] - 6, width: 12, height: 12, class: "start" }),
    nameOfBase(start),
    ...together(stops, dots).map((spot) => drawSpot(spot, spot.stops.includes(shown))),
    ...northArrow(),
    ...measure(scale),
  );
}

/** Write the base's name on its inner side, so that no edge cuts it off. */
function nameOfBase([x, y]) {
  const isEast = x > WIDTH / 2;
  return s("text", { x: isEast ? x - 9 : x + 9, y: y + 16, class: isEast ? "end" : "" }, "base");
}

/** Give the visits by the spots at which they are drawn: those at one place share one. */
function together(stops, dots) {
  const spots = [];
  stops.forEach((stop, index) => {
    const [x, y] = dots[index];
    const spot = spots.find((other) => Math.hypot(other.x - x, other.y - y) < NEAR);
    if (spot) spot.stops.push(stop);
    else spots.push({ x, y, stops: [stop] });
  });
  return spots;
}

function drawSpot({ x, y, stops }, isShown) {
  const words = stops.map((stop) => stop.position).join(" ");
  const half = Math.max(11, 4 * words.length + 5);
  const middle = Math.min(Math.max(x, half + 2), WIDTH - half - 2);
  return s(
    "g",
    { class: isShown ? "dot shown" : "dot" },
    s("rect", { x: middle - half, y: y - 11, width: 2 * half, height: 22, rx: 11 }),
    s("text", { x: middle, y: y + 4, class: "middle" }, words),
  );
}

const northArrow = () => [
  s("path", { d: `M${WIDTH - 16} 8l6 16-6-4-6 4z`, class: "arrow" }),
  s("text", { x: WIDTH - 16, y: 38, class: "middle" }, "N"),
];

function measure(scale) {
  const metres = LENGTHS.filter((length) => length * scale <= WIDTH / 3).at(-1) ?? LENGTHS[0];
  const [y, x] = [HEIGHT - 8, 8];
  return [
    s("path", { d: `M${x} ${y - 5}v5h${(metres * scale).toFixed(1)}v-5`, class: "measure" }),
    s("text", { x: x + 4, y: y - 8 }, saidMetres(metres)),
  ];
}

function sayOf(base, stops, shown) {
  const { metres, wind } = way(base, shown ?? base);
  const where = shown ? ` Visit ${shown.position} lies ${saidMetres(metres)} ${wind} of the base.` : "";
  return `Sketch of the round, north at the top: the base and visits 1 to ${stops.length}.${where}`;
}
