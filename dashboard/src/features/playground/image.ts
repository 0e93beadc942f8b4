const MOST_BYTES = 5_000_000;

/** A picture as a data URL. @throws Error that says what is wrong with the file */
export async function dataUrlOf(file: File): Promise<string> {
  if (!file.type.startsWith('image/')) throw new Error(`${file.name} is no picture.`);
  if (file.size > MOST_BYTES)
    throw new Error(`${file.name} has ${(file.size / 1e6).toFixed(1)} MB; at most ${MOST_BYTES / 1e6} MB go along.`);
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(typeof reader.result === 'string' ? reader.result : '');
    reader.onerror = () => fail(new Error(`${file.name} could not be read.`));
    reader.readAsDataURL(file);
  });
}
