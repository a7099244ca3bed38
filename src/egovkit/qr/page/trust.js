// The trust list: docs/reference/trust-list.md. The page carries one; a newer one
// must be signed by keys that the root of the page's own names, directly or
// through roots that continue it.

const SKEW = 300; // seconds by which two honest clocks may differ
const MAX_PER_KID = 4;

async function enoughSignatures(bytes, signatures, keys, threshold) {
  const pending = new Map(keys.map((key) => [key.kid, key]));
  let valid = 0;
  for (const { kid, sig } of signatures) {
    const key = pending.get(kid);
    if (key && await verifies(key, fromBase64url(sig), bytes)) {
      pending.delete(kid); // a key counts once
      valid += 1;
    }
  }
  return valid >= threshold;
}

async function requireSigned(code, bytes, part, keys, threshold) {
  if (!await enoughSignatures(bytes, part.signatures, keys, threshold)) {
    throw new Refusal(code);
  }
}

function parseSigned(part, type) {
  const value = JSON.parse(part.signed);
  if (value.type !== type || value.format !== 1) throw new Refusal("trust_format");
  return value;
}

// The newest root of the bundle, reached from the one with this fingerprint.
async function followRoots(parts, fingerprint) {
  const encoder = new TextEncoder();
  let root = null;
  for (const part of parts) {
    const bytes = encoder.encode(part.signed);
    if (root === null && hex(await sha256(bytes)) !== fingerprint) continue;
    const next = parseSigned(part, "egovkit-root");
    if (root !== null) {
      if (next.version !== root.version + 1) throw new Refusal("root_version");
      await requireSigned("root_signatures", bytes, part, root.keys, root.threshold);
    }
    await requireSigned("root_signatures", bytes, part, next.keys, next.threshold);
    root = next;
  }
  if (root === null) throw new Refusal("root_fingerprint");
  return root;
}

function indexKeys(list) {
  const index = new Map();
  for (const issuer of list.issuers) {
    for (const key of issuer.keys) {
      const others = index.get(key.kid) || [];
      if (others.length < MAX_PER_KID) index.set(key.kid, [...others, { ...key, issuer }]);
    }
  }
  return index;
}

async function readBundle(text, fingerprint) {
  const bundle = JSON.parse(text);
  if (bundle.type !== "egovkit-trust" || bundle.format !== 1) throw new Refusal("trust_format");
  const root = await followRoots(bundle.roots, fingerprint);
  const bytes = new TextEncoder().encode(bundle.list.signed);
  await requireSigned("trust_signatures", bytes, bundle.list, root.list_keys,
    root.list_threshold);
  const list = parseSigned(bundle.list, "egovkit-trust-list");
  return { text, root, list, keysByKid: indexKeys(list) };
}

// What stands against using the list now, as a code; null if nothing does.
function trustTrouble(trust, now) {
  if (now > trust.list.expires_at || now > trust.root.expires_at) return "issuer_list_expired";
  if (Math.max(trust.list.issued_at, trust.root.issued_at) > now + SKEW) return "trust_from_future";
  return null;
}

// A fetched list is taken if it verifies and is newer than what is held.
async function newerTrust(held, text, fingerprint, now) {
  try {
    const other = await readBundle(text, fingerprint);
    const newer = other.root.version >= held.root.version &&
      other.list.version > held.list.version && trustTrouble(other, now) === null;
    return newer ? other : held;
  } catch {
    return held; // what was held stays as good as it was
  }
}

// Times are optional in the list: a missing one limits nothing.
function keyCovers(key, moment) {
  const { not_before: from = null, not_after: until = null, retired_at: retired = null } = key;
  return (from === null || moment >= from) && (until === null || moment <= until) &&
    (retired === null || moment < retired);
}
