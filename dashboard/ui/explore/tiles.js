// While a tile is being asked: look again in a second. Only the tiles are drawn anew.
const AGAIN = 1000 // ms

export default function ({ data, setTriggerValue }) {
  if (!data) return
  const timer = setTimeout(() => setTriggerValue("look", data.round), AGAIN)
  return () => clearTimeout(timer)
}
