// The corners: set, moved, taken back, joined to a ring, and sent when it is closed.
const STEP = 48, FINE = 2, COARSE = 12   // px: of the map by an arrow, of a corner by an arrow, with Shift
const SENT_AFTER = 250        // ms, so that an arrow key that stays down sends once
const isConnected = () => (document.querySelector('[data-testid="stApp"]')?.dataset.testConnectionState ?? "CONNECTED") === "CONNECTED"

class Ring extends MapView {
  arrow([dx, dy], corner = this.selected, step = FINE) {   // the corner, else the map
    if (corner === null) return this.pan(dx * STEP, dy * STEP)
    const [x, y] = this.corners[corner], length = step * this.view.unit
    this.move(corner, [x + dx * length, y + dy * length])
  }

  move(corner, place) { this.corners[corner] = place; this.changed() }

  add(place) {
    if (this.closed) return
    if (this.corners.length < this.data.most) this.corners.push(place)
    this.selected = null
    this.changed()
  }

  back() {
    if (this.closed) this.closed = false
    else this.corners.pop()
    this.selected = null
    this.changed()
  }

  clear() { this.corners = []; this.closed = false; this.selected = null; this.changed() }
  close() { if (!this.wrong(true)) { this.closed = true; this.selected = null } this.changed() }
  select(corner) { this.selected = this.selected === corner ? null : corner; this.render() }

  touch(corner) {   // a tap or Enter on a corner: the first one closes the ring, as every drawing tool does
    if (corner === 0 && !this.closed && this.corners.length >= this.data.fewest) this.close()
    else this.select(corner)
  }

  wrong(isRing) {
    if (this.corners.length < this.data.fewest && isRing) return true
    return crossing(this.corners, isRing) !== null
  }

  changed() {
    this.render()
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      const ring = this.closed && !this.wrong(true) ? this.corners : [], text = JSON.stringify(ring)
      if (text === this.sent) return
      if (!isConnected()) return this.changed() // what is sent now would be lost
      this.sent = text
      this.send(ring)
    }, SENT_AFTER)
  }
}
