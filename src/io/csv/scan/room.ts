/** What a scanner reads from and writes to. */
export interface Room {
  /** `STATE_WORDS` words. */
  readonly state: Int32Array;
  /** How each column is read. */
  readonly modes: Uint8Array;
  /** Bytes of the text, and four more behind them. */
  readonly input: Uint8Array;
  /** A block of numbers [columns, rows]. */
  readonly values: Float64Array;
  /** Cells that are no numbers, `NOTE_WORDS` words each. */
  readonly notes: Int32Array;
}
