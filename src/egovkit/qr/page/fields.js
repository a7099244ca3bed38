// What may stand in a field, and how it is shown: seal-format.md, section 5.
// A text by language is a pair [Indonesian, English].

const MONTHS = [
  "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
  "January February March April May June July August September October November December",
].map((names) => names.split(" "));
const FIRST_DAY = -719162n; // 1 January of the year 1
const LAST_DAY = 2932896n; // 31 December 9999
const MAX_ITEMS = 32;
const WIB = 7 * 3600;
const two = (number) => String(number).padStart(2, "0");

function isoDay(seconds) {
  const day = new Date(seconds * 1000);
  const year = String(day.getUTCFullYear()).padStart(4, "0");
  return `${year}-${two(day.getUTCMonth() + 1)}-${two(day.getUTCDate())}`;
}

function dayInWords(date) {
  return MONTHS.map((names) =>
    `${date.getUTCDate()} ${names[date.getUTCMonth()]} ${date.getUTCFullYear()}`);
}

function showMoment(seconds) {
  // the first and the last day have moments that another zone cannot say
  const inner = seconds >= Number(FIRST_TIME) + 86400 && seconds <= Number(LAST_TIME) - 86400;
  const at = new Date((seconds + (inner ? WIB : 0)) * 1000);
  const parts = [at.getUTCHours(), at.getUTCMinutes()];
  if (at.getUTCSeconds()) parts.push(at.getUTCSeconds());
  const zone = inner ? "WIB" : "UTC";
  const clocks = [parts.map(two).join("."), parts.map(two).join(":")];
  return dayInWords(at).map((day, lang) => `${day} ${clocks[lang]} ${zone}`);
}

const isInteger = (value) => typeof value === "bigint";
const ranged = (low, high) => (value) =>
  !isInteger(value) ? "field_type" : value < low || value > high ? "field_range" : null;
const typed = (test) => (value) => (test(value) ? null : "field_type");

function textFits(value) {
  if (typeof value !== "string") return "field_type";
  const clean = value.normalize("NFC") === value &&
    !/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u.test(value);
  return clean ? null : "field_text";
}

function rupiahFits(value) {
  if (isInteger(value)) return null;
  if (!Array.isArray(value) || value.length !== 2 || !value.every(isInteger)) return "field_type";
  return value[1] >= 1n && value[1] <= 99n ? null : "field_range";
}

function showRupiah(value) {
  const [whole, sen] = isInteger(value) ? [value * 100n, null] : [value[0] * 100n + value[1], true];
  const amount = whole < 0n ? -whole : whole;
  const grouped = String(amount / 100n).replace(/\B(?=(\d{3})+$)/g, ".");
  const cents = sen ? `,${String(amount % 100n).padStart(2, "0")}` : "";
  return `${whole < 0n ? "-" : ""}Rp${grouped}${cents}`;
}

const pair = (label) => [label.id, label.en];

const KINDS = {
  text: () => [textFits, String],
  masked: () => [textFits, String],
  int: () => [typed(isInteger), String],
  bool: () => [typed((v) => typeof v === "boolean"),
    (v) => (v ? ["ya", "yes"] : ["tidak", "no"])],
  date: () => [ranged(FIRST_DAY, LAST_DAY),
    (v) => dayInWords(new Date(Number(v) * 86400000))],
  datetime: () => [ranged(FIRST_TIME, LAST_TIME), (v) => showMoment(Number(v))],
  rupiah: () => [rupiahFits, showRupiah],
  digits: ({ width }) => [
    (v) => (!isInteger(v) ? "field_type"
      : v < 0n || v >= 10n ** BigInt(width) ? "field_width" : null),
    (v) => String(v).padStart(width, "0"),
  ],
  enum: ({ values }) => [
    (v) => (!isInteger(v) ? "field_type"
      : String(v) in values ? null : "field_value_unknown"),
    (v) => pair(values[String(v)]),
  ],
  list: ({ item }) => {
    const [fits, show] = KINDS[item.type](item);
    return [
      (v) => {
        if (!Array.isArray(v)) return "field_type";
        if (v.length > MAX_ITEMS) return "field_items";
        return v.map(fits).find((code) => code !== null) ?? null;
      },
      (v) => [0, 1].map((lang) =>
        v.map(show).map((text) => (Array.isArray(text) ? text[lang] : text)).join("; ")),
    ];
  },
};

function fieldRules(spec) {
  return spec.fields.map((field) => {
    const [fits, show] = KINDS[field.type](field);
    const test = (value) => (field.optional && value === null ? null : fits(value));
    return { field, fits: test, show };
  });
}

function contentCheck(spec, values) {
  if (spec === null) return unsure("content", "profile_unknown");
  const rules = fieldRules(spec);
  const required = rules.reduce((last, { field }, i) => (field.optional ? last : i + 1), 0);
  if (values.length < required) {
    return bad("content", "field_missing", { field: values.length + 1 });
  }
  let doubt = null;
  for (const [number, { fits }] of rules.slice(0, values.length).entries()) {
    const code = fits(values[number]);
    if (code === null) continue;
    const facts = { field: number + 1 };
    if (code !== "field_value_unknown") return bad("content", code, facts);
    doubt = doubt || unsure("content", code, facts);
  }
  if (doubt) return doubt;
  const extra = values.length - rules.length;
  if (extra > 0) return good("content", "content_newer", { count: extra });
  return good("content", "content_ok");
}

const ABSENT = "—";
const UNREADABLE = ["(tidak terbaca)", "(unreadable)"];
const UNKNOWN_VALUE = ["(tidak dikenal)", "(unknown)"];

// Label and text of each field, each a text or a pair by language.
function showFields(spec, values) {
  const shown = fieldRules(spec).map(({ field, fits, show }, i) => {
    const value = values[i] ?? null;
    const text = value === null ? ABSENT : fits(value) !== null ? UNREADABLE : show(value);
    return { name: field.name, label: pair(field.label), text };
  });
  for (let i = shown.length; i < values.length; i++) {
    const label = [`Isian ke-${i + 1}`, `Field ${i + 1}`];
    shown.push({ name: `field_${i + 1}`, label, text: UNKNOWN_VALUE });
  }
  return shown;
}
