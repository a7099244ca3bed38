// What people see. Text goes in as text, never as markup.

const data = JSON.parse(document.getElementById("data").textContent);
const $ = (id) => document.getElementById(id);
const LANGUAGES = ["id", "en"];
let lang = 0;
let shown = null; // the report on screen, to say it again in the other language
let trust = null;

const UI = {
  title: ["Pemeriksaan kode verifikasi", "Check a verification code"],
  other: ["English", "Bahasa Indonesia"],
  intro: [
    "Pindai kode pada surat dengan kamera telepon, atau tempelkan teksnya di bawah ini. Pemeriksaan berlangsung di peramban Anda; isi kode tidak dikirim ke mana pun.",
    "Scan the code on the letter with a phone camera, or paste its text below. Checking happens in your browser; the content of the code is sent nowhere.",
  ],
  checking: ["Sedang diperiksa …", "Checking …"],
  valid: ["Kode verifikasi sah", "The verification code is valid"],
  invalid: ["Kode verifikasi TIDAK sah", "The verification code is NOT valid"],
  indeterminate: ["Belum dapat dipastikan", "Not decided"],
  adviceValid: [
    "Bandingkan setiap isian di bawah ini dengan yang tercetak pada kertas. Jika satu saja berbeda, kertas itu bukan dokumen ini.",
    "Compare each field below with what is printed on the paper. If a single one differs, the paper is not this document.",
  ],
  adviceInvalid: [
    "Jangan terima dokumen ini atas dasar kodenya. Hubungi instansi yang namanya tercetak pada surat.",
    "Do not accept this document on the strength of its code. Ask the agency whose name is printed on the letter.",
  ],
  adviceUnsure: [
    "Tanda tangannya asli, tetapi tidak semua hal dapat diperiksa sekarang.",
    "The signature is genuine, but not everything could be checked now.",
  ],
  adviceUnsigned: [
    "Keaslian kode ini belum dapat diperiksa.",
    "Whether this code is genuine could not be checked.",
  ],
  fields: ["Bandingkan dengan kertas", "Compare with the paper"],
  stated: ["Isi kode (tidak berlaku)", "What the code states (not valid)"],
  issuer: ["Penerbit", "Issuer"],
  issued: ["Diterbitkan", "Issued"],
  expires: ["Berlaku sampai sebelum", "Valid until before"],
  original: ["Sidik digital dokumen asli (SHA-256)", "Digest of the digital original (SHA-256)"],
  compare: ["Bandingkan dengan berkas digitalnya", "Compare with its digital file"],
  checks: ["Rincian pemeriksaan", "Each check"],
  paste: ["Teks kode verifikasi", "Text of the verification code"],
  check: ["Periksa", "Check"],
  anotherHeading: ["Periksa kode", "Check a code"],
  camera: ["Pindai dengan kamera", "Scan with the camera"],
  stop: ["Hentikan kamera", "Stop the camera"],
  picture: ["Pindai dari gambar", "Scan a picture"],
  noScan: [
    "Peramban ini tidak dapat memindai kode QR. Gunakan kamera telepon, atau tempelkan teksnya.",
    "This browser cannot scan QR codes. Use a phone camera, or paste the text.",
  ],
  noneFound: ["Tidak ada kode verifikasi pada gambar itu.", "No verification code in that picture."],
  noCamera: ["Kamera tidak dapat dipakai.", "The camera cannot be used."],
  noCrypto: [
    "Peramban ini tidak dapat memeriksa tanda tangan. Buka halaman ini melalui https dengan peramban yang lebih baru.",
    "This browser cannot check signatures. Open this page over https in a newer browser.",
  ],
  broken: [
    "Daftar kepercayaan pada halaman ini rusak; halaman tidak dapat memeriksa apa pun.",
    "The trust list in this page is damaged; the page cannot check anything.",
  ],
  provesHeading: ["Apa yang dibuktikan kode ini", "What this code proves"],
  proves: [
    "Kode membuktikan bahwa instansi yang disebut telah menandatangani isian di atas. Kode yang disalin ke kertas lain tetap sah sebagai kode: karena itu bandingkan isiannya. Halaman tiruan dapat menampilkan apa saja: periksa nama situs pada bilah alamat dengan yang tercetak di samping kode.",
    "The code proves that the agency named signed the fields above. A code copied to another paper is still a valid code: so compare the fields. A look-alike page can show anything: compare the site in the address bar with the one printed beside the code.",
  ],
  list: ["Daftar kepercayaan edisi", "Trust list edition"],
  dated: ["tanggal", "of"],
  root: ["Sidik jari akar", "Root fingerprint"],
  names: {
    format: ["Bentuk", "Format"],
    signature: ["Tanda tangan", "Signature"],
    issuer: ["Penerbit", "Issuer"],
    key: ["Kunci", "Key"],
    profile: ["Kewenangan", "Authority"],
    validity: ["Masa berlaku", "Validity"],
    status: ["Status", "Status"],
    content: ["Isian", "Content"],
    original: ["Berkas digital", "Digital file"],
  },
  outcomes: {
    valid: ["sesuai", "passed"],
    invalid: ["TIDAK sesuai", "FAILED"],
    indeterminate: ["belum pasti", "not decided"],
  },
};

const t = (entry) => (Array.isArray(entry) ? entry[lang] : entry);

function sentence({ code, facts }) {
  const text = (data.sentences[code] || [code, code])[lang];
  return text.replace(/\{(\w+)\}/g, (_, name) => (name in facts ? facts[name] : "…"));
}

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function showLabels() {
  document.documentElement.lang = LANGUAGES[lang];
  document.title = t(UI.title);
  for (const node of document.querySelectorAll("[data-t]")) {
    node.textContent = t(UI[node.dataset.t]);
  }
  $("language").lang = LANGUAGES[1 - lang];
  if (trust) {
    const day = t(dayInWords(new Date(trust.list.issued_at * 1000)));
    $("edition").textContent = `${t(UI.list)} ${trust.list.version}, ${t(UI.dated)} ${day}. ${t(UI.root)}: ${data.root}`;
  }
}

function advice(outcome, checks) {
  const signed = checks.some((c) => c.name === "signature" && c.outcome === "valid");
  if (outcome === "valid") return UI.adviceValid;
  if (outcome === "invalid") return UI.adviceInvalid;
  return signed ? UI.adviceUnsure : UI.adviceUnsigned;
}

function row(list, label, text) {
  const pairNode = document.createElement("div");
  pairNode.append(element("dt", t(label)), element("dd", t(text)));
  list.append(pairNode);
}

function showFacts({ outcome, issuer, claims, spec, fields }) {
  const list = $("fields");
  $("heading").dataset.t = outcome === "invalid" ? "stated" : "fields";
  $("heading").textContent = t(UI[$("heading").dataset.t]);
  list.replaceChildren();
  $("paper").hidden = !issuer;
  if (!issuer) return;
  $("document").textContent = spec ? spec.labels[LANGUAGES[lang]] : "";
  for (const { label, text } of fields) row(list, label, text);
  row(list, UI.issuer, issuer.name);
  row(list, UI.issued, showMoment(claims.issued));
  if (claims.expires !== null) row(list, UI.expires, showMoment(claims.expires));
  if (claims.digest) row(list, UI.original, hex(claims.digest));
  $("compare").hidden = !claims.digest;
}

function showReport() {
  if (!shown) return;
  const { outcome, reason, checks } = shown;
  $("result").hidden = false;
  $("result").dataset.outcome = outcome;
  $("verdict").textContent = t(UI[outcome]);
  $("reason").textContent = reason ? sentence(reason) : "";
  $("advice").textContent = t(advice(outcome, checks));
  showFacts(shown);
  $("checks").replaceChildren(...checks.map((check) => {
    const item = element("li", "", { "data-outcome": check.outcome, "data-code": check.code });
    item.append(
      element("strong", `${t(UI.names[check.name])}: ${t(UI.outcomes[check.outcome])}.`),
      ` ${sentence(check)}`,
    );
    return item;
  }));
}

function say(entry) {
  const message = $("message");
  message.textContent = entry ? t(entry) : "";
}

// The seal is verified once with what is at hand to learn its issuer, then the
// issuer's list is fetched, if the seal has a status at all. The answer for an
// earlier seal goes away at once, and one that comes late is not shown.
let asked = 0;

async function check(text, original = null) {
  asked += 1;
  const question = asked;
  $("result").hidden = true;
  say(UI.checking);
  trust = await currentTrust(data);
  const lists = await inlined(data, trust, now());
  let result = await verifyText(text, trust, lists, now(), original);
  if (result.issuer && result.claims.index !== null) {
    await fetchStatus(lists, result.issuer, result.claims.index, trust);
    result = await verifyText(text, trust, lists, now(), original);
  }
  if (question !== asked) return;
  shown = { ...result, source: text };
  say(null);
  showLabels();
  showReport();
  $("verdict").focus();
}

// The fragment is the seal. It is taken out of the address bar at once, so that
// it stays in no history and no screenshot of the bar.
function takeFragment() {
  const digits = location.hash.slice(1);
  if (!digits) return null;
  history.replaceState(null, "", location.pathname + location.search);
  return `https://${location.host || "file"}/#${digits}`;
}

const attempt = (...seal) => check(...seal).catch(() => say(UI.broken));

function scanFragment() {
  const text = takeFragment();
  if (text !== null) attempt(text);
}

function wireForm() {
  $("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = $("text").value;
    $("text").value = "";
    attempt(text);
  });
  $("language").addEventListener("click", () => {
    lang = 1 - lang;
    showLabels();
    showReport();
  });
  $("file").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (file) attempt(shown.source, new Uint8Array(await file.arrayBuffer()));
    event.target.value = "";
  });
  window.addEventListener("hashchange", scanFragment);
}

async function detect(source) {
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  const found = await detector.detect(source);
  return found.map((code) => code.rawValue)
    .find((text) => URL_FORM.test(text) || text.startsWith("ID1:")) || null;
}

async function scanPicture(file) {
  try {
    const text = await detect(await createImageBitmap(file));
    if (text) return await attempt(text);
  } catch {
    // no picture: the same answer as a picture without a code
  }
  return say(UI.noneFound);
}

let stream = null;

function stopCamera() {
  if (stream) stream.getTracks().forEach((track) => track.stop());
  stream = null;
  $("video").hidden = true;
  $("camera").textContent = t(UI.camera);
  $("camera").dataset.t = "camera";
}

async function scanCamera() {
  if (stream) return stopCamera();
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch {
    return say(UI.noCamera);
  }
  const video = $("video");
  video.hidden = false;
  video.srcObject = stream;
  await video.play();
  $("camera").textContent = t(UI.stop);
  $("camera").dataset.t = "stop";
  while (stream) {
    const text = await detect(video).catch(() => null);
    if (text) {
      stopCamera();
      return attempt(text);
    }
    await new Promise((resume) => setTimeout(resume, 150));
  }
}

async function canScan() {
  try {
    return (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
  } catch {
    return false; // no detector, or one that does not work
  }
}

async function wireScanner() {
  const able = await canScan();
  $("scan").hidden = !able;
  $("noscan").hidden = able;
  $("picture").addEventListener("change", (event) => scanPicture(event.target.files[0]));
  $("camera").addEventListener("click", scanCamera);
}

function keepPage() {
  if (location.protocol === "file:" || !("serviceWorker" in navigator)) return;
  const scope = { scope: location.pathname };
  navigator.serviceWorker.register("sw.js", scope).catch(() => {}); // works without it
}

async function start() {
  wireForm();
  showLabels();
  if (!window.crypto || !crypto.subtle) return say(UI.noCrypto);
  await wireScanner();
  keepPage();
  try {
    trust = await readBundle(data.trust, data.root);
  } catch {
    return say(UI.broken);
  }
  showLabels();
  return scanFragment();
}

// For the tests of this page, and for whoever embeds it: the same checks without
// the screen and the network, at a moment given in seconds since 1970 UTC. The seal
// is a text or a token's bytes.
async function assess(seal, at, original = null) {
  const held = await readBundle(data.trust, data.root);
  const lists = await inlined(data, held, at);
  const verify = typeof seal === "string" ? verifyText : verifyToken;
  return verify(seal, held, lists, at, original);
}

window.egovkit = { check: assess, ed25519Here, readBundle, StatusLists };

start();
