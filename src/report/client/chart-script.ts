/** Draws the charts one after another, again on another width or theme, and says in words when one cannot be drawn. */
export const chartScript = `
const specs = await unpack('chart-specs')
const configs = await unpack('chart-configs')
const boxes = [...document.querySelectorAll('[data-chart]')]
const state = new Map(boxes.map((box) => [box, { width: 0, theme: '', view: null }]))

async function loadLibrary(id) {
  ;(0, eval)(await unpackText(id))
}
async function loadLibraries() {
  await loadLibrary('library-vega')
  await loadLibrary('library-vega-lite')
}

// No chart reaches outside the page: the policy forbids it, and this says so in words.
function closedLoader() {
  const loader = { refused: null }
  const refuse = () => {
    loader.refused = new Error('it asks for data from outside this page')
    return Promise.reject(loader.refused)
  }
  return Object.assign(loader, { load: refuse, http: refuse, file: refuse, sanitize: refuse })
}

const tip = document.createElement('dl')
tip.className = 'tip'
tip.hidden = true
document.body.append(tip)
function showTip(_handler, event, _item, value) {
  if (value === null || value === undefined || value === '') {
    tip.hidden = true
    return
  }
  tip.replaceChildren()
  const entries = typeof value === 'object' ? Object.entries(value) : [['', String(value)]]
  for (const [name, text] of entries) {
    if (text === '' || text === null || text === undefined || text === 'null' || text === 'undefined') continue
    const dt = document.createElement('dt')
    const dd = document.createElement('dd')
    dt.textContent = name
    dd.textContent = String(text)
    tip.append(dt, dd)
  }
  tip.hidden = tip.childElementCount === 0
  const { width, height } = tip.getBoundingClientRect()
  tip.style.left = Math.max(8, Math.min(event.clientX + 14, innerWidth - width - 8)) + 'px'
  tip.style.top = (event.clientY + 18 + height > innerHeight ? event.clientY - height - 10 : event.clientY + 18) + 'px'
}

async function drawOnce(box, spec, theme, tight) {
  const place = document.createElement('div')
  place.className = 'chart-scroll'
  // The box says what is seen; the marks inside have roles and no names.
  place.setAttribute('aria-hidden', 'true')
  place.style.cssText = 'position:absolute;visibility:hidden;width:100%'
  const logger = vega.logger(vega.Warn)
  const loader = closedLoader()
  const config = structuredClone(configs[theme])
  if (tight.columns > 0) config.legend.columns = tight.columns
  const compiled = vegaLite.compile(spec, { config, logger })
  const view = new vega.View(vega.parse(compiled.spec), { renderer: 'svg', container: place, hover: true, loader, logger, tooltip: showTip })
  try {
    await view.runAsync()
    if (loader.refused) throw loader.refused
  } catch (error) {
    view.finalize()
    throw error
  }
  box.append(place)
  return { place, view }
}

/** What is wrong with the size of a drawing, or nothing: the next attempt is tighter by it. */
function misfit(drawn, spec, room, tight) {
  const svg = drawn.place.querySelector('svg')
  const frame = drawn.place.getBoundingClientRect()
  const edge = Math.min(room, Number(svg.getAttribute('width')))
  const over = (elements) => Math.ceil(Math.max(0, ...[...elements].map((element) => element.getBoundingClientRect().right - frame.left - edge)))
  if (over(svg.querySelectorAll('.role-legend text')) > 0 && tight.columns !== 1)
    return { ...tight, columns: tight.columns === 0 ? 2 : 1 }
  const panels = spec.facet && spec.spec
  const excess = Number(svg.getAttribute('width')) - room
  if (panels && (excess > 1 || (excess < -4 && tight.slack === 0 && spec.spec.width !== chartSize(spec).max)))
    return { ...tight, slack: tight.slack + excess }
  const right = over(svg.querySelectorAll('text'))
  const left = Math.ceil(Math.max(0, ...[...svg.querySelectorAll('text')].map((text) => frame.left - text.getBoundingClientRect().left)))
  if (panels || !spec.autosize || left + right === 0) return null
  return { ...tight, left: tight.left + (left && left + 1), right: tight.right + (right && right + 1) }
}

async function draw(box, theme = currentTheme()) {
  const room = Math.floor(box.clientWidth)
  if (room === 0) return
  const known = state.get(box)
  known.width = room
  known.theme = theme
  try {
    const given = specs[Number(box.dataset.chart)]
    if (given.data?.values && dataOf(given).length === 0) throw new Error('there are no rows')
    let tight = { slack: 0, left: 0, right: 0, columns: 0 }
    let drawn = null
    for (let attempt = 0; attempt < 5 && tight !== null; attempt += 1) {
      drawn?.view.finalize()
      drawn?.place.remove()
      const spec = fitSpec(given, room, tight)
      drawn = await drawOnce(box, spec, theme, tight)
      known.tight = tight
      tight = misfit(drawn, spec, room, tight)
    }
    known.view?.finalize()
    known.view = drawn.view
    drawn.place.style.cssText = ''
    box.replaceChildren(drawn.place)
    box.dataset.drawn = theme
  } catch (error) {
    const words = document.createElement('p')
    words.className = 'chart-error'
    words.textContent = 'This chart could not be drawn: ' + (error?.message ?? error) + '. Its data is in the table below.'
    box.removeAttribute('role')
    box.replaceChildren(words)
    box.dataset.drawn = 'error'
  }
}

let queue = Promise.resolve()
function drawStale() {
  queue = queue.then(async () => {
    for (const box of boxes) {
      const known = state.get(box)
      if (known.width === Math.floor(box.clientWidth) && known.theme === currentTheme()) continue
      await draw(box)
      await new Promise((resolve) => setTimeout(resolve, 0))
    }
    root.dataset.charts = 'drawn'
  })
}

let timer
const watcher = new ResizeObserver(() => {
  clearTimeout(timer)
  timer = setTimeout(drawStale, 120)
})
loadLibraries().then(
  () => {
    drawStale()
    for (const box of boxes) watcher.observe(box)
    document.addEventListener('themechange', drawStale)
    // On paper charts are light. Drawing waits for nothing but promises, so it ends before the page is printed.
    addEventListener('beforeprint', () => boxes.forEach((box) => draw(box, 'light')))
    addEventListener('afterprint', drawStale)
  },
  (error) => {
    for (const box of boxes) {
      const words = document.createElement('p')
      words.className = 'chart-error'
      words.textContent = 'Charts cannot be drawn in this browser: ' + (error?.message ?? error) + '. Their data is in the tables below.'
      box.replaceChildren(words)
    }
    root.dataset.charts = 'failed'
  },
)
`
