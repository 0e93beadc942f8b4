const ALPHABETS = ['base64', 'base64url'] as const;

/** How a secret looks in logs: as it is, in JSON, in an address, and in base64 wherever it stands in what was encoded. */
export function encodedForms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = ALPHABETS.flatMap((alphabet) => [0, 1, 2].map((before) => insideBase64(bytes, before, alphabet)));
  return [...new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), ...base64])];
}

/** Three bytes make four characters, so there are three ways a text looks inside of a longer one; its edges mix with its neighbours. */
function insideBase64(bytes: Buffer, before: number, alphabet: (typeof ALPHABETS)[number]): string {
  const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString(alphabet);
  return encoded.slice(Math.ceil((before * 4) / 3), Math.floor(((before + bytes.length) * 4) / 3));
}
