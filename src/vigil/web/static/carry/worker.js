// Keeps the page of a carried round on the phone. It does nothing yet: every request goes to the desk.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
