// Counts and selections of charts that are brushed: tiles and their sums, how the address says a selection, how numbers are written.
const UNKNOWN = "~", REST = "*"   // null, and the values that have no bin of their own

const fill = (words, values) => words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)

const written = (value, digits) => WRITTEN[digits].format(value)
const WRITTEN = [0, 1, 2].map((digits) => new Intl.NumberFormat("en-US", { maximumFractionDigits: digits, roundingMode: "halfEven" }))

// As the board writes counts (dashboard/i18n/forms.py): 6,029, 133万, 1.2亿; ties go to the even digit there too.
function count(n, lang) {
  if (lang === "zh" && n >= 99999500) return `${written(n / 1e8, 2)}亿`
  if (lang === "zh" && n >= 100000) return `${written(n / 1e4, 1)}万`
  return written(n, 0)
}

// Nothing that is there is called 0.0%, nor what is missing 100.0%.
function share(part, all) {
  const shown = ((100 * part) / all).toFixed(1)
  if (part && shown === "0.0") return "<0.1%"
  return part < all && shown === "100.0" ? ">99.9%" : `${shown}%`
}

// A selection is the set of its bins as booleans; null = all of them, as nothing is brushed.
function runsOf(chosen, length) {
  if (!chosen) return length ? [[0, length - 1]] : []
  const runs = []
  chosen.forEach((is, n) => { if (is && chosen[n - 1]) runs.at(-1)[1] = n; else if (is) runs.push([n, n]) })
  return runs
}

function spanned(length, first, last) {
  return Array.from({ length }, (_, n) => n >= Math.min(first, last) && n <= Math.max(first, last))
}

// The counts of every chart by each bin of the active one, added up from its first bin on: a brush is a difference of two rows.
class Tile {
  constructor(key, active, charts, buffer) {
    const flat = new Uint32Array(buffer), rows = charts.find(({ name }) => name === active).values.length
    let at = 0
    this.key = key
    this.active = active
    this.upTo = {}
    for (const { name, values } of charts) {
      const wide = name === active ? 1 : values.length, sums = new Float64Array((rows + 1) * wide)
      for (let n = 0; n < rows * wide; n++) sums[n + wide] = sums[n] + flat[at + n]
      if (name === active) this.own = flat.subarray(at, at + rows)
      this.upTo[name] = sums
      at += rows * wide
    }
  }

  // What each bin of a chart has within the runs of the active one.
  sums(name, wide, runs) {
    const found = new Float64Array(wide), upTo = this.upTo[name]
    for (const [first, last] of runs)
      for (let n = 0; n < wide; n++) found[n] += upTo[(last + 1) * wide + n] - upTo[first * wide + n]
    return found
  }
}

const escaped = (value) => [UNKNOWN, REST].includes(value) ? value
  : encodeURIComponent(value).replace(/[!'()*~]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)

// "calls;day:2022-11-01~2022-11-15;topic:supply!~", as dashboard/crossfilter/selection.py reads it; `but`: a chart that is left out.
function selectionText(of, charts, but) {
  const parts = charts.filter(({ name, chosen }) => chosen && name !== but).map(({ name, ordered, values, chosen }) => {
    const inside = values.filter((_, n) => chosen[n])
    return `${name}:${ordered ? `${inside[0]}~${inside.at(-1)}` : inside.map(escaped).join("!")}`
  })
  return [of, ...parts].join(";")
}

// Puts a selection of the address into the charts; returns what it names that the data do not have.
function restoreSelection(text, of, charts) {
  const [subject, ...parts] = (text ?? "").split(";"), dropped = []
  if (subject !== of) return dropped
  for (const part of parts) {
    const [name, said] = [part.slice(0, part.indexOf(":")), part.slice(part.indexOf(":") + 1)], chart = charts.find((one) => one.name === name)
    if (!chart) { if (part) dropped.push(part); continue }
    const chosen = chart.ordered ? spanOf(chart.values, said) : valuesOf(chart, said, dropped)
    if (chosen.includes(true)) Object.assign(chart, { chosen, anchor: chosen.indexOf(true), head: chosen.lastIndexOf(true) })
    else if (chart.ordered) dropped.push(said)
  }
  return dropped
}

function spanOf(values, said) {
  const [first, last] = said.split("~"), isDay = first.includes("-"), place = (value) => isDay ? value : Number(value)
  // A bin of several days is in where the first day lies in it.
  return values.map((value, n) => place(value) <= place(last) && (value === first || (n + 1 < values.length ? place(values[n + 1]) > place(first) : place(value) >= place(first) || isDay)))
}

function valuesOf({ values }, said, dropped) {
  const named = said.split("!").map((value) => [UNKNOWN, REST].includes(value) ? value : decoded(value))
  dropped.push(...named.filter((value) => !values.includes(value)))
  return values.map((value) => named.includes(value))
}

function decoded(value) {
  try { return decodeURIComponent(value) } catch { return value }
}
