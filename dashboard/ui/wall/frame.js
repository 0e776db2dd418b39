// The wall: scenes that rotate, a clock on the server's time, tiles that veil themselves when their feed is overdue, and a page that says by
// itself when it has lost the server. It lives in the body, outside the framework's tree: a rerun, a reconnection or an error cannot blank it.
// It is one class in steps, each in a file of its own: Frame, Rotation, Clock, Connection, Wall.

// The node on the screen, its size, keys and timers.
class Frame {
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
}
