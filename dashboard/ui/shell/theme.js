// Before the first script of the document: `theme=light|dark` in the address outranks the system's setting, and the wall is always dark.
(() => {
  const asked = new URLSearchParams(location.search).get("theme")
  const theme = /\/wall\/?$/.test(location.pathname) ? "wall" : asked
  if (!["light", "dark", "wall"].includes(theme)) return
  document.documentElement.dataset.theme = theme
  const real = window.matchMedia.bind(window)
  window.matchMedia = (query) => {
    const list = real(query)
    if (!/prefers-color-scheme/.test(query)) return list
    const matches = /dark/.test(query) === (theme !== "light")
    return new Proxy(list, {
      get: (it, name) => name === "matches" ? matches : typeof it[name] === "function" ? it[name].bind(it) : it[name],
    })
  }
})()
