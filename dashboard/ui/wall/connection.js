// What the server says of itself: a new picture is asked for, and a silence is said on the wall.
const BEAT = 500             // ms between questions to /ready
const PATIENCE = 3000        // ms that an answer may take
const LOST_AFTER = 5000      // ms without an answer until the wall says so
const ASK_AGAIN = 6000       // ms between two requests for the same news
const BEHIND_AFTER = 12000   // ms that the picture may be older than the store before the wall says so
const RELOAD_AFTER = 20000   // ms of that, or without a session, before the page loads itself anew
const AT_WORK_FOR = 300000   // ms instead, while a busy server works on the answer: loading anew gives it more to do, and takes the picture away
const RELOAD_PAUSE = 60000   // ms between two reloads

class Connection extends Clock {
  async beat() {
    const stopped = performance.now() - this.lastAnswer > LOST_AFTER
    if (stopped) this.link("lost")
    if (this.asking) return
    this.asking = true
    const began = performance.now()
    try {
      const answer = await (await fetch(new URL("ready", document.baseURI.replace(/\/[^/]*$/, "/")), { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) })).json()
      // After a silence the framework's session counts from the server's return: it needs a moment to come back by itself.
      if (performance.now() - this.lastAnswer > LOST_AFTER) { this.joined = performance.now(); this.behind = null }
      this.lastAnswer = performance.now()
      if (answer.at) this.turns = { server: answer.at, at: (began + this.lastAnswer) / 2 }
      if (answer.clock && this.data?.runs) this.base = { server: moment(answer.clock), at: (began + this.lastAnswer) / 2 }
      this.follow(answer)
    } catch { /* the next beat says it */ } finally { this.asking = false }
  }

  follow(answer) {
    if (!this.data) return
    const now = performance.now(), token = this.data.past ? answer.generation : `${answer.generation} ${answer.now}`
    const { testConnectionState: session, testScriptState: script } = document.querySelector('[data-testid="stApp"]')?.dataset ?? {}
    const connected = session === undefined || session === "CONNECTED"
    const patience = session === "DISCONNECTED_FOREVER" ? 0 : connected && script !== "notRunning" ? AT_WORK_FOR : RELOAD_AFTER
    if (connected) this.joined = now
    if (connected && script === "notRunning") this.tell() // what was told of the screen's shape may have been lost
    if (token === this.data.token || answer.workspace === "unreadable") this.behind = null
    else {
      this.behind ??= now
      // Asking again while the server is at work on the answer would make it begin anew.
      const wait = script === "notRunning" ? ASK_AGAIN : AT_WORK_FOR
      if (connected && (!this.asked || now - this.asked > wait)) { this.asked = now; this.send("news", token) }
    }
    const late = Math.max(this.behind ? now - this.behind : 0, now - this.joined)
    this.link(answer.workspace === "unreadable" ? "broken" : late > BEHIND_AFTER ? "behind" : "live")
    if (late > patience && Math.abs(Date.now() - Number(sessionStorage.getItem("wall-loaded") || 0)) > RELOAD_PAUSE) {
      sessionStorage.setItem("wall-loaded", Date.now())
      location.reload()
    }
  }

  link(state) {
    if (this.node.dataset.link === state) return
    this.node.dataset.link = state
    const banner = this.part("lost-banner")
    banner.hidden = state === "live"
    if (state !== "live" && this.base && this.data?.words) {
      const since = this.data.runs ? this.base.server + this.lastAnswer - this.base.at : this.base.server
      this.across(banner, fill(this.data.words[state], { since: clockText(since, this.data.runs) }))
    }
  }
}
