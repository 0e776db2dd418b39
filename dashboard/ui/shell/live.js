// A still picture that becomes live when it is touched: a pointer that stays, a tap, or Enter asks for it. Its marks are one stop for the
// keyboard, which goes through them by arrow keys and reads what each says. What is live lies over the picture, which hides once it is drawn.
const STAYS_FOR = 150       // ms that a pointer must rest: one that only passes asks for nothing
const DRAWN_WITHIN = 20000  // ms that what is live may take
const APPEARS_WITHIN = 5000 // ms in which a picture that takes the place of another is drawn
const WISHED_AGAIN = 1500   // ms without an answer, while the page stands still, after which it is asked again: a redraw takes a wish away
const HEARS_AFTER = 200     // ms after its drawing in which the library hears of no pointer
const LIVELY = ".js-plotly-plot .main-svg, [data-testid='stDeckGlJsonChart'] canvas, [data-drawn]"
const WISH = new WeakMap()  // how each box asks for what is live, as of its last mount
const REST = new WeakMap()  // how each box becomes a picture again
let newest = null           // the box that was asked for last
const DRAWN = new WeakMap() // the markup of each picture, so that the same one is not set anew under a reader's finger

const HELD_FOR = 10000      // ms in which the page is drawn anew after a key chose a district in a picture
let held = { at: 0 }        // the mark that a key chose: whoever goes through the marks by keys goes on from there

const marksOf = (plot) => [...plot.querySelectorAll(".mark")]
const saidBy = (mark) => mark.getAttribute("aria-label") || mark.querySelector("title")?.textContent || mark.title || ""

function setPicture(plot, html, place) {
  if (DRAWN.get(plot) === html) return
  const before = marksOf(plot).indexOf(document.activeElement)
  plot.innerHTML = html
  DRAWN.set(plot, html)
  const isLost = held.place === place && Date.now() - held.at < HELD_FOR && [null, document.body].includes(document.activeElement)
  const marks = marksOf(plot), at = before >= 0 ? before : isLost ? held.mark : -1
  if (at >= 0 && marks.length) hold(marks, marks[at] || marks[0])
}

// A picture that was drawn anew may be another element: the mark is known by its place among the marks.
function keep(plot, place, event) {
  const mark = event.key === "Enter" && event.target.closest("a.mark")
  if (mark) held = { place, mark: marksOf(plot).indexOf(mark), at: Date.now() }
}

function hold(marks, next) {
  for (const mark of marks) mark.setAttribute("tabindex", mark === next ? "0" : "-1")
  next.focus({ preventScroll: true })
}

// One mark is the stop of the keyboard, and the arrow keys, Home and End go to the others.
function step(plot, event) {
  const marks = marksOf(plot), at = marks.indexOf(event.target.closest(".mark"))
  const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: marks.length - 1 }[event.key]
  if (at < 0 || to === undefined || event.altKey || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  hold(marks, marks[Math.max(0, Math.min(marks.length - 1, to))])
  document.activeElement.scrollIntoView({ block: "nearest" })
}

// What the mark with the focus says, beside it and inside the picture: the browser shows titles to a pointer alone.
function tell(plot, mark) {
  let tip = plot.querySelector(".still-tip")
  if (!mark) return tip?.remove()
  if (!tip) { tip = document.createElement("div"); tip.className = "still-tip"; tip.setAttribute("aria-hidden", "true"); plot.append(tip) }
  tip.textContent = saidBy(mark)
  const frame = plot.getBoundingClientRect(), at = mark.getBoundingClientRect()
  tip.style.left = Math.max(0, Math.min(at.left - frame.left + Math.min(at.width, 40), frame.width - tip.offsetWidth)) + "px"
  tip.style.top = Math.max(0, at.top - frame.top - tip.offsetHeight - 4) + "px"
}

// The library hears of the pointer only when it moves again: it is told where the tap was, and shows what stands there.
function pointAt(over, { x, y }) {
  const inside = (drag) => { const r = drag.getBoundingClientRect(); return x >= r.left && x <= r.right && y >= r.top && y <= r.bottom }
  const drag = [...over.querySelectorAll(".nsewdrag")].find(inside)
  for (const kind of ["mouseover", "mousemove"]) drag?.dispatchEvent(new MouseEvent(kind, { clientX: x, clientY: y, bubbles: true, view: window }))
}

// A redraw of the page may put another box in the place of one that was asked: then that one is asked, as soon as it hears.
function askAnew(place, until = Date.now() + APPEARS_WITHIN) {
  const box = document.querySelector(`.${place} .still-box[data-heard]`)
  if (box) box.querySelector(".still-ask").click()
  else if (Date.now() < until) setTimeout(() => askAnew(place, until), 60)
}

// What was live before is a picture again, one after the other: a page never holds more than one drawing of a library for long.
function restOthers(box) {
  if (newest !== box || box.dataset.live !== "true" || !box.isConnected) return
  const [other] = [...document.querySelectorAll('.still-box[data-live="true"]:not([data-stays])')].filter((one) => one !== box)
  if (!other) return
  if (!drawing()) REST.get(other)?.()
  setTimeout(() => restOthers(box), WISHED_AGAIN)
}

function whenDrawn(box, point, place) {
  const around = box.closest('[class*="st-key-live-"]'), began = Date.now()
  let still = began
  const timer = setInterval(() => {
    const drawn = around?.querySelector(LIVELY)
    if (box.dataset.live === "true" || drawing() || newest !== box) still = Date.now()
    else if (Date.now() - still > WISHED_AGAIN) { still = Date.now(); WISH.get(box)() }
    if (!drawn && (box.isConnected || drawing()) && Date.now() - began < DRAWN_WITHIN) return
    clearInterval(timer)
    if (!box.isConnected) return void (newest === box && askAnew(place))
    if (!drawn) return void delete box.dataset.asked
    const over = around.querySelector('[class*="st-key-over-"]')
    if (box.contains(document.activeElement)) { over.tabIndex = -1; over.focus({ preventScroll: true }) }
    if (point) setTimeout(() => pointAt(over, point), HEARS_AFTER)
    setTimeout(() => restOthers(box), HEARS_AFTER)
  }, 60)
}

window.sandtableStill = ({ data, parentElement: root, setTriggerValue }) => {
  const box = root.querySelector(".still-box"), plot = box.querySelector(".still-plot"), button = box.querySelector("button")
  const place = [...box.closest('[class*="st-key-live-"]').classList].find((name) => name.startsWith("st-key-live-"))
  let rests = 0
  WISH.set(box, () => setTriggerValue("wanted", true))
  REST.set(box, () => setTriggerValue("rested", true))
  setPicture(plot, data.html, place)
  button.textContent = data.words.ask
  button.title = data.words.name
  button.hidden = data.live || keepsPicture(box, data.live)
  box.dataset.live = data.live
  box.toggleAttribute("data-stays", data.stays)
  if (!data.live) delete box.dataset.asked
  const ask = (point, isMeant) => {
    clearTimeout(rests)
    if (drawing()) { // else this would undo what the page is being asked for; a pointer that leaves meanwhile takes back no press
      const later = setTimeout(() => ask(point, isMeant), STAYS_FOR)
      if (!isMeant) rests = later
      return
    }
    if (!box.isConnected) return void askAnew(place)
    if (data.live || box.dataset.asked || (button.hidden = keepsPicture(box, true))) return
    box.dataset.asked = "1"
    newest = box
    WISH.get(box)()
    whenDrawn(box, point, place)
  }
  const at = (event) => ({ x: event.clientX, y: event.clientY })
  button.onclick = () => ask(null, true)
  plot.onpointermove = (event) => {
    if (event.pointerType !== "mouse") return
    clearTimeout(rests)
    rests = setTimeout(() => ask(at(event), false), STAYS_FOR)
  }
  plot.onpointerleave = () => clearTimeout(rests)
  plot.onclick = (event) => { event.target.closest("a") ? clearTimeout(rests) : ask(at(event), true) }
  plot.onkeydown = (event) => { keep(plot, place, event); if (event.key === "Enter" && !event.target.closest("a")) ask(null, true); else step(plot, event) }
  if (!box.dataset.heard) {
    box.dataset.heard = "1"
    plot.addEventListener("focusin", (event) => tell(plot, event.target.closest(".mark:focus-visible")))
    plot.addEventListener("focusout", () => tell(plot, null))
  }
}
