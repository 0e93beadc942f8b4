const NANO_DIGITS = 9;

/** Integer nano-USD as decimal USD, without trailing zeros: 1500 is `0.0000015`. */
export function usdText(nanoUsd: number): string {
  const digits = String(nanoUsd).padStart(NANO_DIGITS + 1, '0');
  const whole = digits.slice(0, -NANO_DIGITS);
  const fraction = digits.slice(-NANO_DIGITS).replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
