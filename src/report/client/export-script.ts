/**
 * Saves a chart as it is drawn now, in the colours of the page, as SVG, PNG (twice the size) or as its specification. A
 * saved chart stands alone, so it carries the title and the subtitle that the page sets beside it.
 */
export const exportScript = `
function wrapped(text, most) {
  const lines = ['']
  for (const word of text.split(' ')) {
    if (lines.at(-1) !== '' && (lines.at(-1) + ' ' + word).length > most) lines.push(word)
    else lines[lines.length - 1] += (lines.at(-1) === '' ? '' : ' ') + word
  }
  return lines
}

function standing(box, theme) {
  const caption = box.closest('figure').querySelector('figcaption')
  const { width, tight } = state.get(box)
  const room = Math.max(width, 480)
  const spec = fitSpec(specs[Number(box.dataset.chart)], room, width === room && tight ? tight : { slack: 0, left: 0, right: 0, columns: 0 })
  const title = caption.querySelector('strong').textContent
  const subtitle = caption.querySelector('span')?.textContent
  spec.title = {
    text: wrapped(title, Math.floor(room / 8.2)),
    ...(subtitle ? { subtitle: wrapped(subtitle, Math.floor(room / 6)) } : {}),
    anchor: 'start',
    frame: 'bounds',
    fontSize: 16,
    subtitleFontSize: 12,
    subtitlePadding: 6,
    offset: 16,
  }
  spec.description = title
  // What the fit to the page found too narrow is added to the margin of a picture.
  if (spec.padding) for (const edge of Object.keys(spec.padding)) spec.padding[edge] += 14
  const ground = getComputedStyle(document.body).getPropertyValue('--page').trim()
  return { spec, config: { ...structuredClone(configs[theme]), background: ground, padding: 16 } }
}

function save(name, blob) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

async function exportChart(box, kind) {
  const { spec, config } = standing(box, currentTheme())
  const name = box.dataset.name
  if (kind === 'json') return save(name + '.vl.json', new Blob([JSON.stringify({ ...specs[Number(box.dataset.chart)], title: spec.title, config }, null, 2)], { type: 'application/json' }))
  const logger = vega.logger(vega.Warn)
  const compiled = vegaLite.compile(spec, { config, logger })
  const view = new vega.View(vega.parse(compiled.spec), { renderer: 'none', loader: closedLoader(), logger })
  try {
    await view.runAsync()
    if (kind === 'svg') return save(name + '.svg', new Blob([await view.toSVG()], { type: 'image/svg+xml' }))
    const canvas = await view.toCanvas(2)
    save(name + '.png', await new Promise((resolve) => canvas.toBlob(resolve, 'image/png')))
  } finally {
    view.finalize()
  }
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-export]')
  const box = button?.closest('figure').querySelector('[data-chart]')
  if (!box) return
  exportChart(box, button.dataset.export).catch((error) => {
    button.title = 'It could not be saved: ' + (error?.message ?? error)
  })
})
`
