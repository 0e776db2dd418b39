// A picture as PNG: the browser draws the SVG that it was sent onto a canvas, twice as fine, and hands out what it drew. Nothing is asked for.
const FINE = 2, LONGEST = 12000   // px of the file for one of the picture; the longest side that every browser draws

async function drawn(svg) {
  const image = new Image()
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg)
  await image.decode()
  const fine = Math.min(FINE, LONGEST / Math.max(image.naturalWidth, image.naturalHeight))
  const canvas = document.createElement("canvas")
  canvas.width = Math.round(image.naturalWidth * fine)
  canvas.height = Math.round(image.naturalHeight * fine)
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((done, failed) => canvas.toBlob((made) => made ? done(made) : failed(new Error("no picture")), "image/png"))
}

function saved(blob, name) {
  const way = document.createElement("a")
  way.href = URL.createObjectURL(blob)
  way.download = name
  way.click()
  setTimeout(() => URL.revokeObjectURL(way.href), 60000)
}

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button"), failed = parentElement.querySelector(".failed")
  button.textContent = data.words.png
  button.onclick = async () => {
    button.disabled = true
    failed.hidden = true
    try {
      saved(await drawn(data.svg), data.name)
    } catch {
      failed.textContent = data.words.failed
      failed.hidden = false
    }
    button.disabled = false
  }
}
