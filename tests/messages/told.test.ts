import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { en } from '../../src/messages/en.ts'
import { TOLD } from '../../src/messages/told.ts'
import { zh } from '../../src/messages/zh.ts'

const told = zh['told.words']

describe('what the program words in English where it arises', () => {
  test.each([
    ['no answer within 10 s', '10 秒内没有回应'],
    ['hooks.example.org did not answer in time', 'hooks.example.org 没有及时回应'],
    ['HTTP 500 from a.b:81', 'a.b:81 返回 HTTP 500'],
    ['HTTP 404 from a.b: no such hook', 'a.b 返回 HTTP 404：no such hook'],
    [
      'HTTP 302 from a.b: it leads to http://10.0.0.1, which is not followed',
      'a.b 返回 HTTP 302：要求跳转到 http://10.0.0.1，未予跟随',
    ],
    ['a.b:81: it takes no connections there (ECONNREFUSED)', 'a.b:81：该端口不接受连接（ECONNREFUSED）'],
    [
      'oapi.dingtalk.com refused it: keywords not in content (310000); give the keyword of the robot with --keyword',
      'oapi.dingtalk.com 拒收：keywords not in content（310000）；请用 --keyword 给出机器人的关键词',
    ],
    ['/opt/my prog ended with 3: out of paper', '/opt/my prog 以状态 3 退出：out of paper'],
    ['the secret "url" cannot be read from /a b (ENOENT)', '无法从 /a b 读取密钥“url”（ENOENT）'],
    ['must be a period such as 2w or P1M', '须为时长，如 2w 或 P1M'],
    [
      'lead.source: must be a key of "sources"; there is no "x"',
      'lead.source: 须为“sources”中的键；其中没有“x”',
    ],
    ['Invalid type: Expected string but received 5', '类型不对：应为 string，实为 5'],
  ])('%s', (english, chinese) => {
    expect(told(english)).toBe(chinese)
    expect(en['told.words'](english)).toBe(english)
  })

  test.each([
    '',
    'x',
    'Forbidden: bot was blocked by the user',
    'a: b (c)',
    'the door is missing its key',
    '拒收',
  ])('what others say stays as it is: %j', words => expect(told(words)).toBe(words))

  test.each(TOLD)('has words of each language, with the same things filled in: %s', template => {
    const filled = template.replace(/\{(\w+)\}/g, (_, name: string) =>
      name === 'why' ? 'it has expired' : name === 'what' ? 'an id' : `x${name}`,
    )
    const said = told(filled)
    expect(said).toMatch(/\p{Script=Han}/u)
    for (const [, name] of template.matchAll(/\{(\w+)\}/g))
      if (name !== 'why' && name !== 'what') expect(said, template).toContain(`x${name}`)
    expect(said).not.toMatch(/[{}]/)
  })
})

test('no channel fails in words that only English has', () => {
  const folder = 'src/channels'
  const files = readdirSync(folder).map(name => path.join(folder, name))
  const wordless: string[] = []
  for (const file of files) {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
    const look = (node: ts.Node): void => {
      if (ts.isNewExpression(node) && node.expression.getText() === 'DeliveryError') {
        // What has no words of ours at all is somebody else's.
        for (const words of textsOf(node.arguments![0]!))
          if (/[a-w]{2}/.test(words) && told(words) === words) wordless.push(`${file}: ${words}`)
      }
      ts.forEachChild(node, look)
    }
    look(source)
  }
  expect(wordless).toEqual([])
})

/** All that the expression of a text may come to, with an `x` for what is only known when it happens. */
function textsOf(node: ts.Expression): string[] {
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression)
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)]
  if (ts.isBinaryExpression(node)) {
    const isMaybe = node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
    return [...(isMaybe ? [''] : []), ...textsOf(node.right)]
  }
  if (ts.isTemplateExpression(node)) {
    const parts = node.templateSpans.map(({ expression, literal }) =>
      textsOf(expression).map(text => text + literal.text),
    )
    return parts.reduce((all, ends) => all.flatMap(text => ends.map(end => text + end)), [node.head.text])
  }
  const name = node.getText()
  if (name === 'how') return ['was killed', 'ended with 1']
  return [/^(why|hint)$|^(UNREACHED|UNTRUSTED)\[/.test(name) ? 'it has expired' : 'x']
}
