// What is below the screen comes when it is near the view: the button that stands in its place is pressed, one after the other, what is
// looked at first, when the page is not being drawn. Before paper is asked for, everything comes. After page_index.js, in the same module.
const LATER = (window.sandtableLater ||= { observer: null, watched: new WeakSet(), near: new Set(), pressed: new WeakMap(), all: false, wish: null, again: 0 })
const AHEAD = "60% 0px"      // of the window's height: so far below it things are asked for
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

// A place may be drawn before its button is, and a press may be lost with the connection: who is wanted and still there is looked at again.
function pressNext() {
  clearTimeout(LATER.again)
  const wanted = waiting().filter((one) => LATER.all || LATER.near.has(one))
  if (!wanted.length) return
  LATER.again = setTimeout(pressNext, LOOK_AGAIN)
  if (drawing() || !connected()) return
  const ready = wanted.filter((one) => one.querySelector("button") && Date.now() - (LATER.pressed.get(one) || 0) > PRESS_AGAIN)
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
  }, { rootMargin: AHEAD })
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
  look()
  return () => { cancelAnimationFrame(asked); watcher.disconnect() }
}

// The browser's own way to paper cannot wait; the keys can.
function paper(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "p" || !waiting().length) return
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
