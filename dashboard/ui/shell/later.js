// What is below the screen comes when it is near the view: the button that stands in its place is pressed, one after the other, what is
// looked at first, when the page is not being drawn. While a list or a dialog is open nothing is pressed: the press would be a click
// outside, which closes it. Before paper is asked for, and when the browser's own search of the page is opened, everything comes. After
// page_index.js, in the same module.
const LATER = (window.sandtableLater ||= {
  observer: null, watched: new WeakSet(), near: new Set(), stood: new WeakMap(), pressed: new WeakMap(),
  all: false, searched: 0, wish: null, again: 0,
})
const AHEAD = 0.6            // of the window's height: so far below it things are asked for, once somebody has begun to scroll
const STANDS = 300           // ms for which a place must have stood still: the charts above one push it down after the page has been drawn
const SEARCHES = 15000       // ms after the keys for the browser's search in which everything is asked for
const PRESS_AGAIN = 5000     // ms after which a press that had no effect is made again
const LOOK_AGAIN = 1000      // ms after which what is wanted and has not come is looked at again, if nothing was drawn meanwhile
const SETTLED = 1000         // ms after which a redraw that was wished for has begun
const PAPER_WITHIN = 30000   // ms that paper waits for what is still to come

const waiting = () => [...document.querySelectorAll('[class*="st-key-later-"]')]

// px between the window and a place: what is looked at comes first, then what is nearest.
function farFrom(place) {
  const { top, bottom } = place.getBoundingClientRect()
  return Math.max(0, top - innerHeight, -bottom)
}

const scrolled = () => document.querySelector('[data-testid="stMain"]')?.scrollTop || 0

// Whether a place has not moved on the page, however the page is scrolled. Noted of every place, so that scrolling finds it known.
function stands(place) {
  const at = Math.round(place.getBoundingClientRect().top + scrolled())
  if (LATER.stood.get(place)?.at !== at) LATER.stood.set(place, { at, since: Date.now() })
  return Date.now() - LATER.stood.get(place).since >= STANDS
}

// A place may be drawn before its button is, and a press may be lost with the connection: who is wanted and still there is looked at again.
function pressNext() {
  clearTimeout(LATER.again)
  const every = LATER.all || Date.now() - LATER.searched < SEARCHES, within = scrolled() ? AHEAD * innerHeight : 0
  const still = new Set(waiting().filter(stands))
  const wanted = waiting().filter((one) => every || (LATER.near.has(one) && farFrom(one) <= within))
  if (!wanted.length) return
  LATER.again = setTimeout(pressNext, every || wanted.every((one) => still.has(one)) ? LOOK_AGAIN : STANDS)
  if (drawing() || !connected() || (!every && document.querySelector(OPEN))) return
  const pressable = (one) => one.querySelector("button") && Date.now() - (LATER.pressed.get(one) || 0) > PRESS_AGAIN
  const ready = wanted.filter((one) => (every || still.has(one)) && pressable(one))
  const [place] = ready.sort((one, other) => farFrom(one) - farFrom(other))
  if (!place) return
  LATER.pressed.set(place, Date.now())
  place.querySelector("button").click()
}

function watchLater() {
  if (!window.IntersectionObserver) return
  LATER.observer ||= new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) isIntersecting ? LATER.near.add(target) : LATER.near.delete(target)
    pressNext()
  }, { scrollMargin: `${100 * AHEAD}% 0px` }) // the page scrolls in a box of its own: a margin of the window does not reach into it
  for (const place of LATER.near) if (!place.isConnected) LATER.near.delete(place)
  for (const place of waiting()) if (!LATER.watched.has(place)) { LATER.watched.add(place); LATER.observer.observe(place) }
  pressNext()
}

// The parts of a page are drawn and replaced by the framework: looked for when something has been drawn, once a frame at most.
function followLater() {
  let asked = 0
  const look = () => { asked ||= requestAnimationFrame(() => { asked = 0; watchLater() }) }
  const watcher = new MutationObserver(look)
  watcher.observe(document.getElementById("root"), { childList: true, subtree: true, attributes: true, attributeFilter: ["data-test-script-state"] })
  const scroll = () => { if (LATER.near.size) look() }
  addEventListener("scroll", scroll, { capture: true, passive: true })
  look()
  return () => { cancelAnimationFrame(asked); watcher.disconnect(); removeEventListener("scroll", scroll, { capture: true }) }
}

// Keys before which what is below must be there. The browser's own way to paper cannot wait; the keys can. Its search opens at once, and
// finds what comes while the words are written.
function paper(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || !waiting().length) return
  if (event.key.toLowerCase() === "f") { LATER.searched = Date.now(); return pressNext() }
  if (event.key.toLowerCase() !== "p") return
  event.preventDefault()
  LATER.all = true
  const began = Date.now()
  let whole = 0 // since when the page is being drawn as a whole once more: its foot on paper names the sources of all parts
  const timer = setInterval(() => {
    pressNext()
    const coming = waiting().length || drawing() || (whole && Date.now() - whole < SETTLED)
    if (coming && Date.now() - began < PAPER_WITHIN) return
    if (!whole) { whole = Date.now(); return LATER.wish?.(`paper ${whole}`) }
    clearInterval(timer)
    LATER.all = false
    print()
  }, 200)
}
