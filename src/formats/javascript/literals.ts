/** Values as JavaScript writes them. What comes from files and people stays a value, whatever it is: no text becomes code. */
import type { FloatTensor } from '../../layers/pass.ts';

/** A line of numbers has so many characters. */
const WIDTH = 104;

/** A text as a literal, also where it stands in a comment, and in a script of a page. */
export function textLiteral(text: string): string {
  const quoted = JSON.stringify(text)
    .replaceAll('*/', '*\\/')
    .replace(/[<\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return /['"\\]/.test(quoted.slice(1, -1)) ? quoted : `'${quoted.slice(1, -1)}'`;
}

/** A number with all its digits. */
export function numberLiteral(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** Texts, numbers, true and false, lists of them, and objects of these by names that are written here. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return textLiteral(value);
  if (typeof value === 'number') return numberLiteral(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{ ${members.map(([name, member]) => `${name}: ${literal(member)}`).join(', ')} }`;
}

/** A parameter: as numbers that a person can read, or in base64, which takes less than half of that. */
export function parameterLiteral({ dtype, shape, data }: FloatTensor, asNumbers: boolean): string {
  const Type = dtype === 'float32' ? 'Float32Array' : 'Float64Array';
  const values = asNumbers
    ? `new ${Type}([\n${lines(Array.from(data, dtype === 'float32' ? shortest : numberLiteral))}  ])`
    : `new ${Type}(bytesOf('${base64(data)}'))`;
  return `{ shape: ${literal(shape)}, data: ${values} }`;
}

/** The shortest text that float32 rounds to a value. */
function shortest(value: number): string {
  for (let digits = 6; digits <= 9; digits++) {
    const decimal = Number(value.toPrecision(digits));
    if (Object.is(Math.fround(decimal), value)) return numberLiteral(decimal);
  }
  return numberLiteral(value);
}

function lines(words: readonly string[]): string {
  let text = '';
  let line = '   ';
  for (const word of words) {
    if (line.length + word.length + 2 > WIDTH) {
      text += `${line}\n`;
      line = '   ';
    }
    line += ` ${word},`;
  }
  return `${text}${line}\n`;
}

function base64({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  const part = 3 << 13; // a multiple of three: parts then join without filling
  const texts = Array.from({ length: Math.ceil(bytes.length / part) }, (_, i) =>
    btoa(String.fromCharCode(...bytes.subarray(i * part, (i + 1) * part))),
  );
  return texts.join('');
}
