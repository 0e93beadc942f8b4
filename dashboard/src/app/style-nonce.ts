/** The nonce under which this page may add styles; empty where the page was not served by the gateway. */
export function styleNonce(): string {
  // Browsers hide the attribute from scripts, but not the property.
  return document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
