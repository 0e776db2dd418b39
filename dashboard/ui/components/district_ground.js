// The ground under a district map: rivers, lakes, roads, townships and names, from files that the browser keeps.
const packs = new Map()   // address -> content; while it is under way, the maps that wait for it. One that did not come is asked for when a map is drawn again
const newest = new WeakMap()   // map -> what draws it anew, with the values that it was sent last
const WATER = ["rivers", "lakes"], WIDE = { rivers: [2.2, 1.4, 0.8], lakes: [1, 1, 1], roads: [1.4, 0.9, 0.6], townships: [0.8, 0.8, 0.8] }
const SMALL = 12, APART = 8, ONE_IN = 20000   // px of letters and around them; square px of map for one name

// The packs that are there; the others are asked for, and every map that was drawn without one is drawn anew by `again` when it has come.
function groundOf(data, box, again) {
  newest.set(box, again)
  for (const address of data.under ?? []) {
    const held = packs.get(address)
    if (held instanceof Set) held.add(box)
    if (held) continue
    const waiting = new Set([box]), url = new URL(address, document.baseURI.replace(/\/[^/]*$/, "/"))
    packs.set(address, waiting)
    fetch(url).then((answer) => answer.ok ? answer.json() : Promise.reject())
      .then((pack) => { packs.set(address, pack); for (const one of waiting) newest.get(one)() }, () => packs.delete(address))
  }
  return (data.under ?? []).map((address) => packs.get(address)).filter((held) => held && !(held instanceof Set))
}

// The finest level that is meant for a map so many times doubled, with what turns its steps into units of the map.
function levelOf(pack, zoom, projection) {
  const level = pack.levels.filter((one) => one.min_zoom <= zoom + 1e-6).at(-1)
  const [west, , , north] = level.box
  return {
    ...level, kind: pack.kind, sx: level.step * projection.units_per_lon, sy: level.step * projection.units_per_lat,
    dx: (west - projection.west) * projection.units_per_lon + projection.x, dy: (projection.north - north) * projection.units_per_lat + projection.y,
  }
}

function drawGround(svg, levels) {
  const under = element("g", { class: "under-ground", "aria-hidden": "true" }, svg)
  for (const level of levels) {
    const group = element("g", { class: `g-${level.kind}`, transform: `translate(${level.dx} ${level.dy}) scale(${level.sx} ${level.sy})` }, under)
    for (const area of level.areas) element("path", { d: area, class: "g-area", "fill-rule": "evenodd", "vector-effect": "non-scaling-stroke" }, group)
    for (const [weight, path] of level.lines) {
      const width = WIDE[level.kind][weight]
      if (level.kind !== "townships") element("path", { d: path, class: "g-casing", "stroke-width": width + 1.4, "vector-effect": "non-scaling-stroke" }, group)
      element("path", { d: path, class: "g-line", "stroke-width": width, "vector-effect": "non-scaling-stroke" }, group)
    }
  }
}

// Names where there is room beside those of the districts: the heaviest first, each in a box of its own, few on the whole city.
function nameGround(svg, levels, { zoom, unit, view, lang, dense }) {
  const [vx, vy, vw, vh] = view, size = SMALL * unit, apart = APART * unit
  const taken = [...svg.querySelectorAll("text.label")].map((node) => node.getBBox())
  const order = ["places", "townships", "rivers", "lakes", "roads"]
  const named = levels.flatMap((level) => level.names.map(([zh, en, x, y, rank, room]) => ({
    words: lang === "en" && en ? en : zh, kind: level.kind, rank, x: level.dx + x * level.sx, y: level.dy + y * level.sy, room: room * level.sx,
  })))
  named.sort((a, b) => a.rank - b.rank || order.indexOf(a.kind) - order.indexOf(b.kind))
  const heaviest = zoom < 0.5 && dense ? 0 : 2
  let left = Math.floor(vw * vh / unit ** 2 / ONE_IN)
  for (const { words, kind, rank, x, y, room } of named) {
    if (left <= 0) return
    const wide = [...words].reduce((w, c) => w + (c > "\u2e7f" ? 1 : 0.58), 0) * size
    if (rank > heaviest || (room && room < wide)) continue
    const box = { x: x - wide / 2 - apart, y: y - size - apart, width: wide + 2 * apart, height: 1.3 * size + 2 * apart }
    const inside = x - wide / 2 > vx && x + wide / 2 < vx + vw && y - size > vy && y + size / 2 < vy + vh
    if (!inside || taken.some((b) => box.x < b.x + b.width && b.x < box.x + box.width && box.y < b.y + b.height && b.y < box.y + box.height)) continue
    taken.push({ x: x - wide / 2, y: y - size, width: wide, height: 1.3 * size })
    const node = element("text", { x, y, class: `g-name ${WATER.includes(kind) ? "g-water" : ""}`, "font-size": size, "stroke-width": 3 * unit, "aria-hidden": "true" }, svg)
    node.textContent = words
    left -= 1
  }
}

// A bar of a round length, under the map: where it lies over nothing.
function drawScale(root, scale, unit) {
  const most = 110 * unit * scale.metres_per_unit, power = 10 ** Math.floor(Math.log10(most))
  const metres = [5, 2, 1].find((n) => n * power <= most) * power
  const said = metres >= 1000 ? scale.km.replace("{n}", metres / 1000) : scale.m.replace("{n}", metres)
  const place = root.querySelector(".scale"), bar = document.createElement("i")
  bar.style.width = `${(metres / scale.metres_per_unit / unit).toFixed(1)}px`
  place.replaceChildren(bar, said)
  place.setAttribute("aria-label", scale.label.replace("{said}", said))
}
