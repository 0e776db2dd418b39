// Looks at the real wall once a frame, from inside its page: is there a picture, and what does it say.
// Added before any script of the page. `soak.take()` hands over what was seen since the last time; `soak.shift(ms)` sets the machine's clock wrong.
(() => {
  if (window !== window.top || window.soak) return
  const BLINK = 34      // ms: two frames; what is shorter nobody can see
  const FROZEN = 1000   // ms between two frames
  const VISIBLE = 0.9
  const WORDS_EVERY = 100 // ms between two looks at what the wall says; whether there is a picture is looked at in every frame
  const KEPT = 2000     // events, should nobody take them
  const LABEL = "soak"

  const machine = Date
  let wrong = 0
  window.Date = new Proxy(machine, {
    construct: (target, given, self) => Reflect.construct(target, given.length ? given : [machine.now() + wrong], self),
    apply: () => new window.Date().toString(),
    get: (target, key) => (key === "now" ? () => machine.now() + wrong : Reflect.get(target, key)),
  })

  const moment = () => (performance.timeOrigin + performance.now()) / 1000
  const before = JSON.parse(sessionStorage.getItem(LABEL) || "null")
  let events = before ? [...before.events, { at: moment(), what: "reload", value: location.href }] : []
  let blankSince = before ? before.lastGood : moment(), blankWhy = before ? "loading" : "first load"
  let lastGood = blankSince, lastFrame = 0, lastWords = 0, frames = 0, longestGap = 0, said = {}

  const wall = () => document.querySelector("#wall")
  const shown = (element) => Boolean(element?.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.textContent.trim())
  const filled = (element) => { const box = element.getBoundingClientRect(); return box.width > 0 && box.height > 0 && element.textContent.trim() !== "" }

  function faults(scene) {
    const box = scene.getBoundingClientRect()
    if (box.width < innerWidth / 2 || box.height < innerHeight / 2) return "no room"
    if (getComputedStyle(scene).visibility !== "visible") return "hidden"
    if (![...scene.querySelectorAll(".tile")].some(filled)) return "no text"
    let opacity = 1
    for (let node = scene; node; node = node.parentElement) opacity *= Number(getComputedStyle(node).opacity)
    return opacity <= VISIBLE ? "faint" : ""
  }

  function missing() {  // why this frame shows no picture; "" where it does
    const scene = wall()?.querySelector(".scene.on")
    if (!scene) return wall() ? "no scene" : "no wall"
    const why = faults(scene)
    const under = why === "faint" && wall().querySelector(".scene.leaving")  // one fades in over the other
    if (why && (!under || faults(under))) return why
    const over = document.elementsFromPoint(innerWidth / 2, innerHeight / 2).find((node) => node.matches('[role="dialog"], [data-testid="stDialog"]'))
    return over && !wall().contains(over) ? "covered" : ""
  }

  function state() {
    const root = wall(), tiles = root ? [...root.querySelectorAll(".tile[data-tile]")] : []
    return {
      generation: root?.dataset.generation || "", link: root?.dataset.link || "", lost: shown(root?.querySelector(".lost-banner")),
      scene: root?.querySelector(".scene.on")?.dataset.scene || "", clock: root?.querySelector(".clock")?.textContent.trim() || "",
      session: document.querySelector('[data-testid="stApp"]')?.dataset.testConnectionState || "",
      veiled: tiles.filter((tile) => tile.dataset.veiled === "true").map((tile) => tile.dataset.tile).sort().join(" "),
    }
  }

  function look(now) {
    frames++
    if (lastFrame && now - lastFrame > FROZEN) note("frozen", (now - lastFrame) / 1000)
    if (lastFrame) longestGap = Math.max(longestGap, now - lastFrame)
    lastFrame = now
    const why = missing()
    if (why) { blankSince ||= moment(); blankWhy ||= why }
    else {
      if (blankSince && (moment() - blankSince) * 1000 > BLINK) note("blank", { s: moment() - blankSince, why: blankWhy })
      blankSince = 0; blankWhy = ""; lastGood = moment()
    }
    if (now - lastWords > WORDS_EVERY) {
      lastWords = now
      const is = state()
      for (const key of Object.keys(is)) if (is[key] !== said[key]) note(key, is[key])
      said = is
    }
    requestAnimationFrame(look)
  }

  function note(what, value) { if (events.length < KEPT) events.push({ at: moment(), what, value }) }

  window.addEventListener("pagehide", () => sessionStorage.setItem(LABEL, JSON.stringify({ events, lastGood: blankSince || lastGood })))
  window.soak = {
    shift(ms) { wrong = ms },
    take() {
      const taken = { at: moment(), events, frames, longestGap: longestGap / 1000, blankSince, blankWhy, missing: missing(), ...state() }
      events = []; frames = 0; longestGap = 0
      return taken
    },
  }
  requestAnimationFrame(look)
})()
