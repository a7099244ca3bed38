// Status lists: docs/reference/status-list.md. The list is verified with a status
// key of the issuer whose address it has, and inflated up to a cap.

const SHARD = 2 ** 20;
const MAX_LIST = 4 * 2 ** 20;
const MAX_AGE = 7 * 86400; // of a list that sets itself no end
const WORDS = ["valid", "revoked", "suspended", "not_issued"];

async function inflate(data) {
  const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate"));
  const reader = stream.getReader();
  const chunks = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return join(...chunks);
    size += value.length;
    if (size > MAX_LIST) {
      await reader.cancel();
      throw new Refusal("status_list_too_large");
    }
    chunks.push(value);
  }
}

// Seconds from 1970 to the year 9999.
const isTime = (value) =>
  typeof value === "bigint" && value >= 0n && value < 253402300800n;
const isNone = (value) => value === undefined || value === null;
const isDuration = (value) => typeof value === "bigint" && value > 0n;

// RFC 9864: a name for an algorithm and its curve; the key says no less.
const FIRST_NAMES = new Map([[-9n, -7n], [-19n, -8n], [-51n, -35n], ["Ed25519", "EdDSA"]]);

// Either form becomes: what it says of its algorithm and how its format names
// algorithms, the signed bytes, the signature over them, and the claims by name;
// nothing of it is verified yet.

function fromCwt(token) {
  const { headers, unprotected, payload, signature, signed } = readSign1(token, MAX_LIST);
  if (headers.get(16n) !== "application/statuslist+cwt") {
    throw new Refusal("status_list_type");
  }
  // critical headers (RFC 9052, 3.1): none is known here
  if (headers.has(2n) || unprotected.has(2n)) throw new Refusal("status_list_format");
  const claims = decodeCbor(payload, MAX_LIST);
  const list = claims instanceof Map && claims.get(65533n);
  if (!(list instanceof Map)) throw new Refusal("status_list_format");
  const [sub, iat, exp, ttl] = [2n, 6n, 4n, 65534n].map((label) => claims.get(label));
  const [bits, lst] = [list.get("bits"), list.get("lst")];
  const names = COSE_ALGORITHMS;
  return { alg: headers.get(1n), names, signed, signature, sub, iat, exp, ttl, bits, lst };
}

const JOSE_NAMES = { Ed25519: "EdDSA", ES256: "ES256", ES384: "ES384" };

// Whole numbers become BigInt, as they come from CBOR.
const readJson = (text) => JSON.parse(
  readUtf8(fromBase64url(text)),
  (_, value) => (Number.isSafeInteger(value) ? BigInt(value) : value),
);

function fromJwt(token) {
  const parts = readUtf8(token).trim().split(".");
  if (parts.length !== 3) throw new Refusal("status_list_format");
  const [header, claims] = parts.slice(0, 2).map(readJson);
  if (header.typ !== "statuslist+jwt") throw new Refusal("status_list_type");
  if ("crit" in header) throw new Refusal("status_list_format"); // RFC 7515, 4.1.11
  const { sub, iat, exp, ttl, status_list: { bits, lst } } = claims;
  return {
    alg: header.alg,
    names: JOSE_NAMES,
    signed: new TextEncoder().encode(`${parts[0]}.${parts[1]}`),
    signature: fromBase64url(parts[2]),
    sub, iat, exp, ttl, bits, lst: fromBase64url(lst),
  };
}

const isJwt = (token) => token[0] === 0x65 && token[1] === 0x79; // ey: {" in base64url

async function readStatus(token, trust, now) {
  if (token.length > MAX_LIST) throw new Refusal("status_list_too_large");
  const read = isJwt(token) ? fromJwt(token) : fromCwt(token);
  if (typeof read.sub !== "string" || !isTime(read.iat) ||
      !(isNone(read.exp) || isTime(read.exp)) ||
      !(isNone(read.ttl) || isDuration(read.ttl)) || ![1n, 2n, 4n, 8n].includes(read.bits)) {
    throw new Refusal("status_list_format");
  }
  read.alg = FIRST_NAMES.get(read.alg) ?? read.alg;
  const issuedAt = Number(read.iat);
  await requireStatusKey(read, issuedAt, trust);
  if (issuedAt > now + SKEW) throw new Refusal("status_from_future");
  const end = isTime(read.exp) ? Number(read.exp)
    : issuedAt + (isNone(read.ttl) ? MAX_AGE : Number(read.ttl));
  const [bits, packed] = [Number(read.bits), await inflate(read.lst)];
  return { uri: read.sub, issuedAt, end, bits, packed, size: packed.length * 8 / bits, token };
}

// The issuer whose address is the longest that the list's own begins with: one
// that publishes above another must not answer for it.
async function requireStatusKey({ alg, names, sub, signature, signed }, issuedAt, trust) {
  const bases = trust.list.issuers.map((issuer) => issuer.status_uri)
    .filter((base) => base && `${sub}/`.startsWith(`${base}/`));
  const nearest = Math.max(...bases.map((base) => base.length));
  for (const { status_uri: base, keys } of trust.list.issuers) {
    if (!bases.includes(base) || base.length !== nearest) continue;
    for (const key of keys) {
      const may = key.use === "status" && key.status !== "compromised" &&
        keyCovers(key, issuedAt) && key.alg in names && names[key.alg] === alg;
      if (may && await verifies(key, signature, signed)) return;
    }
  }
  throw new Refusal("status_signature");
}

// The newest verified list of each address.
class StatusLists {
  constructor() {
    this.lists = new Map();
  }

  async add(token, trust, now) {
    const read = await readStatus(token, trust, now);
    const held = this.lists.get(read.uri);
    if (held && held.issuedAt > read.issuedAt) throw new Refusal("status_older");
    this.lists.set(read.uri, read);
    return read;
  }

  lookup(base, index, now) {
    const unknown = { word: "unknown", since: null };
    if (!base) return unknown;
    let [held, place] = [this.lists.get(base), index];
    const shard = Math.floor(index / SHARD);
    if (shard && (!held || index >= held.size)) {
      held = this.lists.get(`${base}/${shard}`);
      place = index % SHARD;
    }
    if (!held) return unknown;
    const word = place < held.size ? statusWord(held, place) : "not_issued";
    if (now <= held.end || (word === "revoked" && held.bits > 1)) return { word, since: null };
    return { word: "unknown", since: held.end };
  }
}

function statusWord({ bits, packed }, place) {
  const at = place * bits;
  const value = (packed[Math.floor(at / 8)] >> (at % 8)) & ((1 << bits) - 1);
  return WORDS[value] || "unknown";
}

const shardAddress = (base, index) =>
  index < SHARD ? base : `${base}/${Math.floor(index / SHARD)}`;
