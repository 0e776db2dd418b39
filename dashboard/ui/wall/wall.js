// The wall as a whole: it takes what the server sent and hands it to its parts.
const TELL_AGAIN = 5000   // ms between two times that the server is told the shape of the screen

class Wall extends Connection {
  take(data, send) {
    this.data = data
    this.send = send
    this.asked = this.behind = null   // a picture came: the session is alive, however late it was
    if (this.waits(data)) return
    this.shape = data.shape
    this.fit()
    document.documentElement.lang = data.lang
    document.documentElement.dataset.generation = this.node.dataset.generation = data.generation
    this.node.dataset.kind = data.kind
    this.node.dataset.shape = data.shape
    this.node.classList.toggle("has-band", !!data.band)
    this.across(this.part("moment-banner"), data.band)
    this.part("moment-banner").hidden = !data.band
    this.part("problem").hidden = !data.problem
    this.part("problem").innerHTML = data.problem || ""
    if (data.problem) { this.node.classList.toggle("has-picture", this.scenes.size > 0); return }
    this.node.style.setProperty("--turn", `${data.seconds}s`)
    this.part("brand").innerHTML = data.brand
    this.part("foot").innerHTML = data.foot
    for (const [name, words] of Object.entries(data.words.buttons)) this.part(name).setAttribute("aria-label", words)
    const order = data.scenes.map((scene) => scene.id)
    this.arrange(order)
    for (const scene of data.scenes) this.draw(scene)
    for (const [id, node] of this.scenes) if (!order.includes(id)) { node.remove(); this.scenes.delete(id) }
    this.part("steps").replaceChildren(...order.map((id) => Object.assign(document.createElement("i"), { className: `step-${id}` })))
    if (!this.scenes.has(this.current)) this.show(order[0])
    else this.part("scene-title").textContent = this.scenes.get(this.current).dataset.title
    if (!data.runs) this.base = { server: moment(data.at), at: performance.now() }
    else if (!this.base) this.base = { server: moment(data.now), at: performance.now() }
    this.tick()
  }

  // Whether a picture of another shape than the screen's is better not shown: one that fits comes at once, and is there already.
  waits(data) {
    const is = data.shape === this.wanted() || data.problem
    if (!is) this.tell()
    const waits = !is && this.scenes.size > 0 && this.shape === this.wanted() && !this.waited
    this.waited = waits
    return waits
  }

  // Tell the server which shape of picture fits; not again while it works on the answer.
  tell() {
    const now = performance.now()
    if (!this.send || this.data.problem || this.data.shape === this.wanted() || now - (this.toldAt ?? -TELL_AGAIN) < TELL_AGAIN) return
    this.toldAt = now
    this.send("shape", this.wanted())
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
