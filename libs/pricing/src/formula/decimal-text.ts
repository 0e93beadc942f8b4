/** An integer of `10^-places` as exact decimal text, without zeros at its end but those of the first `least` places. */
export function decimalText(amount: number, places: number, least = 0): string {
  const digits = BigInt(amount)
    .toString()
    .padStart(places + 1, '0');
  const whole = digits.slice(0, -places);
  const fraction = digits.slice(-places).replace(/0+$/, '').padEnd(least, '0');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
