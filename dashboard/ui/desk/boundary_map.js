// The map to draw on: corners are set by tap or from the keyboard; a ring that is closed and does not cross itself is sent.
// Corners are kept in units of the city's plane (dashboard/geography/projection.py); what is drawn over the ground is in pixels.
const NS = "http://www.w3.org/2000/svg"
const desks = new WeakMap()   // what each mounted map holds between refreshes: corners, closed, selected, view, round
const BY_FINGER = matchMedia("(pointer: coarse)").matches
const TAP = BY_FINGER ? 9 : 4       // px that a tap may move
const REACH = BY_FINGER ? 22 : 14   // px around a corner that take hold of it
const STEP = 48, FINE = 2, COARSE = 12   // px: of the map by an arrow, of a corner by an arrow, with Shift
const ARROWS = { ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowRight: [1, 0] }
const MARGIN = 1500           // metres shown around a place to begin at
const FINEST = 0.1            // metres a pixel
const SENT_AFTER = 250        // ms, so that a held arrow key sends once

function element(name, attributes, parent) {
  const node = document.createElementNS(NS, name)
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value)
  return parent.appendChild(node)
}

function filled(words, values) {
  return words.replace(/{(\w+)}/g, (_, name) => values[name])
}

// --- crossing lines -------------------------------------------------------------------------------------------------
function side(a, b, c) { return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])) }
function within(a, b, c) { return Math.min(a[0], b[0]) <= c[0] && c[0] <= Math.max(a[0], b[0]) && Math.min(a[1], b[1]) <= c[1] && c[1] <= Math.max(a[1], b[1]) }

function meet([a, b], [c, d]) {
  const s = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)]
  if (s[0] !== s[1] && s[2] !== s[3]) return true
  return [[s[0], a, b, c], [s[1], a, b, d], [s[2], c, d, a], [s[3], c, d, b]].some(([on, p, q, r]) => on === 0 && within(p, q, r))
}

function turnsBack([a, b], [, c]) {   // two sides that share b: the second runs back over the first
  return side(a, b, c) === 0 && (a[0] - b[0]) * (c[0] - b[0]) + (a[1] - b[1]) * (c[1] - b[1]) >= 0
}

// The numbers of the first two sides that cross or touch; null where none do. The last side is the one that closes the ring.
function crossing(corners, isRing) {
  const sides = corners.map((corner, i) => [corner, corners[(i + 1) % corners.length]])
  if (!isRing) sides.pop()
  for (let j = 1; j < sides.length; j++) {
    for (let i = 0; i < j; i++) {
      const follows = j === i + 1, closes = isRing && i === 0 && j === sides.length - 1
      const wrong = follows ? turnsBack(sides[i], sides[j]) : closes ? turnsBack(sides[j], sides[i]) : meet(sides[i], sides[j])
      if (wrong) return [i, j]
    }
  }
  return null
}

// --- the map --------------------------------------------------------------------------------------------------------
class Desk {
  constructor(root) {
    this.root = root
    this.svg = root.querySelector("svg")
    this.corners = []
    this.closed = false
    this.selected = null
    this.view = null          // x, y of the middle, in units; unit: units of one pixel
    this.pointers = new Map() // fingers on the map: their places
    this.sent = "[]"
    this.listen()
  }

  take(data, send) {
    this.data = data
    this.send = send
    this.wide = this.svg.clientWidth || 600
    this.svg.setAttribute("height", data.height)
    this.svg.setAttribute("aria-label", data.words.map)
    this.ground()
    this.buttons()
    if (data.round !== this.round) this.load(data)
    if (data.mark && String(data.mark) !== this.mark && !this.corners.length) this.fit([data.mark], MARGIN / data.projection.metres_per_unit)
    this.mark = String(data.mark)
    this.render()
  }

  load({ round, ring }) {
    this.round = round
    this.corners = ring.map((corner) => [...corner])
    this.closed = ring.length > 0
    this.selected = null
    this.sent = JSON.stringify(this.corners)
    if (ring.length) this.fit(ring)
    else if (!this.view) this.city()
  }

  fit(points, least = 0) {
    const [x, y] = [0, 1].map((axis) => points.map((point) => point[axis]))
    const span = (values) => Math.max(...values) - Math.min(...values) + least
    const unit = Math.max(span(x) / this.wide, span(y) / this.data.height) * 1.4
    this.view = { x: (Math.max(...x) + Math.min(...x)) / 2, y: (Math.max(...y) + Math.min(...y)) / 2, unit: this.allowed(unit) }
  }

  city() {
    const [w, h] = this.data.viewbox
    this.view = { x: w / 2, y: h / 2, unit: this.coarsest() }
  }

  coarsest() { return Math.max(this.data.viewbox[0] / this.wide, this.data.viewbox[1] / this.data.height) }
  allowed(unit) { return Math.min(Math.max(unit, FINEST / this.data.projection.metres_per_unit), this.coarsest()) }

  resized() {
    const whole = this.view.unit === this.coarsest()
    this.wide = this.svg.clientWidth
    if (whole) this.city()
    this.render()
  }

  px([x, y]) { return [(x - this.view.x) / this.view.unit + this.wide / 2, (y - this.view.y) / this.view.unit + this.data.height / 2] }
  place(px, py) { return [(px - this.wide / 2) * this.view.unit + this.view.x, (py - this.data.height / 2) * this.view.unit + this.view.y] }
  at(event) { const box = this.svg.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top] }
  middle() { return [this.view.x, this.view.y] }

  // --- what a person does
  zoom(factor, [px, py] = [this.wide / 2, this.data.height / 2]) {
    const [x, y] = this.place(px, py), unit = this.allowed(this.view.unit * factor)
    this.view = { x: x - (px - this.wide / 2) * unit, y: y - (py - this.data.height / 2) * unit, unit }
    this.render()
  }

  pan(dx, dy) {
    const [w, h] = this.data.viewbox, { x, y, unit } = this.view
    this.view = { x: Math.min(Math.max(x + dx * unit, 0), w), y: Math.min(Math.max(y + dy * unit, 0), h), unit }
    this.render()
  }

  arrow([dx, dy], corner = this.selected, step = FINE) {   // the corner, else the map
    if (corner === null) return this.pan(dx * STEP, dy * STEP)
    const [x, y] = this.corners[corner], length = step * this.view.unit
    this.move(corner, [x + dx * length, y + dy * length])
  }

  move(corner, place) { this.corners[corner] = place; this.changed() }

  add(place) {
    if (this.closed) return
    if (this.corners.length < this.data.most) this.corners.push(place)
    this.selected = null
    this.changed()
  }

  back() {
    if (this.closed) this.closed = false
    else this.corners.pop()
    this.selected = null
    this.changed()
  }

  clear() { this.corners = []; this.closed = false; this.selected = null; this.changed() }
  close() { if (!this.wrong(true)) { this.closed = true; this.selected = null } this.changed() }
  select(corner) { this.selected = this.selected === corner ? null : corner; this.render() }

  touch(corner) {   // a tap or Enter on a corner: the first one closes the ring, as every drawing tool does
    if (corner === 0 && !this.closed && this.corners.length >= this.data.fewest) this.close()
    else this.select(corner)
  }

  wrong(isRing) {
    if (this.corners.length < this.data.fewest && isRing) return true
    return crossing(this.corners, isRing) !== null
  }

  changed() {
    this.render()
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      const ring = this.closed && !this.wrong(true) ? this.corners : [], text = JSON.stringify(ring)
      if (text !== this.sent) { this.sent = text; this.send(ring) }
    }, SENT_AFTER)
  }

  // --- what reaches it
  listen() {
    const svg = this.svg
    svg.onpointerdown = (event) => {
      if (event.button) return
      const held = event.target.closest(".corner")
      this.pointers.set(event.pointerId, this.at(event))
      this.drag = this.pointers.size === 1 ? { from: this.at(event), corner: held ? Number(held.dataset.n) : null, moved: false } : null
      svg.setPointerCapture(event.pointerId)
    }
    svg.onpointermove = (event) => {
      const before = this.pointers.get(event.pointerId), now = this.at(event)
      if (!before) return
      if (this.pointers.size === 2) this.pinch(event.pointerId, now)
      else if (this.drag) this.dragged(before, now)
      this.pointers.set(event.pointerId, now)
    }
    svg.onpointerup = svg.onpointercancel = (event) => {
      this.pointers.delete(event.pointerId)
      if (this.drag && !this.drag.moved && event.type === "pointerup") {
        if (this.drag.corner !== null) this.touch(this.drag.corner)
        else if (this.closed) { this.selected = null; this.render() }
        else this.add(this.place(...this.drag.from))
      }
      this.drag = null
    }
    // The wheel scrolls the page until somebody works on the map.
    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !svg.matches(":focus, :focus-within")) return
      event.preventDefault()
      this.zoom(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) / 200), this.at(event))
    }, { passive: false })
    svg.onkeydown = (event) => { if (this.key(event)) { event.preventDefault(); event.stopPropagation() } }
  }

  dragged(before, now) {
    const drag = this.drag
    drag.moved ||= Math.hypot(now[0] - drag.from[0], now[1] - drag.from[1]) > TAP
    if (!drag.moved) return
    if (drag.corner !== null) this.move(drag.corner, this.place(...now))
    else this.pan(before[0] - now[0], before[1] - now[1])
  }

  pinch(id, now) {
    const before = this.pointers.get(id), other = [...this.pointers].find(([key]) => key !== id)[1]
    const apart = (point) => Math.max(1, Math.hypot(point[0] - other[0], point[1] - other[1]))
    this.zoom(apart(before) / apart(now), other)
  }

  key(event) {
    const arrow = ARROWS[event.key]
    const held = event.target.closest(".corner"), corner = held ? Number(held.dataset.n) : this.selected
    if (arrow) this.arrow(arrow, corner, event.shiftKey ? COARSE : FINE)
    else if (event.key === "+" || event.key === "=") this.zoom(1 / 1.5)
    else if (event.key === "-") this.zoom(1.5)
    else if (event.key === "Enter" || event.key === " ") held ? this.touch(corner) : this.add(this.middle())
    else if (event.key === "Backspace") this.back()
    else if (event.key === "Escape" && this.selected !== null) this.select(this.selected)
    else return false
    return true
  }

  // --- what it shows
  ground() {
    const ground = this.root.querySelector(".ground")
    ground.replaceChildren()
    for (const { path, id } of this.data.districts) element("path", { d: path, class: "district", "data-id": id, "vector-effect": "non-scaling-stroke" }, ground)
    for (const { path, level } of this.data.zones) element("path", { d: path, class: `zone ${level}`, "vector-effect": "non-scaling-stroke" }, ground)
    this.root.querySelector(".notes").textContent = this.data.notes
  }

  buttons() {
    const words = this.data.words
    const rows = {
      main: [["add", () => this.add(this.middle())], ["close", () => this.close()], ["back", () => this.back()], ["clear", () => this.clear()]],
      move: [["zoom_in", () => this.zoom(1 / 2)], ["zoom_out", () => this.zoom(2)], ["whole", () => { this.city(); this.render() }],
        ...Object.keys(ARROWS).map((key) => [key.slice(5).toLowerCase(), () => this.arrow(ARROWS[key])])],
    }
    for (const [row, buttons] of Object.entries(rows)) {
      const parent = this.root.querySelector(`.buttons.${row}`)
      for (const [name, act] of buttons) {
        const button = parent.querySelector(`[data-name=${name}]`) ?? parent.appendChild(document.createElement("button"))
        button.dataset.name = name
        button.type = "button"
        button.textContent = words[name]
        if (words[`${name}_label`]) button.setAttribute("aria-label", words[`${name}_label`])
        button.onclick = act
      }
    }
  }

  render() {
    const { unit } = this.view, [x0, y0] = this.px([0, 0]), points = this.corners.map((corner) => this.px(corner))
    this.svg.setAttribute("viewBox", `0 0 ${this.wide} ${this.data.height}`)
    this.root.querySelector(".ground").setAttribute("transform", `translate(${x0} ${y0}) scale(${1 / unit})`)
    const ring = this.root.querySelector(".ring")
    ring.setAttribute("d", points.length ? `M${points.join("L")}${this.closed ? "Z" : ""}` : "")
    ring.classList.toggle("closed", this.closed)
    const crossed = crossing(this.corners, this.closed), ends = (i) => `M${points[i]}L${points[(i + 1) % points.length]}`
    this.root.querySelector(".crossing").setAttribute("d", crossed ? crossed.map(ends).join("") : "")
    const [mx, my] = [this.wide / 2, this.data.height / 2]
    this.root.querySelector(".cross").setAttribute("d", `M${mx - 11} ${my}H${mx - 3}M${mx + 3} ${my}H${mx + 11}M${mx} ${my - 11}V${my - 3}M${mx} ${my + 3}V${my + 11}`)
    this.names()
    this.handles(points)
    this.say(crossed)
    this.scale()
  }

  names() {
    const names = this.root.querySelector(".names")
    names.replaceChildren()
    const drawn = []
    for (const { label, name } of this.data.districts) {   // a name that would lie over another is left out until there is room
      const [x, y] = this.px(label), half = [...name].reduce((w, c) => w + (c > "\u2e7f" ? 7 : 4), 0)
      if (x < 0 || x > this.wide || y < 0 || y > this.data.height) continue
      if (drawn.some((other) => Math.abs(other.x - x) < other.half + half && Math.abs(other.y - y) < 16)) continue
      drawn.push({ x, y, half })
      element("text", { x, y }, names).textContent = name
    }
    if (this.data.mark) {
      const [x, y] = this.px(this.data.mark)
      element("path", { class: "mark", d: `M${x - 7} ${y - 7}l14 14m0-14l-14 14` }, names)
    }
  }

  handles(points) {
    const corners = this.root.querySelector(".corners"), words = this.data.words
    while (corners.children.length > points.length) corners.lastChild.remove()
    points.forEach(([x, y], n) => {
      let corner = corners.children[n]
      if (!corner) {   // kept over redrawing, so that it keeps the focus
        corner = element("g", { tabindex: 0, role: "button", "data-n": n }, corners)
        element("circle", { class: "reach", r: REACH }, corner)
        element("circle", { class: "dot", r: 6 }, corner)
      }
      corner.setAttribute("transform", `translate(${x} ${y})`)
      corner.setAttribute("class", `corner${n === 0 ? " first" : ""}${n === this.selected ? " selected" : ""}`)
      corner.setAttribute("aria-pressed", String(n === this.selected))
      corner.setAttribute("aria-label", filled(words.corner, { n: n + 1, at: this.degrees(this.corners[n]) }))
    })
  }

  say(crossed) {
    const words = this.data.words, n = this.corners.length, closing = n >= this.data.fewest && !this.closed && !crossed ? crossing(this.corners, true) : null
    const pair = (sides) => ({ a: sides[0] + 1, b: sides[1] + 1 })
    const [said, kind] = crossed ? [filled(words.crossing, pair(crossed)), "wrong"]
      : closing ? [filled(words.closing, { a: closing[0] + 1 }), "wrong"]
      : this.selected !== null ? [filled(words.selected, { n: this.selected + 1 }), ""]
      : this.closed ? [filled(words.closed, { n }), "closed"]
      : n >= this.data.most ? [words.most, "wrong"]
      : n === 0 ? [words.begin, ""] : n < this.data.fewest ? [filled(words.few, { n }), ""] : [filled(words.unclosed, { n }), ""]
    const status = this.root.querySelector(".status")
    if (status.textContent !== said) status.textContent = said   // a reader is told once
    status.className = `status ${kind}`
    const off = { add: this.closed, close: this.closed || this.wrong(true), back: !n, clear: !n }
    for (const [name, is] of Object.entries(off)) this.root.querySelector(`[data-name=${name}]`).setAttribute("aria-disabled", String(is))
    const inside = [...this.root.querySelectorAll(".district")].find((path) => path.isPointInFill(new DOMPoint(...this.middle())))
    const name = this.data.districts.find(({ id }) => id === inside?.dataset.id)?.name ?? words.outside
    this.root.querySelector(".where").textContent = `＋ ${this.degrees(this.middle())} ${name}`
  }

  degrees([x, y]) {
    const p = this.data.projection
    return `${((x - p.x) / p.units_per_lon + p.west).toFixed(5)}, ${(p.north - (y - p.y) / p.units_per_lat).toFixed(5)}`
  }

  scale() {
    const metres = this.view.unit * this.data.projection.metres_per_unit, most = metres * 130
    const power = 10 ** Math.floor(Math.log10(most)), length = power * [5, 2, 1].find((step) => step * power <= most)
    const bar = this.root.querySelector(".scale span"), { metre, kilometre } = this.data.words
    bar.style.width = `${length / metres}px`
    bar.textContent = length >= 1000 ? filled(kilometre, { n: length / 1000 }) : filled(metre, { n: Number(length.toPrecision(1)) })
  }
}

export default function ({ data, parentElement: root, setTriggerValue }) {
  if (!data) return
  const svg = root.querySelector("svg"), desk = desks.get(svg) ?? new Desk(root)
  desks.set(svg, desk)
  desk.take(data, (corners) => setTriggerValue("drawn", { corners }))
  const watcher = new ResizeObserver(() => { if (Math.abs(svg.clientWidth - desk.wide) > 2) { desk.resized() } })
  watcher.observe(svg)
  return () => watcher.disconnect()
}
