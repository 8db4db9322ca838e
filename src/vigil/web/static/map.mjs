// The map, drawn by WebGL. Without it the page keeps the drawing that the server made.
import { LngLatBounds, Map as Chart, NavigationControl, Popup } from "./vendor/maplibre-gl.mjs";

const frame = document.querySelector("[data-map]");
const legend = document.querySelector(".legend");
const LEVELS = ["normal", "heightened", "exceptional"];
const SIZE = 44; // twice the size on the page, for screens with two points to a pixel

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const shapes = () =>
  [...document.querySelectorAll("symbol[id^=mark-]")].map((symbol) => [
    symbol.id.replace("mark-", ""),
    new Path2D(symbol.querySelector("path").getAttribute("d")),
  ]);

/** A community's shape, ringed as often as its level is above normal; hollow and large where it stands for many. */
function drawMark(shape, community, level, many) {
  const size = many ? 2 * SIZE : SIZE;
  const canvas = Object.assign(document.createElement("canvas"), { width: size, height: size });
  const pen = canvas.getContext("2d");
  pen.translate(size / 2, size / 2);
  for (let ring = 1; ring <= LEVELS.indexOf(level); ring += 1) {
    pen.beginPath();
    pen.arc(0, 0, size / 2 - 9 + ring * 4, 0, 2 * Math.PI);
    pen.lineWidth = 3;
    pen.strokeStyle = colour(level);
    pen.stroke();
  }
  const scale = many ? 3.6 : 1.15;
  pen.scale(scale, scale);
  pen.translate(-8, -8);
  pen.fillStyle = many ? colour("sheet") : colour(community);
  pen.strokeStyle = many ? colour(community) : colour("sheet");
  pen.lineWidth = many ? 1.4 : 1;
  pen.fill(shape);
  pen.stroke(shape);
  return pen.getImageData(0, 0, size, size);
}

function putMarks(map) {
  for (const [community, shape] of shapes()) {
    for (const [level, many] of LEVELS.flatMap((level) => [[level, false], [level, true]])) {
      const name = `${community}-${level}${many ? "-many" : ""}`;
      const image = drawMark(shape, community, level, many);
      if (map.hasImage(name)) map.updateImage(name, image);
      else map.addImage(name, image, { pixelRatio: 2 });
    }
  }
}

/** Every colour comes from the stylesheet, so that light, dark and high contrast need no second map. */
const paints = () => [
  ["paper", "background-color", colour("paper")],
  ["areas", "fill-color", colour("sheet")],
  ["outlines", "line-color", colour("edge")],
  ["rounds", "line-color", colour("act")],
  ["names", "text-color", colour("soft")],
  ["names", "text-halo-color", colour("sheet")],
];

const FONT = { "text-font": ["sans-serif"] };
const LAYERS = [
  { id: "paper", type: "background" },
  { id: "areas", type: "fill", source: "areas" },
  { id: "outlines", type: "line", source: "areas", paint: { "line-width": 1 } },
  { id: "names", type: "symbol", source: "areas", minzoom: 9.5, layout: { ...FONT, "text-field": ["get", "name"], "text-size": 12 }, paint: { "text-halo-width": 1.5 } },
  { id: "rounds", type: "line", source: "rounds", layout: { "line-join": "round" }, paint: { "line-width": ["interpolate", ["linear"], ["zoom"], 9, 0.8, 13, 2], "line-opacity": ["interpolate", ["linear"], ["zoom"], 9, 0.4, 13, 0.8] } },
];

/** One source a community: many churches must not swallow the one mosque among them. */
const layersOf = (community) => {
  const raised = (name) => ["case", [">=", name, 2], "exceptional", [">=", name, 1], "heightened", "normal"];
  const alone = ["concat", community, "-", ["get", "level"]];
  const many = ["concat", community, "-", raised(["get", "highest"]), "-many"];
  return {
    id: community,
    type: "symbol",
    source: community,
    layout: {
      ...FONT,
      "icon-image": ["case", ["has", "point_count"], many, alone],
      "icon-size": ["case", ["has", "point_count"], ["step", ["get", "point_count"], 0.7, 10, 0.85, 100, 1], 1],
      "icon-allow-overlap": true,
      "icon-ignore-placement": true,
      "text-field": ["case", ["has", "point_count"], ["to-string", ["get", "point_count"]], ""],
      "text-size": 12,
      "text-offset": ["literal", OFFSETS[community] ?? [0, 0]],
      "text-allow-overlap": true,
      "text-ignore-placement": true,
    },
    paint: { "text-color": colour("ink") },
  };
};
const OFFSETS = { sikh: [0, 0.3], buddhist: [0, -0.3] };

const fetchFeatures = async (address) => {
  if (!address) return { type: "FeatureCollection", features: [] };
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.json();
};

function boundsOf(features) {
  const bounds = new LngLatBounds();
  for (const feature of features) bounds.extend(feature.geometry.coordinates);
  return bounds;
}

function tellOf(feature) {
  const { id, name, community, level } = feature.properties;
  const link = Object.assign(document.createElement("a"), { href: `/places/${id}`, textContent: name });
  const words = document.createElement("p");
  words.append(link, document.createElement("br"), `${community}, ${level}`);
  return words;
}

function listen(map, communities) {
  for (const community of communities) {
    map.on("click", community, async ({ features: [feature] }) => {
      const center = feature.geometry.coordinates;
      if (feature.properties.cluster) {
        map.easeTo({ center, zoom: await map.getSource(community).getClusterExpansionZoom(feature.properties.cluster_id) });
      } else new Popup().setLngLat(center).setDOMContent(tellOf(feature)).addTo(map);
    });
    map.on("mouseenter", community, () => { map.getCanvas().style.cursor = "pointer"; });
    map.on("mouseleave", community, () => { map.getCanvas().style.cursor = ""; });
  }
  legend.addEventListener("change", () => {
    const wanted = new Set(new FormData(legend).getAll("community"));
    for (const community of communities) {
      map.setLayoutProperty(community, "visibility", wanted.has(community) ? "visible" : "none");
    }
    const unit = new FormData(legend).get("unit");
    map.setFilter("rounds", unit ? ["==", ["get", "name"], unit] : null);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    putMarks(map);
    for (const paint of [...paints(), ...communities.map((name) => [name, "text-color", colour("ink")])]) map.setPaintProperty(...paint);
  });
}

async function draw() {
  const { places: from, areas, rounds } = frame.dataset;
  const [places, outlines, ways] = await Promise.all([from, areas, rounds].map(fetchFeatures));
  const highest = ["max", ["match", ["get", "level"], "exceptional", 2, "heightened", 1, 0]];
  const counted = { cluster: true, clusterRadius: 36, clusterMaxZoom: 12, clusterProperties: { highest } };
  // The largest community lies lowest, so that the smaller ones are seen.
  const members = new Map();
  for (const feature of places.features) {
    const { community } = feature.properties;
    if (!members.has(community)) members.set(community, []);
    members.get(community).push(feature);
  }
  const communities = [...members.keys()].sort((a, b) => members.get(b).length - members.get(a).length);
  const map = new Chart({
    container: frame.querySelector(".canvas"),
    attributionControl: { compact: false, customAttribution: "© OpenStreetMap contributors · contains OS data © Crown copyright" },
    bounds: places.features.length ? boundsOf(places.features) : undefined,
    fitBoundsOptions: { padding: 24, maxZoom: 14 },
    maxZoom: 18,
    dragRotate: false,
    pitchWithRotate: false,
    style: {
      version: 8,
      sources: {
        areas: { type: "geojson", data: outlines },
        rounds: { type: "geojson", data: ways },
      },
      layers: LAYERS,
    },
  });
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.on("load", () => {
    putMarks(map);
    for (const paint of paints()) map.setPaintProperty(...paint);
    for (const community of communities) {
      const features = members.get(community);
      map.addSource(community, { type: "geojson", data: { type: "FeatureCollection", features }, ...counted });
      map.addLayer(layersOf(community));
    }
    listen(map, communities);
    for (const field of legend.querySelectorAll("input, select")) field.disabled = false;
    map.once("idle", () => { frame.dataset.ready = ""; });
  });
}

const canDraw = () => Boolean(document.createElement("canvas").getContext("webgl2"));

if (canDraw()) {
  try {
    await draw();
  } catch (problem) {
    // The server's drawing stays; whoever looks after the desk finds the reason here.
    console.info("The map is drawn without WebGL:", problem);
  }
}
