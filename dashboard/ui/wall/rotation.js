// The scenes: how a new picture of one takes the place of the old, which is shown, and the keys that change it.
const LEAVING = 2000         // ms that a scene stays under the one that fades in over it: long enough for a machine that is slow to begin
const modulo = (n, by) => ((n % by) + by) % by

class Rotation extends Frame {
  turn = 0   // counts the scenes shown; what a scene shows of its own in turns changes once in a round of all

  get round() { return Math.floor(this.turn / (this.order?.length || 1)) }

  draw({ id, pages }) {
    let scene = this.scenes.get(id)
    if (!scene) {
      scene = document.createElement("section")
      scene.className = "scene"
      scene.dataset.scene = id
      scene.seen = new Map()    // figure -> what the room saw of it when the scene was last shown
      scene.marks = new Map()   // figure that differs from that -> since when it is pointed at; 0 until the scene is shown
      this.scenes.set(id, scene)
      this.part("stage").appendChild(scene)
    }
    scene.pages = pages
    this.fill(scene)
  }

  fill(scene) {
    const { title, html } = scene.pages[modulo(this.round, scene.pages.length)]
    scene.setAttribute("aria-label", title)
    scene.dataset.title = title
    if (scene.html === html) return
    const fresh = document.createElement("div")
    fresh.innerHTML = html
    for (const [figure, node] of this.figures(fresh)) this.compare(scene, figure, node)
    scene.html = html
    scene.replaceChildren(...fresh.childNodes)   // one step: the old picture is there until the new one is
  }

  figures(root) { return [...root.querySelectorAll("[data-figure]")].map((node) => [`${node.closest(".tile").dataset.tile} ${node.dataset.figure}`, node]) }

  // A figure that is not what the room saw last is pointed at for one turn of its scene, however often it is drawn meanwhile.
  compare(scene, figure, node) {
    if (!scene.seen.has(figure)) scene.seen.set(figure, node.textContent)
    if (scene.seen.get(figure) === node.textContent) { scene.marks.delete(figure); return }
    if (!scene.marks.has(figure)) scene.marks.set(figure, scene.dataset.scene === this.current ? performance.now() : 0)
    this.point(node.closest(".tile"), scene.marks.get(figure))
  }

  point(tile, since) {
    tile.classList.add("changed")
    tile.style.setProperty("--since", `${since ? Math.round(since - performance.now()) : 0}ms`)
  }

  // What was pointed at for a turn has been seen.
  fade(scene, all) {
    const now = performance.now()
    for (const [figure, node] of this.figures(scene)) {
      const since = scene.marks.get(figure)
      if (!all && !(since && now - since > this.data.seconds * 1000)) continue
      scene.seen.set(figure, node.textContent)
      scene.marks.delete(figure)
    }
    const marked = new Set(this.figures(scene).filter(([figure]) => scene.marks.has(figure)).map(([, node]) => node.closest(".tile")))
    for (const tile of scene.querySelectorAll(".tile.changed")) if (!marked.has(tile)) tile.classList.remove("changed")
  }

  show(id) {
    const leaving = this.scenes.get(this.current), coming = this.scenes.get(id)
    if (leaving && leaving !== coming) this.fade(leaving, true)
    this.current = id
    this.shownAt = performance.now()
    if (coming) {
      this.fill(coming)
      for (const [figure, since] of coming.marks) if (!since) coming.marks.set(figure, this.shownAt)
    }
    for (const scene of this.scenes.values()) {
      scene.classList.toggle("on", scene === coming)
      scene.classList.toggle("leaving", scene === leaving && scene !== coming)
      scene.setAttribute("aria-hidden", String(scene !== coming))
    }
    setTimeout(() => leaving?.classList.remove("leaving"), LEAVING)
    this.part("scene-title").textContent = coming?.dataset.title ?? ""
  }

  // The scenes in their order; the one that is shown stays, and the round that it is shown in.
  arrange(order) {
    const round = this.round, place = order.indexOf(this.current)
    this.order = order
    this.turn = round * order.length + Math.max(0, place)
  }

  step(by) { if (this.order?.length) this.go(this.turn + by) }

  go(turn) {
    this.turn = turn
    this.show(this.order[modulo(turn, this.order.length)])
  }

  hold() { this.held = !this.held; this.shownAt = performance.now(); this.clockTurn = null; this.tick() }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (["Enter", " "].includes(event.key) && event.target.closest?.("#wall button")) return
    const act = { ArrowRight: () => this.step(1), PageDown: () => this.step(1), ArrowLeft: () => this.step(-1), PageUp: () => this.step(-1), " ": () => this.hold() }[event.key]
    if (act) { event.preventDefault(); event.stopPropagation(); act() }
  }
}
