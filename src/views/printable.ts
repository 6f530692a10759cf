export { cut, graphemes, isPlain, printable } from '../text/printable.ts'
