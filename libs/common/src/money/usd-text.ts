const NANO_DIGITS = 9;
const DECIMAL = /^(\d{1,6})(?:\.(\d{1,9}))?$/;

/** Integer nano-USD as decimal USD, without trailing zeros: 1500 is `0.0000015`. */
export function usdText(nanoUsd: number): string {
  const digits = String(nanoUsd).padStart(NANO_DIGITS + 1, '0');
  const whole = digits.slice(0, -NANO_DIGITS);
  const fraction = digits.slice(-NANO_DIGITS).replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** The other way round; undefined for what is no amount of at most 999,999 USD with nine decimals. */
export function nanoUsdOfText(text: string): number | undefined {
  const [, whole, fraction = ''] = DECIMAL.exec(text) ?? [];
  return whole === undefined
    ? undefined
    : Number(whole) * 10 ** NANO_DIGITS + Number(fraction.padEnd(NANO_DIGITS, '0'));
}
