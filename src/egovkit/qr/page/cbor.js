// CBOR as the seal uses it: the strict, deterministic subset of RFC 8949 that
// docs/reference/seal-format.md describes. Integers are BigInt throughout:
// numbers that begin with 91 to 97 exceed 2^53.

class Refusal extends Error {
  constructor(code, facts = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

class Tag {
  constructor(number, value) {
    this.number = number;
    this.value = value;
  }
}

const MAX_DEPTH = 8;
const SIGN1 = 18n;
const [UINT, NINT, BYTES, TEXT, ARRAY, MAP, TAG, SIMPLE] = [0, 1, 2, 3, 4, 5, 6, 7];
const SIMPLES = new Map([[20n, false], [21n, true], [22n, null]]);

function toNumber(bytes) {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value;
}

function compareBytes(a, b) {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}

function readUtf8(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refusal("cbor_text");
  }
}

class CborReader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  take(size) {
    const start = this.at;
    this.at += Number(size);
    if (this.at > this.bytes.length) throw new Refusal("cbor_truncated");
    return this.bytes.subarray(start, this.at);
  }

  argument(first) {
    const info = first & 31;
    if (info < 24) return BigInt(info);
    if (info === 31) throw new Refusal("cbor_indefinite");
    if (info > 27) throw new Refusal("cbor_reserved");
    if (first >> 5 === SIMPLE) throw new Refusal("cbor_simple");
    const width = 1 << (info - 24);
    const value = toNumber(this.take(width));
    const shortest = width === 1 ? value >= 24n : value >> BigInt(4 * width) > 0n;
    if (!shortest) throw new Refusal("cbor_not_shortest");
    return value;
  }

  item(depth) {
    if (this.at >= this.bytes.length) throw new Refusal("cbor_truncated");
    const first = this.bytes[this.at++];
    const major = first >> 5;
    const argument = this.argument(first);
    if (major === UINT) return argument;
    if (major === NINT) return -1n - argument;
    if (major === BYTES) return this.take(argument);
    if (major === TEXT) return readUtf8(this.take(argument));
    if (major === SIMPLE) {
      if (!SIMPLES.has(argument)) throw new Refusal("cbor_simple");
      return SIMPLES.get(argument);
    }
    if (depth >= MAX_DEPTH) throw new Refusal("cbor_depth", { limit: MAX_DEPTH });
    if (major === ARRAY) return this.array(argument, depth + 1);
    if (major === MAP) return this.map(argument, depth + 1);
    if (argument !== SIGN1) throw new Refusal("cbor_tag");
    return new Tag(argument, this.item(depth + 1));
  }

  counted(count, width) {
    const left = BigInt(this.bytes.length - this.at);
    if (count * width > left) throw new Refusal("cbor_truncated");
    return Number(count);
  }

  array(count, depth) {
    const items = [];
    for (let left = this.counted(count, 1n); left > 0; left--) {
      items.push(this.item(depth));
    }
    return items;
  }

  map(count, depth) {
    const found = new Map();
    let previous = new Uint8Array();
    for (let left = this.counted(count, 2n); left > 0; left--) {
      const start = this.at;
      const key = this.item(depth);
      if (typeof key !== "bigint" && typeof key !== "string") {
        throw new Refusal("cbor_key");
      }
      const encoded = this.bytes.subarray(start, this.at);
      const order = compareBytes(encoded, previous);
      if (order === 0) throw new Refusal("cbor_duplicate_key");
      if (order < 0) throw new Refusal("cbor_key_order");
      previous = encoded;
      found.set(key, this.item(depth));
    }
    return found;
  }
}

function decodeCbor(bytes, limit = 4096) {
  if (bytes.length > limit) throw new Refusal("cbor_too_long", { limit });
  const reader = new CborReader(bytes);
  const value = reader.item(0);
  if (reader.at !== bytes.length) throw new Refusal("cbor_trailing");
  return value;
}

function cborHead(major, length) {
  if (length < 24) return [(major << 5) | length];
  if (length < 256) return [(major << 5) | 24, length];
  if (length < 65536) return [(major << 5) | 25, length >> 8, length & 255];
  return [(major << 5) | 26, length >>> 24, (length >> 16) & 255, (length >> 8) & 255,
    length & 255];
}

function join(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

// COSE_Sign1 (RFC 9052, 4.2): taken apart, nothing verified.
function readSign1(token, limit = 4096) {
  const tagged = decodeCbor(token, limit);
  if (!(tagged instanceof Tag)) throw new Refusal("cose_not_sign1");
  const parts = tagged.value;
  if (!Array.isArray(parts) || parts.length !== 4) throw new Refusal("cose_not_sign1");
  const [protectedBytes, unprotected, payload, signature] = parts;
  const fits = protectedBytes instanceof Uint8Array && unprotected instanceof Map &&
    payload instanceof Uint8Array && signature instanceof Uint8Array;
  if (!fits) throw new Refusal("cose_not_sign1");
  let headers = new Map();
  if (protectedBytes.length) {
    headers = decodeCbor(protectedBytes);
    if (!(headers instanceof Map)) throw new Refusal("cose_headers");
  }
  // RFC 9052, 4.4: an empty map is signed as a zero-length string
  const covered = headers.size ? protectedBytes : new Uint8Array();
  const signed = join(
    [0x84, 0x6a], new TextEncoder().encode("Signature1"),
    cborHead(BYTES, covered.length), covered,
    cborHead(BYTES, 0),
    cborHead(BYTES, payload.length), payload,
  );
  return { headers, unprotected, payload, signature, signed };
}
