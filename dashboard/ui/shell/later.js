// What is below the screen comes when it is near the view: the button that stands in its place is pressed, one after the other from the
// top, when the page is not being drawn. Before paper is asked for, everything comes. After page_index.js, in the same module.
const LATER = (window.sandtableLater ||= { observer: null, watched: new WeakSet(), near: new Set(), pressed: new WeakMap(), all: false })
const AHEAD = "60% 0px"      // of the window's height: so far below it things are asked for
const PRESS_AGAIN = 5000     // ms after which a press that had no effect is made again
const PAPER_WITHIN = 30000   // ms that paper waits for what is still to come

const waiting = () => [...document.querySelectorAll('[class*="st-key-later-"]')]

function pressNext() {
  if (drawing() || !connected()) return
  const place = waiting().find((one) => (LATER.all || LATER.near.has(one)) && Date.now() - (LATER.pressed.get(one) || 0) > PRESS_AGAIN)
  if (!place) return
  LATER.pressed.set(place, Date.now())
  place.querySelector("button")?.click()
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
  const timer = setInterval(() => {
    pressNext()
    if ((waiting().length || drawing()) && Date.now() - began < PAPER_WITHIN) return
    clearInterval(timer)
    LATER.all = false
    print()
  }, 200)
}
