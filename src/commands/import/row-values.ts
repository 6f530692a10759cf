import { RenewError } from '../../errors.ts'
import type { RowFault } from '../../register/row.ts'

/** The values of a row and the faults of its cells. */
export class Values {
  readonly fields: Record<string, unknown>
  readonly faults: RowFault[]

  constructor(from: { fields: object; faults: readonly RowFault[] }) {
    this.fields = { ...from.fields }
    this.faults = [...from.faults]
  }

  async take(column: string, field: string, read: () => unknown): Promise<void> {
    try {
      const value = await read()
      if (value !== undefined) this.fields[field] = value
    } catch (error) {
      if (!(error instanceof RenewError)) throw error
      this.faults.push({ column, error })
    }
  }

  remove(field: string): string | null {
    const { [field]: value } = this.fields
    delete this.fields[field]
    return typeof value === 'string' ? value : null
  }
}

export function widthFaults(cells: readonly string[], heads: number): RowFault[] {
  const isWide = cells.slice(heads).some(cell => cell.trim() !== '')
  return isWide
    ? [{ column: null, error: new RenewError('import-cells', { cells: cells.length, heads }) }]
    : []
}

export const NO_DRAFT = {
  ...{ column: null, title: null, kind: null, isNone: false, sameAs: null },
  ...{ rest: {}, isOurs: false, id: null },
}
