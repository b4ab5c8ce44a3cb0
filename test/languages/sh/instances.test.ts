import { expect, test } from 'vitest'
import { ProjectRig, ran } from '../../rig/project-rig.ts'

test('commands have instances: of a matrix, of the parts of an output, and one collects them', async () => {
  const project = new ProjectRig({
    'pipeline.yaml': `name: instances
stages:
  greet:
    sh: printf '"%s, %s"' "$param_word" "$param_name" > "$out_text"
    matrix: { cross: { name: [Ada, Grace], word: [hello, "good day"] } }
    params: { name: "\${matrix.name}", word: "\${matrix.word}" }
    out: { text: json }
  pair:
    sh: cat "$in_texts_Ada" "$in_texts/Grace.json" > "$out_all"
    matrix: { cross: { word: [hello] } }
    in: { texts: greet.text }
    out: { all: file }
  letters: { sh: 'echo "[\\"a\\", \\"b/c\\", \\"d\\"]" > "$out_list"', out: { list: json } }
  upper:
    sh: printf '%s %s' "$(tr a-z A-Z < "$in_letter")" "$param_label" > "$out_text"
    each: letters.list
    in: { letter: each }
    params: { label: "\${each.label}" }
    out: { text: { kind: file, extension: .txt } }
  joined:
    sh: |
      cd "$in_texts"
      find . -type f | sort > "$out_names"
      find . -type f | sort | while read -r name; do cat "$name"; echo; done > "$out_all"
    in: { texts: upper.text }
    out: { names: file, all: file }
`,
  })
  const { code, stderr } = await project.run()
  expect(stderr).toContain('Done')
  expect(code).toBe(0)
  expect(project.json('artifacts/instances/greet[Ada,good day]/text.json')).toBe('good day, Ada')
  expect(project.read('artifacts/instances/pair[hello]/all.bin')).toBe('"hello, Ada""hello, Grace"')
  expect(project.read('artifacts/instances/joined/names.bin')).toBe('./a/text.txt\n./b%2fc/text.txt\n./d/text.txt\n')
  expect(project.read('artifacts/instances/joined/all.bin')).toBe('"A" a\n"B/C" b/c\n"D" d\n')
  project.edit('pipeline.yaml', 'b/c', 'e')
  expect(ran(await project.run('--json'))).toEqual(['letters', 'upper[e]', 'joined'])
})
