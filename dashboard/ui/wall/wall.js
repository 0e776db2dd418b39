// The wall as a whole: it takes what the server sent and hands it to its parts.
class Wall extends Connection {
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
