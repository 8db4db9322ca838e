// Clusters on a map, drawn by WebGL. Without it the page keeps the drawing that the server made.
import { LngLatBounds, Map as Chart, NavigationControl } from "./vendor/maplibre-gl.mjs";

const frame = document.querySelector("[data-clusters]");

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

const FONT = { "text-font": ["sans-serif"] };
const layersOf = (members) => [
  { id: "paper", type: "background" },
  { id: "areas", type: "fill", source: "areas" },
  { id: "members", type: "fill", source: "areas", filter: ["in", ["get", "name"], ["literal", members]] },
  { id: "outlines", type: "line", source: "areas", paint: { "line-width": 1 } },
  { id: "discs", type: "line", source: "clusters", paint: { "line-width": 3 } },
  { id: "names", type: "symbol", source: "areas", minzoom: 9.5, layout: { ...FONT, "text-field": ["get", "name"], "text-size": 12 }, paint: { "text-halo-width": 1.5 } },
  { id: "numbers", type: "symbol", source: "clusters", layout: { ...FONT, "text-field": ["get", "number"], "text-size": 18, "text-allow-overlap": true }, paint: { "text-halo-width": 2 } },
];

/** Every colour comes from the stylesheet, so that light, dark and high contrast need no second map. */
const paints = () => [
  ["paper", "background-color", colour("paper")],
  ["areas", "fill-color", colour("sheet")],
  ["members", "fill-color", colour("heightened-wash")],
  ["outlines", "line-color", colour("edge")],
  ["discs", "line-color", colour("exceptional")],
  ["names", "text-color", colour("soft")],
  ["names", "text-halo-color", colour("sheet")],
  ["numbers", "text-color", colour("ink")],
  ["numbers", "text-halo-color", colour("sheet")],
];

const fetchFeatures = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.json();
};

function boundsOf(features) {
  const bounds = new LngLatBounds();
  for (const { geometry } of features) {
    const depth = { Point: 0, Polygon: 1, MultiPolygon: 2 }[geometry.type];
    for (const pair of depth ? geometry.coordinates.flat(depth) : [geometry.coordinates]) bounds.extend(pair);
  }
  return bounds;
}

async function draw() {
  const [areas, clusters] = await Promise.all([frame.dataset.areas, frame.dataset.clusters].map(fetchFeatures));
  const members = clusters.features.flatMap((feature) => feature.properties.members);
  const bounds = boundsOf([...areas.features, ...clusters.features]);
  const map = new Chart({
    container: frame.querySelector(".canvas"),
    attributionControl: { compact: false, customAttribution: "contains OS data © Crown copyright" },
    bounds,
    fitBoundsOptions: { padding: 16 },
    maxZoom: 16,
    dragRotate: false,
    pitchWithRotate: false,
    cooperativeGestures: true,
    style: {
      version: 8,
      sources: { areas: { type: "geojson", data: areas }, clusters: { type: "geojson", data: clusters } },
      layers: layersOf(members),
    },
  });
  // Until somebody moves it, the map goes on showing everything when it changes its size.
  let isMoved = false;
  map.on("movestart", ({ originalEvent }) => { isMoved ||= Boolean(originalEvent); });
  map.on("resize", () => { if (!isMoved && frame.clientWidth > 96 && frame.clientHeight > 96) map.fitBounds(bounds, { padding: 16, animate: false }); });
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  const paint = () => {
    for (const one of paints()) map.setPaintProperty(...one);
  };
  map.on("load", () => {
    paint();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
    map.once("idle", () => { frame.dataset.ready = ""; });
  });
}

if (frame && document.createElement("canvas").getContext("webgl2")) {
  try {
    await draw();
  } catch (problem) {
    // The server's drawing stays; whoever looks after the desk finds the reason here.
    console.info("The map is drawn without WebGL:", problem);
  }
}
