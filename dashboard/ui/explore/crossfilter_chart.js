// The charts: columns of days or hours, and sideways bars of values; all rows as a ghost, what is selected before it.
const SVG = "http://www.w3.org/2000/svg"
const BY_FINGER = matchMedia("(pointer: coarse)").matches
const ROW = BY_FINGER ? 36 : 25, MOST_ROWS = BY_FINGER ? 10 : 12   // px of a bar; bars that are seen without scrolling
const STACK = 14                                                   // bars of two charts that share a column
const TALL = 118, AXIS = 20, TOP = 6
const TICK = 92                                                    // px that a day's name takes under the axis

function element(name, attributes, parent) {
  const node = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value)
  parent?.appendChild(node)
  return node
}

function html(name, kind, parent) {
  const node = document.createElement(name)
  if (kind) node.className = kind
  parent?.appendChild(node)
  return node
}

const set = (node, words) => { if (node.textContent !== words) node.textContent = words }
const ems = (words) => [...words].reduce((wide, letter) => wide + (letter > "\u2e7f" ? 1 : 0.56), 0)

function shortened(words, most) {
  if (ems(words) <= most) return words
  const letters = [...words]
  while (letters.length > 1 && ems(letters.join("")) > most - 1) letters.pop()
  return `${letters.join("")}…`
}

// Where each chart stands: two short ones in a row share a column, so that none has a hole below it.
function stacked(charts, parent) {
  let before = null
  return charts.map(({ name, ordered, values }, n) => {
    if (before && !ordered && before.rows + values.length <= STACK) {
      const { place } = before
      before = null
      return place
    }
    const place = html("div", `place by-${name}`, parent)
    before = n > 1 && !ordered ? { place, rows: values.length } : null
    return place
  })
}

// Title, what is brushed, the button that clears it; the picture; what the pointer or the keyboard is at.
class Chart {
  constructor(desk, told, parent) {
    Object.assign(this, { desk, chosen: null, head: 0, anchor: 0, shown: null }, told)
    this.most = Math.max(1, ...this.totals)
    this.box = html("section", `chart ${this.ordered ? "columns" : "bars"}`, parent)
    this.box.dataset.name = this.name
    const head = html("div", "head", this.box)
    html("h3", "", head).textContent = this.title
    this.said = html("span", "said", head)
    this.clear = html("button", "clear", head)
    Object.assign(this.clear, { type: "button", hidden: true, textContent: desk.words.clear_one })
    this.clear.setAttribute("aria-label", `${desk.words.clear_one} ${this.title}`)
    this.frame = html("div", "picture", this.box)
    this.svg = element("svg", { tabindex: 0, role: "application", "aria-label": fill(desk.words.group, { title: this.title }) }, this.frame)
    this.note = html("p", "at", this.box)
  }

  get length() { return this.values.length }

  // Names of what is brushed: the ends of a span, the first few of a set.
  brushed() {
    if (!this.chosen) return ""
    const inside = this.labels.filter((_, n) => this.chosen[n])
    if (this.ordered) return inside.length > 1 ? fill(this.desk.words.span, { first: inside[0], last: inside.at(-1) }) : inside[0]
    const first = inside.slice(0, 3).join(this.desk.words.comma)
    return inside.length > 3 ? `${first} ${fill(this.desk.words.wide, { n: inside.length - 3 })}` : first
  }

  say() {
    set(this.said, this.brushed())
    this.clear.hidden = !this.chosen
    this.box.classList.toggle("brushed", Boolean(this.chosen))
  }

  // One bin in words: what is selected of it, of all.
  bin(n) {
    const { lang } = this.desk, all = count(this.totals[n], lang)
    return this.shown ? `${this.labels[n]} ${fill(this.desk.words.of_all, { n: count(this.shown[n], lang), all })}` : `${this.labels[n]} ${all}`
  }

  // What the longest column or bar stands for: of all rows; of what is selected where that is drawn larger.
  scale(counts) {
    return this.desk.large ? Math.max(1, ...counts) : this.most
  }

  pointAt(n) {
    this.pointed = n
    set(this.note, n === null || !this.length ? "" : this.bin(n))
  }
}

class Columns extends Chart {
  constructor(...given) {
    super(...given)
    this.parts = Object.fromEntries(["ghost", "out", "in"].map((kind) => [kind, element("path", { class: kind }, this.svg)]))
    this.brush = element("rect", { class: "brush", y: 0, height: TOP + TALL }, this.svg)
    this.edges = [0, 1].map(() => element("path", { class: "edge" }, this.svg))
    this.axis = element("g", { class: "axis" }, this.svg)
    this.top = element("text", { class: "top", x: 2, y: 13 }, this.svg)
  }

  resized() {
    this.wide = this.frame.clientWidth || 300
    this.step = this.wide / Math.max(1, this.length)
    this.svg.setAttribute("viewBox", `0 0 ${this.wide} ${TOP + TALL + AXIS}`)
    this.svg.setAttribute("height", TOP + TALL + AXIS)
    this.parts.ghost.setAttribute("d", this.path(this.totals, this.most, () => true))
    this.axis.replaceChildren()
    element("path", { d: `M0 ${TOP + TALL + 0.5}H${this.wide}` }, this.axis)
    const room = this.ordered && this.length > 24 ? TICK : 46, every = Math.max(1, Math.ceil((this.length * room) / this.wide))
    for (let n = 0; n < this.length; n += every) {
      const x = (n + 0.5) * this.step, left = x < room / 2
      if (x > this.wide - room / 2 && n > 0) continue
      element("text", { x: left ? 2 : x, y: TOP + TALL + 15, "text-anchor": left ? "start" : "middle" }, this.axis).textContent = this.labels[n]
    }
  }

  path(counts, most, wanted) {
    const floor = TOP + TALL, gap = this.step > 4 ? 1 : 0
    let d = ""
    for (let n = 0; n < this.length; n++) {
      if (!counts[n] || !wanted(n)) continue
      const high = Math.max(1, (TALL * counts[n]) / most)
      d += `M${(n * this.step).toFixed(2)} ${floor}v${-high.toFixed(2)}h${(this.step - gap).toFixed(2)}V${floor}`
    }
    return d
  }

  draw(counts) {
    const most = this.scale(counts)
    this.shown = counts
    set(this.top, count(most, this.desk.lang))
    this.parts.in.setAttribute("d", this.path(counts, most, (n) => !this.chosen || this.chosen[n]))
    this.parts.out.setAttribute("d", this.chosen ? this.path(counts, most, (n) => !this.chosen[n]) : "")
    const [first, last] = runsOf(this.chosen, this.length)[0] ?? [0, -1], x = first * this.step, wide = (last - first + 1) * this.step
    this.brush.setAttribute("x", x)
    this.brush.setAttribute("width", this.chosen ? Math.max(2, wide) : 0)
    this.edges.forEach((edge, n) => edge.setAttribute("d", this.chosen ? `M${n ? x + wide : x} 0V${TOP + TALL}` : ""))
    if (this.pointed !== undefined) this.pointAt(this.pointed)
    this.say()
  }

  // The bin under a place of the screen, and how far it is from either edge of the brush.
  at(x) {
    const px = x - this.svg.getBoundingClientRect().left
    return Math.max(0, Math.min(this.length - 1, Math.floor(px / this.step)))
  }
}
