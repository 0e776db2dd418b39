// What the map shows: the ground, the ring with its corners, the words about it, the buttons.
const REACH = BY_FINGER ? 22 : 14   // px around a corner that take hold of it
const desks = new WeakMap()   // by mounted map, over refreshes: corners, closed, selected, view, round

class Desk extends Hand {
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
    for (const { label, short: name } of this.data.districts) {   // a name that would lie over another is left out until there is room
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
      if (!corner) {   // the same node over redrawing: the focus stays on it
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
