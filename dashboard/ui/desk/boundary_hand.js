// What reaches the map: fingers, the mouse and its wheel, the keyboard.
const BY_FINGER = matchMedia("(pointer: coarse)").matches
const TAP = BY_FINGER ? 9 : 4       // px that a tap may move
const ARROWS = { ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowRight: [1, 0] }

class Hand extends Ring {
  listen() {
    const svg = this.svg
    svg.onpointerdown = (event) => {
      if (event.button) return
      const touched = event.target.closest(".corner")
      this.pointers.set(event.pointerId, this.at(event))
      this.drag = this.pointers.size === 1 ? { from: this.at(event), corner: touched ? Number(touched.dataset.n) : null, moved: false } : null
      svg.setPointerCapture(event.pointerId)
    }
    svg.onpointermove = (event) => {
      const before = this.pointers.get(event.pointerId), now = this.at(event)
      if (!before) return
      if (this.pointers.size === 2) this.pinch(event.pointerId, now)
      else if (this.drag) this.dragged(before, now)
      this.pointers.set(event.pointerId, now)
    }
    svg.onpointerup = svg.onpointercancel = (event) => {
      this.pointers.delete(event.pointerId)
      if (this.drag && !this.drag.moved && event.type === "pointerup") {
        if (this.drag.corner !== null) this.touch(this.drag.corner)
        else if (this.closed) { this.selected = null; this.render() }
        else this.add(this.place(...this.drag.from))
      }
      this.drag = null
    }
    // The wheel scrolls the page until somebody works on the map.
    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !svg.matches(":focus, :focus-within")) return
      event.preventDefault()
      this.zoom(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) / 200), this.at(event))
    }, { passive: false })
    svg.onkeydown = (event) => { if (this.key(event)) { event.preventDefault(); event.stopPropagation() } }
  }

  dragged(before, now) {
    const drag = this.drag
    drag.moved ||= Math.hypot(now[0] - drag.from[0], now[1] - drag.from[1]) > TAP
    if (!drag.moved) return
    if (drag.corner !== null) this.move(drag.corner, this.place(...now))
    else this.pan(before[0] - now[0], before[1] - now[1])
  }

  pinch(id, now) {
    const before = this.pointers.get(id), other = [...this.pointers].find(([key]) => key !== id)[1]
    const apart = (point) => Math.max(1, Math.hypot(point[0] - other[0], point[1] - other[1]))
    this.zoom(apart(before) / apart(now), other)
  }

  key(event) {
    const arrow = ARROWS[event.key]
    const touched = event.target.closest(".corner"), corner = touched ? Number(touched.dataset.n) : this.selected
    if (arrow) this.arrow(arrow, corner, event.shiftKey ? COARSE : FINE)
    else if (event.key === "+" || event.key === "=") this.zoom(1 / 1.5)
    else if (event.key === "-") this.zoom(1.5)
    else if (event.key === "Enter" || event.key === " ") touched ? this.touch(corner) : this.add(this.middle())
    else if (event.key === "Backspace") this.back()
    else if (event.key === "Escape" && this.selected !== null) this.select(this.selected)
    else return false
    return true
  }
}
