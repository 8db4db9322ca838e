// The small multiples, drawn where one can point at them. Without this the page keeps the drawings the server made.
const Plot = globalThis.uPlot;
const holder = document.querySelector("[data-plots]");
const frames = [...document.querySelectorAll("[data-plot]")];
const SIGN_WIDTH = 14; // signs nearer than this are told as from one to the other
const WORD_WIDTH = 40;
const BESIDE = 28; // so far from an alarm lies the middle of its word when it stands beside it
const HEIGHT = { small: 150, large: 300 };

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const font = (scale = 1, weight = 400) => `${weight} ${12 * scale}px ${getComputedStyle(document.body).fontFamily}`;

/** Where something lies on the canvas, in its own pixels. */
const at = (plot, seconds) => plot.valToPos(seconds, "x", true);
const up = (plot, value) => plot.valToPos(value, "y", true);

function trace(pen, ...steps) {
  pen.beginPath();
  for (const [step, x, y] of steps) pen[step](x, y);
}

function drawLines(plot, { lines }) {
  const { ctx: pen, bbox } = plot;
  const scale = devicePixelRatio;
  const together = [];
  for (const { on, sign, isBreak } of lines) {
    const x = Math.min(at(plot, on), bbox.left + bbox.width);
    pen.strokeStyle = colour(isBreak ? "ink" : "act");
    pen.lineWidth = scale * (isBreak ? 1.5 : 1);
    pen.setLineDash(isBreak ? [6 * scale, 3 * scale] : [2 * scale, 2 * scale]);
    trace(pen, ["moveTo", x, bbox.top - 8 * scale], ["lineTo", x, bbox.top + bbox.height]);
    pen.stroke();
    if (isBreak) {
      pen.setLineDash([]);
      pen.fillStyle = colour("ink");
      pen.textAlign = "start";
      pen.fillText(sign, x + 4 * scale, bbox.top + 4 * scale);
      continue;
    }
    const last = together.at(-1);
    if (last && x - last.to < SIGN_WIDTH * scale) Object.assign(last, { to: x, sign: `${last.sign.split("–")[0]}–${sign}` });
    else together.push({ from: x, to: x, sign });
  }
  pen.setLineDash([]);
  pen.fillStyle = colour("ink");
  pen.textAlign = "center";
  for (const { from, to, sign } of together) pen.fillText(sign, (from + to) / 2, bbox.top - 12 * scale);
}

function drawLatest(plot, data) {
  const { ctx: pen } = plot;
  pen.fillStyle = colour("ink");
  pen.beginPath();
  pen.arc(at(plot, data.on.at(-1)), up(plot, data.observed.at(-1)), 3 * devicePixelRatio, 0, 2 * Math.PI);
  pen.fill();
}

function drawLikely(plot, data) {
  const { ctx: pen } = plot;
  const scale = devicePixelRatio;
  pen.strokeStyle = colour("act");
  pen.fillStyle = colour("sheet");
  pen.lineWidth = 1.5 * scale;
  for (const [number, likely] of data.likely.entries()) {
    if (likely === null) continue;
    const x = at(plot, data.on[number]);
    const low = data.likely_low[number];
    const high = data.likely_high[number];
    if (low !== null && high !== null) {
      trace(pen, ["moveTo", x, up(plot, low)], ["lineTo", x, Math.max(up(plot, high), plot.bbox.top)]);
      pen.stroke();
    }
    const y = up(plot, likely);
    const half = 4 * scale;
    trace(pen, ["moveTo", x, y - half], ["lineTo", x + half, y], ["lineTo", x, y + half], ["lineTo", x - half, y]);
    pen.closePath();
    pen.fill();
    pen.stroke();
  }
}

/** The middle of an alarm's word: above it or, at an edge of the plot, beside it. */
function wordAt({ bbox: { left, width } }, x) {
  const half = (WORD_WIDTH * devicePixelRatio) / 2;
  if (x > left + width - half) return x - BESIDE * devicePixelRatio;
  return x < left + half ? x + BESIDE * devicePixelRatio : x;
}

function drawAlarms(plot, data) {
  const { ctx: pen } = plot;
  const scale = devicePixelRatio;
  let freeUntil = Infinity;
  for (const number of [...data.alarms].reverse()) {
    const x = at(plot, data.on[number]);
    const y = up(plot, data.observed[number]);
    pen.fillStyle = colour("exceptional");
    trace(pen, ["moveTo", x, y - 7 * scale], ["lineTo", x + 6.5 * scale, y + 4 * scale], ["lineTo", x - 6.5 * scale, y + 4 * scale]);
    pen.fill();
    const word = wordAt(plot, x);
    if (word <= freeUntil - WORD_WIDTH * scale) {
      freeUntil = word;
      const below = word === x ? y - 10 * scale : y + 4 * scale;
      pen.textAlign = "center";
      // Paper around the letters, so that a line behind them does not strike them out.
      pen.strokeStyle = colour("sheet");
      pen.lineWidth = 4 * scale;
      pen.lineJoin = "round";
      pen.strokeText("alarm", word, below);
      pen.fillStyle = colour("ink");
      pen.fillText("alarm", word, below);
    }
  }
}

/** The highest value that is to be seen; a limit far above everything else is cut off. */
function topOf(data) {
  const counts = data.observed.map((count, number) => (data.alarms.includes(number) ? 1.15 * count : count));
  const seen = [...counts, ...data.high, ...data.likely].filter((value) => value !== null);
  const limits = [...data.own_limit, ...data.likely_high].filter((value) => value !== null);
  const plain = Math.max(1, ...seen);
  const highest = Math.max(plain, Math.min(Math.max(0, ...limits), 3 * plain));
  const step = 10 ** Math.floor(Math.log10(highest)) / 2;
  return Math.ceil(highest / step) * step;
}

// What is drawn first lies lowest: the band between the second and the third, the threshold, the counts.
function optionsOf(frame, data) {
  const top = topOf(data);
  const line = { points: { show: false } };
  const hidden = { stroke: () => "transparent", ...line };
  return {
    width: frame.clientWidth,
    height: HEIGHT[frame.dataset.size],
    padding: [26, 10, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7, fill: () => colour("ink") } },
    scales: { x: { time: false }, y: { range: [0, top] } },
    axes: [
      {
        stroke: () => colour("soft"),
        font: font(),
        size: 22,
        gap: 2,
        grid: { show: false },
        ticks: { show: false },
        splits: () => [data.on[0], data.on.at(-1)],
        values: () => ["", ""],
      },
      {
        stroke: () => colour("soft"),
        font: font(),
        size: 34,
        gap: 4,
        grid: { stroke: () => colour("line"), width: 1 },
        ticks: { show: false },
        splits: () => [0, top / 2, top].filter((value) => Number.isInteger(value)),
        values: (_plot, splits) => splits.map((value) => value.toLocaleString("en-GB")),
      },
    ],
    bands: [{ series: [2, 1], fill: () => colour("band") }],
    series: [
      {},
      hidden,
      hidden,
      { stroke: () => colour("exceptional"), width: 1.25, dash: [5, 3], ...line },
      { stroke: () => colour("ink"), width: 1.75, ...line },
    ],
    hooks: {
      draw: [
        (plot) => {
          plot.ctx.save();
          plot.ctx.font = font(devicePixelRatio, 600);
          drawLines(plot, data);
          drawLatest(plot, data);
          drawLikely(plot, data);
          drawAlarms(plot, data);
          plot.ctx.font = font(devicePixelRatio);
          drawEnds(plot, data);
          plot.ctx.restore();
        },
      ],
      setCursor: [(plot) => tell(frame, data, plot.cursor.idx)],
    },
  };
}

/** The first and the last period, written inside the edges so that neither is cut. */
function drawEnds(plot, { shown }) {
  const { ctx: pen, bbox } = plot;
  const y = bbox.top + bbox.height + 16 * devicePixelRatio;
  pen.fillStyle = colour("soft");
  pen.textAlign = "start";
  pen.fillText(shown[0], bbox.left, y);
  pen.textAlign = "end";
  if (shown.length > 1) pen.fillText(shown.at(-1), bbox.left + bbox.width, y);
}

/** What is pointed at, in words; otherwise what the desk says of the series. */
function tell(frame, data, number) {
  const readout = frame.querySelector(".readout");
  readout.textContent = typeof number === "number" ? data.says[number] : readout.dataset.says;
}

/** Left and right walk along the periods, Home and End go to the first and the last, for hands without a mouse. */
function listen(frame, plot, data) {
  frame.tabIndex = 0;
  frame.ariaLabel += ". Left and right walk along the periods, Home and End go to the first and the last.";
  frame.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    if (!step) return;
    event.preventDefault();
    const now = plot.cursor.idx ?? data.on.length - 1 - Math.sign(step);
    const next = Math.min(Math.max(now + step, 0), data.on.length - 1);
    plot.setCursor({ left: plot.valToPos(data.on[next], "x"), top: 10 });
  });
  new ResizeObserver(() => {
    if (frame.clientWidth && frame.clientWidth !== plot.width) {
      plot.setSize({ width: frame.clientWidth, height: HEIGHT[frame.dataset.size] });
    }
  }).observe(frame);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => plot.redraw(true, true));
}

function draw(frame, data) {
  const canvas = frame.querySelector(".canvas");
  const values = [data.on, data.low, data.high, data.own_limit, data.observed];
  const plot = new Plot(optionsOf(frame, data), values, canvas);
  frame.dataset.ready = "";
  listen(frame, plot, data);
}

async function drawAll() {
  const answer = await fetch(holder.dataset.plots);
  if (!answer.ok) throw new Error(`${holder.dataset.plots} answered ${answer.status}`);
  const { board, plots } = await answer.json();
  // The board was made again since the page was sent: its own drawings are then the ones that belong to its words.
  if (String(board) !== holder.dataset.board) return;
  // A plot is drawn when it comes into sight: a page may hold many.
  const watch = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      watch.unobserve(target);
      draw(target, plots[Number(target.dataset.plot)]);
    }
  }, { rootMargin: "400px" });
  for (const frame of frames) watch.observe(frame);
}

if (Plot && holder) {
  try {
    await drawAll();
  } catch (problem) {
    // The server's drawings stay; whoever looks after the desk finds the reason here.
    console.info("The plots are drawn without uPlot:", problem);
  }
}
