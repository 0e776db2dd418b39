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
    this.shape = "normal"
    this.fit = () => {
      const [part, screens] = this.data?.screen ?? [1, 1], [wide, high] = SHAPES[this.shape], whole = innerWidth * screens
      const canvas = this.part("canvas")
      canvas.style.left = `${whole / 2 - (part - 1) * innerWidth}px`   // of a picture over several screens each shows its part
      canvas.style.transform = `translate(-50%, -50%) scale(${Math.min(whole / wide, innerHeight / high)})`
      this.node.style.setProperty("--wide", `${wide}px`)
      this.node.style.setProperty("--high", `${high}px`)
      this.tell?.()
    }
    addEventListener("resize", this.fit)
    this.fit()
    for (const [name, act] of [["back", () => this.step(-1)], ["hold", () => this.hold()], ["next", () => this.step(1)]]) this.part(name).onclick = act
    this.timers = [setInterval(() => this.tick(), 250), setInterval(() => this.beat(), BEAT)]
  }

  // The shape of picture that is most like the screen, or like all screens of one picture together.
  wanted() {
    const like = Math.log(innerWidth * (this.data?.screen?.[1] ?? 1) / innerHeight)
    const far = ([, [wide, high]]) => Math.abs(Math.log(wide / high) - like)
    return Object.entries(SHAPES).reduce((best, one) => far(one) < far(best) ? one : best)[0]
  }

  // Words in a band over the whole picture; over several screens they stand on each, not across the edge between two.
  across(node, words) {
    words = words.replace(/◇ .*$/, (mark) => mark.replaceAll(" ", "\u00a0"))   // that data are made up is not broken over two rows
    const each = () => Object.assign(document.createElement("span"), { textContent: words })
    if (this.data?.screen) node.replaceChildren(...Array.from({ length: this.data.screen[1] }, each))
    else node.textContent = words
  }

  stop() {
    this.timers.forEach(clearInterval)
    document.removeEventListener("keydown", this.keys)
    removeEventListener("resize", this.fit)
    document.getElementById("wall-style")?.remove()
    this.node.remove()
  }
}
