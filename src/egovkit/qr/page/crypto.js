// Signatures: WebCrypto, and an Ed25519 check of our own where the browser has
// none (Chrome before 137, Firefox before 129, Safari before 17).

const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");

async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

// Of this alphabet only: atob passes over white space, and reads + and / as well.
const IN_BASE64 = { "-": "+", _: "/" };

function fromBase64url(text) {
  const padded = text.replace(/[^A-Za-z0-9=]/g, (char) => IN_BASE64[char] || "~");
  return Uint8Array.from(atob(padded), (char) => char.charCodeAt(0));
}

// Ed25519 verification (RFC 8032, 5.1.7), without the cofactor, as OpenSSL does:
// encode(S·B − k·A) must be the bytes of R.
const P = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const mod = (value, by = P) => ((value % by) + by) % by;

function power(base, exponent) {
  let result = 1n;
  for (let b = mod(base), e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) result = (result * b) % P;
    b = (b * b) % P;
  }
  return result;
}

const D = mod(-121665n * power(121666n, P - 2n));
const ROOT = power(2n, (P - 1n) / 4n); // a square root of -1

function addPoints([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = mod((y1 - x1) * (y2 - x2));
  const b = mod((y1 + x1) * (y2 + x2));
  const c = mod(2n * D * t1 * t2);
  const d = mod(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function multiply(point, scalar) {
  let result = [0n, 1n, 1n, 0n];
  for (let p = point, s = scalar; s > 0n; s >>= 1n) {
    if (s & 1n) result = addPoints(result, p);
    p = addPoints(p, p);
  }
  return result;
}

const littleEndian = (bytes) => toNumber(Uint8Array.from(bytes).reverse());

function decodePoint(bytes) {
  const all = littleEndian(bytes);
  const sign = all >> 255n;
  const y = all & ((1n << 255n) - 1n);
  if (y >= P) return null;
  const u = mod(y * y - 1n);
  const v = mod(D * y * y + 1n);
  let x = mod(u * v ** 3n * power(u * v ** 7n, (P - 5n) / 8n));
  if (mod(v * x * x - u) !== 0n) x = mod(x * ROOT);
  if (mod(v * x * x - u) !== 0n || (x === 0n && sign)) return null;
  if ((x & 1n) !== sign) x = P - x;
  return [x, y, 1n, mod(x * y)];
}

function encodePoint([x, y, z]) {
  const inverse = power(z, P - 2n);
  let value = mod(y * inverse) | (mod(x * inverse) & 1n) << 255n;
  const bytes = new Uint8Array(32);
  for (let i = 0; i < 32; i++, value >>= 8n) bytes[i] = Number(value & 255n);
  return bytes;
}

const BASE = decodePoint(Uint8Array.from({ length: 32 }, (_, i) => (i ? 0x66 : 0x58)));

async function ed25519Here(key, signature, message) {
  if (signature.length !== 64 || key.length !== 32) return false;
  const point = decodePoint(key);
  const s = littleEndian(signature.subarray(32));
  if (point === null || s >= ORDER) return false;
  const r = signature.subarray(0, 32);
  const digest = await crypto.subtle.digest("SHA-512", join(r, key, message));
  const k = mod(littleEndian(new Uint8Array(digest)), ORDER);
  const [x, y, z, t] = point;
  const minus = [mod(-x), y, z, mod(-t)];
  return compareBytes(encodePoint(addPoints(multiply(BASE, s), multiply(minus, k))), r) === 0;
}

const ECDSA = {
  ES256: { curve: "P-256", hash: "SHA-256" },
  ES384: { curve: "P-384", hash: "SHA-384" },
};
const COSE_ALGORITHMS = { Ed25519: -8n, ES256: -7n, ES384: -35n };

async function ed25519(key, signature, message) {
  let imported;
  try {
    imported = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
  } catch {
    return ed25519Here(key, signature, message);
  }
  return crypto.subtle.verify("Ed25519", imported, signature, message);
}

async function ecdsa({ curve, hash }, key, signature, message) {
  const kind = { name: "ECDSA", namedCurve: curve };
  const imported = await crypto.subtle.importKey("raw", key, kind, false, ["verify"]);
  return crypto.subtle.verify({ name: "ECDSA", hash }, imported, signature, message);
}

// key: {alg, key} as in the trust list. An algorithm this page lacks verifies nothing.
async function verifies(entry, signature, message) {
  const key = fromBase64url(entry.key);
  if (entry.alg === "Ed25519") return ed25519(key, signature, message);
  const kind = ECDSA[entry.alg];
  if (!kind) return false;
  try {
    return await ecdsa(kind, key, signature, message);
  } catch {
    return false; // no point of the curve
  }
}
