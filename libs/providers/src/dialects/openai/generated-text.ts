/** Fields of a delta that hold what the model wrote. */
const FIELDS = ['"content":"', '"reasoning_content":"', '"reasoning":"', '"arguments":"', '"refusal":"'];
/** The same for vendors that put a blank behind the colon; slower. */
const SPACED = /"(?:content|reasoning_content|reasoning|arguments|refusal)":\s+"((?:[^"\\]|\\.)*)"/g;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * What the model wrote in one event, read from its JSON text without parsing it: an event costs a fraction of a
 * microsecond this way. A quote inside a text is escaped, so no text can pass for a field.
 */
export function generatedText(event: string): string {
  let text = '';
  for (const field of FIELDS) {
    for (let at = event.indexOf(field); at !== -1; at = event.indexOf(field, at + field.length)) {
      text += stringAt(event, at + field.length);
    }
  }
  if (!event.includes('": ')) return text;
  for (const [, written] of event.matchAll(SPACED)) text += unescaped(written ?? '');
  return text;
}

function stringAt(event: string, start: number): string {
  let isEscaped = false;
  for (let i = start; i < event.length; i++) {
    const code = event.charCodeAt(i);
    if (code === QUOTE) return isEscaped ? unescaped(event.slice(start, i)) : event.slice(start, i);
    if (code === BACKSLASH) {
      isEscaped = true;
      i++;
    }
  }
  return '';
}

function unescaped(written: string): string {
  return written.includes('\\') ? (JSON.parse(`"${written}"`) as string) : written;
}
