// A map of cells that plays over days: every day's cells are sent once, and a step draws them anew without asking the server.
const STEP_MS = 900, STILL_MS = 1500   // between two days while it plays; after which a day that stands still is put into the address
const ASKED_MS = 20000               // in which a play that was asked of the picture begins
const FEWEST_PX = 2, LABEL_PX = 12
const states = new WeakMap()   // what each mounted map shows, over refreshes

// Place 0 is all days together, place n the nth day. Cells are columns: x and y of every cell; of a day, which cells and how many.
function counted(data, place) {
  const counts = new Map()
  for (const [cells, numbers] of place ? [data.days[place - 1]] : data.days)
    cells.forEach((cell, n) => counts.set(cell, (counts.get(cell) || 0) + numbers[n]))
  return counts
}

function kindOf(data, n) {
  return data.from.findLastIndex((least) => n >= least)
}

function windowOf(data, state) {
  const [x, y, w, h] = state.dense && data.dense ? data.dense : [0, 0, ...data.viewbox]
  const wide = Math.max(state.canvas.parentElement.clientWidth, 200), high = Math.round(Math.max(240, Math.min(data.height, wide * h / w)))
  const scale = Math.min(wide / w, high / h)
  return { scale, wide, high, left: (wide - w * scale) / 2 - x * scale, top: (high - h * scale) / 2 - y * scale }
}

function names(context, data, view, colour) {
  context.font = `${LABEL_PX}px ${getComputedStyle(context.canvas).fontFamily}`
  context.textAlign = "center"
  context.lineWidth = 3
  context.lineJoin = "round"
  for (const { name, label: [x, y], radius } of data.districts) {
    if (context.measureText(name).width > 2.6 * radius * view.scale) continue
    context.strokeStyle = colour("--paper")
    context.fillStyle = colour("--ink")
    context.strokeText(name, view.left + x * view.scale, view.top + y * view.scale)
    context.fillText(name, view.left + x * view.scale, view.top + y * view.scale)
  }
}

function draw(data, state) {
  const canvas = state.canvas, view = state.view = windowOf(data, state), fine = window.devicePixelRatio || 1
  const style = getComputedStyle(canvas), colour = (name) => style.getPropertyValue(name).trim() || "#888"
  canvas.width = Math.round(view.wide * fine)
  canvas.height = Math.round(view.high * fine)
  canvas.style.height = `${view.high}px`
  const context = canvas.getContext("2d")
  context.setTransform(fine * view.scale, 0, 0, fine * view.scale, fine * view.left, fine * view.top)
  context.lineWidth = 1 / view.scale
  context.fillStyle = colour("--panel")
  context.strokeStyle = colour("--grey")
  for (const outline of state.outlines) context.fill(outline)
  context.setTransform(fine, 0, 0, fine, 0, 0)
  state.counts = counted(data, state.place)
  const [w, h] = data.size.map((side) => Math.max(FEWEST_PX, side * view.scale))
  for (const [cell, n] of state.counts) {
    context.fillStyle = data.colours[kindOf(data, n)]
    context.fillRect(view.left + data.x[cell] * view.scale - w / 2, view.top + data.y[cell] * view.scale - h / 2, w, h)
  }
  context.setTransform(fine * view.scale, 0, 0, fine * view.scale, fine * view.left, fine * view.top)
  for (const outline of state.outlines) context.stroke(outline)
  context.setTransform(fine, 0, 0, fine, 0, 0)
  names(context, data, view, colour)
}

function said(data, state) {
  const total = [...state.counts.values()].reduce((sum, n) => sum + n, 0)
  const words = { day: data.labels[state.place], n: total.toLocaleString("en"), cells: state.counts.size.toLocaleString("en") }
  return data.words.said.replace(/\{(\w+)\}/g, (_, name) => words[name])
}

function show(root, data, state) {
  draw(data, state)
  const slider = root.querySelector(".days"), words = said(data, state), playing = Boolean(state.timer)
  slider.value = state.place
  slider.setAttribute("aria-valuetext", words)
  root.querySelector(".said").textContent = words
  root.querySelector(".said").ariaLive = playing ? "off" : "polite"   // a day each second would be read over the one before
  root.querySelector(".play").textContent = playing ? data.words.pause : data.words.play
  root.querySelector(".tip").hidden = true
  state.canvas.setAttribute("aria-label", `${data.title} ${words}`)
}

function tip(root, data, state, event) {
  const at = state.canvas.getBoundingClientRect(), { scale, left, top } = state.view, node = root.querySelector(".tip")
  const x = (event.clientX - at.left - left) / scale, y = (event.clientY - at.top - top) / scale
  const reach = data.size.map((side) => Math.max(side / 2, 4 / scale))
  const cell = [...state.counts.keys()].find((c) => Math.abs(data.x[c] - x) <= reach[0] && Math.abs(data.y[c] - y) <= reach[1])
  node.hidden = cell === undefined
  if (node.hidden) return
  node.textContent = data.words.tip.replace("{area}", data.areas[data.area[cell]]).replace("{n}", state.counts.get(cell).toLocaleString("en"))
  node.style.left = `${Math.min(event.clientX - at.left + 12, at.width - node.offsetWidth)}px`
  node.style.top = `${state.canvas.offsetTop + state.canvas.parentElement.offsetTop + event.clientY - at.top + 14}px`
}

function legend(root, data) {
  root.querySelector(".legend").replaceChildren(...data.legend.map((words, n) => {
    const item = document.createElement("span"), square = document.createElement("i")
    square.style.background = data.colours[n]
    item.append(square, words)
    return item
  }))
}

function controls(root, data, state, tell) {
  const slider = root.querySelector(".days"), play = root.querySelector(".play"), zoom = root.querySelector(".zoom")
  const stop = () => { clearInterval(state.timer); state.timer = 0 }
  const rest = () => { clearTimeout(state.resting); state.resting = setTimeout(() => tell(state.place), STILL_MS) }
  const step = () => {
    if (!state.canvas.isConnected) return stop()
    state.place += 1
    if (state.place >= state.data.days.length) { stop(); rest() }
    show(root, state.data, state)
  }
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches
  slider.max = data.days.length
  slider.ariaLabel = data.words.slider
  slider.oninput = () => { stop(); state.place = Number(slider.value); show(root, data, state); rest() }
  play.hidden = still || data.days.length < 2   // who asked for no motion steps by the slider
  play.onclick = () => {
    clearTimeout(state.resting)
    if (state.timer) { stop(); rest() } else {
      if (state.place >= data.days.length) state.place = 0
      state.timer = setInterval(step, STEP_MS)
      step()
    }
    show(root, data, state)
  }
  zoom.hidden = !data.dense
  zoom.onclick = () => { state.dense = !state.dense; zoom.textContent = state.dense ? data.words.zoom_out : data.words.zoom_in; show(root, data, state) }
  zoom.textContent = state.dense ? data.words.zoom_out : data.words.zoom_in
}

function mount({ data, parentElement: root, setTriggerValue }) {
  const canvas = root.querySelector("canvas")
  const state = states.get(canvas) || { canvas, place: data.place, asked: data.place, dense: false, timer: 0, resting: 0 }
  states.set(canvas, state)
  state.data = data   // a refresh of the page does not stop what plays
  if (data.place !== state.asked) state.place = data.place   // the address was changed elsewhere
  state.asked = data.place
  state.place = Math.min(state.place, data.days.length)
  state.outlines = data.districts.map((district) => new Path2D(district.path))
  const tell = (place) => { if (place !== state.asked) { state.asked = place; setTriggerValue("day", { place }) } }
  controls(root, data, state, tell)
  legend(root, data)
  root.querySelector(".notes").textContent = data.notes
  canvas.onpointermove = (event) => tip(root, data, state, event)
  canvas.onpointerleave = () => { root.querySelector(".tip").hidden = true }
  show(root, data, state)
  root.host?.setAttribute("data-drawn", "")   // the picture under it hides
  if (Date.now() - (window.sandtablePlays || 0) < ASKED_MS) { window.sandtablePlays = 0; if (!root.querySelector(".play").hidden) root.querySelector(".play").onclick() }
  let width = canvas.parentElement.clientWidth
  const watcher = new ResizeObserver(([box]) => {
    if (Math.abs(box.contentRect.width - width) <= 2) return
    width = box.contentRect.width
    show(root, data, state)
  })
  watcher.observe(canvas.parentElement)
  return () => watcher.disconnect()
}

export default function (part) {
  if (part.data) return withOutlines(part, mount)
}
