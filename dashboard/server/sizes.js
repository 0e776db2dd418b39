// A browser without ResizeObserver: sizes are looked at four times a second, so that the interface starts and follows a turned tablet.
window.ResizeObserver ||= class {
  constructor(tell) { Object.assign(this, { tell, sizes: new Map(), timer: 0 }) }
  observe(target) { this.sizes.set(target, ""); this.timer ||= setInterval(() => this.look(), 250) }
  unobserve(target) { this.sizes.delete(target) }
  disconnect() { clearInterval(this.timer); this.timer = 0; this.sizes.clear() }
  look() {
    const changed = []
    for (const [target, was] of this.sizes) {
      const own = getComputedStyle(target), px = (...sides) => sides.reduce((sum, side) => sum + (parseFloat(own[`padding${side}`]) || 0), 0)
      const outer = target.getBoundingClientRect(), width = Math.max(0, outer.width - px("Left", "Right")), height = Math.max(0, outer.height - px("Top", "Bottom"))
      if (was === `${width} ${height}`) continue
      this.sizes.set(target, `${width} ${height}`)
      const content = [{ inlineSize: width, blockSize: height }], border = [{ inlineSize: outer.width, blockSize: outer.height }]
      changed.push({ target, contentRect: new DOMRect(0, 0, width, height), contentBoxSize: content, borderBoxSize: border, devicePixelContentBoxSize: content })
    }
    if (changed.length) this.tell(changed, this)
  }
};
