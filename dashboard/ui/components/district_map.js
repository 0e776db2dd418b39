// The district map: an SVG that fits its box, with names that are shown only where they fit and paths that a keyboard can reach.
const NS = "http://www.w3.org/2000/svg"
const views = new Map()       // which window the map of each chart shows: a filter may put it into another place of the page, as a new one
const HELD_FOR = 10000        // ms in which the map is drawn anew after a key picked a district of it
let held = { at: 0 }          // the district that a key picked last: whoever goes through the map by keys goes on from there

function element(name, attributes, parent) {
  const node = document.createElementNS(NS, name)
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value)
  if (parent) parent.appendChild(node)
  return node
}

function hatch(svg, unit) {
  const pattern = element("pattern", { id: "hatch", width: 6 * unit, height: 6 * unit, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, element("defs", {}, svg))
  element("rect", { width: 6 * unit, height: 6 * unit, class: "hatch-ground" }, pattern)
  element("line", { x1: 0, y1: 0, x2: 0, y2: 6 * unit, class: "hatch-line", "stroke-width": 2 * unit }, pattern)
}

function label(svg, district, unit, size, inside) {
  const [x, y] = district.label
  if (!inside(x, y)) return true
  const width = Math.max(...[district.short, district.text].map((s) => [...s].reduce((w, c) => w + (c > "\u2e7f" ? 1 : 0.58), 0))) * size
  const room = 2 * district.radius / unit
  const both = room > Math.max(width * 0.86, size * 2.2), one = !both && room > size * 1.5
  if (!both && !one) return false
  const node = element("text", { x, y, class: `label ${district.dark ? "on-dark" : ""} ${district.dark || district.plain ? `k-${district.class}` : ""}`, "font-size": size * unit, "stroke-width": 3 * unit }, svg)
  const lines = both && district.text ? [[district.short, -0.15, ""], [district.text, 1.0, "figure"]] : district.text ? [[district.text, 0.36, "figure"]] : [[width < room ? district.short : "", 0.36, ""]]
  for (const [words, shift, kind] of lines) {
    if (!words) continue
    const line = element("tspan", { x, y: y + shift * size * unit * 1.12, class: kind }, node)
    line.textContent = words
  }
  return district.text ? both : width < room   // what is not named here is named below the map
}

// Beside the pointer, within the map: on its other side where there is no room, and as wide as the map at most.
function keepInside(tip, x, y, wide, high) {
  tip.style.maxWidth = Math.min(320, wide - 8) + "px"
  tip.style.left = "0px"
  const { width, height } = tip.getBoundingClientRect()
  tip.style.left = Math.max(0, Math.min(x + 12, wide - width)) + "px"
  tip.style.top = Math.max(0, y + 14 + height > high ? y - 10 - height : y + 14) + "px"
}

const highOf = (data, wide, vw, vh) => Math.max(260, Math.min(data.height, wide * vh / vw))

function draw(root, data, pick, again) {
  const box = root.querySelector(".box"), zoomed = views.get(data.key) === "dense" && data.dense
  const [vx, vy, vw, vh] = zoomed ? data.dense : [0, 0, ...data.viewbox]
  const wide = box.clientWidth || 600
  const height = highOf(data, wide, vw, vh)
  const unit = Math.max(vw / wide, vh / height)   // viewBox units of one CSS pixel
  const lost = held.map === data.key && Date.now() - held.at < HELD_FOR && [null, document.body].includes(document.activeElement)
  const focused = root.activeElement?.dataset?.id || (lost ? held.id : "")
  box.replaceChildren()
  box.style.minHeight = ""
  const svg = element("svg", { viewBox: `${vx} ${vy} ${vw} ${vh}`, width: "100%", height, role: "group", "aria-label": [data.title, data.sentence].filter(Boolean).join(" "), class: data.ground }, box)
  hatch(svg, unit)
  const shapes = element("g", {}, svg), tip = root.querySelector(".tip")
  for (const district of data.districts) {
    const path = element("path", {
      d: district.path, class: `district c-${district.class}` + (district.selected ? " selected" : ""),
      tabindex: 0, role: "button", "aria-pressed": String(district.selected), "aria-label": district.tip, "data-id": district.id, "vector-effect": "non-scaling-stroke",
    }, shapes)
    path.onclick = () => pick(district.selected ? "" : district.id)
    path.onkeydown = (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); held = { map: data.key, id: district.id, at: Date.now() }; path.onclick() } }
    const show = (x, y) => { tip.textContent = district.tip; tip.hidden = false; keepInside(tip, x, y, wide, height) }
    path.onpointermove = (event) => { const at = box.getBoundingClientRect(); show(event.clientX - at.left, event.clientY - at.top) }
    path.onpointerleave = () => { tip.hidden = true }
    path.onfocus = () => show((district.label[0] - vx) / unit, (district.label[1] - vy) / unit)
    path.onblur = () => { tip.hidden = true }
  }
  for (const path of [...shapes.querySelectorAll(".selected")]) shapes.appendChild(path)   // its outline lies on top
  const zoom = Math.log2(Math.min(data.viewbox[0] / vw, data.viewbox[1] / vh)), view = [vx, vy, vw, vh]
  const levels = groundOf(data, box, again).map((pack) => levelOf(pack, zoom, data.projection))
  drawGround(svg, levels)
  const inside = (x, y) => x >= vx && x <= vx + vw && y >= vy && y <= vy + vh
  if (data.dense && !zoomed) {
    const [x, y, w, h] = data.dense
    element("rect", { x, y, width: w, height: h, class: "window", "vector-effect": "non-scaling-stroke" }, svg)
  }
  const unnamed = data.districts.filter((district) => !label(svg, district, unit, data.size, inside))
  nameGround(svg, levels, { zoom, unit, view, lang: data.lang, dense: data.dense })
  drawScale(root, data.scale, unit)
  const line = root.querySelector(".unnamed")
  line.hidden = !unnamed.length
  line.textContent = data.words.unnamed.replace("{names}", unnamed.map((d) => `${d.short} ${d.text}`.trim()).join(data.words.comma))
  if (focused) shapes.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus()
}

function legend(root, data) {
  const list = root.querySelector(".legend")
  list.replaceChildren()
  const unit = document.createElement("span")
  unit.className = "unit"
  unit.textContent = data.legend_title
  list.appendChild(unit)
  for (const { kind, label: words } of data.legend) {
    const item = document.createElement("span")
    item.innerHTML = `<svg width="18" height="12" class="${data.ground}" aria-hidden="true"><rect width="18" height="12" class="district c-${kind}"/></svg>`
    if (kind === "none") item.querySelector("rect").setAttribute("style", "fill:url(#hatch-key)")
    item.append(words)
    list.appendChild(item)
  }
}

function show({ data, parentElement: root, setTriggerValue }) {
  const box = root.querySelector(".box"), button = root.querySelector("button.zoom")
  root.querySelector(".frame").className = `frame ${data.ground}`
  const pick = (id) => setTriggerValue("picked", { id })
  const redraw = () => {
    draw(root, data, pick, () => { if (box.isConnected) redraw() })
    button.hidden = !data.dense
    button.textContent = views.get(data.key) === "dense" ? data.words.zoom_out : data.words.zoom_in
  }
  button.onclick = () => { views.set(data.key, views.get(data.key) === "dense" ? "city" : "dense"); redraw() }
  legend(root, data)
  root.querySelector(".notes").textContent = data.notes
  redraw()
  let width = box.clientWidth
  const watcher = new ResizeObserver(() => { if (Math.abs(box.clientWidth - width) > 2) { width = box.clientWidth; redraw() } })
  watcher.observe(box)
  return () => watcher.disconnect()
}

export default function (part) {
  if (!part.data) return
  const { data, parentElement: root } = part, box = root.querySelector(".box"), [width, height] = data.viewbox
  box.style.minHeight = `${highOf(data, box.clientWidth || 600, width, height)}px`   // nothing below moves when the outlines come
  return withOutlines(part, show)
}
