// The map to draw on: corners are set by tap or from the keyboard; a ring that is closed and does not cross itself is sent.
// Corners are in units of the city's plane (dashboard/geography/projection.py); what is drawn over the ground is in pixels.
// It is one class in steps, each in a file of its own: MapView, Ring, Hand, Desk.

const NS = "http://www.w3.org/2000/svg"
const MARGIN = 1500           // metres shown around a place to begin at
const FINEST = 0.1            // metres a pixel

function element(name, attributes, parent) {
  const node = document.createElementNS(NS, name)
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value)
  return parent.appendChild(node)
}

function filled(words, values) {
  return words.replace(/{(\w+)}/g, (_, name) => values[name])
}

// Which part of the city is shown, and where a place of it lies on the screen.
class MapView {
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
}
