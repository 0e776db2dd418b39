// Outlines of districts are a file of their own that the browser keeps: a map is sent its values alone.
const SHAPES = new Map()      // by address, over mounts and refreshes
const FETCH_AGAIN = 3000      // ms after a failure: the server may be away for a moment

async function shapesAt(address) {
  if (!SHAPES.has(address)) {
    const answer = await fetch(new URL(address, location.origin))
    if (!answer.ok) throw new Error(`no outlines: ${answer.status}`)
    SHAPES.set(address, await answer.json())
  }
  return SHAPES.get(address)
}

const shaped = (data) => ({ ...data, districts: data.districts.map((district) => ({ ...district, ...SHAPES.get(data.outlines)[district.id] })) })

// Runs `show` with the whole data: at once where the outlines are there, else as soon as they have come. Returns what ends it.
function withOutlines(part, show) {
  const { data } = part
  if (!data.outlines) return show(part)
  if (SHAPES.has(data.outlines)) return show({ ...part, data: shaped(data) })
  let end = () => {}, gone = false, timer = 0
  const fetchThem = () => shapesAt(data.outlines).then(
    () => { if (!gone) end = show({ ...part, data: shaped(data) }) || end },
    () => { if (!gone) timer = setTimeout(fetchThem, FETCH_AGAIN) },
  )
  fetchThem()
  return () => { gone = true; clearTimeout(timer); end() }
}
