// Where lists come from: the page itself, this browser's store, the network.
// Requests name a list, never a seal: no index, no payload, no cookie.

const STORE = "egovkit-lists";
const TIMEOUT = 4000; // milliseconds; a slow network must not hold the answer back
const now = () => Math.floor(Date.now() / 1000);

async function stored(address) {
  try {
    return await (await caches.open(STORE)).match(address) || null;
  } catch {
    return null; // opened from a file, or storage is off
  }
}

async function keep(address, body) {
  try {
    await (await caches.open(STORE)).put(address, new Response(body));
  } catch {
    // the list still serves this visit
  }
}

async function fetched(address, accept = "application/json") {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TIMEOUT);
  try {
    const answer = await fetch(address, {
      headers: { accept }, cache: "no-cache", credentials: "omit", referrerPolicy: "no-referrer",
      redirect: "error", signal: stop.signal,
    });
    return answer.ok ? answer : null;
  } catch {
    return null; // offline
  } finally {
    clearTimeout(timer);
  }
}

const servedByHost = () => /^https?:$/.test(location.protocol);

async function currentTrust(data) {
  let trust = await readBundle(data.trust, data.root);
  const address = data.trustAddress && servedByHost()
    ? new URL(data.trustAddress, location.href).href : null;
  if (!address) return trust;
  const old = await stored(address);
  if (old) trust = await newerTrust(trust, await old.text(), data.root, now());
  const fresh = await fetched(address);
  if (fresh) {
    const before = trust;
    trust = await newerTrust(trust, await fresh.text(), data.root, now());
    if (trust !== before) await keep(address, trust.text);
  }
  return trust;
}

async function offer(lists, token, trust, at) {
  try {
    return await lists.add(token, trust, at);
  } catch {
    return null; // whatever is held stays as good as it was
  }
}

async function inlined(data, trust, at) {
  const lists = new StatusLists();
  for (const text of data.statuses) await offer(lists, fromBase64url(text), trust, at);
  return lists;
}

const LIST_TYPES = "application/statuslist+cwt, application/statuslist+jwt";
const bytesOf = async (answer) => new Uint8Array(await answer.arrayBuffer());

// The list that may answer for this seal: from the store, then from the network.
async function fetchStatus(lists, issuer, index, trust) {
  if (!issuer.status_uri || index === null) return;
  for (const address of new Set([issuer.status_uri, shardAddress(issuer.status_uri, index)])) {
    const old = await stored(address);
    if (old) await offer(lists, await bytesOf(old), trust, now());
    const fresh = await fetched(address, LIST_TYPES);
    const read = fresh && await offer(lists, await bytesOf(fresh), trust, now());
    if (read) await keep(address, read.token);
  }
}
