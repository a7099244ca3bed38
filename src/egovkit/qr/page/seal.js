// The seal: docs/reference/seal-format.md, format v1. Text to token, token to
// claims, claims to checks, in the order that page gives.

const MAX_TEXT = 8192;
const MAX_TOKEN = 4096;
const BLOCK_BYTES = 7;
const BLOCK_DIGITS = 17;
const LAST_DIGITS = new Map([[3, 1], [5, 2], [8, 3], [10, 4], [13, 5], [15, 6]]);
const BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const URL_FORM = /^https:\/\/[!-"$-~]{1,2000}#([0-9]+)$/i;

function blockToBytes(digits, size) {
  let value = BigInt(digits);
  if (value >> BigInt(8 * size)) throw new Refusal("seal_block_range");
  const bytes = new Uint8Array(size);
  for (let i = size - 1; i >= 0; i--, value >>= 8n) bytes[i] = Number(value & 255n);
  return bytes;
}

function fromDigits(text) {
  if (!/^[0-9]+$/.test(text)) throw new Refusal("seal_digits");
  const rest = text.length % BLOCK_DIGITS;
  if (rest && !LAST_DIGITS.has(rest)) throw new Refusal("seal_digits_length");
  const parts = [];
  for (let at = 0; at < text.length; at += BLOCK_DIGITS) {
    const block = text.slice(at, at + BLOCK_DIGITS);
    const size = block.length === BLOCK_DIGITS ? BLOCK_BYTES : LAST_DIGITS.get(rest);
    parts.push(blockToBytes(block, size));
  }
  return join(...parts);
}

function fromBase45(text) {
  const values = Array.from(text, (char) => BASE45.indexOf(char));
  if (values.includes(-1)) throw new Refusal("base45_character");
  if (values.length % 3 === 1) throw new Refusal("base45_length");
  const out = [];
  for (let at = 0; at < values.length; at += 3) {
    const [low, middle, top] = values.slice(at, at + 3);
    const pair = top !== undefined;
    const number = low + 45 * middle + 2025 * (pair ? top : 0);
    if (number > (pair ? 0xffff : 0xff)) throw new Refusal("base45_range");
    if (pair) out.push(number >> 8);
    out.push(number & 255);
  }
  return Uint8Array.from(out);
}

function fromText(text) {
  if (text.length > MAX_TEXT) throw new Refusal("seal_text_too_long", { limit: MAX_TEXT });
  const trimmed = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
  if (trimmed.startsWith("ID1:")) return fromBase45(trimmed.slice(4));
  const match = URL_FORM.exec(trimmed);
  if (!match) throw new Refusal("seal_not_found");
  return fromDigits(match[1]);
}

function readEnvelope(token) {
  const { headers, unprotected, payload, signature, signed } = readSign1(token, MAX_TOKEN);
  const [alg, kid] = [headers.get(1n), headers.get(4n)];
  if (headers.size !== 2 || unprotected.size || (alg !== -8n && alg !== -7n) ||
      !(kid instanceof Uint8Array) || kid.length !== 4) {
    throw new Refusal("seal_headers");
  }
  if (signature.length !== 64) throw new Refusal("seal_signature_length");
  return { alg, kid: hex(kid), payload, signature, signed };
}

const EXPIRES = 4n;
const ISSUED = 6n;
const CLAIM = -65537n;
const DIGEST = -65538n;
const FIRST_TIME = -62135596800n; // the year 1
const LAST_TIME = 253402300799n; // the year 9999
const within = (value, low, high) =>
  typeof value === "bigint" && value >= low && value <= high;
const isMoment = (value) => within(value, FIRST_TIME, LAST_TIME);

function readClaims(payload) {
  const claims = decodeCbor(payload, MAX_TOKEN);
  const known = [EXPIRES, ISSUED, CLAIM, DIGEST];
  if (!(claims instanceof Map) || [...claims.keys()].some((key) => !known.includes(key))) {
    throw new Refusal("seal_claims");
  }
  const [issued, expires, digest] = [claims.get(ISSUED), claims.get(EXPIRES), claims.get(DIGEST)];
  if (!isMoment(issued) || (claims.has(EXPIRES) && !isMoment(expires))) {
    throw new Refusal("seal_times");
  }
  if (claims.has(DIGEST) && !(digest instanceof Uint8Array && digest.length === 32)) {
    throw new Refusal("seal_digest");
  }
  const stated = claims.get(CLAIM);
  if (!Array.isArray(stated) || stated.length < 2) throw new Refusal("seal_private_claim");
  const [profile, index, ...values] = stated;
  if (!within(profile, 1n, 65535n) || (index !== null && !within(index, 0n, 2n ** 32n - 1n))) {
    throw new Refusal("seal_private_claim");
  }
  return {
    issued: Number(issued),
    expires: expires === undefined ? null : Number(expires),
    profile: Number(profile),
    index: index === null ? null : Number(index),
    values,
    digest: digest || null,
  };
}

const good = (name, code, facts = {}) => ({ name, outcome: "valid", code, facts });
const bad = (name, code, facts = {}) => ({ name, outcome: "invalid", code, facts });
const unsure = (name, code, facts = {}) => ({ name, outcome: "indeterminate", code, facts });

async function findSigner(envelope, keys) {
  let answer = bad("signature", "signature_key_use");
  for (const key of keys) {
    if (key.use !== "seal") continue;
    if (COSE_ALGORITHMS[key.alg] !== envelope.alg) {
      answer = bad("signature", "signature_algorithm");
    } else if (await verifies(key, envelope.signature, envelope.signed)) {
      return [key, good("signature", "signature_true")];
    } else {
      answer = bad("signature", "signature_false");
    }
  }
  return [null, answer];
}

function keyCheck(key, issued) {
  if (key.status === "compromised") return bad("key", "key_compromised");
  if (keyCovers(key, issued)) return good("key", "key_in_force");
  if (issued < (key.not_before ?? -Infinity)) return bad("key", "key_not_yet_in_force");
  if (issued > (key.not_after ?? Infinity)) return bad("key", "key_ended");
  return bad("key", "key_retired");
}

function validityCheck({ issued, expires }, now) {
  if (issued > now + SKEW) return bad("validity", "validity_from_future");
  if (expires !== null) {
    if (expires <= issued) return bad("validity", "validity_never");
    if (now >= expires) return bad("validity", "validity_expired", { since: isoDay(expires) });
  }
  return good("validity", "validity_current");
}

const STATUS_CHECKS = {
  valid: good("status", "status_valid"),
  revoked: bad("status", "status_revoked"),
  suspended: bad("status", "status_suspended"),
  not_issued: bad("status", "status_not_issued"),
};

function statusCheck(issuer, index, lists, now) {
  if (index === null) return good("status", "status_not_used");
  const { word, since } = lists.lookup(issuer.status_uri, index, now);
  if (word in STATUS_CHECKS) return STATUS_CHECKS[word];
  if (since === null) return unsure("status", "status_unknown");
  return unsure("status", "status_stale", { since: isoDay(since) });
}

async function originalCheck(digest, original) {
  if (digest === null) return unsure("original", "original_not_bound");
  if (compareBytes(await sha256(original), digest)) return bad("original", "original_differs");
  return good("original", "original_same");
}

// Everything about one seal. Whatever the bytes: a report.
async function verifyToken(token, trust, lists, now, original = null) {
  let envelope;
  try {
    envelope = readEnvelope(token);
  } catch (refusal) {
    return report([refused("format", refusal)]);
  }
  const checks = [good("format", "seal_format_ok")];
  const keys = trust.keysByKid.get(envelope.kid) || [];
  const trouble = trustTrouble(trust, now);
  if (!keys.length) {
    // a list past its time proves nothing: a newer one may have the key
    return report([...checks, unsure("signature", "signature_unchecked"),
      trouble ? unsure("issuer", trouble) : bad("issuer", "issuer_unknown")]);
  }
  const [key, signature] = await findSigner(envelope, keys);
  checks.push(signature);
  if (key === null) return report(checks);
  checks.push(trouble ? unsure("issuer", trouble) : good("issuer", "issuer_known"));
  let claims;
  try {
    claims = readClaims(envelope.payload);
  } catch (refusal) {
    return report([...checks, refused("content", refusal)]);
  }
  const { issuer } = key;
  const allowed = issuer.profiles.includes(claims.profile);
  const spec = (trust.list.registries[issuer.registry] || {})[claims.profile] || null;
  checks.push(
    keyCheck(key, claims.issued),
    allowed ? good("profile", "profile_allowed")
      : bad("profile", "profile_not_allowed", { profile: claims.profile }),
    validityCheck(claims, now),
    statusCheck(issuer, claims.index, lists, now),
    contentCheck(spec, claims.values),
  );
  if (original !== null) checks.push(await originalCheck(claims.digest, original));
  return report(checks, { issuer, claims, spec });
}

async function verifyText(text, ...rest) {
  let token;
  try {
    token = fromText(text);
  } catch (refusal) {
    return report([refused("format", refusal)]);
  }
  return verifyToken(token, ...rest);
}

function refused(name, refusal) {
  if (!(refusal instanceof Refusal)) throw refusal;
  return bad(name, refusal.code, refusal.facts);
}

function report(checks, read = null) {
  const outcomes = checks.map((check) => check.outcome);
  const outcome = outcomes.includes("invalid") ? "invalid"
    : outcomes.includes("indeterminate") ? "indeterminate" : "valid";
  const fields = read && read.spec ? showFields(read.spec, read.claims.values) : [];
  const reason = outcome === "valid" ? null
    : checks.find((check) => check.outcome === outcome);
  return { outcome, reason, checks, fields, ...read };
}
