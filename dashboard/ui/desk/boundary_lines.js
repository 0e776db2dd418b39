// Whether the lines between corners cross.
function side(a, b, c) { return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])) }
function within(a, b, c) { return Math.min(a[0], b[0]) <= c[0] && c[0] <= Math.max(a[0], b[0]) && Math.min(a[1], b[1]) <= c[1] && c[1] <= Math.max(a[1], b[1]) }

function meet([a, b], [c, d]) {
  const s = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)]
  if (s[0] !== s[1] && s[2] !== s[3]) return true
  return [[s[0], a, b, c], [s[1], a, b, d], [s[2], c, d, a], [s[3], c, d, b]].some(([on, p, q, r]) => on === 0 && within(p, q, r))
}

function turnsBack([a, b], [, c]) {   // two sides that share b: the second runs back over the first
  return side(a, b, c) === 0 && (a[0] - b[0]) * (c[0] - b[0]) + (a[1] - b[1]) * (c[1] - b[1]) >= 0
}

// The numbers of the first two sides that cross or touch; null where none do. The last side is the one that closes the ring.
function crossing(corners, isRing) {
  const sides = corners.map((corner, i) => [corner, corners[(i + 1) % corners.length]])
  if (!isRing) sides.pop()
  for (let j = 1; j < sides.length; j++) {
    for (let i = 0; i < j; i++) {
      const follows = j === i + 1, closes = isRing && i === 0 && j === sides.length - 1
      const wrong = follows ? turnsBack(sides[i], sides[j]) : closes ? turnsBack(sides[j], sides[i]) : meet(sides[i], sides[j])
      if (wrong) return [i, j]
    }
  }
  return null
}
