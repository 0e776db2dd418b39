// The scenes: how a new picture of one takes the place of the old, which is shown, and the keys that change it.
const CHANGED_FOR = 9000     // ms that a changed figure is pointed at
const LEAVING = 2000         // ms that a scene stays under the one that fades in over it: long enough for a machine that is slow to begin

class Rotation extends Frame {
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
}
