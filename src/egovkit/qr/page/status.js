// Status lists: docs/reference/status-list.md. CWT form; the list is verified with
// a status key of the issuer whose address it has, and inflated up to a cap.

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

const isTime = (value) => typeof value === "bigint" && value >= 0n && value < 2n ** 53n;

async function readStatus(token, trust, now) {
  const message = readSign1(token, MAX_LIST);
  if (message.headers.get(16n) !== "application/statuslist+cwt") {
    throw new Refusal("status_list_type");
  }
  const claims = decodeCbor(message.payload, MAX_LIST);
  const [uri, issued, list] = [claims.get(2n), claims.get(6n), claims.get(65533n)];
  if (typeof uri !== "string" || !isTime(issued) || !(list instanceof Map)) {
    throw new Refusal("status_list_format");
  }
  const issuedAt = Number(issued);
  await requireStatusKey(message, uri, issuedAt, trust);
  if (issuedAt > now + SKEW) throw new Refusal("status_from_future");
  const [expires, ttl] = [claims.get(4n), claims.get(65534n)];
  const end = isTime(expires) ? Number(expires)
    : issuedAt + (isTime(ttl) ? Number(ttl) : MAX_AGE);
  const bits = Number(list.get("bits"));
  if (![1, 2, 4, 8].includes(bits)) throw new Refusal("status_list_format");
  const packed = await inflate(list.get("lst"));
  return { uri, issuedAt, end, bits, packed, size: packed.length * 8 / bits, token };
}

async function requireStatusKey(message, uri, issuedAt, trust) {
  for (const issuer of trust.list.issuers) {
    const base = issuer.status_uri;
    if (!base || !`${uri}/`.startsWith(`${base}/`)) continue;
    for (const key of issuer.keys) {
      const may = key.use === "status" && key.status !== "compromised" &&
        keyCovers(key, issuedAt) && COSE_ALGORITHMS[key.alg] === message.headers.get(1n);
      if (may && await verifies(key, message.signature, message.signed)) return;
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
