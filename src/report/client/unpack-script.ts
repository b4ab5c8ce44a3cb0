/** Reads back what `packedScript` wrote. */
export const unpackScript = `
async function unpackText(id) {
  const packed = document.getElementById(id)
  if (packed === null) return undefined
  const bytes = Uint8Array.from(atob(packed.textContent.trim()), (c) => c.charCodeAt(0))
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text()
}
async function unpack(id, otherwise) {
  const text = await unpackText(id)
  return text === undefined ? otherwise : JSON.parse(text)
}
`
