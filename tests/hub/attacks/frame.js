// Without a click: the page in a frame, whose document a page of the same origin may read.
"use strict";
const frame = document.createElement("iframe");
frame.onload = async () => {
  const there = frame.contentDocument;
  if (there && there.location.href !== "about:blank") {
    await plunder(there.documentElement.outerHTML);
  }
  finish(there ? "read" : "closed");
};
frame.src = target;
document.body.append(frame);
