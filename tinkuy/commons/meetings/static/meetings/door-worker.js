// Serves the door without a network: only pages and files that the door itself put aside.
"use strict";
const SHELF = "tinkuy-door-1";
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  const isPage = request.mode === "navigate";
  if (isPage && !/\/puerta\/$/.test(new URL(request.url).pathname)) return;
  event.respondWith(answer(request, isPage));
});

async function answer(request, isPage) {
  try {
    return await fetch(request);
  } catch (error) {
    const shelf = await caches.open(SHELF);
    const kept = await shelf.match(request, { ignoreSearch: isPage });
    if (kept) return kept;
    throw error;
  }
}
