// The wall: scenes that rotate, a clock on the server's time, tiles that veil themselves when their feed is overdue, and a page that says by
// itself when it has lost the server. It lives in the body, outside the framework's tree: a rerun, a reconnection or an error cannot blank it.
const BEAT = 500             // ms between questions to /ready
const PATIENCE = 3000        // ms that an answer may take
const LOST_AFTER = 5000      // ms without an answer until the wall says so
const ASK_AGAIN = 6000       // ms between two requests for the same news
const BEHIND_AFTER = 12000   // ms that the picture may be older than the store before the wall says so
const RELOAD_AFTER = 20000   // ms of that, or without a session, before the page loads itself anew
const AT_WORK_FOR = 300000   // ms instead, while a busy server works on the answer: loading anew gives it more to do, and takes the picture away
const RELOAD_PAUSE = 60000   // ms between two reloads
const CHANGED_FOR = 9000     // ms that a changed figure is pointed at
const LEAVING = 2000         // ms that a scene stays under the one that fades in over it: long enough for a machine that is slow to begin

const moment = (text) => { const [y, mo, d, h, mi, s] = text.match(/\d+/g).map(Number); return Date.UTC(y, mo - 1, d, h, mi, s || 0) }
const two = (n) => String(n).padStart(2, "0")
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "")
const clockText = (ms, seconds) => { const t = new Date(ms); return `${two(t.getUTCHours())}:${two(t.getUTCMinutes())}` + (seconds ? `:${two(t.getUTCSeconds())}` : "") }

class Wall {
  constructor() {
    document.getElementById("wall-style")?.remove()
    const style = document.head.appendChild(document.createElement("style"))
    style.id = "wall-style"
    style.textContent = CSS
    this.node = document.createElement("main")
    this.node.id = "wall"
    this.node.innerHTML = FRAME
    document.body.appendChild(this.node)
    this.part = (name) => this.node.querySelector(`.${name}`)
    this.scenes = new Map()
    this.held = false
    this.lastAnswer = this.joined = performance.now()
    this.base = null
    this.keys = (event) => this.key(event)
    document.addEventListener("keydown", this.keys)
    this.fit = () => {
      const scale = Math.min(innerWidth / 1920, innerHeight / 1080)
      this.part("canvas").style.transform = `translate(-50%, -50%) scale(${scale})`
    }
    addEventListener("resize", this.fit)
    this.fit()
    for (const [name, act] of [["back", () => this.step(-1)], ["hold", () => this.hold()], ["next", () => this.step(1)]]) this.part(name).onclick = act
    this.timers = [setInterval(() => this.tick(), 250), setInterval(() => this.beat(), BEAT)]
  }

  stop() {
    this.timers.forEach(clearInterval)
    document.removeEventListener("keydown", this.keys)
    removeEventListener("resize", this.fit)
    document.getElementById("wall-style")?.remove()
    this.node.remove()
  }

  // --- what the server sent ---------------------------------------------------------------------------------------
  take(data, send) {
    this.data = data
    this.send = send
    this.asked = this.behind = null   // a picture came: the session is alive, however late it was
    document.documentElement.lang = data.lang
    document.documentElement.dataset.generation = this.node.dataset.generation = data.generation
    this.node.dataset.kind = data.kind
    this.node.classList.toggle("has-band", !!data.band)
    this.part("moment-banner").textContent = data.band
    this.part("moment-banner").hidden = !data.band
    this.part("problem").hidden = !data.problem
    this.part("problem").innerHTML = data.problem || ""
    if (data.problem) { this.node.classList.toggle("has-picture", this.scenes.size > 0); return }
    this.part("brand").innerHTML = data.brand
    this.part("foot").innerHTML = data.foot
    for (const [name, words] of Object.entries(data.words.buttons)) this.part(name).setAttribute("aria-label", words)
    for (const scene of data.scenes) this.draw(scene)
    const order = data.scenes.map((scene) => scene.id)
    for (const [id, node] of this.scenes) if (!order.includes(id)) { node.remove(); this.scenes.delete(id) }
    this.order = order
    this.part("steps").replaceChildren(...order.map((id) => Object.assign(document.createElement("i"), { className: `step-${id}` })))
    if (!this.scenes.has(this.current)) this.show(order[0])
    if (!data.runs) this.base = { server: moment(data.at), at: performance.now() }
    else if (!this.base) this.base = { server: moment(data.now), at: performance.now() }
    this.tick()
  }

  draw({ id, title, html }) {
    let scene = this.scenes.get(id)
    if (!scene) {
      scene = document.createElement("section")
      scene.className = "scene"
      scene.dataset.scene = id
      this.scenes.set(id, scene)
      this.part("stage").appendChild(scene)
    }
    scene.setAttribute("aria-label", title)
    scene.dataset.title = title
    if (scene.html === html) return
    const before = new Map([...scene.querySelectorAll("[data-figure]")].map((node) => [node.dataset.figure, node.textContent]))
    const fresh = document.createElement("div")
    fresh.innerHTML = html
    for (const node of fresh.querySelectorAll("[data-figure]")) {
      const old = before.get(node.dataset.figure)
      if (old === undefined || old === node.textContent) continue
      const tile = node.closest(".tile")
      tile.classList.add("changed")
      setTimeout(() => tile.classList.remove("changed"), CHANGED_FOR)
    }
    scene.html = html
    scene.replaceChildren(...fresh.childNodes)   // one step: the old picture is there until the new one is
  }

  // --- scenes -----------------------------------------------------------------------------------------------------
  show(id) {
    const leaving = this.scenes.get(this.current), coming = this.scenes.get(id)
    this.current = id
    this.shownAt = performance.now()
    for (const scene of this.scenes.values()) {
      scene.classList.toggle("on", scene === coming)
      scene.classList.toggle("leaving", scene === leaving && scene !== coming)
      scene.setAttribute("aria-hidden", String(scene !== coming))
    }
    setTimeout(() => leaving?.classList.remove("leaving"), LEAVING)
    this.part("scene-title").textContent = coming?.dataset.title ?? ""
  }

  step(by) { if (this.order?.length) this.show(this.order[(this.order.indexOf(this.current) + by + this.order.length) % this.order.length]) }

  hold() { this.held = !this.held; this.shownAt = performance.now(); this.tick() }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (["Enter", " "].includes(event.key) && event.target.closest?.("#wall button")) return
    const act = { ArrowRight: () => this.step(1), PageDown: () => this.step(1), ArrowLeft: () => this.step(-1), PageUp: () => this.step(-1), " ": () => this.hold() }[event.key]
    if (act) { event.preventDefault(); event.stopPropagation(); act() }
  }

  // --- time -------------------------------------------------------------------------------------------------------
  // The server's wall clock, carried on by the time since its last answer: this machine's own clock may be wrong or be set meanwhile.
  now() { return this.data.runs ? this.base.server + performance.now() - this.base.at : this.base.server }

  tick() {
    if (!this.data?.scenes || !this.base) return
    const gone = (performance.now() - this.shownAt) / 1000, lost = this.node.dataset.link === "lost"
    if (!this.held && this.order.length > 1 && gone >= this.data.seconds) return this.step(1)
    for (const id of this.order) this.part(`step-${id}`).style.setProperty("--done", id === this.current ? (this.held ? 1 : Math.min(1, gone / this.data.seconds)) : 0)
    this.node.classList.toggle("held", this.held)
    this.part("held-words").textContent = this.held ? this.data.words.held : ""
    const now = this.now(), day = new Date(now)
    if (!lost) {
      this.part("time").textContent = clockText(now, this.data.runs)
      this.part("day").textContent = fill(this.data.words.date, { month: this.data.words.months[day.getUTCMonth()], d: day.getUTCDate(), weekday: this.data.words.weekdays[day.getUTCDay()] })
    }
    for (const tile of this.node.querySelectorAll(".tile")) this.veil(tile, now)
  }

  veil(tile, now) {
    const late = tile.dataset.feeds.split(" ").map((id) => this.data.feeds[id]).filter((feed) => feed?.until && now > moment(feed.until))
    const veiled = String(late.length > 0)
    const since = late.map((feed) => feed.since).sort()[0]
    const sameDay = since && Math.floor(moment(since) / 864e5) === Math.floor(now / 864e5)
    const at = since && (sameDay ? clockText(moment(since)) : fill(this.data.words.day_time, { month: this.data.words.months[+since.slice(5, 7) - 1], d: +since.slice(8, 10), time: clockText(moment(since)) }))
    const said = since ? fill(this.data.words.veil, { since: at, feed: late.map((feed) => feed.name).join(this.data.words.comma) }) : ""
    const line = tile.querySelector(".veil p")
    if (line.textContent !== said) line.textContent = said
    if (tile.dataset.veiled !== veiled) tile.dataset.veiled = veiled
  }

  // --- the server -------------------------------------------------------------------------------------------------
  async beat() {
    const stopped = performance.now() - this.lastAnswer > LOST_AFTER
    if (stopped) this.link("lost")
    if (this.asking) return
    this.asking = true
    const began = performance.now()
    try {
      const answer = await (await fetch(new URL("ready", document.baseURI.replace(/\/[^/]*$/, "/")), { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) })).json()
      // After a silence the framework's session counts from the server's return: it needs a moment to come back by itself.
      if (performance.now() - this.lastAnswer > LOST_AFTER) { this.joined = performance.now(); this.behind = null }
      this.lastAnswer = performance.now()
      if (answer.clock && this.data?.runs) this.base = { server: moment(answer.clock), at: (began + this.lastAnswer) / 2 }
      this.follow(answer)
    } catch { /* the next beat says it */ } finally { this.asking = false }
  }

  follow(answer) {
    if (!this.data) return
    const now = performance.now(), token = this.data.past ? answer.generation : `${answer.generation} ${answer.now}`
    const { testConnectionState: session, testScriptState: script } = document.querySelector('[data-testid="stApp"]')?.dataset ?? {}
    const connected = session === undefined || session === "CONNECTED"
    const patience = session === "DISCONNECTED_FOREVER" ? 0 : connected && script !== "notRunning" ? AT_WORK_FOR : RELOAD_AFTER
    if (connected) this.joined = now
    if (token === this.data.token || answer.workspace === "unreadable") this.behind = null
    else {
      this.behind ??= now
      // Asking again while the server is at work on the answer would make it begin anew.
      const wait = script === "notRunning" ? ASK_AGAIN : AT_WORK_FOR
      if (connected && (!this.asked || now - this.asked > wait)) { this.asked = now; this.send("news", token) }
    }
    const late = Math.max(this.behind ? now - this.behind : 0, now - this.joined)
    this.link(answer.workspace === "unreadable" ? "broken" : late > BEHIND_AFTER ? "behind" : "live")
    if (late > patience && Math.abs(Date.now() - Number(sessionStorage.getItem("wall-loaded") || 0)) > RELOAD_PAUSE) {
      sessionStorage.setItem("wall-loaded", Date.now())
      location.reload()
    }
  }

  link(state) {
    if (this.node.dataset.link === state) return
    this.node.dataset.link = state
    const banner = this.part("lost-banner")
    banner.hidden = state === "live"
    if (state !== "live" && this.base && this.data?.words) {
      const since = this.data.runs ? this.base.server + this.lastAnswer - this.base.at : this.base.server
      banner.textContent = fill(this.data.words[state], { since: clockText(since, this.data.runs) })
    }
  }
}

export default function ({ data, setTriggerValue }) {
  if (!data) return
  clearTimeout(window.sandtableWallEnd)
  window.sandtableWall ??= new Wall()
  window.sandtableWall.take(data, setTriggerValue)
  return () => {
    window.sandtableWallEnd = setTimeout(() => {
      if (location.pathname.endsWith("/wall")) return   // a rerun mounts it again; the picture stays meanwhile
      window.sandtableWall?.stop()
      delete window.sandtableWall
    }, 300)
  }
}
