// Keeps the page of a carried round on the phone, so that it opens without signal, and sends what is left with the
// page closed. The round itself is not here but in the browser's database; what is here holds nothing of any plan.
import { letGo } from "/static/carry/kept.mjs";
import { sync } from "/static/carry/sync.mjs";

// The desk writes here what it stands for: when a file below changes, so does this, and the phone takes all anew.
const VERSION = "as it is";

const SHELL = "/carry/shell";
const FILES = [
  SHELL,
  "/carry/manifest.webmanifest",
  "/static/vigil.css",
  "/static/icon.svg",
  "/static/carry/carry.css",
  "/static/carry/icon.svg",
  "/static/carry/icon-192.png",
  "/static/carry/icon-512.png",
  "/static/carry/ask.mjs",
  "/static/carry/draw.mjs",
  "/static/carry/kept.mjs",
  "/static/carry/make.mjs",
  "/static/carry/page.mjs",
  "/static/carry/sketch.mjs",
  "/static/carry/step.mjs",
  "/static/carry/sync.mjs",
  "/static/carry/words.mjs",
];
const STORE = `vigil-carry ${VERSION}`;

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const store = await caches.open(STORE);
      await store.addAll(FILES.map((file) => new Request(file, { cache: "reload" })));
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith("vigil-carry ") && name !== STORE) await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { pathname, search } = new URL(url);
  // `/carry?plain` is the page as the desk writes it.
  if (method !== "GET" || search) return;
  const file = mode === "navigate" && pathname === "/carry" ? SHELL : pathname;
  if (FILES.includes(file)) event.respondWith(kept(file, event.request));
});

async function kept(file, request) {
  const store = await caches.open(STORE);
  return (await store.match(file)) ?? fetch(request);
}

self.addEventListener("sync", (event) => {
  event.waitUntil(
    (async () => {
      // With no page in sight nothing can be undone any more.
      const pages = await self.clients.matchAll({ type: "window" });
      if (!pages.some((page) => page.visibilityState === "visible")) await letGo();
      const { went } = await sync();
      new BroadcastChannel("vigil-carry").postMessage("changed");
      // The browser tries again later when this fails.
      if (went === "no-signal" || went === "wait") throw new Error(went);
    })(),
  );
});
